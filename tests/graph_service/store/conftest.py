"""The stores that the contract is held against. A later store adds one row to ``PLACES``."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from graph_service.store import Store, open_store


def _sqlite(folder: Path, number: int) -> str:
    return f"sqlite:///{folder / f'record-{number}.db'}"


PLACES: dict[str, Callable[[Path, int], str]] = {"sqlite": _sqlite}
"""For each kind of store the URL of a new, empty one, given a folder of the test's own and a number."""


@pytest.fixture(params=PLACES)
def store_factory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes new, empty stores, one a call; ``store.url`` opens one again. All are closed after the test."""
    opened: list[Store] = []
    numbers = count()

    def make() -> Store:
        opened.append(open_store(PLACES[request.param](tmp_path, next(numbers))))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(store_factory: Callable[[], Store]) -> Store:
    """One new, empty store."""
    return store_factory()
