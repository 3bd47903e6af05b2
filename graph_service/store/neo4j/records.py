"""Statements, figures and verdicts as the store answers them: in order of their ids, a page at a time, whatever their number.

A page is a transaction of its own; together they are one state of the record, because what came or went since the first is told by
its version (``evidence``).
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, LiteralString

from graph_service.store import kept
from graph_service.store.neo4j.connection import Database, Row, Tx, rows, version_now
from ontology import vocabulary
from ontology.records import Evidence, Figure, Literal, Method, Qualifiers, Statement, Verdict

PAGE = 2000
"""Statements that are asked for at once: what the client holds of them, and how long one transaction reads."""

_STATEMENTS: LiteralString = """
MATCH (s:Statement) WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $page
CALL (s) { MATCH (s)<-[:OF]-(e)
  WHERE e.addedIn <= $version AND (e.supersededIn IS NULL OR e.supersededIn > $version)
    AND ($at IS NULL OR (e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at)))
  RETURN collect([e.paragraph, e.methodKind, e.methodName, e.methodVersion, e.language, e.start, e.end, e.quote, e.textHash,
    e.confidence, [k IN keys(e) WHERE k STARTS WITH 'q_' | [k, e[k]]], e.knownFrom, e.knownTo]) AS evidence }
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN s.id, evidence, s.claim, d.key, a.key, s.predicate, o.key, s.value, s.valueLanguage, s.valueDatatype,
  [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]], s.validFromText, s.validToText
ORDER BY s.id
"""
_FIGURES: LiteralString = """
MATCH (s:Quantity) WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $page
CALL (s) { MATCH (s)<-[:OF]-(e)
  WHERE e.addedIn <= $version AND (e.supersededIn IS NULL OR e.supersededIn > $version)
    AND ($at IS NULL OR (e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at)))
  RETURN collect([e.paragraph, e.methodKind, e.methodName, e.methodVersion, e.language, e.start, e.end, e.quote, e.textHash,
    e.confidence, [k IN keys(e) WHERE k STARTS WITH 'q_' | [k, e[k]]], e.knownFrom, e.knownTo]) AS evidence }
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:BECAUSE_OF]->(b)
RETURN s.id, evidence, d.key, a.key, s.measure, s.value, s.unit, s.period, s.status, s.exactness,
  [k IN keys(s) WHERE k STARTS WITH 'd_' | [k, s[k]]], b.key
ORDER BY s.id
"""
_STATEMENTS_TOLD: LiteralString = """
MATCH (e:Evidence {name: $name}) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at)
MATCH (e)-[:OF]->(s:Statement)
WITH s, collect([e.paragraph, e.methodKind, e.methodName, e.methodVersion, e.language, e.start, e.end, e.quote, e.textHash,
    e.confidence, [k IN keys(e) WHERE k STARTS WITH 'q_' | [k, e[k]]], null, null]) AS evidence
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN s.id, evidence, s.claim, d.key, a.key, s.predicate, o.key, s.value, s.valueLanguage, s.valueDatatype,
  [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]], s.validFromText, s.validToText
ORDER BY s.id
"""
_FIGURES_TOLD: LiteralString = """
MATCH (e:Evidence {name: $name}) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at)
MATCH (e)-[:OF]->(s:Quantity)
WITH s, collect([e.paragraph, e.methodKind, e.methodName, e.methodVersion, e.language, e.start, e.end, e.quote, e.textHash,
    e.confidence, [k IN keys(e) WHERE k STARTS WITH 'q_' | [k, e[k]]], null, null]) AS evidence
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:BECAUSE_OF]->(b)
RETURN s.id, evidence, d.key, a.key, s.measure, s.value, s.unit, s.period, s.status, s.exactness,
  [k IN keys(s) WHERE k STARTS WITH 'd_' | [k, s[k]]], b.key
