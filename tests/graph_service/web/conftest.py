"""The pages over the small world."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.asgi import create_app
from graph_service.settings import Settings
from tests.graph_service.visitor import Visitor


@pytest.fixture(scope="module")
def client(world_file: Path) -> Iterator[Visitor]:
    """A visitor of the service over the small world."""
    app = create_app(Settings(store=str(world_file)))
    yield Visitor(app)
    app.state.service.close()
