"""Lineage and paths against a slow and obvious reference in plain networkx, on hundreds of random records."""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.graph import lineage, paths
from graph_service.graph.aliases import base_of
from graph_service.graph.lineage import Terms
from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement
from tests.graph_service.saying import say, snapshot_of

TEXTS = [f"A/RES/{n}/{n}" for n in range(1, 7)]
PARTS = [f"{text}#{label}" for text in TEXTS[:3] for label in ("1", "2")]
BODIES = ["EMG", "UNEA"]
RELATIONS = {"cites": "obj", "based_on": "obj", "establishes": "subj", "requests": "subj"}

said = st.tuples(
    st.sampled_from(TEXTS + PARTS + BODIES), st.sampled_from(sorted(RELATIONS)), st.sampled_from(TEXTS + PARTS + BODIES)
).filter(lambda row: row[0] != row[2])
records = st.lists(said, min_size=1, max_size=14, unique=True)


def _snapshot(rows: list[tuple[str, str, str]]) -> Snapshot:
    known: list[Statement] = [say(*row) for row in rows]
    return snapshot_of([*known, *(say(key, "title", key, language="en") for key in TEXTS + PARTS + BODIES)])


def _reference(rows: list[tuple[str, str, str]], whole: bool) -> "nx.DiGraph":
    """Upstream → downstream, with every whole beside its part (or in its stead)."""
    graph = nx.DiGraph()
    graph.add_nodes_from(TEXTS + PARTS + BODIES)
    for subject, predicate, target in rows:
        if predicate == "cites" and target in BODIES:
            continue
        up, down = (subject, target) if RELATIONS[predicate] == "subj" else (target, subject)
        if base_of(up) != base_of(down):
            ups, downs = ({base_of(end)} if whole else {end, base_of(end)} for end in (up, down))
            graph.add_edges_from((u, d) for u in ups for d in downs)
        elif not whole:
            graph.add_edge(up, down)
    return graph


def _walked(graph: "nx.DiGraph", root: str, upward: bool, depth: int) -> dict[str, int]:
    """Steps to everything, passing no body on the way."""
    around = graph.reverse() if upward else graph
    start = {root, base_of(root)} if upward else {root}
    degree, frontier = dict.fromkeys(start, 0), sorted(start)
    for level in range(1, depth + 1):
        onward = [n for n in frontier if n not in BODIES or level == 1]
        frontier = sorted({t for n in onward for t in around.successors(n)} - set(degree))
        degree |= dict.fromkeys(frontier, level)
    return {key: steps for key, steps in degree.items() if key != root}


@settings(max_examples=300, deadline=None)
@given(rows=records, root=st.sampled_from(TEXTS + PARTS + BODIES), upward=st.booleans(), depth=st.integers(0, 8))
def test_lineage_is_what_plain_networkx_finds(rows: list[tuple[str, str, str]], root: str, upward: bool, depth: int) -> None:
    shot = _snapshot(rows)
    over = lineage.ground(shot, Terms())
    degree = lineage.walk(over, lineage.starts(over.view, shot.node(root), upward), upward, depth).degree
    found = {shot.keys[n]: int(degree[n]) for n in lineage.reached(over.view, degree, shot.node(root)).tolist()}
    expected = _walked(_reference(rows, whole=False), root, upward, depth)
    assert list(found.items()) == sorted(expected.items(), key=lambda row: (row[1], row[0]))


@settings(max_examples=200, deadline=None)
@given(rows=records, root=st.sampled_from(TEXTS + BODIES), upward=st.booleans())
def test_lineage_of_wholes_is_what_plain_networkx_finds(rows: list[tuple[str, str, str]], root: str, upward: bool) -> None:
    shot = _snapshot(rows)
    over = lineage.ground(shot, Terms(grain="WHOLE"))
    degree = lineage.walk(over, lineage.starts(over.view, shot.node(root), upward), upward, 99).degree
    found = {shot.keys[n]: int(degree[n]) for n in lineage.reached(over.view, degree, shot.node(root)).tolist()}
    assert found == _walked(_reference(rows, whole=True), root, upward, 99)


def _shortest(graph: "nx.DiGraph", source: str, target: str) -> list[list[str]]:
    """All shortest paths to the target or its whole, passing no body on the way."""
    inner = graph.subgraph(set(graph) - set(BODIES) | {source, target})
    ends = [end for end in sorted({target, base_of(target)}) if nx.has_path(inner, source, end)]
    ways = [list(way) for end in ends for way in nx.all_shortest_paths(inner, source, end)]
    return sorted(way for way in ways if len(way) == min(map(len, ways)))


@settings(max_examples=300, deadline=None)
@given(rows=records, ends=st.lists(st.sampled_from(TEXTS + PARTS + BODIES), min_size=2, max_size=2, unique=True))
def test_the_shortest_paths_are_those_of_plain_networkx(rows: list[tuple[str, str, str]], ends: list[str]) -> None:
    shot = _snapshot(rows)
    over = lineage.ground(shot, Terms())
    source, target = (shot.node(end) for end in ends)
    starts = np.asarray([source], dtype=np.int32), lineage.starts(over.view, target, True)
    found = paths.shortest(over, *starts)
    listed = [[shot.keys[group] for group in path] for path in paths.listed(over, found)]
    assert listed == _shortest(_reference(rows, whole=False), *ends)
    assert paths.count(over, found) == len(listed)
