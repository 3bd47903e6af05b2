"""Which questions of lineage and paths are put to two sides that must answer alike: drawn by seed, with what is planted and what is
cited most among their start points, in both directions, under every kind of terms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any, TypeVar

import numpy as np

from bench.varied import AGAIN_AT
from bench.worlds import World
from graph_service.ask.lineage import Lineage
from graph_service.ask.paths import Paths
from graph_service.errors import UnknownKey

A = TypeVar("A")
ALL = ("planned", "proposed", "option", "negated")
TERMS: tuple[dict[str, Any], ...] = (
    {"depth": 8},
    {"depth": 1},
    {"depth": 3, "grain": "WHOLE"},
    {"depth": 3, "as_of": "1995-06"},
    {"depth": 2, "through": ("BODIES",)},
    {"depth": 3, "statuses": ALL},
    {"depth": None, "predicates": ("renews", "establishes", "adopted_at")},
    {"depth": 2, "grain": "WHOLE", "as_of": "2001", "statuses": ALL, "limit": 30, "offset": 5},
)
WAYS: tuple[dict[str, Any], ...] = ({}, {"any_direction": True}, {"grain": "WHOLE"}, {"as_of": "2001"})
DIRECTIONS = ("UPSTREAM", "DOWNSTREAM", "BOTH")
KNOWN = (None, None, None, AGAIN_AT)


@dataclass(frozen=True, slots=True)
class Walk:
    """A question of lineage."""

    key: str
    direction: str
    terms: dict[str, Any]
    known_at: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """A question of paths."""

    source: str
    target: str
    terms: dict[str, Any]


def walks(world: World, count: int) -> Iterator[Walk]:
    """So many questions of lineage, no two alike in a row."""
    planted = _planted(world)
    drawn = np.random.default_rng([world.seed, 2]).permutation(len(world.keys)).tolist()
    starts = [key for pair in zip(planted, (world.keys[i] for i in drawn), strict=False) for key in pair]
    starts += [world.keys[i] for i in drawn[len(planted) :]]
    hubs = set(_hubs(world))
    given = zip(starts, cycle(DIRECTIONS), cycle(TERMS), cycle(KNOWN[::-1] + KNOWN), strict=False)
    for (key, direction, terms, known_at), _ in zip(given, range(count), strict=False):
        near = {"depth": min(terms["depth"] or 2, 2)} if key in hubs else {}
        yield Walk(key, direction, terms | near, known_at)


def ways(world: World, count: int) -> Iterator[Way]:
    """So many questions of paths: along planted chains and rings, else between instruments that are drawn."""
    drawing = np.random.default_rng([world.seed, 3])
    ends = [(chain[0], chain[-1]) for chain in world.chains[: count // 4]]
    ends += [(ring[-1], ring[0]) for ring in world.rings[: count // 4]]
    while len(ends) < count:
        one, other = sorted(drawing.integers(0, len(world.instruments), size=2).tolist())
        ends.append((world.keys[world.instruments[one]], world.keys[world.instruments[other]]))
    for (source, target), terms in zip(ends, cycle(WAYS), strict=False):
        yield Way(source, target, terms)


def told(ask: Callable[[], A]) -> A | None:
    """An answer; None where it is that there is no such thing."""
    try:
        return ask()
    except UnknownKey:
        return None


def same(found: Lineage | Paths | None, expected: Lineage | Paths | None) -> bool:
    """Whether two answers are one, whatever the record is called from which they come."""
    if found is None or expected is None:
        return found is expected
    return replace(found, scope=replace(found.scope, snapshot=expected.scope.snapshot)) == expected


def _planted(world: World) -> list[str]:
    """What is cited most, ends of chains, members of rings, groups: one of each in turn."""
    chains = [end for chain in world.chains for end in (chain[-1], chain[0])]
    kinds = (_hubs(world), chains, [ring[0] for ring in world.rings], sorted(world.founders))
    most = max(map(len, kinds))
    return [kind[i] for i in range(most) for kind in kinds if i < len(kind)]


def _hubs(world: World) -> list[str]:
    """The five things of which most is said, and the five that say most."""
    told, telling = (np.bincount(column, minlength=len(world.keys)) for column in (world.object, world.subject))
    return [world.keys[i] for counts in (told, telling) for i in np.argsort(-counts, kind="stable")[:5].tolist()]
