"""Who works with whom: bodies and groups as a graph, made from what is said of membership, chairs and hosts (networkx).

A node is a key: a body, post or person on the one side, a group on the other. What is itself a group and in other groups (the
EMG in a coalition) is one node, so that a way through it counts. A meeting stands for the group that meets
(``EMG/IMG-LAND/MTG-5`` for ``EMG/IMG-LAND``, ``UNEA-2`` for ``UNEA``) where that group is known. What is only proposed, planned,
an option or denied, and what a verdict rejected, makes no edge.
"""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import numpy as np

from graph_service.graph.columns import NO_CARRIER, PREDICATE_NUMBER, STATUSES
from graph_service.graph.snapshot import Snapshot

GROUP_END: Mapping[str, str] = {
    "member_of": "object",
    "participates_in": "object",
    "hosts_meeting": "object",
    "chaired_by": "subject",
    "co_chaired_by": "subject",
}
"""The predicates that put a body into a group, and at which end the group stands."""


def network(snapshot: Snapshot, as_of: str | None = None) -> nx.Graph:
    """The graph: nodes have ``sides`` (``body``, ``group``), edges have ``lines`` (numbers in the snapshot, sorted).

    Nodes and edges are put in sorted, so that every measure is the same under any hash seed. ``as_of``: only what can have held.
    """
    pairs: dict[tuple[str, str], list[int]] = {}
    for line in _lines(snapshot, as_of):
        body, group = _ends(snapshot, line)
        if body != group:
            pairs.setdefault((body, group), []).append(line)
    graph = nx.Graph()
    sides: dict[str, set[str]] = {}
    for body, group in pairs:
        sides.setdefault(body, set()).add("body")
        sides.setdefault(group, set()).add("group")
    graph.add_nodes_from((key, {"sides": frozenset(sides[key])}) for key in sorted(sides))
    for body, group in sorted(pairs):
        before = graph.get_edge_data(body, group, {"lines": []})["lines"]
        graph.add_edge(body, group, lines=sorted([*before, *pairs[body, group]]))
    return graph


def _lines(snapshot: Snapshot, as_of: str | None) -> list[int]:
    columns = snapshot.columns
    fits = np.isin(columns.predicate, [PREDICATE_NUMBER[name] for name in GROUP_END]) & columns.stands
    fits &= ~np.isin(columns.status, [STATUSES.index(status) for status in NO_CARRIER])
    if as_of:
        fits &= columns.hold(as_of)[0]
    lines: list[int] = np.flatnonzero(fits).tolist()
    return lines


def _ends(snapshot: Snapshot, line: int) -> tuple[str, str]:
    """(body, group) of a line."""
    subject, predicate, target = snapshot.ends(line)
    body, group = (subject, target or "") if GROUP_END[predicate] == "object" else (target or "", subject)
    return body, meeting_of(snapshot, group)


def meeting_of(snapshot: Snapshot, key: str) -> str:
    """The group that meets, if the key is a meeting's and the group is known; else the key."""
    if snapshot.kind_of(key) != "meeting":
        return key
    group = re.sub(r"(/MTG)?-\d+$", "", key)
    spelt = (group, re.sub(r"/SOM$", "-SOM", group))
    return next((candidate for candidate in spelt if candidate in snapshot.number and candidate != key), key)


def shared(graph: nx.Graph, a: str, b: str) -> list[str]:
    """The bodies that are in both groups, or the groups that both bodies are in, sorted."""
    if a not in graph or b not in graph:
        return []
    return sorted((set(graph[a]) & set(graph[b])) - {a, b})


def overlaps(graph: nx.Graph) -> list[tuple[str, str, int]]:
    """Pairs of groups that share bodies, and how many; most first, then by key."""
    groups = {key for key, sides in graph.nodes(data="sides") if "group" in sides}
    pairs: Counter[tuple[str, str]] = Counter()
    for key, sides in graph.nodes(data="sides"):
        if "body" in sides:
            pairs.update(combinations(sorted(set(graph[key]) & groups), 2))
    return sorted(((a, b, number) for (a, b), number in pairs.items()), key=lambda row: (-row[2], row[:2]))


def brokers(graph: nx.Graph) -> list[tuple[str, float]]:
    """The bodies by betweenness centrality: the share of shortest ways between all other pairs of nodes (bodies and groups alike)
    that lead through it, divided by the number of those pairs, so from 0 to 1. Highest first, then by key."""
    measured = nx.betweenness_centrality(graph, normalized=True)
    bodies = [(key, measured[key]) for key, sides in graph.nodes(data="sides") if "body" in sides]
    return sorted(bodies, key=lambda row: (-round(row[1], 12), row[0]))
