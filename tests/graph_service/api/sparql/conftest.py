"""An engine over a few triples, with limits that tests can reach."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from graph_service.api.sparql.engine import Engine
from graph_service.api.sparql.messages import DataFile, Limits

LIMITS = Limits(seconds=20, rows=100, memory_mb=1024, answer_bytes=1_000_000, workers=2)
Start = Callable[..., Engine]


@pytest.fixture(scope="session")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> list[DataFile]:
    """A chain of 300 things in three named graphs, and their union as the default graph."""
    folder = tmp_path_factory.mktemp("numbers")
    triples = [f"<urn:n:{n}> <urn:next> <urn:n:{n + 1}> " for n in range(300)]
    folder.joinpath("all.nt").write_text("".join(f"{t}.\n" for t in triples))
    folder.joinpath("all.nq").write_text("".join(f"{t}<urn:g:{n % 3}> .\n" for n, t in enumerate(triples)))
    return [DataFile(str(folder / "all.nq")), DataFile(str(folder / "all.nt"))]


@pytest.fixture
def start(numbers: list[DataFile]) -> Iterator[Start]:
    """Starts engines over the chain, with limits; all are closed in the end."""
    with ExitStack() as stack:
        yield lambda limits=LIMITS: stack.enter_context(closing(Engine(numbers, limits)))


@pytest.fixture(scope="session")
def engine(numbers: list[DataFile]) -> Iterator[Engine]:
    """One engine for all who do not harm it."""
    with closing(Engine(numbers, LIMITS)) as started:
        yield started
