"""Search by name, symbol or title."""

import strawberry

from graph_service.api.graphql.connections import PageInfo, page_info
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.scopes import Scope, scope_of
from graph_service.ask import search as ask
from graph_service.graph.snapshot import Snapshot


@strawberry.type(description="A thing that was found, with what fits.")
class SearchEdge:
    """Relay's edge, with ``graph_service.ask.search.Hit``."""

    cursor: str = strawberry.field(description="Where it stands: for after.")
    node: Entity = strawberry.field(description="What was found.")
    matched: str = strawberry.field(description="The name, key or symbol that fits.")
    fit: str = strawberry.field(description="How it fits: exact key, exact name, beginning, inside.")


@strawberry.type(description="A page of what was found: exact key, exact name, beginning, inside; then by key.")
class SearchConnection:
    """Relay's connection."""

    edges: list[SearchEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(description="How many were found in all.")
    scope: Scope = strawberry.field(description="What was looked at.")


def search(
    snapshot: Snapshot, text: str, types: tuple[str, ...], language: str | None, first: int, after: str | None
) -> SearchConnection:
    """A page of what contains a text."""
    listing = Listing(snapshot.hash, ("search", text, types, language))
    begin, _ = window(listing, first, after)
    found = ask.search(snapshot, text, types, language, first, begin)
    page = stretch(found.hits, listing, begin, found.total)
    edges = [
        SearchEdge(cursor=cursor, node=entity(snapshot, hit.key), matched=hit.matched, fit=hit.fit) for cursor, hit in page.rows
    ]
    return SearchConnection(edges=edges, page_info=page_info(page), total_count=found.total, scope=scope_of(found.scope))
