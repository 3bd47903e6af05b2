"""How far a region must grow for a question: level by level from where it begins, until the exact measures on it are those of
the whole record."""

from collections.abc import Iterable, Sequence

import numpy as np

from graph_service.graph import lineage as measure
from graph_service.graph import paths as search
from graph_service.graph.columns import Ints
from graph_service.graph.lineage import Ground
from graph_service.graph.region import Region
from graph_service.graph.snapshot import Snapshot

_FIRST_LOOK, _FASTER = 64, 8


class Front:
    """A search as it goes on: ``reached`` keys, ``level`` steps from where it began, ``frontier`` those of the last step."""

    def __init__(self, region: Region, start: Iterable[str], ways: Sequence[bool]) -> None:
        self.region, self.ways, self.level = region, ways, 0
        self.frontier = region.settle(start)
        self.reached = set(self.frontier)

    def step(self) -> None:
        """One step on; through everything that is the same thing as something lineage passes through."""
        region = self.region
        onward = self.frontier if self.level == 0 else region.settle(key for key in self.frontier if region.passes(key))
        found = {key for upward in self.ways for key in region.open(onward, upward)}
        self.frontier = region.settle(found - self.reached) - self.reached
        self.reached |= self.frontier
        self.level += 1


def begins(region: Region, key: str, upward: bool) -> set[str]:
    """The keys where a walk begins: the thing; upward also its whole."""
    whole = region.frame.whole(key) if upward else None
    return {key} if whole is None else {key, whole}


def for_lineage(region: Region, root: str, ways: Sequence[bool], depth: int | None) -> Snapshot:
    """Grow around a key, upward (True), downward or both, and give what was fetched as a snapshot."""
    for upward in ways:
        front = Front(region, begins(region, root, upward), (upward,))
        while front.frontier and (depth is None or front.level < depth):
            front.step()
        region.open(region.settle(_ends(front)), upward)  # some of what will be asked for next
    return _decided(region, root, ways, depth)


def _ends(front: Front) -> list[str]:
    """Some of the things at which a search stopped: those of its last step, and those through which it may not pass."""
    last = sorted(key for key in front.frontier if front.region.passes(key))
    bodies = sorted(key for key in front.reached if not front.region.passes(key))
    return last[:_FIRST_LOOK] + bodies[:_FIRST_LOOK]


def _decided(region: Region, root: str, ways: Sequence[bool], depth: int | None) -> Snapshot:
    """Look beyond where the walk stopped until it is known whether more would follow; one thing that follows is enough."""
    while True:
        made = region.snapshot()
        if not any(_look(region, made, root, upward, depth) for upward in ways):
            return made


def _look(region: Region, made: Snapshot, root: str, upward: bool, depth: int | None) -> bool:
    """Fetch what leads on from the ends of a walk, ever more of it at once; whether something new may follow, which the measure
    has to tell. What leads back to what has been reached changes nothing."""
    reached, waiting = _beyond(region, made, root, upward, depth)
    look = _FIRST_LOOK
    while waiting:
        if region.open(region.settle(waiting[:look]), upward) - reached:
            return True
        waiting = waiting[look:]
        look *= _FASTER
    return False


def _beyond(region: Region, made: Snapshot, root: str, upward: bool, depth: int | None) -> tuple[set[str], list[str]]:
    """The keys that a walk reaches; those of which it must be known whether something follows, and is not yet."""
    over = measure.ground(made, region.terms)
    node = int(over.view.fold[made.number[root]])
    groups = len(over.view.group)
    walk = measure.walk(over, measure.starts(over.view, node, upward), upward, groups if depth is None else depth)
    asked = np.zeros(groups, dtype=np.bool_)
    if not walk.at_body:
        asked |= (walk.degree > 0) & ~over.passes
    if depth is not None and not walk.deeper:
        asked |= (walk.degree == depth) & (over.passes if depth else np.True_)
    waiting = [key for key in _members(over, np.flatnonzero(asked).astype(np.int32)) if key not in region.opened[upward]]
    return set(_members(over, np.flatnonzero(walk.degree >= 0).astype(np.int32))), waiting


def _members(over: Ground, groups: Ints) -> list[str]:
    members = np.flatnonzero(np.isin(over.view.group, groups)).tolist()
    return [over.snapshot.keys[node] for node in members]


def for_paths(region: Region, source: str, target: str, any_direction: bool) -> int:
    """Grow from both ends until the shortest ways from source down to target are all in it, or there are none; how many steps
    they take, -1 where there are none."""
    down, up = ((True, False), (True, False)) if any_direction else ((False,), (True,))
    one = Front(region, begins(region, source, any_direction), down)
    other = Front(region, begins(region, target, True), up)
    while True:
        if one.reached & other.reached:
            length = _length(region, source, target, any_direction)
            if 0 <= length <= one.level + other.level or not (one.frontier and other.frontier):
                return length
        elif not (one.frontier and other.frontier):
            return -1
        (one if len(one.frontier) <= len(other.frontier) else other).step()


def _length(region: Region, source: str, target: str, any_direction: bool) -> int:
    made = region.snapshot()
    over = measure.ground(made, region.terms)
    ends = [int(over.view.fold[made.number[key]]) for key in (source, target)]
    starts = [measure.starts(over.view, node, upward) for node, upward in zip(ends, (any_direction, True), strict=True)]
    return search.shortest(over, starts[0], starts[1], any_direction).length
