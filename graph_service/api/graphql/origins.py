"""Common ancestors: what several things come from alike."""

from dataclasses import dataclass

import strawberry

from graph_service.api.graphql.connections import PageInfo, page_info
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.scopes import Scope, scope_of
from graph_service.api.graphql.ways import Way
from graph_service.ask import ancestors as ask
from graph_service.graph.snapshot import Snapshot


@strawberry.type(description="Something that all of the things asked come from, with how far it is from each.")
class CommonAncestorEdge:
    """Relay's edge, with the degrees."""

    cursor: str = strawberry.field(description="Where it stands: for after.")
    node: Entity = strawberry.field(description="What they come from alike.")
    degrees: list[int] = strawberry.field(description="The steps to it from each of keys, in their order.")


@strawberry.type(description="A page of common ancestors: nearest first, by the farthest of their steps; then by key.")
class CommonAncestorConnection:
    """Relay's connection, with the keys that were asked."""

    keys: list[str] = strawberry.field(description="The keys that were asked, as they are in the graph, each once.")
    edges: list[CommonAncestorEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(description="How many common ancestors there are in all.")
    scope: Scope = strawberry.field(description="What was looked at; complete is false where the depth ended a walk.")


@dataclass(frozen=True)
class Asked:
    """The arguments of a question for common ancestors."""

    keys: tuple[str, ...]
    depth: int | None
    way: Way


def common_ancestors(snapshot: Snapshot, asked: Asked, first: int, after: str | None) -> CommonAncestorConnection:
    """A page of what all the keys come from."""
    listing = Listing(snapshot.hash, ("common ancestors", asked))
    begin, _ = window(listing, first, after)
    found = ask.common_ancestors(snapshot, asked.keys, asked.depth, **asked.way.terms(), limit=first, offset=begin)
    page = stretch(found.ancestors, listing, begin, found.total)
    edges = [
        CommonAncestorEdge(cursor=cursor, node=entity(snapshot, row.key, asked.way.as_of), degrees=list(row.degrees))
        for cursor, row in page.rows
    ]
    scope = scope_of(found.scope)
    return CommonAncestorConnection(
        keys=list(found.keys), edges=edges, page_info=page_info(page), total_count=found.total, scope=scope
    )
