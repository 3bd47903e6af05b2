"""Evidence as the store writes it: what a reading says takes the place of what its name said before.

A piece that changes is not changed in place: the old node is superseded, a new one stands beside it, each with the version of the
record that brought it or took it away. So a reader that has begun goes on reading what was there when it began.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import blake2b
from typing import Any, LiteralString, NamedTuple

from graph_service.store import clock, timeline
from graph_service.store.neo4j.connection import Tx, each
from graph_service.store.timeline import OPEN, Edits, Interval, Key, Row
from ontology.errors import ModelError
from ontology.records import Evidence, Figure, Statement

Said = Statement | Figure

_STANDING: Mapping[type, LiteralString] = {
    Statement: """
UNWIND $rows AS name
MATCH (e:Evidence {name: name})-[:OF]->(s:Statement)
RETURN name, elementId(e), s.id, e.place, e.knownFrom, coalesce(e.knownTo, '~')
""",
    Figure: """
UNWIND $rows AS name
MATCH (e:Evidence {name: name})-[:OF]->(s:Quantity)
RETURN name, elementId(e), s.id, e.place, e.knownFrom, coalesce(e.knownTo, '~')
""",
}
_SWEEP: LiteralString = """
MATCH (e:Superseded) WHERE e.supersededAt < $before
WITH e LIMIT $at_once
OPTIONAL MATCH (e)-[:OF]->(s) WHERE s.knownFrom IS NULL AND NOT EXISTS { (s)<-[:OF]-(:Evidence|Staged) }
DETACH DELETE e, s
"""
_ELSEWHERE: LiteralString = """
UNWIND $rows AS id
MATCH (s:Statement {id: id})
WHERE NOT EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND coalesce(e.knownTo, '~') > $at AND NOT e.name IN $names }
RETURN count(*)
"""

READERS_END = timedelta(days=1)
"""How long what was superseded is kept for readers that had begun."""
SWEPT_AT_ONCE = 10_000


class Piece(NamedTuple):
    """A place that says something which no node holds yet."""

    said: str
    document: str
    evidence: Evidence


@dataclass(slots=True)
class Standing:
    """What a name says, as it stands and as it will stand: rows by number, of which the first are the nodes that there are."""

    name: str
    nodes: list[str] = field(default_factory=list)
    before: dict[int, Row] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    origin: dict[int, int | Piece] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    made: int = 0

    def add(self, node: str, said_id: str, place: str, known_from: str, known_to: str) -> None:
        """Take in a node of the store."""
        row = Row(self.made, (self._number(said_id), bytes.fromhex(place)), (known_from, known_to))
        self.nodes.append(node)
        self.before[row.id] = self.rows[row.id] = row
        self.origin[row.id] = row.id
        self.made += 1

    def replace(self, given: Mapping[str, list[Said]], start: str, end: str) -> tuple[set[str], set[str]]:
        """Let exactly the given be said in a span: what was said just before it, and what is said in it, by id."""
        wanted = {
            (self._number(key), place_of(evidence)): Piece(key, some[0].document, evidence)
            for key, some in given.items()
            for one in reversed(some)
            for evidence in reversed(one.evidence)
        }
        near = [row for row in self.rows.values() if row.interval[0] <= end and row.interval[1] >= start]
        self._apply(timeline.replace(near, wanted, start, end), wanted)
        return {self.ids[number] for number, _ in timeline.known_before(near, start)}, set(given)

    def _apply(self, edits: Edits, wanted: Mapping[Key, Piece]) -> None:
        for row in edits.drop:
            del self.rows[row]
        for row, interval in edits.move:
            self.rows[row] = replace(self.rows[row], interval=interval)
        for key, row_or_none, interval in edits.add:
            self.origin[self.made] = wanted[key] if row_or_none is None else self.origin[row_or_none]
            self.rows[self.made] = Row(self.made, key, interval)
            self.made += 1

    def _number(self, said_id: str) -> int:
        if said_id not in self.numbers:
            self.numbers[said_id] = len(self.ids)
            self.ids.append(said_id)
        return self.numbers[said_id]

    def changed(self) -> Iterable[Row]:
        """The rows that are not in the store as they will stand."""
        return (row for number, row in self.rows.items() if self.before.get(number) != row)

    def gone(self) -> list[tuple[str, str]]:
        """(node, what it speaks of) of what will not stand any more as it is."""
        return [(self.nodes[n], self.ids[row.key[0]]) for n, row in self.before.items() if self.rows.get(n) != row]

    def said_by(self, row: Row) -> str:
        """The id of what a row speaks of."""
        return self.ids[row.key[0]]


def standing(tx: Tx, kind: type[Said], names: Iterable[str]) -> dict[str, Standing]:
    """What names say by now."""
    found = {name: Standing(name) for name in names}
    for name, *row in each(tx, _STANDING[kind], list(found)):
        found[name].add(*row)
    return found


def by_id(given: Iterable[Said]) -> dict[str, list[Said]]:
    """What is said, by id; ``ModelError`` for what nothing says."""
    out: dict[str, list[Said]] = {}
    for one in given:
        if not one.evidence:
            raise ModelError(f"{one.document}: {one.id} about {one.subject} has no evidence; expected a place that says it")
        out.setdefault(one.id, []).append(one)
    return out


def place_of(evidence: Evidence) -> bytes:
    """What makes two pieces of evidence of one reading the same."""
    return blake2b(repr(evidence.place).encode(), digest_size=16).digest()


def clocks(name: str, said_id: str, place: bytes, interval: Interval, version: int) -> dict[str, Any]:
    """What a piece of evidence has of its name and its stretch of record time."""
    known_from, known_to = interval
    mark = blake2b(f"{name} {known_from}".encode() + place, digest_size=8).hexdigest()
    return {
        "id": f"ev:{said_id}-{mark}",
        "name": name,
        "place": place.hex(),
        "knownFrom": known_from,
        "knownTo": None if known_to == OPEN else known_to,
        "addedIn": version,
    }


def silent(tx: Tx, statements: Iterable[str], at: str, names: Iterable[str]) -> int:
    """How many of the statements nothing says at a time but these names."""
    found = each(tx, _ELSEWHERE, sorted(statements), at=at, names=list(names))
    return sum(int(count) for (count,) in found)


def sweep(tx: Tx) -> None:
    """Take away what was superseded so long ago that no reader is under way any more who began before."""
    tx.run(_SWEEP, before=clock.before_now(READERS_END), at_once=SWEPT_AT_ONCE).consume()
