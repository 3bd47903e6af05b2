"""What the tests of loading share: a store, a folder, and a way to put a file in it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from graph_service.ingest import load as loading
from graph_service.ingest.report import LoadReport
from graph_service.store import Store, open_store
from tests.graph_service.ingest import fake_loaders

Write = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty store."""
    opened = open_store(str(tmp_path / "record.db"))
    yield opened
    opened.close()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file into the folder ``in`` of the test: (name, content as text or bytes) → its path."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


@pytest.fixture
def load() -> Callable[..., LoadReport]:
    """``load`` with the loader of these tests."""
    return partial(loading.load, pick=fake_loaders.pick)
