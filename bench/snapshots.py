"""Building a snapshot: reading all statements out of the store, divided by building the snapshot (which reads them, too), so that
the ratio is the store's share. Over a twentieth of the size in several rounds, and once over all of it."""

from collections.abc import Iterator
from statistics import median

from bench.figures import Figure, Result, compare, expect, timed
from bench.stage import Prepared, Stage
from graph_service.graph import snapshot
from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement

NAME = "snapshot"
ROUNDS = 3
NAMES = (NAME, "read all statements", "build a snapshot")


def run(stage: Stage) -> Iterator[Result]:
    """Figures over the small and the large world."""
    store, count = stage.small.service.store, statements(stage.small)
    yield compare(
        NAMES,
        lambda: list(store.statements()),
        lambda: snapshot.build(store),
        lambda read, built: _check(stage.small, read, built),
        rounds=ROUNDS,
        note=lambda read, build: _note(count, median(build)),
    )
    built = stage.large.snapshot
    seconds, read = timed(lambda: list(stage.large.service.store.statements()))
    _check(stage.large, read, built)
    yield Figure.of(NAMES, [seconds], [stage.large.build_seconds], _note(statements(stage.large), stage.large.build_seconds))


def statements(prepared: Prepared) -> int:
    """How many statements a world has: each claim, and title and day of each instrument."""
    return len(prepared.world.subject) + 2 * len(prepared.world.instruments)


def _check(prepared: Prepared, read: list[Statement], built: Snapshot) -> None:
    expect("statements in the store", len(read), statements(prepared))
    expect("whether the snapshot has the store's statements", built.records == tuple(read), True)
    expect("keys of the snapshot", built.keys, prepared.world.keys)


def _note(count: int, seconds: float) -> str:
    return f"{count / seconds:,.0f} statements/s built, of {count:,}"
