"""What a transaction is to change: readings and withdrawals worked out beside what the store holds, before anything is written.

All of a batch is worked out in memory, reading after reading, so that each finds what the ones before it did; what is written is
the sum. A reading that is refused leaves no trace in it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString

from graph_service.errors import InputError, UsageError
from graph_service.store import clock, events
from graph_service.store.base import Change, Outcome
from graph_service.store.neo4j import documents, evidence
from graph_service.store.neo4j.connection import Tx, each
from graph_service.store.neo4j.evidence import Said, Standing
from graph_service.store.neo4j.said import Group
from graph_service.store.timeline import OPEN
from ontology.errors import ModelError
from ontology.readings import Reading
from ontology.records import Figure, Statement, hash26

KINDS: tuple[type[Said], ...] = (Figure, Statement)
Events = list[tuple[str, str | None]]
"""(time, the id of the reading that holds from then, None for a withdrawal), in order of time."""

_LINES: LiteralString = """
UNWIND $rows AS r
OPTIONAL MATCH (n:ReadingName {id: r.id})
RETURN r.id,
  COLLECT { MATCH (n)-[t:TOLD]->(x) RETURN [t.at, x.id, x.sourceHash] },
  COLLECT { MATCH (w:Withdrawal {document: r.document}) WHERE w.language IN ['', r.language] RETURN DISTINCT w.at }
