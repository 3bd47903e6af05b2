"""The service over a real Neo4j that is stopped and started again: told once, with what was seen on the way."""

import logging
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
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
from tests.graph_service.test_refresh import ALL_WELL, READING
from tests.graph_service.visitor import Visitor
from tests.neo4j_server import Neo4jServer

Readings = list[tuple[Reading, str]]


@dataclass
class Seen:
    """What was seen of a server's stop and start. ``first``, ``last``: the snapshot before and after all of it."""

    first: str = ""
    ready: dict[str, Any] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    still: str = ""
    write: Exception | None = None
    start: Exception | None = None
    last: str = ""
    of_a_file: str = ""
    log: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def seen(neo4j_server: Neo4jServer, world_readings: Readings, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A service over a server that is stopped; asked, written to; the server started again, the record written to elsewhere."""
    neo4j_server.empty()
    seen, handler = Seen(), logging.Handler(logging.WARNING)
    handler.emit = lambda record: seen.log.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("graph_service").addHandler(handler)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "WRITE_SECONDS", 1.0)  # as a load it tries again for longer
        with closing(_over(neo4j_server, world_readings[0])) as service:
            _watch(seen, service, neo4j_server, world_readings[1])
    logging.getLogger("graph_service").removeHandler(handler)
    seen.of_a_file = _of_a_file(tmp_path_factory.mktemp("file"), world_readings)
    return seen


def _over(server: Neo4jServer, first: tuple[Reading, str]) -> Service:
    with closing(open_store(server.url)) as store:
        store.write(*first)
    service = Service(Settings(store=server.url, refresh_seconds=0.1, sparql_workers=1))
    service.sparql.refresh(service.snapshot())
    service.sparql.wait_until_ready()
    return service


def _watch(seen: Seen, service: Service, server: Neo4jServer, second: tuple[Reading, str]) -> None:
    visitor, record = Visitor(create_app(service=service)), service.store
    seen.first = service.snapshot().hash
    server.stop()
    try:
        until(lambda: visitor.get("/ready").json()["store"] == "away")
        seen.ready = visitor.get("/ready").json()
        seen.statuses = {name: visitor.get(path, headers={"accept": "*/*"}).status_code for name, path in READING.items()}
        seen.still = service.snapshot().hash
        seen.write = told_by(lambda: record.write(*second))
        seen.start = told_by(lambda: Service(Settings(store=server.url)))
    finally:
        server.start()
    until(lambda: visitor.get("/ready").json()["store"] == "reachable")
    with closing(open_store(server.url)) as elsewhere:
        elsewhere.write(*second)
    until(lambda: service.snapshot().hash != seen.first)
    seen.last = service.snapshot().hash


def _of_a_file(folder: Path, readings: Readings) -> str:
    with closing(open_store(str(folder / "world.db"))) as file, closing(Service(Settings(), store=file)) as service:
        for reading, known_at in readings:
            file.write(reading, known_at)
        return service.snapshot().hash


def test_readers_do_not_notice_that_the_server_is_away(seen: Seen) -> None:
    assert (seen.statuses, seen.still) == (ALL_WELL, seen.first)


def test_readiness_says_that_the_server_is_away_and_names_it(seen: Seen, neo4j_server: Neo4jServer) -> None:
    assert seen.ready["status"] == "ready"
    assert neo4j_server.url in seen.ready["reason"]


def test_the_log_says_once_that_it_went_and_once_that_it_came_back(seen: Seen) -> None:
    assert [line.partition(";")[0] for line in seen.log] == ["the store is away", "the store is back"]


def test_writing_while_it_is_away_fails_with_its_address(seen: Seen, neo4j_server: Neo4jServer) -> None:
    assert isinstance(seen.write, StoreError)
    assert neo4j_server.url in str(seen.write)


def test_a_service_that_is_started_meanwhile_says_why_it_can_not(seen: Seen, neo4j_server: Neo4jServer) -> None:
    assert isinstance(seen.start, StoreError)
    assert neo4j_server.url in str(seen.start)


def test_what_others_wrote_after_it_came_back_is_served(seen: Seen) -> None:
    assert seen.last != seen.first


def test_its_snapshot_is_that_of_a_file_with_the_same_record(seen: Seen) -> None:
    assert seen.last == seen.of_a_file
