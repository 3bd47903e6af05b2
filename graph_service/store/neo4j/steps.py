"""A walk's questions put to the server: reading only, on a read replica where there is one, within their time."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any, LiteralString, TypeVar

from neo4j import READ_ACCESS, unit_of_work
from neo4j.exceptions import Neo4jError

from graph_service.errors import LimitExceeded
from graph_service.store import kept
from graph_service.store.base import StoredReading
from graph_service.store.neo4j import connection, documents, faults, readings, records
from graph_service.store.neo4j.connection import READ_SECONDS, Database, Row, Tx, rows
from graph_service.store.neo4j.records import evidence_of, qualifiers_of
from graph_service.store.steps import Ask, Steps
from ontology.readings import Paragraph
from ontology.records import Literal, Statement, Verdict

T = TypeVar("T")

_KEYS = 5_000
"""So many keys of a frontier are asked for at once."""

_KNOWN: LiteralString = """
WITH DISTINCT s
WHERE s.knownFrom IS NOT NULL AND CASE WHEN $at IS NULL THEN s.knownTo IS NULL
  ELSE EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) } END
"""
_WHOLE: LiteralString = (
    _KNOWN
    + """
CALL (s) { MATCH (s)<-[:OF]-(e:Evidence)
  WHERE CASE WHEN $at IS NULL THEN e.knownTo IS NULL ELSE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) END
  RETURN collect([e.paragraph, e.methodKind, e.methodName, e.methodVersion, e.language, e.start, e.end, e.quote, e.textHash,
    e.confidence, [k IN keys(e) WHERE k STARTS WITH 'q_' | [k, e[k]]], e.knownFrom, e.knownTo]) AS evidence }
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN s.id, s.claim, d.key, a.key, s.predicate, o.key, [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]],
  s.validFromText, s.validToText, s.value, s.valueLanguage, s.valueDatatype, evidence
"""
)
_BARE: LiteralString = (
    _KNOWN
    + """
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:SAID_IN]->(d)
OPTIONAL MATCH (s)-[:OBJECT]->(o)
RETURN s.id, s.claim, d.key, a.key, s.predicate, o.key, [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]],
  s.validFromText, s.validToText, s.value, s.valueLanguage, s.valueDatatype, []
"""
)
_BY_ID: LiteralString = "UNWIND $keys AS id MATCH (s:Statement {id: id})" + _WHOLE
_BY_SUBJECT: LiteralString = (
    "UNWIND $keys AS key MATCH (:Entity {key: key})<-[:SUBJECT]-(s:Statement) WHERE s.predicate IN $predicates" + _WHOLE
)
_LEADING: LiteralString = (
    """
CALL () {
  MATCH (s:Statement) WHERE s.predicate IN ['alias', 'issued_as', 'endorses'] RETURN s
  UNION
  MATCH (e:Statement {predicate: 'endorses'})-[:OBJECT]->(:Entity)<-[:SUBJECT]-(s:Statement {predicate: 'adopted_at'}) RETURN s
}
"""
    + _BARE
)
_EXISTING: LiteralString = """
UNWIND $keys AS key
CALL (key) {
  MATCH (x:Entity {key: key}) RETURN x
  UNION
  MATCH (x:Entity) WHERE x.key STARTS WITH key + '#' OR x.key STARTS WITH key + '!' RETURN x
}
WITH key, x WHERE EXISTS { MATCH (x)<-[:SUBJECT|OBJECT|SAID_IN]-(s:Statement)
  WHERE s.knownFrom IS NOT NULL AND CASE WHEN $at IS NULL THEN s.knownTo IS NULL
    ELSE EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) } END }
OR (x.key = key AND EXISTS { MATCH (x)<-[:SUBJECT]-(s:Quantity)
  WHERE s.knownFrom IS NOT NULL AND CASE WHEN $at IS NULL THEN s.knownTo IS NULL
    ELSE EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) } END })
RETURN DISTINCT key
"""
_NEAREST: LiteralString = "MATCH (x:Entity) WHERE x.key STARTS WITH $key RETURN x.key ORDER BY x.key LIMIT $count"
_DOCUMENTS: LiteralString = """
MATCH (d:Document) WHERE EXISTS { MATCH (d)<-[:SAID_IN]-(s:Statement)
  WHERE s.knownFrom IS NOT NULL AND CASE WHEN $at IS NULL THEN s.knownTo IS NULL
    ELSE EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) } END }