"""


@dataclass(slots=True)
class Line:
    """A reading name (its id): the readings that it has by time, its events as they will stand, the file that each reading of
    it was read from, the current reading so far, what it says, and the readings of it that are to be written."""

    id: str
    before: dict[str, str]
    events: Events
    sources: dict[str, str]
    held: str | None = None
    standing: dict[type[Said], Standing] = field(default_factory=dict)
    given: dict[str, Reading] = field(default_factory=dict)

    @classmethod
    def made(cls, name: str, told: list[list[str]], withdrawn: list[str]) -> "Line":
        """Of what the store has: (time, reading, hash of its file) and the times of withdrawals."""
        line: Events = [(at, reading) for at, reading, _ in told]
        line += [(at, None) for at in withdrawn]
        before = {at: reading for at, reading, _ in told}
        sources = {reading: source for _, reading, source in told}
        line.sort(key=lambda event: event[0])
        return cls(name, before, line, sources, events.holding(line, OPEN))

    def at(self, time: str) -> str | None:
        """The reading that was told at the very time."""
        return next((reading for at, reading in self.events if at == time and reading), None)

    def tell(self, at: str, reading: str | None) -> None:
        """An event more, in the place of the reading of that time."""
        others = [event for event in self.events if event[0] != at]
        self.events = sorted([*others, (at, reading)], key=lambda event: event[0])

    def told(self) -> dict[str, str]:
        """The readings by time, as they will stand."""
        return {at: reading for at, reading in self.events if reading is not None}

    @property
    def current(self) -> str | None:
        """The reading that holds in the end."""
        return events.holding(self.events, OPEN)

    def put(self, given: dict[type[Said], dict[str, list[Said]]], at: str) -> tuple[set[str], set[str]]:
        """Let exactly that be said from a time until the next event; the statements just before and then."""
        end = events.after(self.events, at)
        self.standing[Figure].replace(given.get(Figure, {}), at, end)
        return self.standing[Statement].replace(given.get(Statement, {}), at, end)


@dataclass(slots=True)
class Plan:
    """The lines that change, what new nodes may be drawn for, and what became of each reading."""

    lines: dict[str, Line] = field(default_factory=dict)
    said: dict[type[Said], dict[str, Said]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    outcomes: list[Outcome] = field(default_factory=list)
    withdrawals: list[dict[str, str]] = field(default_factory=list)
    changed: bool = False

    def take(self, reading: Reading, at: str) -> None:
        """Take in a reading that is to hold from a time."""
        line = self.lines[name_id(reading)]
        try:
            self.outcomes.append(self._take(line, reading, clock.record_time(at)))
        except REFUSED as error:
            self.outcomes.append(error)

    def _take(self, line: Line, reading: Reading, at: str) -> Change:
        events.refuse_withdrawn(line.events, reading.document, at)
        events.refuse_other_file(reading, at, line.sources.get(line.at(at) or ""))
        made = documents.reading_id(reading)
        if events.holding(line.events, at) == made:
            line.tell(at, made)
            return Change(kept=len({s.id for s in reading.statements}), unchanged=True)
        if made not in line.sources:
            documents.check(reading)
        given: dict[type[Said], dict[str, list[Said]]] = {
            Figure: evidence.by_id(reading.figures),
            Statement: evidence.by_id(reading.statements),
        }
        before, after = line.put(given, at)
        for kind, some in given.items():
            for key, found in some.items():
                self.said[kind].setdefault(key, found[0])
        line.tell(at, made)
        line.sources[made] = reading.source_hash
        line.given[made] = reading
        self.changed = True
        return Change(new=len(after - before), kept=len(after & before), ended=len(before - after))

    def withdraw(self, document: str, language: str, at: str, reason: str) -> set[str]:
        """Take in a withdrawal; the statements that the lines said just before it."""
        for line in self.lines.values():
            events.refuse_same_second(line.events, document, at)
        given = {"document": document, "language": language, "at": at, "reason": reason}
        self.withdrawals.append({"id": hash26([document, language, at]), **given})
        before: set[str] = set()
        for line in self.lines.values():
            before |= line.put({}, at)[0]
            line.tell(at, None)
        self.changed = True
        return before

    def unwritten(self) -> list[tuple[str, Reading]]:
        """The readings that are told in the end and not there yet, with the ids of their names."""
        return [
            (line.id, reading)
            for line in self.lines.values()
            for made, reading in line.given.items()
            if made in line.told().values() and made not in line.before.values()
        ]

    def forgotten(self) -> list[str]:
        """Readings of which another took the place at the very same time, and that never held."""
        lines = self.lines.values()
        return [made for line in lines for made in dict.fromkeys(line.before.values()) if made not in line.told().values()]

    def groups(self, kind: type[Said], version: int) -> dict[str, Group]:
        """What is said anew, by id."""
        out: dict[str, Group] = {}
        for standing in self._standing(kind):
            for row in standing.changed():
                piece = standing.origin[row.id]
                if not isinstance(piece, int):
                    known = evidence.clocks(standing.name, piece.said, row.key[1], row.interval, version)
                    out.setdefault(piece.said, Group(self.said[kind][piece.said])).pieces.append((piece, known))
        return out

    def copies(self, kind: type[Said], version: int) -> list[dict[str, Any]]:
        """What is known at other times than before: the node that holds it, and the new clocks."""
        return [
            {
                "node": standing.nodes[origin],
                "properties": evidence.clocks(standing.name, standing.said_by(row), row.key[1], row.interval, version),
            }
            for standing in self._standing(kind)
            for row in standing.changed()
            if isinstance(origin := standing.origin[row.id], int)
        ]

    def gone(self, kind: type[Said]) -> list[str]:
        """The nodes that will not stand any more."""
        return [node for standing in self._standing(kind) for node, _ in standing.gone()]

    def touched(self, kind: type[Said]) -> set[str]:
        """What is there and whose evidence changes, as far as it is known before it is drawn."""
        changed = ((s, row) for s in self._standing(kind) for row in s.changed() if isinstance(s.origin[row.id], int))
        gone = (key for standing in self._standing(kind) for _, key in standing.gone())
        return {*gone, *(standing.said_by(row) for standing, row in changed)}

    def size(self) -> int:
        """How much is to be written, counted in nodes."""
        said = sum(1 for kind in KINDS for s in self._standing(kind) for _ in s.changed())
        gone = sum(len(self.gone(kind)) for kind in KINDS)
        return 2 * said + gone + sum(documents.pieces(reading) for _, reading in self.unwritten())

    def _standing(self, kind: type[Said]) -> Iterable[Standing]:
        return [line.standing[kind] for line in self.lines.values() if kind in line.standing]


REFUSED = (InputError, UsageError, ModelError)


def name_id(reading: Reading) -> str:
    """The id of a reading name."""
    return hash26(list(reading.name))


def of_readings(tx: Tx, given: Sequence[tuple[Reading, str]]) -> Plan:
    """What writing readings, each from its time on, is to change."""
    names = {name_id(reading): {"document": reading.document, "language": reading.name[1]} for reading, _ in given}
    lines = {row[0]: Line.made(*row) for row in each(tx, _LINES, [{"id": name, **said} for name, said in names.items()])}
    news = {name_id(reading) for reading, at in given if not _held(lines[name_id(reading)], reading, at)}
    plan = _begun(tx, list(lines.values()), news)
    for reading, at in given:
        plan.take(reading, at)
    return plan


def _held(line: Line, reading: Reading, at: str) -> bool:
    """Whether a reading holds already at its time, so that nobody need know what its name says."""
    try:
        return events.holding(line.events, clock.record_time(at)) == documents.reading_id(reading)
    except UsageError:
        return True  # it will be refused


def of_lines(tx: Tx, lines: list[Line]) -> Plan:
    """What is to change in lines; nothing so far."""
    return _begun(tx, lines, {line.id for line in lines})


def _begun(tx: Tx, lines: list[Line], changing: Collection[str]) -> Plan:
    old = [line.id for line in lines if line.before and line.id in changing]
    for kind in KINDS:
        found = evidence.standing(tx, kind, old)
        for line in lines:
            line.standing[kind] = found.get(line.id) or Standing(line.id)
    return Plan(lines={line.id: line for line in lines})
