"""The root of the schema: the questions that can be asked."""

from typing import Annotated

import strawberry

from graph_service.api.graphql.arguments import AsOf, Key, KnownAt
from graph_service.api.graphql.codes import Direction, Grain, Modality, Predicate, Status, Through, names
from graph_service.api.graphql.connections import DEFAULT_FIRST, After, Connection, First
from graph_service.api.graphql.context import Info
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.finding import node as find_node
from graph_service.api.graphql.lineages import Asked, Lineage, Walked
from graph_service.api.graphql.nodes import Node
from graph_service.api.graphql.snapshots import Snapshot, snapshot_of
from graph_service.api.graphql.statements import Filter, Statement, of_filter
from graph_service.ask import lineage as ask_lineage
from graph_service.errors import UsageError


@strawberry.type(description="What can be asked. Every line of an answer carries the paragraphs that say it.")
class Query:
    """The questions, each asked of one snapshot."""

    @strawberry.field(description="The thing with an id that this service gave; null where the current snapshot has no such thing.")
    def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="An id as a node carries it.")]
    ) -> Node | None:
        """Relay's node."""
        return find_node(info.context.at(None), id)

    @strawberry.field(description="The thing that a key stands for. An unknown key is an error that names the nearest ones.")
    def entity(self, info: Info, key: Key, as_of: AsOf = None, known_at: KnownAt = None) -> Entity | None:
        """An entity."""
        return entity(info.context.at(known_at), key, as_of)

    @strawberry.field(
        description="What is said, each line once with all its evidence, by subject, predicate, object; without arguments all of it."
    )
    def statements(
        self,
        info: Info,
        subject: Annotated[str | None, strawberry.argument(description="The key of what they are about.")] = None,
        predicate: Annotated[Predicate | None, strawberry.argument(description="What they say.")] = None,
        object: Annotated[str | None, strawberry.argument(description="The key at the other end.")] = None,
        document: Annotated[str | None, strawberry.argument(description="The key of a document that says them.")] = None,
        status: Annotated[Status | None, strawberry.argument(description="Fact, planned, proposed …")] = None,
        modality: Annotated[Modality | None, strawberry.argument(description="How strongly the instrument speaks.")] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Statement]:
        """A page of the statements that fit."""
        values = [one.value if one else None for one in (predicate, status, modality)]
        asked = Filter(subject, values[0], object, document, values[1], values[2], as_of)
        return of_filter(info.context.at(known_at), asked, first, after)

    @strawberry.field(
        description="Where something comes from, or what followed from it. It runs along the predicates that are lineage, through "
        "instruments, documents, programmes, groups and meetings; through bodies only when asked. What is proposed, planned, an "
        "option or negated carries none."
    )
    def lineage(
        self,
        info: Info,
        key: Key,
        direction: Annotated[Direction, strawberry.argument(description="Which way.")] = Direction.UPSTREAM,
        depth: Annotated[
            int | None, strawberry.argument(description="How many steps at most; null: to the end.")
        ] = ask_lineage.DEPTH,
        predicates: Annotated[
            list[Predicate] | None, strawberry.argument(description="Only along these; not given: along all that are lineage.")
        ] = None,
        through: Annotated[list[Through] | None, strawberry.argument(description="What else it may pass through.")] = None,
        grain: Annotated[Grain, strawberry.argument(description="Whether parts stand for themselves.")] = Grain.PARAGRAPH,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Lineage | None:
        """A lineage; its pages are walked when they are asked for."""
        if depth is not None and depth < 0:
            raise UsageError(f"depth is {depth}; expected a number from 0, or null for all steps.")
        snapshot = info.context.at(known_at)
        asked = Asked(snapshot.resolve(key, as_of), direction.value, depth, names(predicates), names(through), grain.value, as_of)
        return Lineage(walked=Walked(snapshot, asked))

    @strawberry.field(description="The snapshot that answers: the current one, or the record as known at a moment.")
    def snapshot(self, info: Info, known_at: KnownAt = None) -> Snapshot:
        """The snapshot."""
        return snapshot_of(info.context.at(known_at))
