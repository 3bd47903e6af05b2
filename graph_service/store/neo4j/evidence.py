"""Evidence as the store writes it: what a reading says takes the place of what its name said before.

A piece that changes is not changed in place: the old node becomes ``Superseded``, a new one stands beside it, each with the version
of the record that brought it or took it away. So a reader that has begun goes on reading what was there when it began.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Any, LiteralString

from graph_service.store import clock, timeline
from graph_service.store.base import Change
from graph_service.store.neo4j import said
from graph_service.store.neo4j.connection import Tx, each, put, rows
from graph_service.store.neo4j.said import Said
from graph_service.store.timeline import OPEN, Edits, Interval, Key, Row
from ontology.errors import ModelError
from ontology.identifiers import part_key
from ontology.property_graph import evidence_properties
from ontology.readings import Reading
from ontology.records import Evidence, Figure, Statement

_STANDING: Mapping[type, LiteralString] = {
    Statement: """
MATCH (e:Evidence {name: $name})-[:OF]->(s:Statement) WHERE e.knownFrom <= $end AND coalesce(e.knownTo, '~') >= $start
RETURN elementId(e), s.id, e.place, e.knownFrom, coalesce(e.knownTo, '~')
""",
    Figure: """
MATCH (e:Evidence {name: $name})-[:OF]->(s:Quantity) WHERE e.knownFrom <= $end AND coalesce(e.knownTo, '~') >= $start
RETURN elementId(e), s.id, e.place, e.knownFrom, coalesce(e.knownTo, '~')
""",
}
_SUPERSEDE: LiteralString = """
UNWIND $rows AS node
MATCH (e) WHERE elementId(e) = node
REMOVE e:Evidence SET e:Superseded, e.supersededIn = $version, e.supersededAt = $now
RETURN count(*)
"""
_COPY: LiteralString = """
UNWIND $rows AS r
MATCH (o) WHERE elementId(o) = r.node
MATCH (o)-[:OF]->(s) MATCH (o)-[:AT]->(p)
CREATE (e) SET e = properties(o), e.supersededIn = null, e.supersededAt = null, e += r.properties SET e:Evidence
CREATE (e)-[:OF]->(s), (e)-[:AT]->(p)
RETURN count(*)
"""
_FRESH: Mapping[type, LiteralString] = {
    Statement: """
UNWIND $rows AS r
MATCH (s:Statement {id: r.said}) MATCH (p:Entity {key: r.at})
CREATE (e:Evidence {id: r.id}) SET e += r.properties
CREATE (e)-[:OF]->(s), (e)-[:AT]->(p)
RETURN count(*)
""",
    Figure: """
UNWIND $rows AS r
MATCH (s:Quantity {id: r.said}) MATCH (p:Entity {key: r.at})
CREATE (e:Evidence {id: r.id}) SET e += r.properties
CREATE (e)-[:OF]->(s), (e)-[:AT]->(p)
RETURN count(*)
""",
}
_SWEEP: LiteralString = """
MATCH (e:Superseded) WHERE e.supersededAt < $before
WITH e LIMIT $at_once
OPTIONAL MATCH (e)-[:OF]->(s) WHERE s.knownFrom IS NULL AND NOT EXISTS { (s)<-[:OF]-(:Evidence) }
DETACH DELETE e, s
"""
_SILENT: LiteralString = """
UNWIND $rows AS id
MATCH (s:Statement {id: id})
WHERE NOT EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND coalesce(e.knownTo, '~') > $at }
RETURN count(*)
"""


READERS_END = timedelta(days=1)
"""How long what was superseded is kept for readers that had begun."""
SWEPT_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of record time of a reading name (its id), ``timeline.OPEN`` for no end; and the version that changes it."""

    name: str
    start: str
    end: str
    version: int


@dataclass(slots=True)
class _Standing:
    """What a name says by now: nodes (by the number of their row) and statements (numbered as they come)."""

    nodes: list[str]
    rows: list[Row]
    numbers: dict[str, int]

    def number(self, said_id: str) -> int:
        return self.numbers.setdefault(said_id, len(self.numbers))


def put_reading(tx: Tx, span: Span, reading: Reading) -> Change:
    """Make what a reading says, and nothing else, what its name says in a span. What changed at its start, in statements."""
    _put(tx, Figure, span, _by_id(reading.figures))
    before, after = _put(tx, Statement, span, _by_id(reading.statements))
    return Change(new=len(after - before), kept=len(after & before), ended=len(before - after))


def end(tx: Tx, span: Span) -> set[str]:
    """Make a name say nothing in a span; the statements that it said just before."""
    _put(tx, Figure, span, {})
    return _put(tx, Statement, span, {})[0]


