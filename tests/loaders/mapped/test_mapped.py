"""Tables that a mapping file explains: the worked example of the docs, what cells mean, and what is refused and why."""

import re
from pathlib import Path

import pytest

from loaders import registry
from loaders.base import Source, SourceError
from loaders.mapped.loader import Mapped
from ontology.readings import Reading
from ontology.records import Literal, Statement

DOCS = Path(__file__).parents[3] / "docs" / "mapping.md"
MAPPING = """
register: REG/list
title: A list
publisher: Nobody
date: 2026-01-31
rights: none needed
file: list.*
row: "{id}"
cells:
  body: {column: body, as: body}
  goal: {column: goal, as: sdg}
statements:
  - {subject: body, predicate: contributes_to, object: goal}
ignored: {note: for ourselves}
"""


def test_the_worked_example_of_the_docs_says_what_the_docs_say(tmp_path: Path) -> None:
    reading = _read(_example(tmp_path))

    said = {(s.subject, s.predicate, s.object, s.valid_from, s.evidence[0].paragraph) for s in reading.statements}
    (society,) = {s.object for s in reading.statements if s.predicate == "partners_with" and s.valid_from == "2022-05"}
    assert {
        ("UNEP", "partners_with", "WHO", "2019-05", "1"),
        ("UNEP", "partners_with", "WHO", "2021", "2"),
        ("UNEP", "partners_with", society, "2022-05", "3"),
        ("WHO", "contributes_to", "SDG/3.9", None, "1"),
        ("WHO", "contributes_to", "SDG/13", None, "2"),
        (society, "contributes_to", "SDG/11", None, "3"),
    } <= said
    assert isinstance(society, str)
    assert society.startswith("NEW/")
    assert _value(reading, society, "name") == Literal("Green Roof Society", "en")
    assert [(f.subject, f.value, f.unit, f.status) for f in sorted(reading.figures, key=lambda f: f.subject)] == [
        (society, "12500", "USD", "planned"),
        ("WHO", "250000", "USD", "planned"),
    ]
    assert [r.kind for r in reading.remarks] == ["made_up_key"]


def test_a_claim_that_two_rows_make_is_one_with_both_rows_as_evidence(tmp_path: Path) -> None:
    reading = _table(tmp_path, "id,body,goal,note\n1,UNEP,13,\n2,UNEP,13,\n")
    (statement,) = reading.statements
    assert [e.paragraph for e in statement.evidence] == ["1", "2"]


def test_a_name_of_a_row_that_comes_again_gets_a_number(tmp_path: Path) -> None:
    reading = _table(tmp_path, "id,body,goal,note\n1,UNEP,13,\n1,WHO,3,\n")
    assert sorted(e.paragraph for s in reading.statements for e in s.evidence) == ["1", "1 (2)"]


@pytest.mark.parametrize(
    ("wording", "kind", "meant"),
    [
        ("World Health Organization", "body", "WHO"),
        ("the World Health Organization (WHO)", "body", "WHO"),
        ("WORLD HEALTH ORGANIZATION", "body", "WHO"),
        ("TÜRKİYE", "country", "COUNTRY/TUR"),
        ("COTE D'IVOIRE", "country", "COUNTRY/CIV"),
        ("Target 7.1", "sdg", "SDG/7.1"),
        ("15.A", "sdg", "SDG/15.a"),
        ("17.14.1", "sdg", "SDG/17.14.1"),
        ("UNGA resolution 66/288", "instrument", "A/RES/66/288"),
        ("ECOSOC resolution 1996/31", "instrument", "E/RES/1996/31"),
        ("A/RES/2997 (XXVII)", "symbol", "A/RES/2997(XXVII)"),
        ("A/75/6 (Sect. 14)", "symbol", "A/75/6 (Sect. 14)"),
        ("22 September 2024", "date", "2024-09-22"),
        ("2019-05", "date", "2019-05"),
        ("1,250,000.50", "number", "1250000.5"),
        ("(12.5)", "number", "-12.5"),
        ("100", "number", "100"),
        ("Yes", "flag", "yes"),
    ],
)
def test_a_wording_means_one_value(tmp_path: Path, wording: str, kind: str, meant: str) -> None:
    assert _meaning(tmp_path, wording, kind) == (meant, [])


