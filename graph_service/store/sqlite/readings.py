"""The line of record time of each reading name: which reading holds since when, and what was withdrawn."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.store import events
from graph_service.store.base import Change, StoredReading
from graph_service.store.sqlite import documents, evidence, names
from graph_service.store.sqlite.evidence import Span
from graph_service.store.timeline import OPEN
from ontology.readings import Reading
from ontology.records import hash26

Connection = sqlite3.Connection


@dataclass(frozen=True, slots=True)
class Name:
    """A reading name as it is asked for: its row, its document and its language ("" for none)."""

    id: int
    document: str
    language: str


def is_current(db: Connection, reading: Reading) -> bool:
    """Whether this very reading is the current one of its name."""
    found = db.execute(
        "SELECT 1 FROM name JOIN reading ON reading.id = name.current"
        " WHERE document = ? AND language = ? AND loader = ? AND source_hash = ? AND loader_version = ?",
        (*reading.name, reading.source_hash, reading.loader_version),
    )
    return found.fetchone() is not None


def write(db: Connection, reading: Reading, at: str) -> Change:
    """Let a reading hold from a time until the next event of its name. ``unchanged`` where it held there already."""
    name = Name(names.name_id(db, *reading.name), *reading.name[:2])
    line = _events(db, name)
    events.refuse_withdrawn(line, name.document, at)
    events.refuse_other_file(reading, at, _source_at(db, name, at))
    before = events.holding(line, at)
    row = documents.reading_id(db, name.id, reading)
    db.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", (name.id, at, row))
    if before == row:
        return Change(kept=len({s.id for s in reading.statements}), unchanged=True)
    change = evidence.put(db, Span(name.id, at, events.after(line, at)), reading)
    _set_current(db, name)
    _drop_untold(db, name)
    return change


def withdraw(db: Connection, document: str, language: str, at: str, reason: str) -> int:
    """End what the readings of a document say, from a time until their next reading; the number of statements that ended."""
    found = db.execute("SELECT id, document, language FROM name WHERE document = ? AND ? IN ('', language)", (document, language))
    given = [Name(*row) for row in found.fetchall()]
    for name in given:
        events.refuse_same_second(_events(db, name), name.document, at)
    db.execute("INSERT OR IGNORE INTO withdrawal VALUES (?, ?, ?, ?)", (document, language, at, reason))
    ended = sum(evidence.end(db, Span(name.id, at, events.after(_events(db, name), at))) for name in given)
    for name in given:
        _set_current(db, name)
    return ended


def listed(db: Connection, known_at: str | None) -> Iterator[StoredReading]:
    """Readings with the stretches in which they held, sorted by document, language, loader, known_from; all, or those of a time."""
    for name, document, language, loader in db.execute("SELECT id, document, language, loader FROM name ORDER BY 2, 3, 4"):
        for row, begins, ends in events.stretches(_events(db, Name(name, document, language))):
            if known_at is None:
                yield _stored(db, (document, language, loader), row, begins, ends)
            elif begins <= known_at < ends:
                yield _stored(db, (document, language, loader), row, begins, OPEN)


def _events(db: Connection, name: Name) -> list[tuple[str, int | None]]:
    """(time, the reading that holds from then, None for a withdrawal), in order of time."""
    return db.execute(
        "SELECT at, reading FROM told WHERE name = :id UNION ALL SELECT DISTINCT at, NULL FROM withdrawal"
        " WHERE document = :document AND language IN ('', :language) ORDER BY 1",
        {"id": name.id, "document": name.document, "language": name.language},
    ).fetchall()


def _set_current(db: Connection, name: Name) -> None:
    db.execute("UPDATE name SET current = ? WHERE id = ?", (events.holding(_events(db, name), OPEN), name.id))


def _source_at(db: Connection, name: Name, at: str) -> str | None:
    """The hash of the file that was read for a name at the very time."""
    found = db.execute(
        "SELECT source_hash FROM told JOIN reading ON reading.id = told.reading WHERE told.name = ? AND at = ?", (name.id, at)
    ).fetchone()
    return found[0] if found else None


def _drop_untold(db: Connection, name: Name) -> None:
    """A reading whose place another one took at the very same time never held: it goes, with its paragraphs and mentions."""
    db.execute("DELETE FROM reading WHERE name = ? AND id NOT IN (SELECT reading FROM told WHERE name = ?)", (name.id, name.id))


def _stored(db: Connection, name: tuple[str, str, str], row: int, begins: str, ends: str) -> StoredReading:
    document, language, loader = name
    version, source_hash, title, date, text_hash = db.execute(
        "SELECT loader_version, source_hash, title, date, hash FROM reading LEFT JOIN text ON text.id = text WHERE reading.id = ?",
        (row,),
    ).fetchone()
    aliases = tuple(key for (key,) in db.execute("SELECT key FROM alias WHERE reading = ? ORDER BY ordinal", (row,)))
    known_to = None if ends == OPEN else ends
    return StoredReading(
        hash26([*name, source_hash, version]),
        document,
        language or None,
        loader,
        version,
        source_hash,
        title,
        date,
        text_hash,
        aliases,
        begins,
        known_to,
    )
