"""The facts that ship: each in the paragraph that its row names, with both ends named there."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from loaders.base import Source
from loaders.bodies import tables
from loaders.governance import table
from loaders.governance.loader import Governance, description, source
from loaders.un_report.loader import UnReport
from ontology import vocabulary
from ontology.identifiers import Key, type_of
from ontology.readings import Reading
from ontology.records import Literal, Statement
from tests.loaders.governance.naming import Place, flat, lexicon, named

REGISTER = "REG/governance"


@cache
def facts() -> tuple[table.Fact, ...]:
    path = source().path.with_name("facts.csv")
    return tuple(table.facts(str(path), path.read_text(encoding="utf-8"), "1", description()["confidence"]))


@cache
def paragraphs(corpus: Path) -> Mapping[str, Mapping[str, Place]]:
    """The paragraphs of the five reports by document and label."""
    found: dict[str, Mapping[str, Place]] = {}
    for path in sorted((corpus / "seeds").glob("*.txt")):
        reading: Reading = next(iter(UnReport().read(Source(path))))
        found[reading.document] = {
            p.label: Place(reading.document, p.label, reading.text[p.start : p.end]) for p in reading.paragraphs
        }
    return found


def in_reports() -> list[table.Fact]:
    return [fact for fact in facts() if fact.row["document"] != REGISTER]


def test_the_register_has_at_least_four_hundred_facts() -> None:
    assert len(table.gathered(iter(facts()))) >= 400


def test_the_register_that_ships_is_read_whole() -> None:
    reading = next(Governance().read(source()))
    assert (reading.document, reading.loader) == (REGISTER, "governance")
    assert {f.statement.id for f in facts()} <= {s.id for s in reading.statements}


def test_every_fact_joins_the_kinds_that_its_predicate_allows() -> None:
    said = {f.row["subject"]: f.row["value"] for f in facts() if f.row["predicate"] == "type"}

    def kind(key: str) -> str:
        return vocabulary.entity_type(tables.shipped().types.get(key) or said.get(key) or type_of(key)).kind

    wrong = [f"line {f.row.line}: {complaint}" for f in facts() if (complaint := _misfit(f.statement, kind))]
    assert wrong == []


def _misfit(s: Statement, kind: "object") -> str | None:
    assert callable(kind)
    predicate = vocabulary.predicate(s.predicate)
    if "any" not in predicate.domain and kind(s.subject) not in predicate.domain:
        return f"{s.subject} is a {kind(s.subject)} and can't be the subject of {s.predicate}"
    if isinstance(s.object, str) and kind(s.object) not in predicate.range:
        return f"{s.object} is a {kind(s.object)} and can't be the object of {s.predicate}"
    return None


def test_facts_of_the_register_itself_stand_under_their_key() -> None:
    own = [f.row for f in facts() if f.row["document"] == REGISTER]
    assert [row.line for row in own if row["paragraph"] != row["subject"]] == []


def test_every_paragraph_stands_in_its_report(corpus: Path) -> None:
    held = paragraphs(corpus)
    lost = [
        f"line {f.row.line}: {f.row['document']} {f.row['paragraph']}"
        for f in in_reports()
        if f.row["paragraph"] not in held.get(f.row["document"], {})
    ]
    assert lost == []


def test_both_ends_are_named_in_the_paragraph_unless_the_row_says_context(corpus: Path) -> None:
    held, names = paragraphs(corpus), lexicon(facts())
    unnamed = []
    for fact in in_reports():
        place = held[fact.row["document"]][fact.row["paragraph"]]
        missing = [end for end in _ends(fact.statement) if not named(end, place, names)]
        if (missing or not _value_is_printed(fact.statement, place)) and not fact.row.context:
            unnamed.append(f"line {fact.row.line}: {', '.join(missing) or fact.row['value']} in {fact.row['paragraph']}")
    assert unnamed == []


def _ends(s: Statement) -> list[str]:
    """The ends that are to be named: not the document itself, which is its own paragraph."""
    ends = [s.subject] if isinstance(s.object, Literal) and s.predicate not in _NAMING else []
    if isinstance(s.object, str):
        ends = [s.subject, s.object]
    return [end for end in ends if Key.parse(end).base != s.document]


_NAMING = ("name", "acronym", "title", "symbol_as_printed")


def _value_is_printed(s: Statement, place: Place) -> bool:
    if not isinstance(s.object, Literal) or s.predicate in ("type", "alias"):
        return True
    if s.predicate in _NAMING:
        return flat(s.object.text) in place.flat
    return all(re.search(rf"(?<!\d)0?{int(number)}(?!\d)", place.words) for number in re.findall(r"\d+", s.object.text))


def test_no_cell_holds_a_stretch_of_a_reports_running_text(corpus: Path) -> None:
    """Facts, names and titles only: 24 Chinese characters in a row of a report may stand in a title, nowhere else."""
    held = "".join(place.flat for places in paragraphs(corpus).values() for place in places.values())
    copied = [
        f"line {fact.row.line}, {column}"
        for fact in facts()
        for column, cell in fact.row.cells.items()
        if not (column == "value" and fact.row["predicate"] in _NAMING)
        for run in re.findall(r"[一-鿿]{24,}", cell)
        if run in held
    ]
    assert copied == []


def test_the_chain_from_1972_to_2013_stands_in_it() -> None:
    chain = [
        ("A/RES/2997(XXVII)", "establishes", "UNEP"),
        ("UNEP/GC/DEC/25/4", "establishes", "BELGRADE-PROCESS"),
        ("UNEP/GCSS/DEC/XI/1", "based_on", "UNEP/GC/DEC/25/4"),
        ("UNEP/GCSS/DEC/XI/1", "establishes", "CGIEG"),
        ("NAIROBI-HELSINKI-OUTCOME", "prepared_by", "CGIEG"),
        ("UNEP/GC/DEC/26/1", "cites", "NAIROBI-HELSINKI-OUTCOME"),
        ("UNEP/GC/DEC/26/1", "requests", "UNCSD-PREPCOM"),
        ("UNCSD-PREPCOM", "informs", "UNCSD"),
        ("THE-FUTURE-WE-WANT", "adopted_at", "UNCSD"),
        ("A/RES/66/288", "endorses", "THE-FUTURE-WE-WANT"),
        ("A/RES/67/213", "implements", "A/RES/66/288#88"),
        ("UNEP/GC/DEC/27/2", "based_on", "A/RES/67/213"),
        ("A/RES/67/251", "takes_note_of", "UNEP/GC/DEC/27/2"),
        ("A/RES/67/251", "renames", "UNEP-GC"),
    ]
    said = {(f.statement.subject, f.statement.predicate, f.statement.object) for f in facts()}
    assert [link for link in chain if link not in said] == []


@pytest.mark.parametrize("group", ["BIODIVERSITY", "LAND", "GREEN-ECONOMY", "ESM", "CLIMATE-NEUTRALITY", "SUSTAINABLE-PROCUREMENT"])
def test_every_issue_management_group_has_its_facts(group: str) -> None:
    assert any(f"EMG/IMG-{group}" in (f.row["subject"], f.row["object"]) for f in facts())
