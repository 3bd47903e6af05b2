"""The line of record time of each reading name: which reading holds since when, and what was withdrawn."""

from collections import defaultdict
from typing import Any, LiteralString

from graph_service.store import events
from graph_service.store.base import StoredReading
from graph_service.store.neo4j import documents, evidence, plan
from graph_service.store.neo4j.connection import Tx, one, rows
from graph_service.store.neo4j.plan import Events, Line, Plan, name_id
from graph_service.store.timeline import OPEN
from ontology.readings import Reading

_NAMES: LiteralString = """
MATCH (n:ReadingName {document: $document}) WHERE $language IN ['', n.language]
RETURN n.id,
  COLLECT { MATCH (n)-[t:TOLD]->(r) RETURN [t.at, r.id, r.sourceHash] },
  COLLECT { MATCH (w:Withdrawal {document: n.document}) WHERE w.language IN ['', n.language] RETURN DISTINCT w.at }
"""
_IS_CURRENT: LiteralString = "RETURN EXISTS { (:ReadingName {id: $name})-[:CURRENT]->(:Reading {id: $reading}) }"
_ALL_TOLD: LiteralString = """
MATCH (n:ReadingName)-[t:TOLD]->(r:Reading)
RETURN n.document, n.language, n.loader, t.at, r.id
"""
_ALL_WITHDRAWN: LiteralString = "MATCH (w:Withdrawal) RETURN w.document, w.language, w.at"
_ALL_READINGS: LiteralString = """
MATCH (r:Reading) RETURN r.id, r.loaderVersion, r.sourceHash, r.title, r.date, r.textHash, r.aliases
"""


def is_current(tx: Tx, reading: Reading) -> bool:
    """Whether this very reading is the current one of its name."""
    return bool(one(tx, _IS_CURRENT, name=name_id(reading), reading=documents.reading_id(reading))[0])


def withdrawal(tx: Tx, document: str, language: str, at: str, reason: str) -> tuple[Plan, int]:
    """What ends the readings of a document, from a time until their next reading; the number of statements that end then."""
    lines = [Line.made(*row) for row in rows(tx, _NAMES, document=document, language=language)]
    planned = plan.of_lines(tx, lines)
    before = planned.withdraw(document, language, at, reason)
    return planned, evidence.silent(tx, before, at, [line.id for line in lines])


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


def _stored(name: tuple[str, str, str], made: str, row: list[Any], begins: str, ends: str) -> StoredReading:
    document, language, loader = name
    loader_version, source_hash, title, date, text_hash, aliases = row
    whose = (made, document, language or None, loader, loader_version, source_hash, title, date, text_hash)
    return StoredReading(*whose, tuple(aliases), begins, None if ends == OPEN else ends)
