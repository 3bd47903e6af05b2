"""What several things come from alike: their common ancestors along lineage."""

import numpy as np

from graph_service.graph import lineage
from graph_service.graph.columns import Ints
from graph_service.graph.lineage import Ground


def common(over: Ground, nodes: list[int], depth: int) -> tuple[Ints, Ints, bool]:
    """(nodes, degrees, deeper): what every one of some nodes comes from, or is, in at most ``depth`` steps. ``degrees[i]`` has the
    steps from each of them, in their order; those come first whose farthest is nearest, then by key. ``deeper``: the depth ended
    a walk, there may be more."""
    view = over.view
    walks = [lineage.walk(over, lineage.starts(view, node, True), True, depth) for node in nodes]
    degrees = np.stack([walk.degree[view.group] for walk in walks], axis=1)
    shown = (view.fold == np.arange(len(view.fold))) & (degrees >= 0).all(axis=1)
    shown[[int(view.fold[node]) for node in nodes]] = False
    found = np.flatnonzero(shown).astype(np.int32)
    order = np.argsort(degrees[found].max(axis=1, initial=0), kind="stable")
    return found[order], degrees[found[order]], any(walk.deeper for walk in walks)
