"""The shortest ways from one instrument down to another: the service's answer (how many there are, the first ten, each step with
its claims and evidence) divided by one shortest way in networkx, found from both ends.

Pairs are drawn by seed: an instrument of the last fifth, and one that lies two or more steps upstream of it.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from bench.figures import Result, WrongAnswer, compare, expect
from bench.floors import NetworkGraph
from bench.stage import Prepared, Stage
from graph_service.ask.paths import Paths, paths

NAME = "paths"
PAIRS = 5
Pair = tuple[int, int]


def run(stage: Stage) -> Iterator[Result]:
    """The figure over the large world."""
    world = stage.large
    network = NetworkGraph(world.floor.count, world.floor.up, world.floor.down)
    pairs = drawn(world)
    if not pairs:
        raise WrongAnswer("no instrument has another two steps upstream; give another --size or --seed")

    def all_right(ours: list[Paths], other: list[list[int]]) -> None:
        for row in zip(pairs, ours, other, strict=True):
            check(world, network, *row)

    yield compare(
        (NAME, "shortest paths, ten shown", "networkx, one path"),
        lambda: [answer(world, pair) for pair in pairs],
        lambda: [network.shortest(*pair) for pair in pairs],
        all_right,
        each=len(pairs),
    )


def drawn(world: Prepared) -> list[Pair]:
    """Up to ``PAIRS`` pairs (upstream, downstream)."""
    drawing = np.random.default_rng(world.seed)
    late = drawing.permutation(world.world.instruments[-max(1, len(world.world.instruments) // 5) :]).tolist()
    pairs = []
    for target in late:
        far = np.flatnonzero(world.floor.degrees(target, upward=True) >= 2)
        sources = far[np.isin(far, world.world.instruments)]
        pairs += [(int(drawing.choice(sources)), target)] if len(sources) else []
        if len(pairs) == PAIRS:
            break
    return pairs


def answer(world: Prepared, pair: Pair) -> Paths:
    """The service's answer."""
    keys = world.snapshot.keys
    return paths(world.snapshot, keys[pair[0]], keys[pair[1]])


def check(world: Prepared, network: NetworkGraph, pair: Pair, ours: Paths, other: list[int]) -> None:
    """As short as networkx's, as many as there are, each a way along the edges, no two alike."""
    expect(f"length of paths of {pair}", ours.length, len(other) - 1)
    expect(f"number of paths of {pair}", ours.total, network.ways(*pair))
    shown = [[world.snapshot.number[key] for key in path.nodes] for path in ours.paths]
    expect("paths shown, each once", len({tuple(path) for path in shown}), min(ours.total, 10))
    for path in shown:
        expect("ends of a path", (path[0], path[-1]), pair)
        expect("whether a path goes along edges", all(network.downward.has_edge(*step) for step in pairwise(path)), True)