def silent(tx: Tx, statements: Iterable[str], at: str) -> int:
    """How many of the statements nothing says at a time."""
    return sum(int(count) for (count,) in each(tx, _SILENT, sorted(statements), at=at))


def sweep(tx: Tx) -> None:
    """Take away what was superseded so long ago that no reader is under way any more who began before."""
    tx.run(_SWEEP, before=clock.before_now(READERS_END), at_once=SWEPT_AT_ONCE).consume()


def _by_id(given: Iterable[Said]) -> dict[str, list[Said]]:
    out: dict[str, list[Said]] = {}
    for one_said in given:
        if not one_said.evidence:
            where = f"{one_said.document}: {one_said.id} about {one_said.subject}"
            raise ModelError(f"{where} has no evidence; expected a place that says it")
        out.setdefault(one_said.id, []).append(one_said)
    return out


def _put(tx: Tx, kind: type[Said], span: Span, given: Mapping[str, list[Said]]) -> tuple[set[str], set[str]]:
    """Apply; what was said just before the span, and what is said in it."""
    standing = _read(tx, kind, span)
    wanted = {
        (standing.number(key), _place(evidence)): (key, some[0].document, evidence)
        for key, some in given.items()
        for one_said in reversed(some)
        for evidence in reversed(one_said.evidence)
    }
    names = {number: key for key, number in standing.numbers.items()}
    edits = timeline.replace(standing.rows, wanted, span.start, span.end)
    fresh = said.draw(tx, kind, {key: some[0] for key, some in given.items()}, _fresh_clocks(span, given))
    _apply(tx, kind, span, standing, edits, wanted)
    touched = {key[0] for key, _, _ in edits.add} | {standing.rows[n].key[0] for n, _ in edits.move}
    touched |= {standing.rows[n].key[0] for n in edits.drop}
    said.keep_in_step(tx, kind, {names[number] for number in touched}, fresh)
    return {names[number] for number, _ in timeline.known_before(standing.rows, span.start)}, set(given)


def _fresh_clocks(span: Span, given: Mapping[str, list[Said]]) -> dict[str, dict[str, Any]]:
    known = {"knownFrom": span.start, "knownTo": None if span.end == OPEN else span.end}
    sure = {key: max(e.confidence for one_said in some for e in one_said.evidence) for key, some in given.items()}
    return {key: {**known, "confidence": round(confidence, 4)} for key, confidence in sure.items()}


def _read(tx: Tx, kind: type[Said], span: Span) -> _Standing:
    standing = _Standing([], [], {})
    for node, said_id, place, known_from, known_to in rows(tx, _STANDING[kind], name=span.name, start=span.start, end=span.end):
        key = (standing.number(said_id), bytes.fromhex(place))
        standing.rows.append(Row(len(standing.nodes), key, (known_from, known_to)))
        standing.nodes.append(node)
    return standing


def _place(evidence: Evidence) -> bytes:
    return blake2b(repr(evidence.place).encode(), digest_size=16).digest()


def _apply(
    tx: Tx, kind: type[Said], span: Span, standing: _Standing, edits: Edits, wanted: Mapping[Key, tuple[str, str, Evidence]]
) -> None:
    names = {number: key for key, number in standing.numbers.items()}

    def changed(key: Key, interval: Interval) -> dict[str, Any]:
        return _clock(span, names[key[0]], key[1], interval)

    put(
        tx,
        _SUPERSEDE,
        [standing.nodes[n] for n in (*edits.drop, *(n for n, _ in edits.move))],
        version=span.version,
        now=clock.now(),
    )
    copies = [(n, standing.rows[n].key, interval) for n, interval in edits.move]
    copies += [(n, key, interval) for key, n, interval in edits.add if n is not None]
    put(tx, _COPY, [{"node": standing.nodes[n], "properties": changed(key, interval)} for n, key, interval in copies])
    fresh = [(changed(key, interval), *wanted[key]) for key, n, interval in edits.add if n is None]
    put(tx, _FRESH[kind], [_row(*given) for given in fresh])


def _row(clock: dict[str, Any], said_id: str, document: str, evidence: Evidence) -> dict[str, Any]:
    properties = {**evidence_properties(evidence), "paragraph": evidence.paragraph, "confidence": round(evidence.confidence, 4)}
    at = part_key(document, evidence.paragraph)
    return {"id": clock["id"], "said": said_id, "at": at, "properties": {**properties, **clock}}


def _clock(span: Span, said_id: str, place: bytes, interval: Interval) -> dict[str, Any]:
    known_from, known_to = interval
    mark = blake2b(f"{span.name} {known_from}".encode() + place, digest_size=8).hexdigest()
    return {
        "id": f"ev:{said_id}-{mark}",
        "name": span.name,
        "place": place.hex(),
        "knownFrom": known_from,
        "knownTo": None if known_to == OPEN else known_to,
        "addedIn": span.version,
    }
