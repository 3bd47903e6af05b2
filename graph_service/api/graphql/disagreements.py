"""Contradictions: what the documents read tell that can't all be so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_service.api.graphql.codes import enum_of
from graph_service.api.graphql.connections import Connection, connection
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.figures import Figure, figure
from graph_service.api.graphql.scopes import scope_of
from graph_service.api.graphql.statements import Statement, statement
from graph_service.ask import contradictions as ask
from graph_service.graph.snapshot import Snapshot
from ontology.contradictions import contradictions as kinds

if TYPE_CHECKING:
    from enum import Enum

    class ContradictionKind(Enum):
        """In which way things contradict each other."""

else:
    ContradictionKind = enum_of(
        "ContradictionKind",
        "In which way things contradict each other.",
        {kind.name: f"{kind.definition_en} ({kind.zh})" for kind in kinds().values()},
    )

Kind = Annotated[ContradictionKind | None, strawberry.argument(description="Only those of this kind.")]
About = Annotated[
    str | None, strawberry.argument(description="Only those that are told of this or of a part of it, or that have it as an end.")
]
By = Annotated[str | None, strawberry.argument(description="Only those that this document tells, alone or among others.")]


@strawberry.type(description="Statements and figures that can't all hold. Which of them is right is not judged.")
class Contradiction:
    """``graph_service.ask.contradictions.Contradiction``."""

    kind: ContradictionKind = strawberry.field(description="In which way they contradict each other.")
    about: str = strawberry.field(description="The key of what they are told of.")
    documents: list[str] = strawberry.field(description="The keys of the documents that tell them: one alone, or several.")
    statements: list[Statement] = strawberry.field(description="The statements that can't all hold, each with its paragraphs.")
    figures: list[Figure] = strawberry.field(description="The figures that can't all hold, each with its places.")
    snapshot: strawberry.Private[Snapshot]

    @resolved("What they are told of.")
    def entity(self) -> Entity:
        """The thing."""
        return entity(self.snapshot, self.about)


@dataclass(frozen=True)
class Wanted:
    """What is asked for; None excludes nothing."""

    kind: str | None = None
    about: str | None = None
    document: str | None = None


def contradictions(snapshot: Snapshot, wanted: Wanted, first: int, after: str | None) -> Connection[Contradiction]:
    """A page of the contradictions that fit."""
    listing = Listing(snapshot.hash, ("contradictions", wanted))
    begin, _ = window(listing, first, after)
    found = ask.contradictions(snapshot, wanted.kind, wanted.about, wanted.document, limit=first, offset=begin)
    page = stretch(found.contradictions, listing, begin, found.total)
    return connection(page, scope_of(found.scope), lambda row: _contradiction(snapshot, row))


def _contradiction(snapshot: Snapshot, row: ask.Contradiction) -> Contradiction:
    return Contradiction(
        kind=row.kind,  # type: ignore[arg-type]  # the enum's value; GraphQL gives its name
        about=row.about,
        documents=list(row.documents),
        statements=[statement(snapshot, one) for one in row.statements],
        figures=[figure(snapshot, one) for one in row.figures],
        snapshot=snapshot,
    )
