"""What the service is measured against gives right answers itself, on a graph that one can draw."""

import numpy as np
import pytest

from bench.floors import ArrayGraph, CompiledGraph, NetworkGraph

EDGES = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (4, 0), (5, 4)]
"""From upstream to downstream; 0, 1, 3, 4 are a ring."""
UP, DOWN = np.asarray(EDGES, dtype=np.int64).T


@pytest.mark.parametrize("kind", [ArrayGraph, NetworkGraph])
@pytest.mark.parametrize(
    ("start", "upward", "page"),
    [(0, False, (4, [1, 2, 3, 4])), (0, True, (5, [4, 3, 5, 1, 2])), (5, False, (5, [4, 0, 1, 2, 3])), (6, True, (0, []))],
)
def test_a_page_lists_what_is_reached_nearest_first(
    kind: type[ArrayGraph] | type[NetworkGraph], start: int, upward: bool, page: tuple[int, list[int]]
) -> None:
    assert kind(7, UP, DOWN).page(start, upward) == page


@pytest.mark.parametrize("kind", [ArrayGraph, NetworkGraph])
def test_a_page_goes_eight_steps_and_no_further(kind: type[ArrayGraph] | type[NetworkGraph]) -> None:
    line = np.arange(12, dtype=np.int64)
    assert kind(12, line[:-1], line[1:]).page(0, False) == (8, [1, 2, 3, 4, 5, 6, 7, 8])


def test_all_shortest_ways_are_counted() -> None:
    graph = NetworkGraph(7, UP, DOWN)
    assert (graph.ways(0, 4), len(graph.shortest(0, 4)) - 1) == (2, 3)


def test_igraph_reaches_as_much() -> None:
    if not CompiledGraph.installed:
        pytest.skip("igraph is not installed (it is GPL, so the project does not ask for it)")
    assert sorted(CompiledGraph(7, UP, DOWN).reached(0, True)) == [1, 2, 3, 4, 5]
