"""Coordination: what groups and bodies share, and who stands between others."""

import strawberry

from graph_service.api.graphql.arguments import AsOf, Key
from graph_service.api.graphql.codes import EntityType
from graph_service.api.graphql.connections import DEFAULT_FIRST, After, Connection, First, connection
from graph_service.api.graphql.context import Info
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.scopes import Scope, scope_of
from graph_service.api.graphql.statements import Statement, statement
from graph_service.ask import coordination as ask
from graph_service.graph.snapshot import Snapshot


@strawberry.type(description="A body that two groups share, or a group that two bodies share, with what says so.")
class Shared:
    """``graph_service.ask.coordination.Shared``."""

    key: str = strawberry.field(description="The key of what is shared.")
    type: EntityType = strawberry.field(description="What it is.")
    entity: Entity = strawberry.field(description="The thing that is shared.")
    with_a: list[Statement] = strawberry.field(description="The statements that join it with the first.")
    with_b: list[Statement] = strawberry.field(description="The statements that join it with the second.")


@strawberry.type(description="What two groups or two bodies share.")
class Overlap:
    """``graph_service.ask.coordination.Overlap``."""

    a: str = strawberry.field(description="The key of the first.")
    b: str = strawberry.field(description="The key of the second.")
    shared: list[Shared] = strawberry.field(description="All that they share, by key.")
    total: int = strawberry.field(description="How many they share.")
    only_a: int = strawberry.field(description="How many only the first has.")
    only_b: int = strawberry.field(description="How many only the second has.")
    jaccard: float = strawberry.field(description="Shared over all that either has, from 0 to 1.")
    scope: Scope = strawberry.field(description="What was looked at.")


@strawberry.type(description="A body that stands between others.")
class Broker:
    """``graph_service.ask.coordination.Broker``."""

    key: str = strawberry.field(description="The body's key.")
    type: EntityType = strawberry.field(description="What it is.")
    entity: Entity = strawberry.field(description="The body.")
    betweenness: float = strawberry.field(
        description="The share of shortest ways between others that lead through it, from 0 to 1, "
        "in the network of bodies and groups."
    )
    groups: list[str] = strawberry.field(description="The keys of the groups that it is in.")
    statements: list[Statement] = strawberry.field(description="What puts it into them.")


@strawberry.type(description="Who works with whom, from the statements on members, participants and chairs.")
class Coordination:
    """The network of bodies and groups in one snapshot."""

    snapshot: strawberry.Private[Snapshot]

    @resolved("The bodies that two groups share, or the groups that two bodies share.")
    def overlap(self, info: Info, a: Key, b: Key, as_of: AsOf = None) -> Overlap:
        """The overlap of two."""
        info.context.check()
        found = ask.overlap(self.snapshot, a, b, as_of)
        return Overlap(
            a=found.a,
            b=found.b,
            shared=[_shared(self.snapshot, row, as_of) for row in found.shared],
            total=found.total,
            only_a=found.only_a,
            only_b=found.only_b,
            jaccard=found.jaccard,
            scope=scope_of(found.scope),
        )

    @resolved("The bodies by betweenness, highest first, then by key.")
    def brokers(self, info: Info, as_of: AsOf = None, first: First = DEFAULT_FIRST, after: After = None) -> Connection[Broker]:
        """A page of brokers."""
        info.context.check()
        listing = Listing(self.snapshot.hash, ("brokers", as_of))
        begin, _ = window(listing, first, after)
        found = ask.brokers(self.snapshot, first, as_of, begin)
        page = stretch(found.brokers, listing, begin, found.total)
        return connection(page, scope_of(found.scope), lambda row: _broker(self.snapshot, row, as_of))


def _shared(snapshot: Snapshot, row: ask.Shared, as_of: str | None) -> Shared:
    return Shared(
        key=row.key,
        type=row.type,  # type: ignore[arg-type]  # the enum's value; GraphQL gives its name
        entity=entity(snapshot, row.key, as_of),
        with_a=[statement(snapshot, one, as_of) for one in row.with_a],
        with_b=[statement(snapshot, one, as_of) for one in row.with_b],
    )


def _broker(snapshot: Snapshot, row: ask.Broker, as_of: str | None) -> Broker:
    return Broker(
        key=row.key,
        type=row.type,  # type: ignore[arg-type]  # the enum's value; GraphQL gives its name
        entity=entity(snapshot, row.key, as_of),
        betweenness=row.betweenness,
        groups=list(row.groups),
        statements=[statement(snapshot, one, as_of) for one in row.statements],
    )
