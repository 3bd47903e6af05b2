"""Lineage: breadth first over the arrays, frontier by frontier, with a visited set; paths are never enumerated."""

from dataclasses import dataclass

import numpy as np

from graph_service.errors import UsageError
from graph_service.graph.adjacency import GRAINS, IDENTITY, Rows, View, identities
from graph_service.graph.columns import NO_CARRIER, PREDICATE_NUMBER, Columns, Flags, Ints
from graph_service.graph.snapshot import Snapshot

DIRECTIONS = ("UPSTREAM", "DOWNSTREAM", "BOTH")
THROUGH = ("BODIES",)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a walk may use. ``predicates``: only these (all where empty; ``issued_as`` always, it is no step). ``through``: of
    ``THROUGH``. ``statuses``: those of ``NO_CARRIER`` that carry lineage too. ``as_of``: only what can have held then (EDTF)."""

    predicates: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    grain: str = "PARAGRAPH"
    statuses: tuple[str, ...] = ()
    as_of: str | None = None

    def __post_init__(self) -> None:
        for name, given, known in (
            ("predicate", self.predicates, tuple(PREDICATE_NUMBER)),
            ("through", self.through, THROUGH),
            ("grain", (self.grain,), GRAINS),
            ("status", self.statuses, NO_CARRIER),
        ):
            if strange := [value for value in given if value not in known]:
                raise UsageError(f"{name} {strange[0]!r}: expected one of {', '.join(known)}")


@dataclass(frozen=True)
class Ground:
    """What a walk runs over: a snapshot's lineage graph at a grain, ``edges`` (by edge) and nodes (``passes``, by group) that the
    terms allow. ``certain``: by line, what certainly holds on the day asked; None where no day is."""

    snapshot: Snapshot
    view: View
    edges: Flags
    passes: Flags
    terms: Terms
    certain: Flags | None


@dataclass(frozen=True)
class Walk:
    """``degree``: steps from the start, by group, -1 where not reached. ``deeper``: the depth ended it, there is more.
    ``at_body``: it ended at a body (or another thing that lineage does not pass through) from which more would follow."""

    degree: Ints
    deeper: bool
    at_body: bool


def ground(snapshot: Snapshot, terms: Terms) -> Ground:
    """The part of the graph that the terms allow."""
    view, carry, columns = snapshot.view(terms.grain), snapshot.carriers, snapshot.columns
    bodies = "BODIES" in terms.through
    lines = carry.lines(columns, terms.statuses, bodies)
    if terms.predicates:
        lines &= np.isin(columns.predicate, [PREDICATE_NUMBER[p] for p in terms.predicates])
    certain = None
    if terms.as_of:
        possible, certain = columns.hold(terms.as_of)
        lines &= possible
    return Ground(snapshot, view, lines[view.line], carry.passes | carry.bodies if bodies else carry.passes, terms, certain)


def starts(view: View, node: int, upward: bool) -> Ints:
    """Where a walk begins: the node; upward also its whole, since a part comes from where its whole comes from."""
    own = int(view.group[node])
    whole = int(view.group[view.whole[node]])
    return np.asarray(sorted({own, whole} if upward else {own}), dtype=np.int32)


def walk(over: Ground, start: Ints, upward: bool, depth: int) -> Walk:
    """Breadth first from some groups, at most ``depth`` steps; a start may be a body, what is passed on the way may not."""
    rows = over.view.upward if upward else over.view.downward
    degree = np.full(len(over.view.group), -1, dtype=np.int32)
    degree[start] = 0
    frontier, level = start, 0
    while len(frontier):
        onward = frontier if level == 0 else frontier[over.passes[frontier]]
        new = _unseen(over, rows, onward, degree)
        if level == depth:
            return Walk(degree, bool(len(new)), _stopped(over, rows, degree))
        level += 1
        degree[new] = level
        frontier = new
    return Walk(degree, False, _stopped(over, rows, degree))


def _unseen(over: Ground, rows: Rows, nodes: Ints, degree: Ints) -> Ints:
    places = rows.places(nodes)
    targets = rows.target[places[over.edges[rows.edge[places]]]]
    return np.asarray(np.unique(targets[degree[targets] < 0]), dtype=np.int32)


def _stopped(over: Ground, rows: Rows, degree: Ints) -> bool:
    ends = np.flatnonzero((degree > 0) & ~over.passes).astype(np.int32)
    return bool(len(_unseen(over, rows, ends, degree)))


def reached(view: View, degree: Ints, root: int) -> Ints:
    """The nodes that a walk reached, without the root itself, by degree and then by key."""
    shown = np.flatnonzero((view.fold == np.arange(len(view.fold))) & (degree[view.group] >= 0)).astype(np.int32)
    shown = shown[shown != view.fold[root]]
    order = np.argsort(degree[view.group[shown]], kind="stable")
    return np.asarray(shown[order], dtype=np.int32)


def via(over: Ground, degree: Ints, node: int, upward: bool) -> list[int]:
    """The lines that reach a node from one step nearer; for what is the same thing as a nearer node, the line that says so."""
    view = over.view
    group = int(view.group[node])
    into = view.downward if upward else view.upward
    places = into.places(np.asarray([group], dtype=np.int32))
    nearer = into.target[places]
    fits = over.edges[into.edge[places]] & (degree[nearer] >= 0) & (degree[nearer] == degree[group] - 1)
    fits &= over.passes[nearer] | (degree[nearer] == 0)
    lines = np.unique(view.line[into.edge[places[fits]]])
    own = [line for line in lines.tolist() if node in _ends(over.snapshot.columns, view, line)]
    return own or same(over, node) or lines.tolist()


def _ends(columns: Columns, view: View, line: int) -> set[int]:
    ends = [int(columns.subject[line]), int(columns.object[line])]
    return {int(view.fold[shown]) for end in ends for shown in (end, view.whole[end])}


def same(over: Ground, node: int) -> list[int]:
    """The lines that say that a node is the same thing as another."""
    columns, carry, fold = over.snapshot.columns, over.snapshot.carriers, over.view.fold
    lines = [*columns.of_subject(node), *columns.of_object(node)]
    told = [line for line in lines if carry.meaning[line] == IDENTITY and columns.stands[line]]
    return sorted({line for line in told if fold[columns.subject[line]] != fold[columns.object[line]]})


def claims(over: Ground, degree: Ints, upward: bool) -> tuple[Ints, Ints]:
    """Every line on the way to something that was reached, and at which degree first; those that say what is one thing too."""
    view = over.view
    into = view.downward if upward else view.upward
    groups = np.flatnonzero(degree > 0).astype(np.int32)
    places = into.places(groups)
    nearer, far = into.target[places], np.repeat(degree[groups], into.ptr[groups + 1] - into.ptr[groups])
    fits = over.edges[into.edge[places]] & (degree[nearer] == far - 1) & (over.passes[nearer] | (degree[nearer] == 0))
    one = identities(over.snapshot.columns, over.snapshot.carriers)
    told = np.flatnonzero(one & (degree[view.group[over.snapshot.columns.subject]] >= 0)).astype(np.int32)
    lines = np.concatenate([view.line[into.edge[places[fits]]], told])
    degrees = np.concatenate([far[fits], degree[view.group[over.snapshot.columns.subject[told]]]])
    return first(lines, degrees)


def first(things: Ints, degrees: Ints) -> tuple[Ints, Ints]:
    """Each thing once, at its smallest degree; by degree, then by number."""
    order = np.lexsort((things, degrees))
    _, kept = np.unique(things[order], return_index=True)
    kept = order[np.sort(kept)]
    return things[kept], degrees[kept]
