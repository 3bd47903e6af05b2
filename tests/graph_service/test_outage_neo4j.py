"""A Neo4j that is killed under two services, one that holds a snapshot and one that holds none; and that comes back."""

from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest

from graph_service.asgi import create_app
from graph_service.bootstrap import Service
from graph_service.errors import StoreError
from graph_service.settings import Settings
from graph_service.store import open_store
from graph_service.store.neo4j import connection
from ontology.readings import Reading
from tests.graph_service.noticing import told_by, until
from tests.graph_service.visitor import Visitor
from tests.neo4j_server import Neo4jServer

LINEAGE = '{ lineage(key: "A/RES/67/251", direction: BOTH) { nodes { totalCount } claims { totalCount } } }'


@dataclass
class Seen:
    """What was seen: ``lineage`` and ``ready`` before, while and after the server was away, by whether a snapshot is held."""

    lineage: dict[tuple[str, bool], Any] = field(default_factory=dict)
    ready: dict[tuple[str, bool], tuple[int, Any]] = field(default_factory=dict)
    write: Exception | None = None
    version: int = 0
    written: int = 0


@pytest.fixture(scope="module")
def seen(neo4j_server: Neo4jServer, world_readings: list[tuple[Reading, str]]) -> Seen:
    """Both services are asked; the server is killed; they are asked and written to; it comes back, and they are asked again."""
    neo4j_server.empty()
    url, seen = neo4j_server.url.replace("bolt://", "neo4j://"), Seen()
    with closing(open_store(url)) as store:
        store.write(*world_readings[0])
    held, unheld = (
        Settings(store=url, refresh_seconds=0.1, snapshot=on, graphql_seconds=60, stored_seconds=60) for on in (True, False)
    )
    with pytest.MonkeyPatch.context() as patch, closing(Service(held)) as one, closing(Service(unheld)) as other:
        patch.setattr(connection, "WRITE_SECONDS", 1.0)  # as a load it tries again for longer
        services = {True: Visitor(create_app(service=one)), False: Visitor(create_app(service=other))}
        _look(seen, "before", services)
        seen.version = one.store.version()
        neo4j_server.kill()
        try:
            until(lambda: services[True].get("/ready").json()["store"] == "away")
            _look(seen, "away", services)
            seen.write = told_by(lambda: one._store.write(*world_readings[1]))
        finally:
            neo4j_server.start()
        until(lambda: services[True].get("/ready").json()["store"] == "reachable")
        until(lambda: services[False].get("/ready").status_code == 200)
        _look(seen, "back", services)
        one.store.write(*world_readings[1])
        seen.written = one.store.version()
    return seen


def _look(seen: Seen, when: str, services: dict[bool, Visitor]) -> None:
    for held, visitor in services.items():
        answer = visitor.get("/ready")
        seen.ready[when, held] = (answer.status_code, answer.json())
        seen.lineage[when, held] = visitor.post("/graphql", json={"query": LINEAGE}).json()


def test_with_a_snapshot_lineage_goes_on_as_if_nothing_had_happened(seen: Seen) -> None:
    assert seen.lineage["before", True]["data"]["lineage"]["nodes"]["totalCount"] > 0
    assert seen.lineage["away", True] == seen.lineage["back", True] == seen.lineage["before", True]


def test_with_a_snapshot_it_stays_ready_and_says_that_the_store_is_away(seen: Seen) -> None:
    status, said = seen.ready["away", True]
    assert (status, said["status"], said["store"]) == (200, "ready", "away")
    assert "neo4j://127.0.0.1" in said["reason"]


def test_without_one_it_is_not_ready_and_says_why(seen: Seen) -> None:
    status, said = seen.ready["away", False]
    assert (status, said["status"]) == (503, "not ready")
    assert "neo4j://127.0.0.1" in said["reason"]


def test_without_one_lineage_says_that_the_store_is_away_and_is_there_again_with_it(seen: Seen) -> None:
    [error] = seen.lineage["away", False]["errors"]
    assert error["extensions"]["code"] == "STORE_UNAVAILABLE"
    assert "Traceback" not in error["message"]
    assert seen.lineage["back", False] == seen.lineage["before", False] == seen.lineage["before", True]


def test_a_write_while_it_is_away_fails_with_its_address_and_leaves_no_trace(seen: Seen) -> None:
    assert isinstance(seen.write, StoreError)
    assert "neo4j://127.0.0.1" in str(seen.write)
    assert seen.written == seen.version + 1  # the only write since was made when it was back


def test_all_is_well_when_it_is_back(seen: Seen) -> None:
    for held in (True, False):
        status, said = seen.ready["back", held]
        assert (status, said["store"]) == (200, "reachable")
