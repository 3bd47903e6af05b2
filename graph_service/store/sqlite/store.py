"""The SQLite store: the interface of ``base`` over one file."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from graph_service.errors import InputError, UsageError
from graph_service.store import batches, clock
from graph_service.store.base import Change, Outcome, Ran, Run, StoredReading, TextHit, Told, Withdrawn
from graph_service.store.sqlite import documents, history, readings, records, runs
from graph_service.store.sqlite.connection import Connection, Database
from ontology.errors import ModelError
from ontology.readings import Mention, Paragraph, Reading, Section
from ontology.records import Figure, Statement, Verdict

T = TypeVar("T")

BUSY_SECONDS = 10.0
"""How long a writer waits for another process that writes."""


class SqliteStore:
    """A record in one SQLite file. Safe to use from several threads and processes: one writes at a time, readers never wait."""

    def __init__(self, path: Path, *, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> None:
        """Open the file; ``StoreError``, ``StoreLocked``, ``StoreTooNew`` or ``StoreCorrupt`` where it can't be."""
        self.url = f"sqlite:///{quote(str(path))}"
        self._database = Database(path, create=create, busy_seconds=busy_seconds)

    def version(self) -> int:
        """Raised by every transaction that changes what the record answers; runs and their reports leave it."""
        with self._database.reading() as db:
            return _version(db)

    def begin(self, sources: Sequence[str], known_at: str | None) -> Run:
        """Start a run, or go on with the unfinished one over the same sources (and at the same time, where one is given)."""
        with self._database.writing() as db:
            return runs.begin(db, sources, clock.record_time(known_at) if known_at else None)

    def finish(self, run: Run, report: str) -> None:
        """End a run and keep its report (JSON)."""
        with self._database.writing() as db:
            runs.finish(db, run, report)

    def has(self, reading: Reading) -> bool:
        """Whether this very reading (name, source hash, loader version) is the current one of its name."""
        with self._database.reading() as db:
            return readings.is_current(db, reading)

    def write(self, reading: Reading, known_at: str) -> Change:
        """Let a reading hold for its name from a time until the next reading or withdrawal, whichever was written first.

        ``TwoFilesForOneReading`` where other content was read for the name at the very same time, ``UsageError`` where the
        document was withdrawn at it.
        """
        with self._database.writing() as db:
            change = readings.write(db, reading, clock.record_time(known_at))
            if not change.unchanged:
                _raise_version(db)
            return change

    def write_all(self, readings: Iterable[tuple[Reading, str]]) -> Iterator[Outcome]:
        """Write many readings, several in one transaction; what became of each, in their order."""
        for batch in batches.batches(readings):
            yield from self._write(batch)

    def _write(self, batch: Iterable[tuple[Reading, str]]) -> list[Outcome]:
        with self._database.writing() as db:
            outcomes = [_outcome(db, reading, at) for reading, at in batch]
            if any(isinstance(outcome, Change) and not outcome.unchanged for outcome in outcomes):
                _raise_version(db)
            return outcomes

    def withdraw(self, document: str, language: str | None, known_at: str, reason: str) -> int:
        """End the evidence of the readings of a document; the number of statements that nothing says any more."""
        with self._database.writing() as db:
            ended = readings.withdraw(db, document, language or "", clock.record_time(known_at), reason)
            _raise_version(db)
            return ended

    def add_verdicts(self, verdicts: Sequence[Verdict]) -> int:
        """Keep verdicts; those already there change nothing. The number of new ones."""
        rows = [(v.statement, v.at, v.by, v.verdict, v.reason, v.correction or "") for v in verdicts]
        with self._database.writing() as db:
            new = db.executemany("INSERT OR IGNORE INTO verdict VALUES (?, ?, ?, ?, ?, ?)", rows).rowcount if rows else 0
            if new:
                _raise_version(db)
            return new

    def readings(self, known_at: str | None = None) -> Iterator[StoredReading]:
        """Readings, sorted by document, language, loader, known_from; with ``known_at`` those that held then, later ends open."""
        return self._rows(lambda db: readings.listed(db, _time(known_at)))

    def statements(self, known_at: str | None = None) -> Iterator[Statement]:
        """Statements sorted by id, each with its evidence sorted by place and known_from."""
        return self._rows(lambda db: records.statements(db, _time(known_at)))

    def figures(self, known_at: str | None = None) -> Iterator[Figure]:
        """Figures, likewise."""
        return self._rows(lambda db: records.figures(db, _time(known_at)))

    def verdicts(self) -> Iterator[Verdict]:
        """All verdicts, sorted by statement, at, by."""
        return self._rows(records.verdicts)

    def mentions(self, document: str, language: str | None = None) -> Iterator[Mention]:
        """The mentions of the current readings of a document, in order of the text."""
        return self._rows(lambda db: documents.mentions(db, document, language))

    def sections(self, document: str) -> Iterator[Section]:
        """The sections of the current readings of a document, in order."""
        return self._rows(lambda db: documents.sections(db, document))

    def paragraphs(self, document: str, language: str | None = None) -> Iterator[tuple[str, Paragraph, str]]:
        """(language, paragraph, its words) of the current readings of a document, in order of the text."""
        return self._rows(lambda db: documents.paragraphs(db, document, language))

    def labels(self, held: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The labels of the paragraphs of the current readings of documents; of those that have none nothing."""
        with self._database.reading() as db:
            return documents.labels(db, held)

    def find_text(self, query: str, language: str | None = None, limit: int = 50, document: str | None = None) -> Iterator[TextHit]:
        """Paragraphs of current readings that contain all words of the query (what stands in quotes as a phrase), by document."""
        return self._rows(lambda db: documents.find_text(db, query, language, limit, document))

    def reports(self) -> Iterator[tuple[Run, str | None]]:
        """Runs with their reports, oldest first."""
        return self._rows(runs.listed)

    def history(self) -> Iterator[Told | Withdrawn]:
        """Withdrawals, then readings, each whole: what gives the same record when it is written again."""
        return self._rows(history.events)

    def runs(self) -> Iterator[Ran]:
        """All runs, oldest first."""
        return self._rows(runs.all_runs)

    def keep_run(self, ran: Ran) -> None:
        """Keep a run of another store under its number."""
        with self._database.writing() as db:
            runs.keep(db, ran)

    def close(self) -> None:
        """Leave one file behind, nothing beside it."""
        self._database.close()

    def _rows(self, ask: Callable[[Connection], Iterator[T]]) -> Iterator[T]:
        with self._database.reading() as db:
            yield from ask(db)


def _outcome(db: Connection, reading: Reading, at: str) -> Outcome:
    """What became of a reading; one that is refused leaves no trace in the transaction."""
    db.execute("SAVEPOINT reading")
    try:
        outcome: Outcome = readings.write(db, reading, clock.record_time(at))
    except (InputError, UsageError, ModelError) as refused:
        db.execute("ROLLBACK TO reading")
        outcome = refused
    db.execute("RELEASE reading")
    return outcome


def _version(db: Connection) -> int:
    found: int = db.execute("SELECT version FROM record").fetchone()[0]
    return found


def _raise_version(db: Connection) -> None:
    db.execute("UPDATE record SET version = version + 1")


def _time(known_at: str | None) -> str | None:
    return clock.record_time(known_at) if known_at else None
