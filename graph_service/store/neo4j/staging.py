"""One writer at a time, and what is too large for one transaction."""

from collections.abc import Callable

from graph_service.store.neo4j import writing
from graph_service.store.neo4j.connection import Database, Tx
from graph_service.store.neo4j.entities import Seen
from graph_service.store.neo4j.plan import Plan


def carry_out(database: Database, planned: Callable[[Tx], Plan], seen: Seen) -> Plan:
    """Do what is planned."""

    def work(tx: Tx, version: int) -> tuple[Plan, bool]:
        plan = planned(tx)
        writing.at_once(tx, plan, version, seen)
        return plan, plan.changed

    done = database.write(work)
    seen.keep()
    return done
