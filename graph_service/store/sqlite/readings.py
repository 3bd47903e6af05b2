"""The line of record time of each reading name: which reading holds since when, and what was withdrawn."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.errors import TwoFilesForOneReading, UsageError
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
    _refuse_withdrawn(db, name, at)
    _refuse_other_file(db, name, at, reading)
    before = _holding(db, name, at, strictly_before=False)
    row = documents.reading_id(db, name.id, reading)
    db.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", (name.id, at, row))
    if before == row:
        return Change(kept=len({s.id for s in reading.statements}), unchanged=True)
    change = evidence.put(db, Span(name.id, at, _next_event(db, name, at)), reading)
    _set_current(db, name)
    _drop_untold(db, name)
    return change


def withdraw(db: Connection, document: str, language: str, at: str, reason: str) -> int:
    """End what the readings of a document say, from a time until their next reading; the number of statements that ended."""
    found = db.execute("SELECT id, document, language FROM name WHERE document = ? AND ? IN ('', language)", (document, language))
    given = [Name(*row) for row in found.fetchall()]
    for name in given:
        _refuse_same_second(db, name, at)
    db.execute("INSERT OR IGNORE INTO withdrawal VALUES (?, ?, ?, ?)", (document, language, at, reason))
    ended = sum(evidence.end(db, Span(name.id, at, _next_event(db, name, at))) for name in given)
    for name in given:
        _set_current(db, name)
    return ended


def listed(db: Connection, known_at: str | None) -> Iterator[StoredReading]:
    """Readings with the stretches in which they held, sorted by document, language, loader, known_from; all, or those of a time."""
    for name, document, language, loader in db.execute("SELECT id, document, language, loader FROM name ORDER BY 2, 3, 4"):
        for row, begins, ends in _stretches(db, Name(name, document, language)):
            if known_at is None:
                yield _stored(db, (document, language, loader), row, begins, ends)
            elif begins <= known_at < ends:
                yield _stored(db, (document, language, loader), row, begins, OPEN)


def _stretches(db: Connection, name: Name) -> Iterator[tuple[int, str, str]]:
    """(reading, from, to) of each stretch in which one reading holds; those that touch are one."""
    held: tuple[int, str] | None = None
    for at, reading in (*_events(db, name), (OPEN, None)):
        if held is not None and reading != held[0]:
            yield *held, at
        if held is None or reading != held[0]:
            held = None if reading is None else (reading, at)


def _events(db: Connection, name: Name) -> list[tuple[str, int | None]]:
    """(time, the reading that holds from then, None for a withdrawal), in order of time."""
    return db.execute(
        "SELECT at, reading FROM told WHERE name = :id UNION ALL SELECT DISTINCT at, NULL FROM withdrawal"
        " WHERE document = :document AND language IN ('', :language) ORDER BY 1",
        {"id": name.id, "document": name.document, "language": name.language},
    ).fetchall()


def _holding(db: Connection, name: Name, at: str, *, strictly_before: bool) -> int | None:
    past = [reading for time, reading in _events(db, name) if time < at or (time == at and not strictly_before)]
    return past[-1] if past else None


def _next_event(db: Connection, name: Name, at: str) -> str:
    return next((time for time, _ in _events(db, name) if time > at), OPEN)


def _set_current(db: Connection, name: Name) -> None:
    db.execute("UPDATE name SET current = ? WHERE id = ?", (_holding(db, name, OPEN, strictly_before=True), name.id))


def _refuse_withdrawn(db: Connection, name: Name, at: str) -> None:
    if (at, None) in _events(db, name):
        raise UsageError(f"{name.document} was withdrawn at {at}, the time given for this reading of it; give a later --known-at")


def _refuse_same_second(db: Connection, name: Name, at: str) -> None:
    if any(time == at and reading is not None for time, reading in _events(db, name)):
        raise UsageError(f"{name.document} was read at {at}, the time given for its withdrawal; give a later --known-at")


def _refuse_other_file(db: Connection, name: Name, at: str, reading: Reading) -> None:
    """Two files can't both be what a document says at one time; a better loader over the same file takes its place."""
    found = db.execute(
        "SELECT source_hash FROM told JOIN reading ON reading.id = told.reading WHERE told.name = ? AND at = ?", (name.id, at)
    ).fetchone()
    if found and found[0] != reading.source_hash:
        spoken = f" ({name.language})" if name.language else ""
        raise TwoFilesForOneReading(
            f"{name.document}{spoken} was read by {reading.loader} at {at} from a file with other content "
            f"(SHA-256 {found[0][:12]}…, this one {reading.source_hash[:12]}…); give this one a later --known-at "
            "(a register that ships: a later date in its source.yaml)"
        )


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