@pytest.mark.parametrize(
    ("wording", "kind", "expected"),
    [
        ("Society of Nobody", "body", "no body of the register has this name"),
        ("18", "sdg", "expected a goal, target or indicator"),
        ("UNGA resolution ninety", "instrument", "UNGA has no resolution with a number like 'ninety'"),
        ("sometime", "date", "expected a date such as"),
        ("twelve", "number", "expected a number such as"),
        ("1,25", "number", "expected a number such as"),
        ("perhaps", "flag", "expected yes or no"),
        ("no symbol", "symbol", "is no document symbol"),
    ],
)
def test_a_wording_that_means_nothing_is_told_with_its_row_and_column(
    tmp_path: Path, wording: str, kind: str, expected: str
) -> None:
    value, told = _meaning(tmp_path, wording, kind)
    assert value is None
    assert f"row 1, column given: {wording!r}: " in told[0]
    assert expected in told[0]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("id,body,goal,note,more\n1,UNEP,13,,x\n", "the columns more are neither read nor ignored"),
        ("id,body,goal\n1,UNEP,13\n", "expected the columns note of the mapping"),
        ("id,body,goal,note\n1,UNEP,13\n", "line 2: expected 4 cells; found 3"),
        ("id,body,body,goal,note\n1,UNEP,WHO,13,\n", "the column body stands twice"),
        ("id,body,goal,note\n", "expected 1 to 10000000 rows"),
        ('id,body,goal,note\n1,"UNEP,13,\n', "expected quotes doubled inside quotes"),
    ],
)
def test_a_table_of_another_form_is_refused_as_a_whole(tmp_path: Path, table: str, why: str) -> None:
    with pytest.raises(SourceError, match=re.escape(why)):
        _table(tmp_path, table)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("register: REG/list", "register: list"), "expected a key that begins with REG/"),
        (("predicate: contributes_to", "predicate: helps"), "helps"),
        (("object: goal}", "object: gaol}"), "cell 'gaol': expected one of body, goal"),
        (("as: sdg", "as: goal"), "cells.goal.as: Input should be"),
        (("column: goal", "colum: goal"), "cells.goal.colum: Extra inputs are not permitted"),
        (("title: A list\n", ""), "title: Field required"),
        (("object: goal}", "value: goal}"), "contributes_to: expected object, and not the other"),
        (("title: A list", "title: [A list"), "no YAML"),
        (("date: 2026-01-31", "date: last year"), "last year"),
    ],
)
def test_a_mapping_that_can_not_be_meant_says_where_and_why(tmp_path: Path, change: tuple[str, str], why: str) -> None:
    with pytest.raises(SourceError) as refused:
        _table(tmp_path, "id,body,goal,note\n1,UNEP,13,\n", MAPPING.replace(*change))
    assert "list.mapping.yaml" in str(refused.value)
    assert why in str(refused.value)


def test_a_row_that_says_nothing_is_told(tmp_path: Path) -> None:
    reading = _table(tmp_path, "id,body,goal,note\n1,UNEP,,\n2,UNEP,13,\n")
    assert [(r.kind, r.paragraph) for r in reading.remarks] == [("unplaced", "1")]
    assert len(reading.statements) == 1


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1, "body": "UNEP", "goal": 13}]',
        '{"id": "1", "body": "UNEP", "goal": ["13"]}\n\n',
        '{"id": 1.0, "body": "UNEP", "goal": "13", "note": null}',
    ],
)
def test_rows_of_json_are_objects_in_a_list_or_one_a_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    table = tmp_path / "list.json"
    table.write_text(text, encoding="utf-8")
    (statement,) = _read(table).statements
    assert (statement.subject, statement.object, statement.evidence[0].paragraph) == ("UNEP", "SDG/13", "1")


@pytest.mark.parametrize(("text", "why"), [("[1, 2]", "expected JSON objects as rows"), ('{"id": }', "line 1, column 8: no JSON")])
def test_json_that_is_no_table_is_refused(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "list.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "list.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=re.escape(why)):
        _read(tmp_path / "list.json")


def test_a_table_without_a_mapping_is_not_for_this_loader(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert not Mapped().recognises(Source(tmp_path / "other.csv"))
    with pytest.raises(SourceError, match=r"no mapping is for this file; expected other\.mapping\.yaml beside it"):
        _read(tmp_path / "other.csv")


def test_another_mapping_is_another_source(tmp_path: Path) -> None:
    table = "id,body,goal,note\n1,UNEP,13,\n"
    first = _table(tmp_path, table)
    second = _table(tmp_path, table, MAPPING.replace("title: A list", "title: A longer list"))
    assert first.source_hash != second.source_hash


def test_what_a_cataloguer_says_is_kept_apart(tmp_path: Path) -> None:
    reading = _table(tmp_path, "id,body,goal,note\n1,UNEP,13,\n", MAPPING.replace("object: goal}", "object: goal, tagged: true}"))
    assert {e.method.kind for s in reading.statements for e in s.evidence} == {"tagged"}


def test_the_loader_is_picked_for_a_table_with_a_mapping(tmp_path: Path) -> None:
    assert registry.pick(Source(_example(tmp_path))).name == "mapped"


def _example(folder: Path) -> Path:
    """The files of the worked example, as the docs print them."""
    text = DOCS.read_text(encoding="utf-8")
    for name, content in re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL):
        (folder / name).write_text(content, encoding="utf-8")
    return folder / "agreements.csv"


def _table(folder: Path, text: str, mapping: str = MAPPING) -> Reading:
    (folder / "list.mapping.yaml").write_text(mapping, encoding="utf-8")
    (folder / "list.csv").write_text(text, encoding="utf-8")
    return _read(folder / "list.csv")


def _read(path: Path) -> Reading:
    (reading,) = Mapped().read(Source(path))
    return reading


def _value(reading: Reading, subject: str, predicate: str) -> str | Literal:
    return next(s.object for s in reading.statements if (s.subject, s.predicate) == (subject, predicate))


def _meaning(folder: Path, wording: str, kind: str) -> tuple[str | None, list[str]]:
    """What a wording is read as: the value of a statement that takes any text, and what is told of it."""
    mapping = MAPPING.replace("goal: {column: goal, as: sdg}", f"goal: {{column: given, as: {kind}, language: en}}")
    mapping = mapping.replace("column: body", "text: UNEP").replace(
        "predicate: contributes_to, object: goal", "predicate: name, value: goal"
    )
    (folder / "list.mapping.yaml").write_text(mapping, encoding="utf-8")
    quoted = wording.replace('"', '""')
    (folder / "list.csv").write_text(f'id,given,note\n1,"{quoted}",\n', encoding="utf-8")
    reading = _read(folder / "list.csv")
    found: list[Statement] = list(reading.statements)
    value = found[0].object.text if found and isinstance(found[0].object, Literal) else None
    return value, [r.message for r in reading.remarks]
