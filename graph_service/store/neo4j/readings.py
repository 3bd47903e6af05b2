"""The line of record time of each reading name: which reading holds since when, and what was withdrawn."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, LiteralString

from graph_service.store import events
from graph_service.store.base import Change, StoredReading
from graph_service.store.neo4j import documents, evidence
from graph_service.store.neo4j.connection import Tx, one, rows
from graph_service.store.neo4j.evidence import Span
from graph_service.store.timeline import OPEN
from ontology.readings import Reading
from ontology.records import hash26

Events = list[tuple[str, str | None]]
"""(time, the id of the reading that holds from then, None for a withdrawal), in order of time."""

_NAME: LiteralString = """
MERGE (n:ReadingName {id: $id}) ON CREATE SET n.document = $document, n.language = $language, n.loader = $loader
RETURN COLLECT { MATCH (n)-[t:TOLD]->(r) RETURN [t.at, r.id, r.sourceHash] },
  COLLECT { MATCH (w:Withdrawal {document: n.document}) WHERE w.language IN ['', n.language] RETURN DISTINCT w.at }
"""
_NAMES: LiteralString = """
MATCH (n:ReadingName {document: $document}) WHERE $language IN ['', n.language]
RETURN n.id,
  COLLECT { MATCH (n)-[t:TOLD]->(r) RETURN [t.at, r.id, r.sourceHash] },
  COLLECT { MATCH (w:Withdrawal {document: n.document}) WHERE w.language IN ['', n.language] RETURN DISTINCT w.at }
"""
_TELL: LiteralString = """
MATCH (n:ReadingName {id: $id}) MATCH (r:Reading {id: $reading})
CALL (n) { OPTIONAL MATCH (n)-[before:TOLD {at: $at}]->() DELETE before }
CREATE (n)-[:TOLD {at: $at}]->(r)
"""
_CURRENT: LiteralString = """
MATCH (n:ReadingName {id: $id})
CALL (n) { OPTIONAL MATCH (n)-[before:CURRENT]->() DELETE before }
WITH n MATCH (r:Reading {id: $reading})
CREATE (n)-[:CURRENT]->(r)
"""
_IS_CURRENT: LiteralString = "RETURN EXISTS { (:ReadingName {id: $name})-[:CURRENT]->(:Reading {id: $reading}) }"
_WITHDRAW: LiteralString = """
MERGE (w:Withdrawal {id: $id}) ON CREATE SET w.document = $document, w.language = $language, w.at = $at, w.reason = $reason
"""
_ALL_TOLD: LiteralString = """
MATCH (n:ReadingName)-[t:TOLD]->(r:Reading)
RETURN n.document, n.language, n.loader, t.at, r.id
"""
_ALL_WITHDRAWN: LiteralString = "MATCH (w:Withdrawal) RETURN w.document, w.language, w.at"
_ALL_READINGS: LiteralString = """
MATCH (r:Reading) RETURN r.id, r.loaderVersion, r.sourceHash, r.title, r.date, r.textHash, r.aliases
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A reading name (its id), its events, and the file that each reading of it was read from."""

    id: str
    events: Events
    sources: dict[str, str]

    @classmethod
    def made(cls, name: str, told: list[list[str]], withdrawn: list[str]) -> "Line":
        """Of what the store has: (time, reading, hash of its file) and the times of withdrawals."""
        line: Events = [(at, reading) for at, reading, _ in told]
        line += [(at, None) for at in withdrawn]
        return cls(name, sorted(line, key=lambda event: event[0]), {reading: source for _, reading, source in told})

    def at(self, time: str) -> str | None:
        """The reading that was told at the very time."""
        return next((reading for at, reading in self.events if at == time and reading), None)


def name_id(reading: Reading) -> str:
    """The id of a reading name."""
    return hash26(list(reading.name))


def is_current(tx: Tx, reading: Reading) -> bool:
    """Whether this very reading is the current one of its name."""
    return bool(one(tx, _IS_CURRENT, name=name_id(reading), reading=documents.reading_id(reading))[0])


def write(tx: Tx, version: int, reading: Reading, at: str) -> Change:
    """Let a reading hold from a time until the next event of its name. ``unchanged`` where it held there already."""
    document, language, loader = reading.name
    name = name_id(reading)
    line = Line.made(name, *one(tx, _NAME, id=name, document=document, language=language, loader=loader))
    replaced = line.at(at)
    events.refuse_withdrawn(line.events, document, at)
    events.refuse_other_file(reading, at, line.sources.get(replaced or ""))
    made = documents.reading_id(reading)
    documents.write(tx, reading)
    tx.run(_TELL, id=name, reading=made, at=at).consume()
    if events.holding(line.events, at) == made:
        return Change(kept=len({s.id for s in reading.statements}), unchanged=True)
    change = evidence.put_reading(tx, Span(name, at, events.after(line.events, at), version), reading)
    others = [event for event in line.events if event[0] != at]
    _set_current(tx, name, [*others, (at, made)])
    if replaced and replaced != made and replaced not in {told for _, told in others}:
        documents.forget(tx, replaced)
    return change


def withdraw(tx: Tx, version: int, document: str, language: str, at: str, reason: str) -> int:
    """End what the readings of a document say, from a time until their next reading; the number of statements that ended."""
    lines = [Line.made(*row) for row in rows(tx, _NAMES, document=document, language=language)]
    for line in lines:
        events.refuse_same_second(line.events, document, at)
    given: dict[str, Any] = {"document": document, "language": language, "at": at, "reason": reason}
    tx.run(_WITHDRAW, id=hash26([document, language, at]), **given).consume()
    ended = 0
    for line in lines:
        before = evidence.end(tx, Span(line.id, at, events.after(line.events, at), version))
        ended += evidence.silent(tx, before, at)
        _set_current(tx, line.id, [*line.events, (at, None)])
    return ended


def listed(tx: Tx, known_at: str | None) -> list[StoredReading]:
    """Readings with the stretches in which they held, sorted by document, language, loader, known_from; all, or those of a time."""
    withdrawn: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for document, language, at in rows(tx, _ALL_WITHDRAWN):
        withdrawn[document].add((language, at))
    told: dict[tuple[str, str, str], Events] = defaultdict(list)
    for *name, at, reading in rows(tx, _ALL_TOLD):
        told[name[0], name[1], name[2]].append((at, reading))
    held = {row[0]: row[1:] for row in rows(tx, _ALL_READINGS)}
    out = []
    for key in sorted(told):
        line = told[key] + [(at, None) for at in {at for spoken, at in withdrawn[key[0]] if spoken in ("", key[1])}]
        for reading, begins, ends in events.stretches(sorted(line, key=lambda event: event[0])):
            if known_at is None or begins <= known_at < ends:
                out.append(_stored(key, reading, held[reading], begins, OPEN if known_at else ends))
    return out


def _set_current(tx: Tx, name: str, line: Events) -> None:
    current = events.holding(sorted(line, key=lambda event: event[0]), OPEN)
    tx.run(_CURRENT, id=name, reading=current).consume()


def _stored(name: tuple[str, str, str], made: str, row: list[Any], begins: str, ends: str) -> StoredReading:
    document, language, loader = name
    loader_version, source_hash, title, date, text_hash, aliases = row
    whose = (made, document, language or None, loader, loader_version, source_hash, title, date, text_hash)
    return StoredReading(*whose, tuple(aliases), begins, None if ends == OPEN else ends)
