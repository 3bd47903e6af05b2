"""Lineage and paths asked of the store, divided by the same questions on a snapshot, in sum; each answer must be the same."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from bench.figures import Figure, Result, Skipped, WrongAnswer, timed
from bench.varied import AGAIN_AT
from bench.walks import Walk, Way, same, told, walks, ways
from bench.worlds import World
from graph_service.ask.lineage import Lineage, lineage
from graph_service.ask.paths import Paths, paths
from graph_service.ask.stored import Stored
from graph_service.errors import LimitExceeded
from graph_service.graph import snapshot
from graph_service.graph.adjacency import GRAINS
from graph_service.graph.snapshot import Snapshot
from graph_service.store import Store
from graph_service.store.steps import Bounds, Stepwise

WALKS, WAYS = 48, 16
"""How many questions."""
WARM = 16
"""So many are asked once before: a server that has just been started takes long to answer anything."""
BOUNDS = Bounds(statements=10_000_000, seconds=30.0)
"""A question that takes longer in the store is counted, and is in neither sum."""
Times = list[tuple[float, float] | None]
A = TypeVar("A", Lineage, Paths)


def figures(measure: str, world: World, held: Store, asked: Store) -> Iterator[Result]:
    """``held``: of which a snapshot is built; ``asked``: which answers step by step."""
    if not isinstance(asked, Stepwise):
        raise WrongAnswer(f"{asked.url} answers no steps")
    stored = Stored(asked.steps(BOUNDS.seconds), BOUNDS)
    given = list(walks(world, WALKS))
    shot = _warm(held, given[0], None)
    first, _ = timed(stored.frame)
    for walk in given[:WARM]:
        _lineage(stored, shot, replace(walk, known_at=None))
    now = [_lineage(stored, shot, walk) for walk in given if walk.known_at is None]
    along = [_paths(stored, shot, way) for way in ways(world, WAYS)]
    shot = _warm(held, given[0], AGAIN_AT)
    stored.frame(AGAIN_AT)
    then = [_lineage(stored, shot, walk) for walk in given if walk.known_at is not None]
    yield _figure(measure, "lineage", now + then, f"aliases, readings and verdicts are read once, in {first:.1f} s")
    yield _figure(measure, "paths", along, "")


def _warm(store: Store, walk: Walk, known_at: str | None) -> Snapshot:
    """A snapshot on which something has been asked at either grain."""
    made = snapshot.build(store, known_at)
    for grain in GRAINS:
        told(lambda grain=grain: lineage(made, walk.key, depth=1, grain=grain))  # type: ignore[misc]
    gc.collect()
    gc.freeze()  # what is held for comparing is not to be looked through again and again
    return made


def _lineage(stored: Stored, shot: Snapshot, walk: Walk) -> tuple[float, float] | None:
    return _both(
        f"lineage {walk}",
        lambda: stored.lineage(walk.key, walk.direction, known_at=walk.known_at, **walk.terms).answer,
        lambda: lineage(shot, walk.key, walk.direction, **walk.terms),
    )


def _paths(stored: Stored, shot: Snapshot, way: Way) -> tuple[float, float] | None:
    return _both(
        f"paths {way}",
        lambda: stored.paths(way.source, way.target, **way.terms).answer,
        lambda: paths(shot, way.source, way.target, **way.terms),
    )


def _both(what: str, ours: Callable[[], A], other: Callable[[], A]) -> tuple[float, float] | None:
    """The times of both; None where the store took longer than it may."""
    try:
        mine, found = timed(lambda: told(ours))
    except LimitExceeded:
        return None
    theirs, expected = timed(lambda: told(other))
    if not same(found, expected):
        totals = [None if answer is None else answer.total for answer in (found, expected)]
        raise WrongAnswer(f"{what}: the store and the snapshot answer differently; they tell of {totals[0]} and {totals[1]} in all")
    return mine, theirs


def _figure(measure: str, what: str, times: Times, note: str) -> Result:
    answered = [pair for pair in times if pair is not None]
    late = len(times) - len(answered)
    left = f"{late} of {len(times)} took longer than {BOUNDS.seconds:.0f} s in the store and are in neither sum" if late else ""
    if not answered:
        return Skipped(measure, f"{what} in the store", left)
    ours, other = (sum(column) for column in zip(*answered, strict=True))
    slowest = f"the slowest {max(ours for ours, _ in answered):.2f} s, on the snapshot {max(other for _, other in answered):.3f} s"
    asked = f"{what} in the store, {len(answered)} questions"
    return Figure.of((measure, asked, "the same on a snapshot"), [ours], [other], "; ".join(filter(None, (slowest, left, note))))