RETURN d.key ORDER BY d.key
"""


class Neo4jSteps:
    """The steps of a record in Neo4j. ``seconds``: how long a transaction may take before the server ends it.

    Each question is a transaction of its own, but for those that are asked ``together``: they share one, so that no time goes by
    with opening and ending it, and so that all are answered by one member of a cluster.
    """

    def __init__(self, database: Database, seconds: float, tx: Tx | None = None) -> None:
        self._database, self._seconds, self._tx = database, seconds, tx

    def together(self, work: Callable[[Steps], T]) -> T:
        """As ``Steps.together``."""
        return self._read(lambda tx: work(Neo4jSteps(self._database, self._seconds, tx)))

    def version(self) -> int:
        """As ``Store.version``."""
        return self._read(connection.version)

    def step(self, ask: Ask, known_at: str | None, limit: int) -> list[Statement]:
        """As ``Steps.step``, by ``queries/lineage/query.cypher``."""
        found: dict[str, Statement] = {}
        values = {"bySubject": ask.by_subject, "byObject": ask.by_object, "at": known_at, "limit": limit + 1}
        for first in range(0, max(len(ask.keys), len(ask.wholes)), _KEYS):
            some = {"frontier": ask.keys[first : first + _KEYS], "wholes": ask.wholes[first : first + _KEYS]}
            self._read(partial(_gather, values={**values, **some}, limit=limit, found=found))
            if len(found) > limit:
                break
        return list(found.values())

    def about(self, keys: Sequence[str], predicates: Sequence[str], known_at: str | None) -> list[Statement]:
        """As ``Steps.about``."""
        return [s for some in _batches(keys) for s in self._whole(_BY_SUBJECT, known_at, keys=some, predicates=list(predicates))]

    def said(self, ids: Sequence[str], known_at: str | None) -> list[Statement]:
        """As ``Steps.said``."""
        return [s for some in _batches(ids) for s in self._whole(_BY_ID, known_at, keys=some)]

    def existing(self, keys: Sequence[str], known_at: str | None) -> set[str]:
        """As ``Steps.existing``."""
        return {row[0] for row in self._rows(_EXISTING, keys=list(keys), at=known_at)}

    def nearest(self, key: str, count: int) -> list[str]:
        """As ``Steps.nearest``."""
        return [row[0] for row in self._rows(_NEAREST, key=key, count=count)]

    def leading(self, known_at: str | None) -> list[Statement]:
        """As ``Steps.leading``."""
        return self._whole(_LEADING, known_at)

    def documents(self, known_at: str | None) -> list[str]:
        """As ``Steps.documents``."""
        return [row[0] for row in self._rows(_DOCUMENTS, at=known_at)]

    def labels(self, held: Collection[str]) -> Mapping[str, frozenset[str]]:
        """As ``Store.labels``."""
        return self._read(lambda tx: documents.labels(tx, held))

    def readings(self, known_at: str | None = None) -> Iterator[StoredReading]:
        """As ``Store.readings``."""
        return iter(self._read(lambda tx: readings.listed(tx, known_at)))

    def verdicts(self) -> Iterator[Verdict]:
        """As ``Store.verdicts``."""
        return iter(self._read(records.verdicts))

    def paragraphs(self, document: str, language: str | None = None) -> Iterator[tuple[str, Paragraph, str]]:
        """As ``Store.paragraphs``."""
        return iter(self._read(lambda tx: list(documents.paragraphs(tx, document, language))))

    def _whole(self, cypher: LiteralString, known_at: str | None, **values: Any) -> list[Statement]:
        return [_statement(row, known_at) for row in self._rows(cypher, at=known_at, **values)]

    def _rows(self, cypher: LiteralString, **values: Any) -> list[Row]:
        return self._read(lambda tx: rows(tx, cypher, **values))

    def _read(self, work: Callable[[Tx], T]) -> T:
        if self._tx is not None:
            return work(self._tx)
        timed = unit_of_work(timeout=self._seconds)(lambda tx: self._once(tx, work))
        with self._database.errors(), self._database.session(READ_ACCESS, READ_SECONDS) as session:
            return session.execute_read(timed)

    def _once(self, tx: Tx, work: Callable[[Tx], T]) -> T:
        """The work, with what no repetition mends taken out of the driver's hands."""
        try:
            return work(tx)
        except Neo4jError as error:
            if error.code in faults.NEVER_AGAIN:
                raise faults.for_people(self._database.url, error) from error
            if "TransactionTimedOut" not in (error.code or ""):
                raise
            raise LimitExceeded(
                f"this took longer than {self._seconds:g} s, the limit of a question that runs in the store;"
                " ask for fewer steps or fewer predicates"
            ) from error


def _gather(tx: Tx, values: dict[str, Any], limit: int, found: dict[str, Statement]) -> None:
    """Read a step row by row, a row for each thing of the frontier, until there are more than the limit."""
    told = tx.run(step_query(), values)
    for (said,) in told:
        found.update((row[0], _bare(row)) for row in said)
        if len(found) > limit:
            break
    told.consume()


@cache
def step_query() -> LiteralString:
    """The text of a step. It ships with the product and takes nothing but parameters."""
    return files("queries").joinpath("lineage", "query.cypher").read_text(encoding="utf-8")


def _batches(things: Sequence[str]) -> Iterator[list[str]]:
    for first in range(0, len(things), _KEYS):
        yield list(things[first : first + _KEYS])


def _bare(row: Row) -> Statement:
    key, claim, document, subject, predicate, target, pairs, valid_from, valid_to = row
    given = (document, subject, predicate, target, qualifiers_of(pairs), valid_from, valid_to, (), key, claim)
    return kept.record(Statement, given)


def _statement(row: Row, known_at: str | None) -> Statement:
    key, claim, document, subject, predicate, target, pairs, valid_from, valid_to, value, language, datatype, pieces = row
    said = target if value is None else Literal(value, language, datatype)
    evidence = tuple(sorted((evidence_of(piece, known_at) for piece in pieces), key=lambda e: (e.place, e.known_from or "")))
    given = (document, subject, predicate, said, qualifiers_of(pairs), valid_from, valid_to, evidence, key, claim)
    return kept.record(Statement, given)
