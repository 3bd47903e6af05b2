"""Shortest paths along lineage: searched from both ends at once, all ties known by their layers, none enumerated to find them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph_service.graph.adjacency import Rows
from graph_service.graph.columns import Flags, Ints
from graph_service.graph.lineage import Ground


@dataclass(frozen=True)
class Layers:
    """``layers[i]``: the groups at step i of some shortest path, sorted. Empty where there is no path."""

    layers: tuple[Ints, ...]
    forward: tuple[Rows, ...]

    @property
    def length(self) -> int:
        """The number of steps; -1 where there is no path."""
        return len(self.layers) - 1


def shortest(over: Ground, sources: Ints, targets: Ints, any_direction: bool = False) -> Layers:
    """The layers of all shortest paths from sources to targets: downstream, or in any direction."""
    down, up = (over.view.downward,), (over.view.upward,)
    forward, backward = ((*down, *up), (*down, *up)) if any_direction else (down, up)
    open_ends = over.passes.copy()
    open_ends[sources] = open_ends[targets] = True
    near = np.full(len(over.view.group), -1, dtype=np.int32)
    far = near.copy()
    near[sources], far[targets] = 0, 0
    one, other = _Side(over, forward, near, sources), _Side(over, backward, far, targets)
    meeting = np.intersect1d(sources, targets).astype(np.int32)
    while not len(meeting) and len(one.frontier) and len(other.frontier):
        side, opposite = (one, other) if len(one.frontier) <= len(other.frontier) else (other, one)
        side.step()
        found = side.frontier
        meeting = found[(opposite.degree[found] >= 0) & open_ends[found]]
    if not len(meeting):
        return Layers((), forward)
    before = _back(over, backward, near, meeting)
    after = _back(over, forward, far, meeting)
    return Layers((*reversed(before), np.unique(meeting), *after), forward)


class _Side:
    """One of the two searches: how far it has come."""

    def __init__(self, over: Ground, rows: tuple[Rows, ...], degree: Ints, start: Ints) -> None:
        self.over, self.rows, self.degree, self.frontier, self.level = over, rows, degree, start, 0

    def step(self) -> None:
        """One level further; what lineage does not pass through is reached and not left."""
        onward = self.frontier if self.level == 0 else self.frontier[self.over.passes[self.frontier]]
        found = neighbours(self.over, self.rows, onward)
        self.frontier = found[self.degree[found] < 0]
        self.level += 1
        self.degree[self.frontier] = self.level


def neighbours(over: Ground, rows: tuple[Rows, ...], nodes: Ints) -> Ints:
    """The groups one allowed edge away, sorted."""
    found = []
    for row in rows:
        places = row.places(nodes)
        found.append(row.target[places[over.edges[row.edge[places]]]])
    return np.asarray(np.unique(np.concatenate(found)), dtype=np.int32)


def _back(over: Ground, rows: tuple[Rows, ...], degree: Ints, meeting: Ints) -> list[Ints]:
    """The layers from a meeting to where the search of ``degree`` began, without the meeting itself."""
    layers, layer = [], meeting
    for level in range(int(degree[meeting[0]]) - 1, -1, -1):
        found = neighbours(over, rows, layer)
        fits: Flags = (degree[found] == level) & (over.passes[found] if level else np.True_)
        layer = found[fits]
        layers.append(layer)
    return layers


def count(over: Ground, found: Layers) -> int:
    """How many shortest paths there are."""
    ways = dict.fromkeys(found.layers[0].tolist(), 1) if found.layers else {}
    for layer in found.layers[1:]:
        allowed, onward = set(layer.tolist()), dict.fromkeys(layer.tolist(), 0)
        for node, number in ways.items():
            for target in _onward(over, found, node, allowed):
                onward[target] += number
        ways = onward
    return sum(ways.values())


def listed(over: Ground, found: Layers) -> Iterator[tuple[int, ...]]:
    """The shortest paths one by one, as groups, in the order of their keys."""
    allowed = [set(layer.tolist()) for layer in found.layers]
    waiting: list[tuple[int, ...]] = [(node,) for node in reversed(found.layers[0].tolist())] if found.layers else []
    while waiting:
        path = waiting.pop()
        if len(path) == len(allowed):
            yield path
            continue
        onward = _onward(over, found, path[-1], allowed[len(path)])
        waiting.extend((*path, node) for node in reversed(onward))


def _onward(over: Ground, found: Layers, node: int, allowed: set[int]) -> list[int]:
    reached: list[int] = neighbours(over, found.forward, np.asarray([node], dtype=np.int32)).tolist()
    return [target for target in reached if target in allowed]


def between(over: Ground, source: int, target: int, any_direction: bool = False) -> list[int]:
    """The lines that lead from one group to the next (either way, in any direction)."""
    lines: set[int] = set()
    for row in (over.view.downward, over.view.upward) if any_direction else (over.view.downward,):
        places = row.places(np.asarray([source], dtype=np.int32))
        fits = over.edges[row.edge[places]] & (row.target[places] == target)
        lines.update(over.view.line[row.edge[places[fits]]].tolist())
    return sorted(lines)
