"""Runs of loading and their record time."""

import sqlite3
from collections.abc import Iterator, Sequence

from graph_service.store import clock
from graph_service.store.base import Ran, Run
from ontology.records import hash26

Connection = sqlite3.Connection


def begin(db: Connection, sources: Sequence[str], known_at: str | None) -> Run:
    """Start a run, or go on with the unfinished one over the same sources, at its time."""
    digest = hash26(sorted(sources))
    found = db.execute(
        "SELECT id, known_at FROM run WHERE sources = ? AND NOT finished AND (? IS NULL OR known_at = ?) ORDER BY id DESC",
        (digest, known_at, known_at),
    ).fetchone()
    if found:
        return Run(str(found[0]), found[1], continued=True)
    at = known_at or _unused_second(db)
    return Run(str(db.execute("INSERT INTO run (sources, known_at) VALUES (?, ?)", (digest, at)).lastrowid), at)


def finish(db: Connection, run: Run, report: str) -> None:
    """End a run, and any other over the same sources that was never finished: all of it has been loaded now."""
    db.execute("UPDATE run SET finished = 1, report = ? WHERE id = ?", (report, int(run.id)))
    db.execute("UPDATE run SET finished = 1 WHERE sources = (SELECT sources FROM run WHERE id = ?)", (int(run.id),))


def all_runs(db: Connection) -> Iterator[Ran]:
    """All runs, oldest first."""
    for number, sources, known_at, finished, report in db.execute(
        "SELECT id, sources, known_at, finished, report FROM run ORDER BY id"
    ):
        yield Ran(number, sources, known_at, bool(finished), report)


def keep(db: Connection, ran: Ran) -> None:
    """Keep a run of another store under its number."""
    given = (ran.number, ran.sources, ran.known_at, int(ran.finished), ran.report)
    db.execute("INSERT OR REPLACE INTO run (id, sources, known_at, finished, report) VALUES (?, ?, ?, ?, ?)", given)


def listed(db: Connection) -> Iterator[tuple[Run, str | None]]:
    """Runs with their reports, oldest first."""
    for row, known_at, report in db.execute("SELECT id, known_at, report FROM run ORDER BY id"):
        yield Run(str(row), known_at), report


def _unused_second(db: Connection) -> str:
    """This second, or the first after it at which nothing was read or withdrawn: two loads in one second stay apart."""
    at = clock.now()
    while db.execute("SELECT 1 FROM told WHERE at = :at UNION ALL SELECT 1 FROM withdrawal WHERE at = :at", {"at": at}).fetchone():
        at = clock.next_second(at)
    return at
