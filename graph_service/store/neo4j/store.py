"""The Neo4j store: the interface of ``base`` over one database of a server."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import LiteralString, TypeVar

from graph_service.settings import Settings
from graph_service.store import batches, clock
from graph_service.store.base import Change, Outcome, Ran, Run, StoredReading, TextHit, Told, Withdrawn
from graph_service.store.neo4j import (
    beside,
    connection,
    documents,
    entities,
    history,
    plan,
    readings,
    records,
    runs,
    setup,
    staging,
)
from graph_service.store.neo4j.connection import Database, Tx, each
from graph_service.store.neo4j.steps import Neo4jSteps
from ontology.readings import Mention, Paragraph, Reading, Section
from ontology.records import Figure, Statement, Verdict, hash26

T = TypeVar("T")

_VERDICTS: LiteralString = """
UNWIND $rows AS r
CALL (r) { WITH r WHERE NOT EXISTS { (:Verdict {id: r.id}) }
  CREATE (v:Verdict {id: r.id}) SET v += r.properties
  WITH v OPTIONAL MATCH (s:Statement {id: v.statement})
  FOREACH (known IN CASE WHEN s IS NULL THEN [] ELSE [s] END | CREATE (v)-[:ON]->(known))
  RETURN count(v) AS made }
RETURN sum(made)
"""


class Neo4jStore:
    """A record in one Neo4j database. Safe to use from several threads and processes: one writes at a time, readers never wait."""

    def __init__(self, url: str, *, create: bool = True, settings: Settings | None = None) -> None:
        """Reach the server, and set up a database that is empty; ``StoreError`` and its kinds where it can't be used.

        User, password and database are those of the settings (``MANDATE_GRAPH_NEO4J_USER``, ``…_PASSWORD``, ``…_DATABASE``).
        """
        self.url = url
        self._database = Database(url, settings or Settings())
        try:
            setup.prepare(self._database, create=create)
            self._database.mend = partial(staging.mend, self._database)
        except BaseException:
            self._database.close()
            raise

    def version(self) -> int:
        """Raised by every transaction that changes what the record answers; runs and their reports leave it."""
        return self._database.at_once(connection.version_now)

    def begin(self, sources: Sequence[str], known_at: str | None) -> Run:
        """Start a run, or go on with the unfinished one over the same sources (and at the same time, where one is given)."""
        at = clock.record_time(known_at) if known_at else None
        return self._database.alter(lambda tx: runs.begin(tx, sources, at))

    def finish(self, run: Run, report: str) -> None:
        """End a run and keep its report (JSON)."""
        self._database.alter(lambda tx: runs.finish(tx, run, report))

    def has(self, reading: Reading) -> bool:
        """Whether this very reading (name, source hash, loader version) is the current one of its name."""
        return self._database.read(lambda tx: readings.is_current(tx, reading))

    def write(self, reading: Reading, known_at: str) -> Change:
        """Let a reading hold for its name from a time until the next reading or withdrawal, whichever was written first.

        ``TwoFilesForOneReading`` where other content was read for the name at the very same time, ``UsageError`` where the
        document was withdrawn at it.
        """
        (outcome,) = self._write([(reading, known_at)], entities.Seen())
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def write_all(self, readings: Iterable[tuple[Reading, str]]) -> Iterator[Outcome]:
        """Write many readings, several in one transaction; what became of each, in their order. While a transaction is under way
        the readings of the next are taken."""
        seen, coming = entities.Seen(), batches.batches(readings)
        batch, fault = _taken(coming)
        while batch:
            under_way = beside.begun(partial(self._write, batch, seen))
            batch, fault = _taken(coming)
            yield from under_way.result()
        if fault is not None:
            raise fault

    def _write(self, batch: Sequence[tuple[Reading, str]], seen: entities.Seen) -> list[Outcome]:
        return staging.carry_out(self._database, lambda tx: plan.of_readings(tx, batch), seen).outcomes

    def withdraw(self, document: str, language: str | None, known_at: str, reason: str) -> int:
        """End the evidence of the readings of a document; the number of statements that nothing says any more."""
        at = clock.record_time(known_at)
        ended = 0

        def planned(tx: Tx) -> plan.Plan:
            nonlocal ended
            found, ended = readings.withdrawal(tx, document, language or "", at, reason)
            return found

        staging.carry_out(self._database, planned, entities.Seen())
        return ended

    def add_verdicts(self, verdicts: Sequence[Verdict]) -> int:
        """Keep verdicts; those already there change nothing. The number of new ones."""
        given = {row["id"]: row for row in map(_verdict, verdicts)}

        def work(tx: Tx, version: int) -> tuple[int, bool]:
            new = sum(int(made) for (made,) in each(tx, _VERDICTS, list(given.values())))
            return new, new > 0

        return self._database.write(work)

    def readings(self, known_at: str | None = None) -> Iterator[StoredReading]:
        """Readings, sorted by document, language, loader, known_from; with ``known_at`` those that held then, later ends open."""
        return self._rows(lambda tx: readings.listed(tx, _time(known_at)))

    def statements(self, known_at: str | None = None) -> Iterator[Statement]:
        """Statements sorted by id, each with its evidence sorted by place and known_from."""
        return records.statements(self._database, _time(known_at))

    def figures(self, known_at: str | None = None) -> Iterator[Figure]:
        """Figures, likewise."""
        return records.figures(self._database, _time(known_at))

    def verdicts(self) -> Iterator[Verdict]:
        """All verdicts, sorted by statement, at, by."""
        return self._rows(records.verdicts)

    def mentions(self, document: str, language: str | None = None) -> Iterator[Mention]:
        """The mentions of the current readings of a document, in order of the text."""
        return self._rows(lambda tx: documents.mentions(tx, document, language))

    def sections(self, document: str) -> Iterator[Section]:
        """The sections of the current readings of a document, in order."""
        return self._rows(lambda tx: documents.sections(tx, document))

    def paragraphs(self, document: str, language: str | None = None) -> Iterator[tuple[str, Paragraph, str]]:
        """(language, paragraph, its words) of the current readings of a document, in order of the text."""
        return self._rows(lambda tx: documents.paragraphs(tx, document, language))

    def labels(self, held: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The labels of the paragraphs of the current readings of documents; of those that have none nothing."""
        return self._database.steady(lambda tx: documents.labels(tx, held))

    def find_text(self, query: str, language: str | None = None, limit: int = 50, document: str | None = None) -> Iterator[TextHit]:
        """Paragraphs of current readings that contain all words of the query (what stands in quotes as a phrase), by document."""
        return self._rows(lambda tx: documents.find_text(tx, query, language, limit, document))

    def reports(self) -> Iterator[tuple[Run, str | None]]:
        """Runs with their reports, oldest first."""
        return self._rows(runs.listed)

    def steps(self, seconds: float) -> Neo4jSteps:
        """What questions that run in the store ask of it; a transaction of theirs may take so many seconds."""
        return Neo4jSteps(self._database, seconds)

    def history(self) -> Iterator[Told | Withdrawn]:
        """Withdrawals, then readings, each whole and read by itself: what gives the same record when it is written again."""
        return history.events(self._database)

    def runs(self) -> Iterator[Ran]:
        """All runs, oldest first."""
        return self._rows(runs.all_runs)

    def keep_run(self, ran: Ran) -> None:
        """Keep a run of another store under its number."""
        self._database.alter(lambda tx: runs.keep(tx, ran))

    def close(self) -> None:
        """Leave the server; the record stays there."""
        self._database.close()

    def _rows(self, ask: Callable[[Tx], Iterable[T]]) -> Iterator[T]:
        yield from self._database.steady(lambda tx: list(ask(tx)))


def _taken(coming: Iterator[list[batches.Timed]]) -> tuple[list[batches.Timed] | None, Exception | None]:
    """The next batch; None where there is none, and what kept it from coming, which is to be told after those before it."""
    try:
        return next(coming, None), None
    except Exception as fault:  # noqa: BLE001  # whatever it is, it is raised in its turn
        return None, fault


def _verdict(v: Verdict) -> dict[str, object]:
    said = {"statement": v.statement, "verdict": v.verdict, "by": v.by, "at": v.at, "reason": v.reason, "correction": v.correction}
    return {"id": hash26([v.statement, v.at, v.by, v.verdict, v.reason, v.correction or ""]), "properties": said}


def _time(known_at: str | None) -> str | None:
    return clock.record_time(known_at) if known_at else None
