"""The small world as a snapshot."""

import pytest

from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement
from tests.graph_service.saying import snapshot_of


@pytest.fixture(scope="session")
def small(world: list[Statement]) -> Snapshot:
    return snapshot_of(world)
