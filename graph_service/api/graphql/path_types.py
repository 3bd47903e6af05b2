"""Paths: how one decision led to another."""

from dataclasses import dataclass

import strawberry

from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.lineages import Claim, claim
from graph_service.api.graphql.scopes import Scope, scope_of
from graph_service.api.graphql.ways import Way
from graph_service.ask import paths as ask
from graph_service.ask import unheld
from graph_service.graph.snapshot import Snapshot


@strawberry.type(description="From one thing to the next.")
class PathStep:
    """``graph_service.ask.paths.Step``."""

    source: str = strawberry.field(description="The key from which it leads.")
    target: str = strawberry.field(description="The key to which it leads.")
    steps: int = strawberry.field(description="1; or 0 where both are the same thing, or a part and its whole.")
    claims: list[Claim] = strawberry.field(description="The claims that make it; there may be none where it is no step.")


@strawberry.type(description="A way from one thing to another.")
class Path:
    """``graph_service.ask.paths.Path``."""

    nodes: list[str] = strawberry.field(description="The keys along the way, both ends among them.")
    length: int = strawberry.field(description="How many steps it takes.")
    steps: list[PathStep] = strawberry.field(description="The steps, in order.")
    snapshot: strawberry.Private[Snapshot]
    as_of: strawberry.Private[str | None] = None

    @resolved("The things along the way, both ends among them.")
    def entities(self) -> list[Entity]:
        """The entities of ``nodes``."""
        return [entity(self.snapshot, key, self.as_of) for key in self.nodes]


@strawberry.type(description="The shortest ways from one thing to another, along lineage, upstream to downstream.")
class Paths:
    """``graph_service.ask.paths.Paths``."""

    source: str = strawberry.field(description="The key from which was asked.")
    target: str = strawberry.field(description="The key to which was asked.")
    any_direction: bool = strawberry.field(description="Whether steps up and down were taken alike.")
    reversed: bool = strawberry.field(
        description="True: nothing leads from source down to target, and these lead from target down to source."
    )
    length: int | None = strawberry.field(description="How many steps the shortest takes; null where there is none.")
    paths: list[Path] = strawberry.field(description="The shortest ones, in the order of their keys.")
    total: int = strawberry.field(description="How many equally short ones there are.")
    truncated: bool = strawberry.field(description="Whether there are more than are given here.")
    scope: Scope = strawberry.field(description="What was looked at.")


@dataclass(frozen=True)
class Asked:
    """The arguments of a question for paths."""

    source: str
    target: str
    any_direction: bool
    way: Way
    limit: int


def paths(snapshot: Snapshot, asked: Asked) -> Paths:
    """The shortest paths, as GraphQL has them."""
    shown = unheld.paths(snapshot, asked.source, asked.target, asked.any_direction, **asked.way.terms(), limit=asked.limit)
    found = shown.answer
    return Paths(
        source=found.source,
        target=found.target,
        any_direction=found.any_direction,
        reversed=found.reversed,
        length=found.length,
        paths=[_path(shown.things, row, asked.way.as_of) for row in found.paths],
        total=found.total,
        truncated=found.truncated,
        scope=scope_of(found.scope),
    )


def _path(snapshot: Snapshot, row: ask.Path, as_of: str | None) -> Path:
    steps = [
        PathStep(
            source=step.source,
            target=step.target,
            steps=step.steps,
            claims=[claim(snapshot, one, as_of) for one in step.claims],
        )
        for step in row.steps
    ]
    return Path(nodes=list(row.nodes), length=row.length, steps=steps, snapshot=snapshot, as_of=as_of)
