"""Statements, figures and verdicts as the store answers them: in order of their ids, a page at a time, whatever their number.

A page is a transaction of its own; together they are one state of the record, because what came or went since the first is told by
its version (``evidence``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, LiteralString

from graph_service.store import kept
from graph_service.store.neo4j import beside
from graph_service.store.neo4j.connection import Database, Row, Tx, each, rows, version_now
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
UNWIND $rows AS r
MATCH (e:Evidence {name: r[1]}) WHERE e.knownFrom <= r[2] AND (e.knownTo IS NULL OR e.knownTo > r[2])
MATCH (e)-[:OF]->(s:Statement)
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN r[0], [e.paragraph, e.methodKind, e.methodName, e.methodVersion, e.language, e.start, e.end, e.quote, e.textHash,
    e.confidence, [k IN keys(e) WHERE k STARTS WITH 'q_' | [k, e[k]]], null, null],
  s.id, s.claim, d.key, a.key, s.predicate, o.key, s.value, s.valueLanguage, s.valueDatatype,
  [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]], s.validFromText, s.validToText
"""
_FIGURES_TOLD: LiteralString = """
UNWIND $rows AS r
MATCH (e:Evidence {name: r[1]}) WHERE e.knownFrom <= r[2] AND (e.knownTo IS NULL OR e.knownTo > r[2])
MATCH (e)-[:OF]->(s:Quantity)
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:BECAUSE_OF]->(b)
RETURN r[0], [e.paragraph, e.methodKind, e.methodName, e.methodVersion, e.language, e.start, e.end, e.quote, e.textHash,
    e.confidence, [k IN keys(e) WHERE k STARTS WITH 'q_' | [k, e[k]]], null, null],
  s.id, d.key, a.key, s.measure, s.value, s.unit, s.period, s.status, s.exactness,
  [k IN keys(s) WHERE k STARTS WITH 'd_' | [k, s[k]]], b.key
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


def statements_told(tx: Tx, asked: Sequence[tuple[str, str]]) -> list[tuple[Statement, ...]]:
    """What each of some reading names said at its time, sorted by id, each with the evidence of that name, without clocks."""
    return [tuple(map(_statement, some)) for some in _told(tx, _STATEMENTS_TOLD, asked)]


def figures_told(tx: Tx, asked: Sequence[tuple[str, str]]) -> list[tuple[Figure, ...]]:
    """Figures, likewise."""
    return [tuple(map(_figure, some)) for some in _told(tx, _FIGURES_TOLD, asked)]


def _told(tx: Tx, cypher: LiteralString, asked: Sequence[tuple[str, str]]) -> list[list[Row]]:
    """The rows of each name, sorted by id, with their evidence. A row of the server is a piece of evidence: it gathers nothing."""
    found: list[dict[str, tuple[list[Row], Row]]] = [{} for _ in asked]
    given = [[place, name, at] for place, (name, at) in enumerate(asked)]
    for place, piece, key, *said in each(tx, cypher, given):
        found[place].setdefault(key, ([], said))[0].append(piece)
    return [list(_with_evidence(([key, *some[key][:1], *some[key][1]] for key in sorted(some)), "")) for some in found]


def verdicts(tx: Tx) -> list[Verdict]:
    """All verdicts, sorted by statement, at, by."""
    found = [Verdict(*row) for row in rows(tx, _VERDICTS)]
    return sorted(found, key=lambda v: (v.statement, v.at, v.by, v.verdict, v.reason, v.correction or ""))


def _pages(database: Database, cypher: LiteralString, known_at: str | None) -> Iterator[Row]:
    """The rows with evidence of all pages, the evidence as records sorted by place and clock. Each is asked for while the one
    before it is taken."""
    now, page = database.read(lambda tx: _first(tx, cypher, known_at))
    while page:
        follows = partial(_page, cypher=cypher, after=page[-1][0], now=now, known_at=known_at)
        coming = beside.begun(partial(database.read, follows)) if len(page) == PAGE else None
        yield from _with_evidence(page, known_at)
        page = coming.result() if coming else []


def _with_evidence(page: Iterable[Row], known_at: str | None) -> Iterator[Row]:
    for key, pieces, *said in page:
        if evidence := sorted((evidence_of(piece, known_at) for piece in pieces), key=Evidence.order):
            yield [key, tuple(evidence), *said]


def _statement(row: Row) -> Statement:
    key, evidence, claim, document, subject, predicate, target, value, language, datatype, pairs, valid_from, valid_to = row
    said = target if value is None else Literal(value, language, datatype)
    given = (document, subject, predicate, said, qualifiers_of(pairs), valid_from, valid_to, evidence, key, claim)
    return kept.record(Statement, given)


def _figure(row: Row) -> Figure:
    key, evidence, *said, pairs, because_of = row
    dimensions = tuple(sorted((name[2:], value) for name, values in pairs for value in values))
    return kept.record(Figure, (*said, dimensions, because_of, evidence, key))


def _first(tx: Tx, cypher: LiteralString, known_at: str | None) -> tuple[int, list[Row]]:
    """The version of the record that all pages are read at, and the first of them."""
    now = version_now(tx)
    return now, _page(tx, cypher, "", now, known_at)


def _page(tx: Tx, cypher: LiteralString, after: str, now: int, known_at: str | None) -> list[Row]:
    return rows(tx, cypher, after=after, page=PAGE, version=now, at=known_at)


def evidence_of(row: list[Any], known_at: str | None) -> Evidence:
    """A piece of evidence from its columns; with ``known_at`` a later end is left open."""
    paragraph, kind, name, made, language, start, end, quote, text_hash, confidence, pairs, known_from, known_to = row
    ends = None if known_at is not None else known_to
    spot = (paragraph, _method(kind, name, made), language, start, end, quote, text_hash)
    return kept.record(Evidence, (*spot, confidence, qualifiers_of(pairs), known_from, ends))


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
