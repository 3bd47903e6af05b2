"""Lineage of 8 steps, a page of 100 with the true total: the service's whole answer (names, claims and evidence of each line)
divided by the same search without any of that, in networkx, in plain numpy, and in igraph where it is installed.

Start points are drawn by seed among those that reach a hundredth to a tenth of all things. "walk alone" divides the service's
search, without names and evidence, by plain numpy's.
"""

from collections.abc import Callable, Iterator

from bench.figures import Result, Skipped, WrongAnswer, compare, equal, expect
from bench.floors import DEPTH, ROWS, CompiledGraph, NetworkGraph, Page
from bench.stage import Prepared, Stage
from graph_service.ask.lineage import lineage
from graph_service.graph import lineage as measure
from graph_service.graph.lineage import Terms

NAME = "lineage"
STARTS = 5
WAYS = {"upstream": True, "downstream": False}


def run(stage: Stage) -> Iterator[Result]:
    """Figures upstream and downstream over the large world."""
    world = stage.large
    expect("the things of the snapshot", world.snapshot.keys, world.world.keys)
    network = NetworkGraph(world.floor.count, world.floor.up, world.floor.down)
    compiled = CompiledGraph(world.floor.count, world.floor.up, world.floor.down) if CompiledGraph.installed else None
    for way, upward in WAYS.items():
        starts = world.starts(STARTS, upward)
        if not starts:
            raise WrongAnswer(f"no instrument reaches a hundredth to a tenth of all things {way}; give another --size or --seed")
        yield from _of(world, network, compiled, way, starts)


def _of(world: Prepared, network: NetworkGraph, compiled: CompiledGraph | None, way: str, starts: list[int]) -> Iterator[Result]:
    upward, floor = WAYS[way], world.floor

    def all_by(page: Callable[[int, bool], Page]) -> Callable[[], list[Page]]:
        return lambda: [page(start, upward) for start in starts]

    def answered(start: int, upward: bool) -> Page:
        return answer(world, start, upward)

    ours, what, count = all_by(answered), f"page of {ROWS} {way}", len(starts)
    note = f"{floor.page(starts[0], upward)[0]} things reached from the first of {count} starts"
    same = equal(what)
    yield compare((NAME, what, "networkx"), ours, all_by(network.page), same, each=count, note=lambda a, b: note)
    yield compare((NAME, what, "numpy"), ours, all_by(floor.page), same, each=count)
    yield compare((NAME, f"walk alone {way}", "numpy"), all_by(_Walker(world).page), all_by(floor.page), same, each=count)
    if compiled is None:
        yield Skipped(NAME, f"{what} / igraph", "igraph is not installed")
        return
    yield compare((NAME, what, "igraph"), ours, lambda: [compiled.reached(s, upward) for s in starts], _as_far, each=count)


def answer(world: Prepared, start: int, upward: bool) -> Page:
    """The service's answer, as a page of numbers."""
    shot = world.snapshot
    found = lineage(shot, shot.keys[start], "UPSTREAM" if upward else "DOWNSTREAM", DEPTH, limit=ROWS)
    return found.total, [shot.number[node.key] for node in found.nodes]


class _Walker:
    """The search of the service, without what is said of each line."""

    def __init__(self, world: Prepared) -> None:
        self._over = measure.ground(world.snapshot, Terms())

    def page(self, start: int, upward: bool) -> Page:
        over = self._over
        degree = measure.walk(over, measure.starts(over.view, start, upward), upward, DEPTH).degree
        found = measure.reached(over.view, degree, start)
        return len(found), found[:ROWS].tolist()


def _as_far(ours: list[Page], other: list[list[int]]) -> None:
    """igraph meets things in another order within a step: what is reached must be as much, and hold our page."""
    for (total, page), reached in zip(ours, other, strict=True):
        expect("how many things igraph reaches", total, len(reached))
        expect("things of the page that igraph does not reach", set(page) - set(reached), set())