ORDER BY s.id
"""
_VERDICTS: LiteralString = "MATCH (v:Verdict) RETURN v.statement, v.verdict, v.by, v.at, v.reason, v.correction"


def statements(database: Database, known_at: str | None) -> Iterator[Statement]:
    """Statements sorted by id with their evidence, as ``Store.statements`` has them."""
    for row in _pages(database, _STATEMENTS, known_at):
        yield _statement(row)


def figures(database: Database, known_at: str | None) -> Iterator[Figure]:
    """Figures sorted by id with their evidence, as ``Store.figures`` has them."""
    for row in _pages(database, _FIGURES, known_at):
        yield _figure(row)


def statements_told(tx: Tx, name: str, at: str) -> list[Statement]:
    """What a reading name said at a time, sorted by id, each with the evidence of that name, without clocks."""
    return [_statement(row) for row in _with_evidence(rows(tx, _STATEMENTS_TOLD, name=name, at=at), at)]


def figures_told(tx: Tx, name: str, at: str) -> list[Figure]:
    """Figures, likewise."""
    return [_figure(row) for row in _with_evidence(rows(tx, _FIGURES_TOLD, name=name, at=at), at)]


def verdicts(tx: Tx) -> list[Verdict]:
    """All verdicts, sorted by statement, at, by."""
    found = [Verdict(*row) for row in rows(tx, _VERDICTS)]
    return sorted(found, key=lambda v: (v.statement, v.at, v.by, v.verdict, v.reason, v.correction or ""))


def _pages(database: Database, cypher: LiteralString, known_at: str | None) -> Iterator[Row]:
    """The rows with evidence of all pages, the evidence as records sorted by place and clock."""
    now = database.read(version_now)
    page = database.read(lambda tx: _page(tx, cypher, "", now, known_at))
    while page:
        yield from _with_evidence(page, known_at)
        last = page[-1][0]
        page = database.read(partial(_page, cypher=cypher, after=last, now=now, known_at=known_at)) if len(page) == PAGE else []


def _with_evidence(page: list[Row], known_at: str | None) -> Iterator[Row]:
    for key, pieces, *said in page:
        if evidence := sorted((evidence_of(piece, known_at) for piece in pieces), key=Evidence.order):
            yield [key, tuple(evidence), *said]


def _statement(row: Row) -> Statement:
    key, evidence, claim, document, subject, predicate, target, value, language, datatype, pairs, valid_from, valid_to = row
    said = target if value is None else Literal(value, language, datatype)
    given = (document, subject, predicate, said, qualifiers_of(pairs), valid_from, valid_to, evidence, key, claim)
    return kept.record(Statement, kept.STATEMENT, given)


def _figure(row: Row) -> Figure:
    key, evidence, *said, pairs, because_of = row
    dimensions = tuple(sorted((name[2:], value) for name, values in pairs for value in values))
    return kept.record(Figure, kept.FIGURE, (*said, dimensions, because_of, evidence, key))


def _page(tx: Tx, cypher: LiteralString, after: str, now: int, known_at: str | None) -> list[Row]:
    return rows(tx, cypher, after=after, page=PAGE, version=now, at=known_at)


def evidence_of(row: list[Any], known_at: str | None) -> Evidence:
    """A piece of evidence from its columns; with ``known_at`` a later end is left open."""
    paragraph, kind, name, made, language, start, end, quote, text_hash, confidence, pairs, known_from, known_to = row
    ends = None if known_at is not None else known_to
    spot = (paragraph, _method(kind, name, made), language, start, end, quote, text_hash)
    return kept.record(Evidence, kept.EVIDENCE, (*spot, confidence, qualifiers_of(pairs), known_from, ends))


@lru_cache(maxsize=10_000)
def _method(kind: str, name: str, made: str) -> Method:
    return Method(kind, name, made)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return {qualifier.property: qualifier.name for qualifier in vocabulary.qualifiers().values()}


def qualifiers_of(pairs: list[list[Any]]) -> Qualifiers:
    """Qualifiers from the properties that hold them, with their values."""
    if not pairs:
        return ()
    names = _names()
    return tuple(sorted((names[k], one) for k, v in pairs for one in (v if isinstance(v, list) else [v])))
