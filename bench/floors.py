"""What the service's walks are measured against: the same breadth-first search over the same edges, and nothing else."""

from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
DEPTH, ROWS = 8, 100
Page = tuple[int, list[int]]
"""How many things were reached in all, and the first hundred of them, nearest first, then by number."""


class ArrayGraph:
    """Edges in compressed sparse rows, both ways; numpy alone. Things are numbers from 0 to ``count``."""

    def __init__(self, count: int, up: Ints, down: Ints) -> None:
        self.count, self.up, self.down = count, up, down
        self._rows = {True: _rows(count, down, up), False: _rows(count, up, down)}

    def degrees(self, start: int, upward: bool, depth: int = DEPTH) -> Ints:
        """Steps from a start, -1 where not reached."""
        ptr, target = self._rows[upward]
        degree = np.full(self.count, -1, dtype=np.int64)
        degree[start] = 0
        frontier = np.asarray([start])
        for level in range(1, depth + 1):
            first, many = ptr[frontier], ptr[frontier + 1] - ptr[frontier]
            skipped = np.repeat(first - np.concatenate(([0], np.cumsum(many)[:-1])), many)
            found = target[skipped + np.arange(len(skipped))]
            frontier = np.unique(found[degree[found] < 0])
            if not len(frontier):
                break
            degree[frontier] = level
        return degree

    def page(self, start: int, upward: bool) -> Page:
        """Lineage of a start, 8 steps."""
        degree = self.degrees(start, upward)
        reached = np.flatnonzero(degree > 0)
        return len(reached), reached[np.argsort(degree[reached], kind="stable")[:ROWS]].tolist()


def _rows(count: int, source: Ints, target: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(source, kind="stable")
    return np.searchsorted(source[order], np.arange(count + 1)), target[order]


class NetworkGraph:
    """The same edges in networkx."""

    def __init__(self, count: int, up: Ints, down: Ints) -> None:
        self.downward = nx.DiGraph()
        self.downward.add_nodes_from(range(count))
        self.downward.add_edges_from(zip(up.tolist(), down.tolist(), strict=True))

    @cached_property
    def upward(self) -> Any:
        """Turned round, without a copy."""
        return self.downward.reverse(copy=False)

    def page(self, start: int, upward: bool) -> Page:
        """Lineage of a start, 8 steps."""
        steps = nx.single_source_shortest_path_length(self.upward if upward else self.downward, start, cutoff=DEPTH)
        del steps[start]
        return len(steps), sorted(steps, key=lambda node: (steps[node], node))[:ROWS]

    def shortest(self, source: int, target: int) -> list[int]:
        """One shortest way downstream."""
        found: list[int] = nx.bidirectional_shortest_path(self.downward, source, target)
        return found

    def ways(self, source: int, target: int) -> int:
        """How many shortest ways there are, counted along them from the source."""
        degree = nx.single_source_shortest_path_length(self.downward, source)
        ways = {source: 1}
        for node in sorted(degree, key=lambda node: int(degree[node])):
            for onward in self.downward[node] if degree[node] < degree[target] else ():
                if degree[onward] == degree[node] + 1:
                    ways[onward] = ways.get(onward, 0) + ways[node]
        return ways[target]


class CompiledGraph:
    """The same edges in igraph, where it is installed (it is GPL, so the project does not ask for it)."""

    installed = find_spec("igraph") is not None

    def __init__(self, count: int, up: Ints, down: Ints) -> None:
        igraph = import_module("igraph")
        self._graph = igraph.Graph(n=count, edges=np.stack([up, down], axis=1).tolist(), directed=True)

    def reached(self, start: int, upward: bool) -> list[int]:
        """All things within 8 steps, in the order in which they were met: total and page follow without a sort."""
        way = "in" if upward else "out"
        found: list[int] = self._graph.neighborhood(start, order=DEPTH, mode=way, mindist=1)
        return found
