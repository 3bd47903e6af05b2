"""The tables of a document as rows of figures, in order of the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.ask.documents import ParagraphRow
from graph_service.ask.figures import FigureRow, Wanted, figures
from graph_service.graph.snapshot import Snapshot

_ROW = ("row", "item", "group", "funding", "component")
"""Dimensions that all cells of a row share."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table. ``label``: as printed, or the period that the row is of; ``kind``: item, subtotal or total; ``group``: the
    heading above it."""

    label: str | None
    kind: str
    group: str | None
    cells: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table: its paragraph and its rows; none where no numbers were read in it."""

    paragraph: ParagraphRow
    rows: tuple[TableLine, ...]


def tables(snapshot: Snapshot, document: str, paragraphs: tuple[ParagraphRow, ...]) -> tuple[TableRead, ...]:
    """The tables among the paragraphs of a document (canonical key), each in each language in which it is held."""
    said = figures(snapshot, Wanted(document=document)).figures
    return tuple(
        TableRead(paragraph, tuple(_rows(said, paragraph))) for paragraph in paragraphs if paragraph.label.split()[0] == "table"
    )


def _rows(said: tuple[FigureRow, ...], paragraph: ParagraphRow) -> Iterator[TableLine]:
    """The rows of a table: figures in a row of the text that share what a row shares."""
    here = sorted(_inside(said, paragraph), key=lambda cell: cell[0])
    row: list[FigureRow] = []
    for _, figure in here:
        if row and _shared(row[0]) != _shared(figure):
            yield _line(row)
            row = []
        row.append(figure)
    if row:
        yield _line(row)


def _inside(said: tuple[FigureRow, ...], paragraph: ParagraphRow) -> Iterator[tuple[int, FigureRow]]:
    """The figures of rows whose words stand in a paragraph, each with where."""
    for figure in said:
        if any(name == "row" for name, _ in figure.dimensions):
            for place in figure.evidence:
                spot = (place.paragraph, place.language)
                if place.start is not None and spot == (paragraph.label, paragraph.language):
                    yield place.start, figure


def _shared(figure: FigureRow) -> tuple[str | None, ...]:
    told = dict(figure.dimensions)
    return (*(told.get(name) for name in _ROW), None if "item" in told else figure.period)


def _line(row: list[FigureRow]) -> TableLine:
    told = dict(row[0].dimensions)
    return TableLine(told.get("item", row[0].period), told["row"], told.get("group"), tuple(row))
