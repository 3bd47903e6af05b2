"""Connections as Relay has them (relay.dev/graphql/connections.htm), forward only, with a total and a scope."""

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from graph_service.api.graphql.ceiling import MAX_FIRST
from graph_service.api.graphql.cursors import Page
from graph_service.api.graphql.scopes import Scope

DEFAULT_FIRST = 20

First = Annotated[int, strawberry.argument(description=f"How many at most, from 0 to {MAX_FIRST}.")]
After = Annotated[
    str | None, strawberry.argument(description="The cursor behind which to go on: the endCursor of the page before.")
]

T = TypeVar("T")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = strawberry.field(description="Whether more follow: ask with after: endCursor.")
    has_previous_page: bool = strawberry.field(description="Whether some stand before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first; null in an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last; null in an empty page.")


@strawberry.type(description="One place in a list.")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="Where it stands: for after.")
    node: T = strawberry.field(description="What stands there.")


@strawberry.type(description="A page of a list, by Relay's rules.")
class Connection(Generic[T]):
    """Relay's connection."""

    edges: list[Edge[T]] = strawberry.field(description="The page, in the list's order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(description="How many the whole list has.")
    scope: Scope = strawberry.field(description="What was looked at.")


def page_info(page: Page[Any]) -> PageInfo:
    """Where a page stands."""
    cursors = [cursor for cursor, _ in page.rows]
    return PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


R = TypeVar("R")


def connection(page: Page[R], scope: Scope, node: Callable[[R], T]) -> Connection[T]:
    """The connection of a page; ``node`` makes what stands on its edges."""
    edges = [Edge(cursor=cursor, node=node(row)) for cursor, row in page.rows]
    return Connection(edges=edges, page_info=page_info(page), total_count=page.total, scope=scope)
