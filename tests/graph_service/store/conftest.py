"""The stores that the contract is held against. A later store adds one row to ``PLACES``."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from graph_service.store import Store, open_store
from tests.neo4j_server import Neo4jServer, another_server


@pytest.fixture(scope="session")
def second_neo4j(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A second server: the community edition has one database, and some tests compare two stores."""
    server = another_server(tmp_path_factory.mktemp("neo4j-second"))
    yield server
    server.kill()
    shutil.rmtree(server.home)


def _sqlite(request: pytest.FixtureRequest, number: int) -> str:
    folder: Path = request.getfixturevalue("tmp_path")
    return f"sqlite:///{folder / f'record-{number}.db'}"


def _neo4j(request: pytest.FixtureRequest, number: int) -> str:
    """Two servers by turns, each emptied: of the stores of a test the last two can be used."""
    servers = (request.getfixturevalue("neo4j_server"), request.getfixturevalue("second_neo4j"))
    return emptied(servers[number % len(servers)])


def emptied(server: Neo4jServer) -> str:
    """The URL of a server of which all nodes are taken away."""
    server.empty()
    return server.url


PLACES: dict[str, Callable[[pytest.FixtureRequest, int], str]] = {"sqlite": _sqlite, "neo4j": _neo4j}
"""For each kind of store the URL of a new, empty one, given the test's fixtures and a number."""


@pytest.fixture(params=PLACES)
def store_factory(request: pytest.FixtureRequest) -> Iterator[Callable[[], Store]]:
    """Makes new, empty stores, one a call; ``store.url`` opens one again. All are closed after the test."""
    opened: list[Store] = []
    numbers = count()

    def make() -> Store:
        opened.append(open_store(PLACES[request.param](request, next(numbers))))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(store_factory: Callable[[], Store]) -> Store:
    """One new, empty store."""
    return store_factory()
