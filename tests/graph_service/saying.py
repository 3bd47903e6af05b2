"""How the tests of the read side say things, in a line each, and make a snapshot of them."""

from collections.abc import Iterable, Mapping

from graph_service.graph import snapshot
from graph_service.graph.clock import Known
from graph_service.graph.words import WordsHeld
from graph_service.store.base import StoredReading
from ontology import vocabulary
from ontology.records import Evidence, Figure, Literal, Method, Statement, Verdict, qualifiers

AT = "2026-01-15T09:00:00Z"
CURATED = Method("curated", "test")


def say(
    subject: str,
    predicate: str,
    target: str,
    *,
    document: str = "A/1",
    paragraph: str = "1",
    language: str | None = None,
    datatype: str | None = None,
    since: str | None = None,
    until: str | None = None,
    evidence: Iterable[Evidence] | None = None,
    **said: str,
) -> Statement:
    """A statement; the object of a literal predicate is its text."""
    value = Literal(target, language, datatype) if vocabulary.predicate(predicate).is_literal else target
    pieces = (Evidence(paragraph, CURATED, known_from=AT),) if evidence is None else tuple(evidence)
    return Statement(document, subject, predicate, value, qualifiers(said), since, until, pieces)


def reading(document: str, *, aliases: tuple[str, ...] = (), title: str | None = None, language: str = "en") -> StoredReading:
    """A reading of a document that is held."""
    name = (f"{document}-{language}", document, language, "report", "1", "0" * 64)
    return StoredReading(*name, title, None, "1" * 64, aliases, AT, None)


def snapshot_of(
    statements: Iterable[Statement],
    *,
    verdicts: Mapping[str, Verdict] | None = None,
    readings: Iterable[StoredReading] = (),
    words: WordsHeld | None = None,
    ended: Iterable[Statement] = (),
    figures: Iterable[Figure] = (),
) -> snapshot.Snapshot:
    """The snapshot of a record that says just this."""
    said = {s.id: s for s in statements}
    known = Known(
        at=AT,
        statements=tuple(said[i] for i in sorted(said)),
        ended=tuple(ended),
        figures=tuple(sorted(figures, key=lambda figure: figure.id)),
        ended_figures=(),
        readings=tuple(readings),
        ended_readings=(),
        verdicts=dict(verdicts or {}),
    )
    return snapshot.of_record(known, words or WordsHeld())


def verdict(statement: Statement, judged: str) -> dict[str, Verdict]:
    """A verdict on a statement, by its id."""
    return {statement.id: Verdict(statement.id, judged, "a librarian", AT, "read again")}
