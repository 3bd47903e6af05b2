"""Evidence as the store writes it: what a reading says takes the place of what its name said before."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from graph_service.store import timeline
from graph_service.store.base import Change
from graph_service.store.sqlite import names
from graph_service.store.timeline import Edits, Key, Row
from ontology.errors import ModelError
from ontology.readings import Reading
from ontology.records import Evidence, Figure, Statement

Connection = sqlite3.Connection

_COLUMNS = "paragraph, language, start, end, quote, text, method, wording, confidence"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of record time of one reading name (its row): from ``start`` until ``end`` (``timeline.OPEN`` for no end)."""

    name: int
    start: str
    end: str


def put(db: Connection, span: Span, reading: Reading) -> Change:
    """Make what a reading says, and nothing else, what its name says in a span. What changed at its start, in statements."""
    statements = {statement.id: statement for statement in reading.statements}
    figures = {figure.id: figure for figure in reading.figures}
    _put(db, "figure_evidence", span, _wanted(reading.figures, names.figure_ids(db, figures)))
    before, after = _put(db, "evidence", span, _wanted(reading.statements, names.statement_ids(db, statements)))
    return Change(new=len(after - before), kept=len(after & before), ended=len(before - after))


def end(db: Connection, span: Span) -> int:
    """Make a name say nothing in a span; the number of statements that nothing says any more at its start."""
    _put(db, "figure_evidence", span, {})
    before, _ = _put(db, "evidence", span, {})
    return sum(not _said(db, statement, span.start) for statement in before)


def _wanted(said: Iterable[Statement | Figure], rows: Mapping[str, int]) -> dict[Key, Evidence]:
    out: dict[Key, Evidence] = {}
    for one in said:
        if not one.evidence:
            raise ModelError(f"{one.document}: {one.id} about {one.subject} has no evidence; expected a place that says it")
        for evidence in one.evidence:
            place = blake2b(repr(evidence.place).encode(), digest_size=16).digest()
            out.setdefault((rows[one.id], place), evidence)
    return out


def _put(db: Connection, table: str, span: Span, wanted: Mapping[Key, Evidence]) -> tuple[set[int], set[int]]:
    """Apply; the rows of what was said just before the span, and of what is said in it."""
    standing = _standing(db, table, span)
    edits = timeline.replace(standing, wanted, span.start, span.end)
    _apply(db, table, span.name, edits, wanted)
    return {said for said, _ in timeline.known_before(standing, span.start)}, {said for said, _ in wanted}


def _standing(db: Connection, table: str, span: Span) -> list[Row]:
    rows = db.execute(
        f"SELECT id, said, place, known_from, known_to FROM {table} WHERE name = ? AND known_from <= ? AND known_to >= ?",  # noqa: S608
        (span.name, span.end, span.start),
    )
    return [Row(row, (said, place), (known_from, known_to)) for row, said, place, known_from, known_to in rows]


def _apply(db: Connection, table: str, name: int, edits: Edits, wanted: Mapping[Key, Evidence]) -> None:
    _drop(db, table, edits.drop)
    # Ends before beginnings: a stretch that shrinks makes room for one that begins where it ended.
    db.executemany(f"UPDATE {table} SET known_from = ?, known_to = ? WHERE id = ?", [(*i, row) for row, i in edits.move])  # noqa: S608
    copies = [(*interval, row) for _, row, interval in edits.add if row is not None]
    db.executemany(
        f"INSERT INTO {table} (said, name, place, {_COLUMNS}, known_from, known_to)"  # noqa: S608  # our names only
        f" SELECT said, name, place, {_COLUMNS}, ?, ? FROM {table} WHERE id = ?",
        copies,
    )
    fresh = [(key, interval) for key, row, interval in edits.add if row is None]
    columns = names.evidence_columns(db, [wanted[key] for key, _ in fresh])
    db.executemany(
        f"INSERT INTO {table} (said, name, place, {_COLUMNS}, known_from, known_to)"  # noqa: S608  # our names only
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(key[0], name, key[1], *held, *interval) for (key, interval), held in zip(fresh, columns, strict=True)],
    )


def _drop(db: Connection, table: str, rows: Sequence[int]) -> None:
    """Take evidence away that was never known for a second; what nothing ever said goes with it."""
    said_table = "statement" if table == "evidence" else "figure"
    said = {db.execute(f"SELECT said FROM {table} WHERE id = ?", (row,)).fetchone() for row in rows}  # noqa: S608
    db.executemany(f"DELETE FROM {table} WHERE id = ?", [(row,) for row in rows])  # noqa: S608
    db.executemany(
        f"DELETE FROM {said_table} WHERE id = ? AND NOT EXISTS (SELECT 1 FROM {table} WHERE said = {said_table}.id)",  # noqa: S608
        list(said),
    )


def _said(db: Connection, statement: int, time: str) -> bool:
    sql = "SELECT 1 FROM evidence WHERE said = ? AND known_from <= ? AND known_to > ? LIMIT 1"
    return db.execute(sql, (statement, time, time)).fetchone() is not None
