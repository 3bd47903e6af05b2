"""Who works with whom: what two groups or two bodies share, and who stands between others, with the statements that say so."""

from dataclasses import dataclass

import networkx as nx

from graph_service.ask import terms
from graph_service.ask.scope import Scope, scope
from graph_service.ask.statements import StatementRow, row
from graph_service.graph import coordination as measure
from graph_service.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Shared:
    """A body in both groups (or a group that both bodies are in), with the statements that put it into each."""

    key: str
    type: str
    labels: dict[str, str]
    with_a: tuple[StatementRow, ...]
    with_b: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What ``a`` and ``b`` share. ``only_a``, ``only_b``: how many only one of them has; ``jaccard``: shared over all,
    from 0 to 1."""

    a: str
    b: str
    shared: tuple[Shared, ...]
    total: int
    only_a: int
    only_b: int
    jaccard: float
    scope: Scope


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups that share ``total`` bodies."""

    a: str
    b: str
    total: int


@dataclass(frozen=True, slots=True)
class Broker:
    """A body that stands between others. ``betweenness``: from 0 to 1 (see ``graph.coordination.brokers``); ``groups``: the groups
    that it is in; ``statements``: what puts it there."""

    key: str
    type: str
    labels: dict[str, str]
    betweenness: float
    groups: tuple[str, ...]
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Brokers:
    """A page of brokers; ``total``: how many bodies are in groups at all."""

    brokers: tuple[Broker, ...]
    total: int
    scope: Scope


def overlap(snapshot: Snapshot, a: str, b: str, as_of: str | None = None) -> Overlap:
    """The bodies that two groups share, or the groups that two bodies share; keys as people type them."""
    graph = measure.network(snapshot, terms.day(as_of))
    first, second = snapshot.resolve(a, as_of), snapshot.resolve(b, as_of)
    common = measure.shared(graph, first, second)
    of_a, of_b = (set(graph[key]) if key in graph else set() for key in (first, second))
    everyone = (of_a | of_b) - {first, second}
    return Overlap(
        a=first,
        b=second,
        shared=tuple(_shared(snapshot, graph, key, first, second, as_of) for key in common),
        total=len(common),
        only_a=len(of_a - of_b - {second}),
        only_b=len(of_b - of_a - {first}),
        jaccard=len(common) / len(everyone) if everyone else 0.0,
        scope=scope(snapshot),
    )


def _shared(snapshot: Snapshot, graph: nx.Graph, key: str, a: str, b: str, as_of: str | None) -> Shared:
    thing = snapshot.entity(key, as_of)
    lines = [_lines(snapshot, graph, key, group, as_of) for group in (a, b)]
    return Shared(thing.key, thing.type, thing.labels, lines[0], lines[1])


def _lines(snapshot: Snapshot, graph: nx.Graph, one: str, other: str, as_of: str | None) -> tuple[StatementRow, ...]:
    return tuple(row(snapshot, line, as_of) for line in graph.edges[one, other]["lines"])


def overlaps(snapshot: Snapshot, as_of: str | None = None, limit: int | None = 20) -> tuple[Pair, ...]:
    """The pairs of groups that share most bodies; ``overlap`` says which and why."""
    found = measure.overlaps(measure.network(snapshot, terms.day(as_of)))
    return tuple(Pair(*pair) for pair in found[: terms.page(limit, 0)[1]])


def brokers(snapshot: Snapshot, limit: int = 20, as_of: str | None = None, offset: int = 0) -> Brokers:
    """The bodies by betweenness in the network of bodies and groups, highest first, then by key."""
    graph = measure.network(snapshot, terms.day(as_of))
    ranked = measure.brokers(graph)
    first, last = terms.page(limit, offset)
    rows = tuple(_broker(snapshot, graph, key, value, as_of) for key, value in ranked[first:last])
    return Brokers(rows, len(ranked), scope(snapshot))


def _broker(snapshot: Snapshot, graph: nx.Graph, key: str, value: float, as_of: str | None) -> Broker:
    thing = snapshot.entity(key, as_of)
    groups = sorted(group for group in graph[key] if "group" in graph.nodes[group]["sides"])
    said = tuple(line for group in groups for line in _lines(snapshot, graph, key, group, as_of))
    return Broker(thing.key, thing.type, thing.labels, round(value, 12), tuple(groups), said)
