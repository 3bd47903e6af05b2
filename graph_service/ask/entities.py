"""What a thing is, where it comes from, what followed from it, who is in it; and how it is found by name."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from graph_service.ask import evidence, terms
from graph_service.ask.scope import Scope, scope
from graph_service.ask.search import Hit, SearchResult, search
from graph_service.ask.statements import StatementList, listed
from graph_service.graph import lineage as measure
from graph_service.graph.columns import Ints
from graph_service.graph.snapshot import EntityRow, Snapshot
from ontology import vocabulary

__all__ = ["Entity", "EntityPage", "Hit", "SearchResult", "entity", "page", "search"]
WHO = ("coordination", "organisation")
"""Groups of predicates that say who is in it and whom it belongs to."""


@dataclass(frozen=True, slots=True)
class Entity(EntityRow):
    """What a key as typed leads to; labels as on the day asked. ``url``: where its text is published, if anywhere known."""

    url: str | None
    scope: Scope


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An entity with what is said of it, each line in one list only: ``what`` (names, dates, type), ``upstream`` (where it comes
    from, one step), ``downstream`` (what followed, one step), ``who`` (members, chairs, parents …), ``other``."""

    entity: Entity
    what: StatementList
    upstream: StatementList
    downstream: StatementList
    who: StatementList
    other: StatementList


def entity(snapshot: Snapshot, key: str, as_of: str | None = None) -> Entity:
    """The thing that a key as typed stands for; ``UnknownKey`` names the nearest keys."""
    row = snapshot.entity(key, terms.day(as_of))
    known: dict[str, Any] = {one.name: getattr(row, one.name) for one in fields(row)}
    return Entity(**known, url=evidence.url(snapshot, row.key), scope=scope(snapshot, complete=not row.stub))


def page(snapshot: Snapshot, key: str, as_of: str | None = None, *, limit: int | None = 100) -> EntityPage:
    """All that is said of a thing, in at most ``limit`` lines a list; a whole with what is said of its parts' lineage."""
    found = entity(snapshot, key, as_of)
    node = snapshot.number[found.key]
    up, down = (_one_step(snapshot, node, upward, as_of) for upward in (True, False))
    taken = {*up, *down}
    rest = [line for line in _holding(snapshot, snapshot.lines_of(found.key), as_of) if line not in taken]
    groups = {line: vocabulary.predicate(snapshot.ends(line)[1]).group for line in rest}
    what = [line for line in rest if groups[line] == "literal"]
    who = [line for line in rest if groups[line] in WHO]
    other = [line for line in rest if groups[line] != "literal" and groups[line] not in WHO]
    return EntityPage(found, *(listed(snapshot, lines, as_of, limit=limit) for lines in (what, up, down, who, other)))


def _one_step(snapshot: Snapshot, node: int, upward: bool, as_of: str | None) -> list[int]:
    over = measure.ground(snapshot, measure.Terms(as_of=as_of))
    rows = over.view.upward if upward else over.view.downward
    places = rows.places(np.asarray([over.view.group[node]], dtype=np.int32))
    edges: Ints = rows.edge[places[over.edges[rows.edge[places]]]]
    lines: list[int] = np.unique(over.view.line[edges]).tolist()
    return lines


def _holding(snapshot: Snapshot, lines: list[int], as_of: str | None) -> list[int]:
    if not as_of:
        return lines
    possible = snapshot.columns.hold(as_of)[0]
    return [line for line in lines if possible[line]]
