"""What is too large for one transaction: staged in many, seen by nobody, then turned at once.

The node of the record says who stages what (``staging``: a ticket). While it does, no other writer comes in, so the next version is
the ticket's: what is staged carries it (``Staged`` with ``addedIn``, ``Evidence`` with ``supersededIn``) and is seen by no reader
before the version has come. One small transaction then raises it and says since when the readings hold: that is the moment. What
follows from it (labels, clocks, walks, captions) is made whole in parts, and who asks in the store waits for it.

A ticket that has not been heard of for a while belongs to a process that was killed: the next writer ends its work, by taking away
what was staged, or, where the version had come, by making it whole.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import LiteralString, TypeVar
from uuid import uuid4

from graph_service.errors import MandateGraphError, StoreLocked
from graph_service.store import clock
from graph_service.store.neo4j import documents, layout, said, writing
from graph_service.store.neo4j.connection import BATCH, LEASE_SECONDS, Database, Row, Tx, each, one, rows
from graph_service.store.neo4j.entities import Seen
from graph_service.store.neo4j.plan import Plan
from ontology.records import Figure, Statement

T = TypeVar("T")

LARGE = 24_000
"""More nodes than this are not written in one transaction: it would take more memory of the server than it may have."""

_TAKE: LiteralString = """
MATCH (m:MandateGraph {id: 'record'})
SET m.staging = $me, m.stagingAt = timestamp(), m.stagingStep = 0, m.stagingTurned = false,
  m.stagingReadings = $readings, m.stagingForgotten = $forgotten
"""
_MINE: LiteralString = """
MATCH (m:MandateGraph {id: 'record'}) SET m.locked = true
WITH m WHERE m.staging = $me
SET m.stagingAt = timestamp()
RETURN m.stagingStep, m.stagingReadings, m.stagingForgotten
"""
_DONE: LiteralString = "MATCH (m:MandateGraph {id: 'record'}) SET m.stagingStep = $step"
_TURN: LiteralString = "MATCH (m:MandateGraph {id: 'record'}) SET m.version = m.version + 1, m.stagingTurned = true"
_END: LiteralString = """
MATCH (m:MandateGraph {id: 'record'})
SET m.staging = null, m.stagingAt = null, m.stagingStep = null, m.stagingTurned = null,
  m.stagingReadings = null, m.stagingForgotten = null
