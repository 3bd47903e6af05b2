"""Figures: numbers with what they measure, whose they are, when, and the places that say them."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_service.api.graphql.arguments import Language
from graph_service.api.graphql.codes import enum_of
from graph_service.api.graphql.connections import Connection, connection
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.evidences import Evidence, evidence_of
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.ids import global_id
from graph_service.api.graphql.nodes import Node
from graph_service.api.graphql.scopes import scope_of
from graph_service.ask import figures as ask
from graph_service.graph.snapshot import Snapshot
from ontology.measures import measures, units
from ontology.records import EXACTNESS, FIGURE_STATUSES

if TYPE_CHECKING:

    class FigureStatus(Enum):
        """Whether a number was asked for, granted or happened."""

    class Exactness(Enum):
        """How exact a number is meant to be."""

else:
    FigureStatus = enum_of(
        "FigureStatus",
        "Whether a number was asked for, granted or happened.",
        {status: status for status in FIGURE_STATUSES},
    )
    Exactness = enum_of(
        "Exactness", "How exact a number is meant to be.", {exactness: exactness.replace("_", " ") for exactness in EXACTNESS}
    )


@strawberry.type(description="What else tells a figure from others: its row, its grade, its source of money …")
class Dimension:
    """A pair of ``Figure.dimensions``."""

    name: str = strawberry.field(description="Its name: row, item, group, funding, change, prices, counted, component …")
    value: str = strawberry.field(description="Its value; words of the document as printed.")


@strawberry.input(description="A dimension that a figure must have.")
class DimensionIs:
    """Name and value."""

    name: str = strawberry.field(description="The dimension's name.")
    value: str = strawberry.field(description="The value that it must have.")


@strawberry.type(description="A number with what it measures: a sum, a share, a count.")
class Figure(Node):
    """``graph_service.ask.figures.FigureRow``; ``snapshot`` is what its own fields are asked of."""

    key: str = strawberry.field(description="fig: and the figure's id.")
    subject: str = strawberry.field(description="The key of whose it is.")
    measure: str = strawberry.field(description="What it measures, a name of the code list measures.csv.")
    value: str = strawberry.field(description="A decimal number in whole units: 47700000, never 47.7 million.")
    unit: str = strawberry.field(description="In what it counts, a name of the code list units.csv: USD, %, count …")
    period: str | None = strawberry.field(description="Of when it is (EDTF); null where that is not said.")
    status: FigureStatus | None = strawberry.field(description="Asked for, granted or happened; null where that is not said.")
    exactness: Exactness = strawberry.field(description="How exact it is meant to be.")
    dimensions: list[Dimension] = strawberry.field(description="What else tells it from others.")
    because_of: str | None = strawberry.field(description="The key of the instrument from which it follows, where that is said.")
    document: str = strawberry.field(description="The key of the document that says it.")
    confidence: float = strawberry.field(description="The best of its evidence, from 0 to 1.")
    evidence: list[Evidence] = strawberry.field(description="Every place that says it, with the words printed there.")
    snapshot: strawberry.Private[Snapshot]

    @resolved("Whose it is.")
    def subject_entity(self) -> Entity:
        """The subject."""
        return entity(self.snapshot, self.subject)

    @resolved("What it measures, in plain words; the measure's name where the code list has none in that language.")
    def measure_label(self, language: Language = "en") -> str:
        """The measure's label."""
        known = measures().get(self.measure)
        return {"en": known.en, "zh": known.zh}.get(language, known.name) if known else self.measure

    @resolved("In what it counts, in plain words; the unit's name where the code list has none in that language.")
    def unit_label(self, language: Language = "en") -> str:
        """The unit's label."""
        known = units().get(self.unit)
        return {"en": known.en, "zh": known.zh}.get(language, known.name) if known else self.unit


Measure = Annotated[str | None, strawberry.argument(description="What they measure, a name of the code list measures.csv.")]
Period = Annotated[
    str | None, strawberry.argument(description="A day, month, year or period (EDTF): only figures whose own period lies in it.")
]
Dimensions = Annotated[list[DimensionIs] | None, strawberry.argument(description="Only figures that have all of these.")]


def pairs(dimensions: list[DimensionIs] | None) -> tuple[tuple[str, str], ...]:
    """Dimensions that were given as an argument."""
    return tuple((one.name, one.value) for one in dimensions or ())


def figures(snapshot: Snapshot, wanted: ask.Wanted, first: int, after: str | None) -> Connection[Figure]:
    """A page of the figures that fit."""
    listing = Listing(snapshot.hash, ("figures", wanted))
    begin, _ = window(listing, first, after)
    found = ask.figures(snapshot, wanted, limit=first, offset=begin)
    page = stretch(found.figures, listing, begin, found.total)
    return connection(page, scope_of(found.scope), lambda row: figure(snapshot, row))


def figure(snapshot: Snapshot, row: ask.FigureRow) -> Figure:
    """A figure as GraphQL has it."""
    return Figure(
        id=strawberry.ID(global_id("Figure", row.id)),
        key=f"fig:{row.id}",
        subject=row.subject,
        measure=row.measure,
        value=row.value,
        unit=row.unit,
        period=row.period,
        status=row.status,  # type: ignore[arg-type]  # the enum's value; GraphQL gives its name
        exactness=row.exactness,  # type: ignore[arg-type]  # likewise
        dimensions=[Dimension(name=name, value=value) for name, value in row.dimensions],
        because_of=row.because_of,
        document=row.document,
        confidence=row.confidence,
        evidence=evidence_of(row.evidence),
        snapshot=snapshot,
    )
