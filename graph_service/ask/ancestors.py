"""What several decisions come from alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.ask import terms
from graph_service.ask.scope import Scope, scope
from graph_service.errors import UsageError
from graph_service.graph import ancestors, lineage
from graph_service.graph.snapshot import Snapshot

DEPTH = 8
MOST_KEYS = 20


@dataclass(frozen=True, slots=True)
class Ancestor:
    """Something that all of them come from; ``degrees``: the steps from each, in the order asked."""

    key: str
    type: str
    labels: dict[str, str]
    degrees: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CommonAncestors:
    """``keys``: those asked, as they are in the graph, each once. Nearest first: by the farthest of their steps, then by key.
    The scope is complete where the depth ended no walk."""

    keys: tuple[str, ...]
    ancestors: tuple[Ancestor, ...]
    total: int
    scope: Scope


def common_ancestors(
    snapshot: Snapshot,
    keys: Iterable[str],
    depth: int | None = DEPTH,
    predicates: str | Iterable[str] = (),
    through: Iterable[str] = (),
    grain: str = "PARAGRAPH",
    as_of: str | None = None,
    *,
    statuses: Iterable[str] = (),
    limit: int | None = 100,
    offset: int = 0,
) -> CommonAncestors:
    """What all the keys come from, upstream along lineage; at least two keys, at most ``MOST_KEYS``."""
    typed = tuple(dict.fromkeys(keys))
    if len(typed) > MOST_KEYS:
        raise UsageError(f"{len(typed)} different keys: expected 2 to {MOST_KEYS}")
    asked = tuple(dict.fromkeys(snapshot.resolve(key, as_of) for key in typed))
    if len(asked) < 2:
        raise UsageError(f"keys of {len(asked)} thing: expected 2 to {MOST_KEYS} different ones")
    over = lineage.ground(snapshot, terms.walk(predicates, through, grain, statuses, as_of))
    steps = len(over.view.group) if depth is None else depth
    nodes, degrees, deeper = ancestors.common(over, [snapshot.number[key] for key in asked], steps)
    first, last = terms.page(limit, offset)
    page = zip(nodes[first:last].tolist(), degrees[first:last].tolist(), strict=True)
    found = tuple(_ancestor(snapshot, node, steps, as_of) for node, steps in page)
    return CommonAncestors(asked, found, len(nodes), scope(snapshot, complete=not deeper))


def _ancestor(snapshot: Snapshot, node: int, steps: list[int], as_of: str | None) -> Ancestor:
    row = snapshot.entity(snapshot.keys[node], as_of)
    return Ancestor(row.key, row.type, row.labels, tuple(steps))
