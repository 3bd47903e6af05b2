"""Along what lineage runs: the arguments that lineage, paths and common ancestors share."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import strawberry

from graph_service.api.graphql.codes import Grain, Predicate, Status, Through, names
from graph_service.errors import UsageError

Depth = Annotated[int | None, strawberry.argument(description="How many steps at most; null: to the end.")]
Predicates = Annotated[
    list[Predicate] | None, strawberry.argument(description="Only along these; not given: along all that are lineage.")
]
Statuses = Annotated[
    list[Status] | None,
    strawberry.argument(description="What is no fact and carries lineage nevertheless: PROPOSED, PLANNED, OPTION, NEGATED."),
]
ThroughKinds = Annotated[list[Through] | None, strawberry.argument(description="What else it may pass through.")]
GrainOf = Annotated[Grain, strawberry.argument(description="Whether parts stand for themselves.")]


@dataclass(frozen=True)
class Way:
    """What a walk may use, by the names that the questions of ``graph_service.ask`` have for it."""

    predicates: tuple[str, ...]
    through: tuple[str, ...]
    grain: str
    statuses: tuple[str, ...]
    as_of: str | None

    def terms(self) -> Mapping[str, Any]:
        """The arguments of a question, by name."""
        return asdict(self)


def checked_depth(depth: int | None) -> int | None:
    """The depth; ``UsageError`` for one below 0."""
    if depth is not None and depth < 0:
        raise UsageError(f"depth is {depth}; expected a number from 0, or null for all steps.")
    return depth


def way(predicates: Predicates, through: ThroughKinds, grain: GrainOf, statuses: Statuses, as_of: str | None) -> Way:
    """A way from the enum members that were given."""
    return Way(names(predicates), names(through), str(grain.value), names(statuses), as_of)
