"""Entities: what a key stands for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_service.api.graphql.arguments import Language
from graph_service.api.graphql.codes import EntityType, Predicate
from graph_service.api.graphql.connections import DEFAULT_FIRST, After, Connection, First
from graph_service.api.graphql.context import Info
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.ids import global_id
from graph_service.api.graphql.nodes import Node
from graph_service.ask import evidence, terms
from graph_service.graph.snapshot import EntityRow, Snapshot

if TYPE_CHECKING:
    from graph_service.api.graphql.statements import Statement

FALLBACK = ("en", "zh")
"""The languages that are tried where there is no name in the one asked for."""


@strawberry.type(description="A name in a language.")
class Label:
    """One of an entity's labels."""

    language: str = strawberry.field(description="ar, zh, en, fr, ru or es; und where none is said.")
    text: str = strawberry.field(description="The name.")


@strawberry.type(
    description="A thing that a key stands for: an instrument, a document or a part of one, a body, a group, "
    "a programme, a meeting, a goal …"
)
class Entity(Node):
    """``graph_service.graph.snapshot.EntityRow``; ``snapshot`` and ``as_of`` are what its own fields are asked of."""

    key: str = strawberry.field(description="The key: what people type. An alias that was asked for has led here.")
    type: EntityType = strawberry.field(description="What it is.")
    kind: str = strawberry.field(
        description="The kind of its type (instrument, document, part, body, group …), by which lineage goes."
    )
    labels: list[Label] = strawberry.field(description="One name for each language, as on the day asked for.")
    names: list[str] = strawberry.field(description="Every name that is said of it, former ones and acronyms too.")
    aliases: list[str] = strawberry.field(description="Other keys that lead here.")
    held: bool = strawberry.field(description="Whether its text has been read; if not, it is known from what other documents say.")
    url: str | None = strawberry.field(description="Where its text is published, if that is known.")
    snapshot: strawberry.Private[Snapshot]
    as_of: strawberry.Private[str | None] = None

    @resolved("Its name.")
    def label(self, language: Language = "en") -> str:
        """The name in a language, or the next best."""
        return best_label(self.key, {one.language: one.text for one in self.labels}, language)

    @resolved("What is said of it: the lines of which it is the subject, then those of which it is the object.")
    def statements(
        self,
        info: Info,
        predicate: Annotated[Predicate | None, strawberry.argument(description="Only this predicate.")] = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Annotated["Statement", strawberry.lazy("graph_service.api.graphql.statements")]]:
        """The lines about it that can have held on the day that the entity was asked for."""
        from graph_service.api.graphql.statements import of_entity

        return of_entity(info, self, predicate, first, after)


def best_label(key: str, labels: Mapping[str, str], language: str) -> str:
    """The name in a language, else in one of ``FALLBACK``, else any, else the key."""
    wanted = (language, *FALLBACK)
    return next((labels[one] for one in wanted if one in labels), next(iter(labels.values()), key))


def entity(snapshot: Snapshot, key: str, as_of: str | None = None) -> Entity:
    """The thing that a key as typed stands for; ``UnknownKey`` names the nearest."""
    return entity_of(snapshot, snapshot.entity(key, terms.day(as_of)), as_of)


def entity_of(snapshot: Snapshot, row: EntityRow, as_of: str | None = None) -> Entity:
    """The entity of a row of the snapshot."""
    return Entity(
        id=strawberry.ID(global_id("Entity", row.key)),
        key=row.key,
        type=row.type,  # type: ignore[arg-type]  # the enum's value; GraphQL gives its name
        kind=row.kind,
        labels=[Label(language=language, text=text) for language, text in row.labels.items()],
        names=list(row.names),
        aliases=list(row.aliases),
        held=row.held,
        url=evidence.url(snapshot, row.key),
        snapshot=snapshot,
        as_of=as_of,
    )