"""
_INHERIT: LiteralString = """
MATCH (m:MandateGraph {id: 'record'}) SET m.locked = true
WITH m WHERE m.staging IS NOT NULL AND timestamp() - m.stagingAt > $lease
SET m.staging = $me, m.stagingAt = timestamp()
RETURN m.stagingTurned
"""
_GONE: LiteralString = """
MATCH (e:Evidence) WHERE e.supersededIn IS NOT NULL
WITH e LIMIT $at_once
MATCH (e)-[:OF]->(s)
REMOVE e:Evidence SET e:Superseded, e.supersededAt = $now
RETURN DISTINCT s.id, s:Statement
"""
_COME: LiteralString = """
MATCH (e:Staged) WITH e LIMIT $at_once
MATCH (e)-[:OF]->(s)
REMOVE e:Staged SET e:Evidence
RETURN DISTINCT s.id, s:Statement
"""
_WALKS: LiteralString = """
UNWIND $rows AS id
MATCH (s:Statement {id: id}) WHERE s.walk IS NOT NULL
MATCH (s)-[:SUBJECT]->(a) MATCH (s)-[:OBJECT]->(b)
CREATE (a)-[w:$(s.walk)]->(b)
SET w = {statement: s.id, validFrom: s.validFrom, validTo: s.validTo, knownFrom: s.knownFrom, knownTo: s.knownTo}, s.walk = null
"""
_UNDRAW: LiteralString = """
MATCH (e:Staged) WITH e LIMIT $at_once
MATCH (e)-[:OF]->(s)
WITH e, s.id AS id, s:Statement AS is_statement
DETACH DELETE e
RETURN DISTINCT id, is_statement
"""
_UNSAID: LiteralString = """
UNWIND $rows AS id
MATCH (s:Statement {id: id}) WHERE s.knownFrom IS NULL AND NOT EXISTS { (s)<-[:OF]-() }
DETACH DELETE s
"""
_UNMEASURED: LiteralString = _UNSAID.replace(":Statement", ":Quantity")
_STAY: LiteralString = """
MATCH (e:Evidence) WHERE e.supersededIn IS NOT NULL
WITH e LIMIT $at_once
SET e.supersededIn = null
RETURN count(*)
"""


def carry_out(database: Database, planned: Callable[[Tx], Plan], seen: Seen) -> Plan:
    """Do what is planned: all of it or nothing, whatever its size. ``planned`` may be asked more than once."""
    me = str(uuid4())
    large, version = False, 0

    def work(tx: Tx, next_version: int) -> tuple[Plan, bool]:
        nonlocal large, version
        plan, version = planned(tx), next_version
        large = plan.size() > LARGE
        if large:
            readings = [documents.reading_id(reading) for _, reading in plan.unwritten()]
            tx.run(_TAKE, me=me, readings=readings, forgotten=plan.forgotten()).consume()
        else:
            writing.at_once(tx, plan, version, seen)
        return plan, plan.changed and not large

    plan = database.write(work)
    if large:
        database.define(layout.GOING)
        Staging(database, me).carry_out(plan, version, seen)
    else:
        seen.keep()
    return plan


def mend(database: Database) -> None:
    """End what a killed process had begun, if it is long enough that it was heard of."""
    me = str(uuid4())
    found = database.alter(lambda tx: rows(tx, _INHERIT, me=me, lease=int(LEASE_SECONDS * 1000)))
    for (turned,) in found:
        Staging(database, me).end(turned=bool(turned))


def _turn(tx: Tx, plan: Plan) -> None:
    writing.turn(tx, plan)
    tx.run(_TURN).consume()


class Staging:
    """The holder of a ticket, and what it does, each part in a transaction of its own."""

    def __init__(self, database: Database, me: str) -> None:
        self._database, self._me = database, me

    def carry_out(self, plan: Plan, version: int, seen: Seen) -> None:
        """Stage, turn, make whole. Where it can't be staged nothing of it stays."""
        try:
            works = writing.drawing(plan, version, seen, writing.Drawn(), staged=True)
            for number, work in enumerate(works, 1):
                seen.begin()
                self._step(number, work)
                seen.keep()
            self._do(lambda tx, _: _turn(tx, plan))
        except BaseException:
            with suppress(MandateGraphError):  # the server may be away: then the next writer does it
                self.end(turned=False)
            raise
        self.end(turned=True)

    def end(self, *, turned: bool) -> None:
        """Make whole what has turned, take away what has not; then others may write."""
        for part in (self._gone, self._come, self._forget) if turned else (self._undraw, self._stay, self._undo_readings):
            while self._do(part):
                pass
        self._do(lambda tx, _: bool(tx.run(_END).consume()))

    def _step(self, number: int, work: Callable[[Tx], None]) -> None:
        def once(tx: Tx, ticket: Row) -> None:
            if ticket[0] < number:  # else it was done, and only the answer was lost
                work(tx)
                tx.run(_DONE, step=number).consume()

        self._do(once)

    def _do(self, work: Callable[[Tx, Row], T]) -> T:
        def held(tx: Tx) -> T:
            for ticket in rows(tx, _MINE, me=self._me):
                return work(tx, ticket)
            raise StoreLocked(
                f"{self._database.url}: another process took this one for dead, after {LEASE_SECONDS:g} seconds without a sign, and"
                " undid the reading that it was writing; load it again"
            )

        return self._database.alter(held)

    def _gone(self, tx: Tx, ticket: Row) -> bool:
        return self._whole(tx, rows(tx, _GONE, at_once=BATCH, now=clock.now()))

    def _come(self, tx: Tx, ticket: Row) -> bool:
        return self._whole(tx, rows(tx, _COME, at_once=BATCH))

    def _whole(self, tx: Tx, found: list[Row]) -> bool:
        """Clocks, walks and captions of what has come or gone."""
        for kind, is_statement in ((Statement, True), (Figure, False)):
            ids = [key for key, of_statement in found if of_statement == is_statement]
            said.keep_in_step(tx, kind, ids)
            each(tx, _WALKS, ids if is_statement else [])
        return bool(found)

    def _forget(self, tx: Tx, ticket: Row) -> bool:
        return any(documents.forget(tx, reading) for reading in ticket[2])

    def _undraw(self, tx: Tx, ticket: Row) -> bool:
        found = rows(tx, _UNDRAW, at_once=BATCH)
        tx.run(_UNSAID, rows=[key for key, of_statement in found if of_statement]).consume()
        tx.run(_UNMEASURED, rows=[key for key, of_statement in found if not of_statement]).consume()
        return bool(found)

    def _stay(self, tx: Tx, ticket: Row) -> bool:
        return bool(one(tx, _STAY, at_once=BATCH)[0])

    def _undo_readings(self, tx: Tx, ticket: Row) -> bool:
        return any(documents.forget(tx, reading) for reading in ticket[1])
