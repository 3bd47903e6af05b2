"""A stage so small that every measure runs on it in a moment."""

from collections.abc import Iterator

import pytest

from bench import exports, figures, graphql, loading, snapshots, worlds
from bench.stage import Stage
from bench.worlds import World

SEED, SIZE = 3, 200


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(SEED, SIZE, tmp_path_factory.mktemp("bench"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def made() -> World:
    """A world in which all that is planted is there several times."""
    return worlds.make(seed=SEED, instruments=1000, citations=10_000)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few rounds as there can be: the answers matter here, the times do not."""
    monkeypatch.setattr(figures, "LEAST_ROUNDS", 1)
    monkeypatch.setattr(figures, "ENOUGH_SECONDS", 0.0)
    monkeypatch.setattr(graphql, "REPEATS", 3)
    for module in (exports, graphql, loading, snapshots):
        monkeypatch.setattr(module, "ROUNDS", 1)
