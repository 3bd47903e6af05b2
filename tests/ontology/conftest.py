"""What the tests of the ontology share: the committed files as graphs."""

from pathlib import Path

import pytest
from rdflib import Graph

ONTOLOGY_FOLDER = Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="session")
def folder() -> Path:
    return ONTOLOGY_FOLDER


@pytest.fixture(scope="session")
def ontology(folder: Path) -> Graph:
    return Graph().parse(folder / "mandates.ttl")


@pytest.fixture(scope="session")
def shapes(folder: Path) -> Graph:
    return Graph().parse(folder / "shapes.ttl")
