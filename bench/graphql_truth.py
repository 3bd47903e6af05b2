"""Which requests are sent over GraphQL, and what the made-up world says that they must answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.figures import expect
from bench.snapshots import statements
from bench.stage import Prepared

Variables = dict[str, str | None]
Ask = Callable[[Variables], dict[str, Any]]
FIRST = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` of the query's file. ``questions(world, count, ask)``: up to so many variables, no two alike. ``check(world,
    variables, data)``: ``WrongAnswer`` where the data is not what the world says."""

    name: str
    title: str
    questions: Callable[[Prepared, int, Ask], Iterator[Variables]]
    check: Callable[[Prepared, Variables, dict[str, Any]], None]


def _drawn(world: Prepared, count: int) -> list[int]:
    drawn: list[int] = np.random.default_rng(world.seed).permutation(world.world.instruments)[:count].tolist()
    return drawn


def _entities(world: Prepared, count: int, ask: Ask) -> Iterator[Variables]:
    return ({"key": world.world.keys[i]} for i in _drawn(world, count))


def _entity(world: Prepared, variables: Variables, data: dict[str, Any]) -> None:
    key, made = variables["key"], world.world
    number = made.keys.index(str(key))
    expect("key of an entity", data["entity"]["key"], key)
    said = int((made.subject == number).sum() + (made.object == number).sum()) + 2
    expect(f"lines about {key}", data["entity"]["statements"]["totalCount"], said)


def _roots(world: Prepared, count: int, ask: Ask) -> Iterator[Variables]:
    """Those that reach a hundred things and more."""
    drawn = _drawn(world, len(world.world.instruments))
    far = (i for i in drawn if world.floor.page(i, False)[0] >= FIRST)
    return ({"key": world.world.keys[i]} for _, i in zip(range(count), far, strict=False))


def _lineage(world: Prepared, variables: Variables, data: dict[str, Any]) -> None:
    keys = world.world.keys
    total, page = world.floor.page(keys.index(str(variables["key"])), False)
    nodes = data["lineage"]["nodes"]
    found = (nodes["totalCount"], [edge["node"]["key"] for edge in nodes["edges"]])
    expect(f"lineage of {variables['key']}", found, (total, [keys[i] for i in page]))


def _pages(world: Prepared, count: int, ask: Ask) -> Iterator[Variables]:
    """One full page behind the other."""
    after = None
    for _ in range(min(count, statements(world) // FIRST)):
        variables: Variables = {"after": after}
        yield variables
        after = ask(variables)["data"]["statements"]["pageInfo"]["endCursor"]


def _listed(world: Prepared, variables: Variables, data: dict[str, Any]) -> None:
    found = data["statements"]
    expect("how many statements there are", found["totalCount"], statements(world))
    evidence = [one for edge in found["edges"] for one in edge["node"]["evidence"]]
    expect("statements of a page", len(found["edges"]), FIRST)
    expect("pieces of evidence with words", sum(bool(one["quote"]) for one in evidence), FIRST)


KINDS = (
    Kind("entity", "entity page", _entities, _entity),
    Kind("lineage", "lineage page of 100", _roots, _lineage),
    Kind("statements", "list of 100 with evidence", _pages, _listed),
)
