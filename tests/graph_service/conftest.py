"""The small world in a store, for all that is asked of a service."""

from pathlib import Path

import pytest

from graph_service.store import open_store
from ontology.readings import Reading


@pytest.fixture(scope="session")
def world_file(world_readings: list[tuple[Reading, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the small world as read twice."""
    path = tmp_path_factory.mktemp("world") / "world.db"
    store = open_store(str(path))
    for reading, known_at in world_readings:
        store.write(reading, known_at)
    store.close()
    return path
