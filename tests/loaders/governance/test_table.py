"""A table of facts: what a row says, and what is said of a row that can't be taken."""

import pytest

from loaders.base import SourceError
from loaders.governance import table
from ontology.records import Literal, Method

CONFIDENCE = {"said": 1.0, "context": 0.9}
GOOD = {
    "subject": "EMG/SOM-17",
    "predicate": "extends_term",
    "object": "EMG/IMG-LAND",
    "valid_from": "2011-09-19",
    "qualifiers": "duration=P2Y",
    "document": "DOC/bcaf153d2278",
    "paragraph": "23",
}
NAME = {
    "subject": "EMG",
    "predicate": "name",
    "value": "环境管理小组",
    "language": "zh",
    "document": "REG/governance",
    "paragraph": "EMG",
}


def text_of(*rows: dict[str, str]) -> str:
    lines = [",".join(table.COLUMNS)]
    lines += [",".join(row.get(column, "") for column in table.COLUMNS) for row in rows]
    return "\n".join(lines) + "\n"


def read(*rows: dict[str, str]) -> list[table.Fact]:
    return list(table.facts("facts.csv", text_of(*rows), "1", CONFIDENCE))


def test_a_row_becomes_a_statement_of_the_document_that_says_it() -> None:
    said = read(GOOD)[0].statement
    assert (said.document, said.subject, said.object) == ("DOC/bcaf153d2278", "EMG/SOM-17", "EMG/IMG-LAND")
    assert (said.qualifiers, said.valid_from, said.valid_to) == ((("duration", "P2Y"),), "2011-09-19", None)


def test_its_evidence_is_the_paragraph_without_words() -> None:
    evidence = read(GOOD)[0].statement.evidence
    assert [(e.paragraph, e.method, e.quote, e.text_hash) for e in evidence] == [
        ("23", Method("curated", "governance", "1"), None, None)
    ]


def test_a_fact_that_follows_from_context_is_less_sure() -> None:
    assert read({**GOOD, "context": "yes", "note": "the group of the heading"})[0].statement.confidence == 0.9


def test_a_value_keeps_its_language() -> None:
    assert read(NAME)[0].statement.object == Literal("环境管理小组", language="zh")


def test_how_it_was_printed_goes_to_the_wording_and_not_into_the_id() -> None:
    plain, printed = read(GOOD, {**GOOD, "paragraph": "24", "qualifiers": "duration=P2Y;as_printed=两年"})
    assert plain.statement.id == printed.statement.id
    assert printed.statement.evidence[0].wording == (("as_printed", "两年"),)


def test_a_qualifier_may_come_more_than_once() -> None:
    assert read({**GOOD, "qualifiers": "to=UN-SG;to=CEB"})[0].statement.qualifiers == (("to", "CEB"), ("to", "UN-SG"))


def test_the_same_fact_in_two_paragraphs_is_one_statement_with_two_places() -> None:
    statements = table.gathered(iter(read(GOOD, {**GOOD, "paragraph": "24"})))
    assert [[e.paragraph for e in s.evidence] for s in statements] == [["23", "24"]]


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"predicate": "extend_term"}, "predicate", "extends_term"),
        ({"subject": ""}, "subject", "a value"),
        ({"subject": "a#b#c"}, "subject", "is no key"),
        ({"object": "", "value": "EMG/IMG-LAND"}, "object", "a value here and none in the column value"),
        ({"value": "both"}, "object", "none in the column value"),
        ({"language": "zh"}, "language", "nothing beside a key"),
        ({"valid_from": "19.9.2011"}, "valid_from", "is no date"),
        ({"valid_to": "2010"}, "valid_to", "a date not before 2011-09-19"),
        ({"qualifiers": "lenght=P2Y"}, "qualifiers", "unknown qualifier"),
        ({"qualifiers": "duration"}, "qualifiers", "name=value"),
        ({"qualifiers": "duration=two years"}, "qualifiers", "P2Y"),
        ({"qualifiers": "status=done"}, "qualifiers", "one of"),
        ({"qualifiers": "count=many"}, "qualifiers", "a number"),
        ({"qualifiers": "until=2011-13"}, "qualifiers", "is no date"),
        ({"document": ""}, "document", "a value"),
        ({"paragraph": ""}, "paragraph", "a value"),
        ({"context": "maybe"}, "context", "yes or nothing"),
        ({"context": "yes"}, "note", "why an end follows only from the context"),
    ],
)
def test_a_bad_cell_is_named_by_file_line_and_column(change: dict[str, str], column: str, expected: str) -> None:
    with pytest.raises(SourceError) as error:
        read(GOOD, {**GOOD, **change})
    assert str(error.value).startswith(f"facts.csv, line 3, column {column}: ")
    assert expected in str(error.value)


def test_what_was_expected_and_what_was_found_are_each_said_once() -> None:
    with pytest.raises(SourceError) as error:
        read({**GOOD, "predicate": "frobs"})
    said = str(error.value)
    assert said.startswith("facts.csv, line 2, column predicate: unknown predicate 'frobs': expected one of ")
    assert (said.count("facts.csv"), said.count("expected"), said.count("frobs")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"language": "xx"}, "language"),
        ({"predicate": "adopted_on", "value": "1972", "language": ""}, "datatype"),
        ({"predicate": "membership_size", "value": "many", "language": "", "datatype": "integer"}, "value"),
        ({"predicate": "type", "value": "grup", "language": "", "datatype": "type"}, "value"),
        ({"predicate": "url", "value": "undocs.org", "language": "", "datatype": "uri"}, "value"),
    ],
)
def test_a_bad_value_is_named_too(change: dict[str, str], column: str) -> None:
    with pytest.raises(SourceError, match=f"facts.csv, line 2, column {column}: .*expected "):
        read({**NAME, **change})


def test_a_row_that_stands_twice_is_refused_with_the_line_of_the_first() -> None:
    with pytest.raises(SourceError, match="line 4: the same fact in the same paragraph stands on line 2"):
        read(GOOD, NAME, GOOD)


def test_another_first_line_is_refused() -> None:
    with pytest.raises(SourceError, match="line 1: expected the columns subject,predicate"):
        list(table.facts("facts.csv", "subject,object\nA,B\n", "1", CONFIDENCE))


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(SourceError, match=f"line 2: expected {len(table.COLUMNS)} cells; found 2"):
        list(table.facts("facts.csv", ",".join(table.COLUMNS) + "\nEMG,name\n", "1", CONFIDENCE))


def test_a_quote_that_is_not_closed_is_refused() -> None:
    with pytest.raises(SourceError, match="expected CSV"):
        list(table.facts("facts.csv", ",".join(table.COLUMNS) + '\n"EMG,name\n', "1", CONFIDENCE))
