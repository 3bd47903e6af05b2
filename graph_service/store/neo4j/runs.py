"""Runs of loading and their record time."""

from collections.abc import Sequence
from typing import LiteralString

from graph_service.store import clock
from graph_service.store.base import Ran, Run
from graph_service.store.neo4j import evidence
from graph_service.store.neo4j.connection import Tx, one, rows
from ontology.records import hash26

_LOCK: LiteralString = "MATCH (m:MandateGraph {id: 'record'}) SET m.locked = true"
_OPEN: LiteralString = """
MATCH (r:Run {sources: $sources}) WHERE NOT r.finished AND ($at IS NULL OR r.knownAt = $at)
RETURN r.number, r.knownAt ORDER BY r.number DESC LIMIT 1
"""
_BEGIN: LiteralString = """
OPTIONAL MATCH (b:Run) WITH coalesce(max(b.number), 0) + 1 AS number
CREATE (r:Run {number: number, sources: $sources, knownAt: $at, finished: false})
RETURN number
"""
_FINISH: LiteralString = """
MATCH (r:Run {number: $number}) SET r.report = $report
WITH r MATCH (other:Run {sources: r.sources}) SET other.finished = true
"""
_ALL: LiteralString = "MATCH (r:Run) RETURN r.number, r.knownAt, r.report ORDER BY r.number"
_RUNS: LiteralString = "MATCH (r:Run) RETURN r.number, r.sources, r.knownAt, r.finished, r.report ORDER BY r.number"
_KEEP: LiteralString = "MERGE (r:Run {number: $number}) SET r += $properties"
_USED: LiteralString = """
RETURN EXISTS { ()-[t:TOLD]->() WHERE t.at = $at } OR EXISTS { (w:Withdrawal) WHERE w.at = $at }
"""


def begin(tx: Tx, sources: Sequence[str], known_at: str | None) -> Run:
    """Start a run, or go on with the unfinished one over the same sources, at its time."""
    tx.run(_LOCK).consume()
    evidence.sweep(tx)
    digest = hash26(sorted(sources))
    for number, at in rows(tx, _OPEN, sources=digest, at=known_at):
        return Run(str(number), at, continued=True)
    at = known_at or _unused_second(tx)
    return Run(str(one(tx, _BEGIN, sources=digest, at=at)[0]), at)


def finish(tx: Tx, run: Run, report: str) -> None:
    """End a run, and any other over the same sources that was never finished: all of it has been loaded now."""
    tx.run(_FINISH, number=int(run.id), report=report).consume()


def listed(tx: Tx) -> list[tuple[Run, str | None]]:
    """Runs with their reports, oldest first."""
    return [(Run(str(number), known_at), report) for number, known_at, report in rows(tx, _ALL)]


def all_runs(tx: Tx) -> list[Ran]:
    """All runs, oldest first."""
    return [Ran(*row) for row in rows(tx, _RUNS)]


def keep(tx: Tx, ran: Ran) -> None:
    """Keep a run of another store under its number."""
    given = {"sources": ran.sources, "knownAt": ran.known_at, "finished": ran.finished, "report": ran.report}
    tx.run(_KEEP, number=ran.number, properties=given).consume()


def _unused_second(tx: Tx) -> str:
    """This second, or the first after it at which nothing was read or withdrawn: two loads in one second stay apart."""
    at = clock.now()
    while one(tx, _USED, at=at)[0]:
        at = clock.next_second(at)
    return at
