"""What the tests share: the corpus (where there is one)."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from loaders.base import Source
from loaders.governance.loader import Governance
from ontology.readings import Reading
from ontology.records import Statement
from tests.neo4j_server import empty_neo4j, neo4j_server

__all__ = ["empty_neo4j", "neo4j_server"]

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a slow machine fails no test

WORLD = Path(__file__).with_name("world")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder that MANDATE_GRAPH_CORPUS names; the test is skipped aloud where it is not set."""
    folder = os.environ.get("MANDATE_GRAPH_CORPUS")
    if not folder:
        pytest.skip("MANDATE_GRAPH_CORPUS is not set: the reports themselves are needed for this test")
    path = Path(folder)
    assert path.is_dir(), f"MANDATE_GRAPH_CORPUS={folder}: expected a folder"
    return path


@pytest.fixture(scope="session")
def world() -> list[Statement]:
    """The small world of tests/world as it is known now, sorted by id (see its README)."""
    return list(_world_reading("facts.csv").statements)


@pytest.fixture(scope="session")
def world_readings() -> list[tuple[Reading, str]]:
    """The small world as read twice, each with its record time: the second reading supersedes one statement of the first."""
    now, old = _world_reading("facts.csv"), _world_reading("superseded.csv").statements
    places = {(s.document, s.subject, s.predicate) for s in old}
    kept = (s for s in now.statements if (s.document, s.subject, s.predicate) not in places)
    first = replace(now, source_hash="0" * 64, statements=tuple(sorted((*kept, *old), key=lambda s: s.id)))
    return [(first, "2026-01-15T09:00:00Z"), (now, "2026-03-01T09:00:00Z")]


def _world_reading(table: str) -> Reading:
    return next(Governance().read(Source(WORLD / table, symbol="REG/world")))
