"""How one decision led to another: the shortest ways along lineage, every step with the claims that make it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from graph_service.ask import terms
from graph_service.ask.claims import Claim, claim
from graph_service.ask.scope import Scope, scope
from graph_service.graph import lineage as measure
from graph_service.graph import paths as search
from graph_service.graph.columns import Ints
from graph_service.graph.lineage import Ground
from graph_service.graph.snapshot import Snapshot

LIMIT = 10


@dataclass(frozen=True, slots=True)
class Step:
    """From one thing to the next. ``steps``: 1, or 0 where both are the same thing (a text and the document that carries it)
    or a part and its whole; then ``claims`` may be empty."""

    source: str
    target: str
    steps: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """``nodes``: the keys along the way; ``length``: how many steps it takes."""

    nodes: tuple[str, ...]
    length: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """``paths``: the shortest ones, in the order of their keys; ``total``: how many there are. ``reversed``: there is no way from
    ``source`` down to ``target``, and these lead from ``target`` down to ``source``. ``any_direction``: up and down alike."""

    source: str
    target: str
    any_direction: bool
    reversed: bool
    length: int | None
    paths: tuple[Path, ...]
    total: int
    truncated: bool
    scope: Scope


def paths(
    snapshot: Snapshot,
    source: str,
    target: str,
    any_direction: bool = False,
    predicates: str | Iterable[str] = (),
    through: Iterable[str] = (),
    grain: str = "PARAGRAPH",
    as_of: str | None = None,
    *,
    statuses: Iterable[str] = (),
    limit: int = LIMIT,
) -> Paths:
    """The shortest paths from source down to target; where there is none, from target down to source, and the answer says so."""
    over = measure.ground(snapshot, terms.walk(predicates, through, grain, statuses, as_of))
    ends = [int(over.view.fold[snapshot.number[snapshot.resolve(key, as_of)]]) for key in (source, target)]
    found, turned = _search(over, ends[0], ends[1], any_direction), False
    if not found.layers and not any_direction:
        ends.reverse()
        found = _search(over, ends[0], ends[1], False)
        turned = bool(found.layers)
        if not turned:
            ends.reverse()
    _, last = terms.page(limit, 0)
    total = search.count(over, found)
    listed = tuple(_path(over, groups, ends[0], ends[1], any_direction) for groups in islice(search.listed(over, found), last))
    first, second = reversed(ends) if turned else ends
    return Paths(
        source=snapshot.keys[first],
        target=snapshot.keys[second],
        any_direction=any_direction,
        reversed=turned,
        length=found.length if found.layers else None,
        paths=listed,
        total=total,
        truncated=total > len(listed),
        scope=scope(snapshot),
    )


def _search(over: Ground, source: int, target: int, any_direction: bool) -> search.Layers:
    ends = [measure.starts(over.view, node, upward) for node, upward in ((source, any_direction), (target, True))]
    return search.shortest(over, ends[0], ends[1], any_direction)


def _path(over: Ground, groups: tuple[int, ...], source: int, target: int, any_direction: bool) -> Path:
    steps: list[Step] = []
    here = source
    for group, onward in pairwise(groups):
        lines = search.between(over, group, onward, any_direction)
        leaving, arriving = _members(over, lines, group), _members(over, lines, onward)
        if here not in leaving:
            steps.append(_hop(over, here, leaving[0]))
            here = leaving[0]
        there = target if target in arriving else arriving[0]
        steps.append(Step(over.snapshot.keys[here], over.snapshot.keys[there], 1, _claims(over, lines)))
        here = there
    if here != target:
        steps.append(_hop(over, here, target))
    nodes = (over.snapshot.keys[source], *(step.target for step in steps))
    return Path(nodes, len(groups) - 1, tuple(steps))


def _members(over: Ground, lines: list[int], group: int) -> list[int]:
    """The nodes of a group that the lines speak of, themselves or a part of theirs."""
    columns, view = over.snapshot.columns, over.view
    ends: Ints = np.concatenate([columns.subject[lines], columns.object[lines]])
    shown = np.unique(np.concatenate([view.fold[ends], view.fold[view.whole[ends]]]))
    members: list[int] = shown[view.group[shown] == group].tolist()
    return members


def _hop(over: Ground, here: int, there: int) -> Step:
    lines = [line for line in measure.same(over, here) if line in measure.same(over, there)]
    return Step(over.snapshot.keys[here], over.snapshot.keys[there], 0, _claims(over, lines))


def _claims(over: Ground, lines: list[int]) -> tuple[Claim, ...]:
    return tuple(claim(over.snapshot, line, over.terms.as_of) for line in lines)
