"""Both clocks at once: what was known then, of what held then; over a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.ask.documents import document
from graph_service.ask.entities import entity
from graph_service.ask.lineage import lineage
from graph_service.ask.statements import history, statements
from graph_service.graph import snapshot
from graph_service.store import open_store
from graph_service.store.base import Store
from ontology.readings import Mention, Paragraph, Reading, Section
from ontology.records import Evidence, Method, Statement
from tests.graph_service.saying import say

JANUARY, MARCH, MAY, JUNE = (f"2026-{month}-01T00:00:00Z" for month in ("01", "03", "05", "06"))
TEXT = "The resolution builds on another."
HASH = "e" * 64
PIECE = Evidence("1", Method("rule", "report", "1"), "en", 0, len(TEXT), TEXT, HASH)


def _reading(version: str, *said: Statement) -> Reading:
    return Reading(
        "A/75/1",
        "en",
        "report",
        version,
        version * 64,
        title="A report",
        text=TEXT,
        text_hash=HASH,
        paragraphs=(Paragraph(0, len(TEXT), "1", "heading I"),),
        sections=(Section("heading I", "Background"),),
        mentions=(Mention("instrument", "symbol", "A/RES/1/1", "1", 0, 3, "The"),),
        statements=said,
    )


def _said(target: str, since: str | None = None, until: str | None = None) -> Statement:
    return say("A/RES/9/9", "based_on", target, document="A/75/1", since=since, until=until, evidence=[PIECE])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """In January the report is read, in March read better (A/RES/2/2 supersedes A/RES/1/1), in May withdrawn."""
    opened = open_store(str(tmp_path / "record.db"))
    named = say("A/RES/9/9", "title", "The ninth", language="en", document="A/75/1", evidence=[PIECE])
    opened.write(_reading("1", named, _said("A/RES/1/1"), _said("A/RES/3/3", "2010", "2012")), JANUARY)
    opened.write(_reading("2", named, _said("A/RES/2/2"), _said("A/RES/3/3", "2010", "2012")), MARCH)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("known_at", "as_of", "expected"),
    [
        (JANUARY, None, ["A/RES/1/1", "A/RES/3/3"]),
        (MARCH, None, ["A/RES/2/2", "A/RES/3/3"]),
        (JANUARY, "2011", ["A/RES/1/1", "A/RES/3/3"]),
        (MARCH, "2013", ["A/RES/2/2"]),
        (None, "2011", ["A/RES/2/2", "A/RES/3/3"]),
    ],
)
def test_lineage_and_statements_say_what_was_known_then_of_what_held_then(
    store: Store, known_at: str | None, as_of: str | None, expected: list[str]
) -> None:
    shot = snapshot.build(store, known_at)
    assert [n.key for n in lineage(shot, "A/RES/9/9", as_of=as_of).nodes] == expected
    assert [row.object for row in statements(shot, predicate="based_on", as_of=as_of).rows] == expected


def test_after_a_withdrawal_nothing_of_it_is_left_and_before_all(store: Store) -> None:
    store.withdraw("A/75/1", None, MAY, "withdrawn by its author")
    assert statements(snapshot.build(store)).total == 0
    assert [n.key for n in lineage(snapshot.build(store, "2026-04-01T00:00:00Z"), "A/RES/9/9").nodes] == ["A/RES/2/2", "A/RES/3/3"]


def test_what_was_superseded_is_told_with_the_time_when_it_ended(store: Store) -> None:
    [row] = history(snapshot.build(store), "A/RES/9/9").rows
    assert (row.object, row.evidence[0].known_from, row.evidence[0].known_to) == ("A/RES/1/1", JANUARY, MARCH)
    assert history(snapshot.build(store, JANUARY), "A/RES/9/9").total == 0


def test_an_entity_is_named_by_what_was_known_then(store: Store) -> None:
    other = say("A/RES/9/9", "title", "The last", language="en", document="REG/titles", paragraph="A/RES/9/9")
    store.write(Reading("REG/titles", None, "titles", "1", "f" * 64, statements=(other,)), JUNE)
    named = [entity(snapshot.build(store, at), "A/RES/9/9").labels["en"] for at in (MARCH, JUNE)]
    assert named == ["The ninth", "The last"]


def test_the_scope_names_the_document_as_it_was_read(store: Store) -> None:
    scope = statements(snapshot.build(store)).scope
    assert (scope.documents, scope.reported, scope.known_at) == (("A/75/1",), (), MARCH)


def test_a_document_has_its_sections_paragraphs_and_mentions(store: Store) -> None:
    found = document(snapshot.build(store), store, "a/75/1")
    assert [(s.label, s.title) for s in found.sections] == [("heading I", "Background")]
    assert [(p.label, p.text) for p in found.paragraphs] == [("1", TEXT)]
    assert [m.key for m in found.mentions] == ["A/RES/1/1"]
    assert (found.labels["en"], found.read, found.to_load) == ("A report", True, None)


def test_a_document_that_is_only_cited_says_what_to_load(store: Store) -> None:
    found = document(snapshot.build(store), store, "A/RES/9/9")
    assert (found.read, found.to_load, found.url) == (False, "A/RES/9/9", "https://undocs.org/A/RES/9/9")
