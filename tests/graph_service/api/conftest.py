"""A service over the small world, and the linked data that it serves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.bootstrap import Service
from graph_service.settings import Settings
from ontology.readings import Reading
from tests.graph_service.api.client import Client, client_of


@pytest.fixture(scope="session")
def world_store(tmp_path_factory: pytest.TempPathFactory, world_readings: list[tuple[Reading, str]]) -> Path:
    """A store that has read the small world, twice."""
    path = tmp_path_factory.mktemp("world") / "world.db"
    service = Service(Settings(store=str(path)))
    for reading, known_at in world_readings:
        service.store.write(reading, known_at)
    service.close()
    return path


@pytest.fixture(scope="session")
def world_service(world_store: Path) -> Iterator[Service]:
    """A service over the small world, with limits that tests can reach."""
    service = Service(Settings(store=str(world_store), sparql_seconds=20, sparql_rows=500, sparql_memory_mb=1024))
    yield service
    service.close()


@pytest.fixture(scope="session")
def linked(world_service: Service) -> Client:
    """A client of the linked data of the small world."""
    return client_of(world_service)
