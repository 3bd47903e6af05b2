"""Where a decision comes from and what followed from it: lineage and paths, every step with the claims that make it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph_service.ask import terms
from graph_service.ask.claims import Claim, claim
from graph_service.ask.paths import paths
from graph_service.ask.scope import Scope, scope
from graph_service.graph import lineage as measure
from graph_service.graph.columns import Flags, Ints
from graph_service.graph.lineage import DIRECTIONS, Ground, Walk
from graph_service.graph.snapshot import EntityRow, Snapshot

DEPTH = 8
LIMIT = 100
__all__ = ["Claim", "Lineage", "LineageNode", "lineage", "paths"]
STOP_REASONS = ("DEPTH", "LIMIT", "BODY", "EXHAUSTED")


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A thing that lineage reaches. ``degree``: steps from the root; 0 for what is the same thing as the root, or its whole.
    ``direction``: UPSTREAM or DOWNSTREAM. ``via``: the claims that reach it from one step nearer."""

    key: str
    type: str
    kind: str
    labels: dict[str, str]
    held: bool
    degree: int
    direction: str
    via: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """``nodes``: a page of what was reached, by degree, then key; ``total``: all of it. ``claims``: a page of the claims on the
    way, nearest first; ``claims_total``: all of them. ``truncated``: there is more than this page, or beyond the depth.

    ``stop_reasons``: DEPTH (more lies deeper), LIMIT (more on other pages), BODY (it ended at a body from which more would
    follow; ask through BODIES), EXHAUSTED (nothing more was there)."""

    root: EntityRow
    direction: str
    nodes: tuple[LineageNode, ...]
    total: int
    claims: tuple[Claim, ...]
    claims_total: int
    truncated: bool
    stop_reasons: tuple[str, ...]
    scope: Scope


def lineage(
    snapshot: Snapshot,
    key: str,
    direction: str = "UPSTREAM",
    depth: int | None = DEPTH,
    predicates: str | Iterable[str] = (),
    through: Iterable[str] = (),
    grain: str = "PARAGRAPH",
    as_of: str | None = None,
    *,
    statuses: Iterable[str] = (),
    limit: int | None = LIMIT,
    offset: int = 0,
    claims_limit: int | None = LIMIT,
    claims_offset: int = 0,
) -> Lineage:
    """The lineage of a key as typed. ``depth`` None: to the end. ``statuses``: proposed, planned, option, negated, where what is
    no fact is asked for too. ``UnknownKey``, ``UsageError`` and ``LimitExceeded`` say what can be asked."""
    way = terms.one_of("direction", {"up": "UPSTREAM", "down": "DOWNSTREAM"}.get(direction.lower(), direction), DIRECTIONS)
    asked = terms.walk(predicates, through, grain, statuses, as_of)
    root = snapshot.number[snapshot.resolve(key, as_of)]
    over = measure.ground(snapshot, asked)
    if asked.grain == "WHOLE":
        root = int(over.view.fold[root])
    walks = {up: _walk(over, root, up, depth) for up in (True, False) if way in ("BOTH", "UPSTREAM" if up else "DOWNSTREAM")}
    nodes, degrees, ups = _found(over, walks, root)
    steps = _claims(over, walks)
    first, last = terms.page(limit, offset)
    claims_first, claims_last = terms.page(claims_limit, claims_offset)
    shown = slice(first, last)
    reasons = _reasons(list(walks.values()), len(nodes[shown]) < len(nodes))
    page = zip(nodes[shown].tolist(), degrees[shown].tolist(), ups[shown].tolist(), strict=True)
    return Lineage(
        root=snapshot.entity(snapshot.keys[root], as_of),
        direction=way,
        nodes=tuple(_node(over, walks[up], node, degree, up) for node, degree, up in page),
        total=len(nodes),
        claims=tuple(claim(snapshot, line, asked.as_of) for line in steps[claims_first:claims_last].tolist()),
        claims_total=len(steps),
        truncated="DEPTH" in reasons or "LIMIT" in reasons,
        stop_reasons=reasons,
        scope=scope(snapshot, complete="DEPTH" not in reasons),
    )


def _walk(over: Ground, root: int, upward: bool, depth: int | None) -> Walk:
    start = measure.starts(over.view, root, upward)
    return measure.walk(over, start, upward, len(over.view.group) if depth is None else max(0, depth))


def _found(over: Ground, walks: Mapping[bool, Walk], root: int) -> tuple[Ints, Ints, Flags]:
    """What was reached, by degree and key, with degree and whether upward; what both directions reach stands where it is nearer."""
    reached = {up: measure.reached(over.view, walk.degree, root) for up, walk in walks.items()}
    nodes = np.concatenate([reached[up] for up in walks])
    degrees = np.concatenate([walks[up].degree[over.view.group[reached[up]]] for up in walks])
    nearest, at = measure.first(nodes, degrees)
    upward = np.zeros(len(nearest), dtype=np.bool_)
    if True in walks:
        upward = walks[True].degree[over.view.group[nearest]] == at
    return nearest, at, upward


def _claims(over: Ground, walks: Mapping[bool, Walk]) -> Ints:
    found = [measure.claims(over, walk.degree, up) for up, walk in walks.items()]
    return measure.first(np.concatenate([lines for lines, _ in found]), np.concatenate([at for _, at in found]))[0]


def _reasons(walks: list[Walk], paged: bool) -> tuple[str, ...]:
    reasons = {"DEPTH": any(w.deeper for w in walks), "LIMIT": paged, "BODY": any(w.at_body for w in walks)}
    return tuple(name for name, true in reasons.items() if true) or ("EXHAUSTED",)


def _node(over: Ground, walk: Walk, node: int, degree: int, upward: bool) -> LineageNode:
    row = over.snapshot.entity(over.snapshot.keys[node], over.terms.as_of)
    return LineageNode(
        key=row.key,
        type=row.type,
        kind=row.kind,
        labels=row.labels,
        held=row.held,
        degree=degree,
        direction="UPSTREAM" if upward else "DOWNSTREAM",
        via=tuple(claim(over.snapshot, line, over.terms.as_of) for line in measure.via(over, walk.degree, node, upward)),
    )
