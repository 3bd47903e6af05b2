"""Tables of documents: rows of figures."""

import strawberry

from graph_service.api.graphql.figures import Figure, figure
from graph_service.ask import tables as ask
from graph_service.graph.snapshot import Snapshot


@strawberry.type(description="A row of a table.")
class TableRow:
    """``graph_service.ask.tables.TableLine``."""

    label: str | None = strawberry.field(description="Its label as printed, or the period that it is of.")
    kind: str = strawberry.field(description="item, subtotal or total.")
    group: str | None = strawberry.field(description="The heading above it.")
    cells: list[Figure] = strawberry.field(description="Its numbers, in order of the text.")


@strawberry.type(description="A table of a document, as far as its numbers were read.")
class Table:
    """``graph_service.ask.tables.TableRead``."""

    document: str = strawberry.field(description="The document's key.")
    language: str | None = strawberry.field(description="The language of its words.")
    label: str = strawberry.field(description="Its label, such as table 14.6.")
    text: str = strawberry.field(description="Its words, a line for each line.")
    rows: list[TableRow] = strawberry.field(description="Its rows; none where no numbers were read.")


def table(snapshot: Snapshot, read: ask.TableRead) -> Table:
    """A table as GraphQL has it."""
    return Table(
        document=read.paragraph.document,
        language=read.paragraph.language,
        label=read.paragraph.label,
        text=read.paragraph.text,
        rows=[
            TableRow(label=row.label, kind=row.kind, group=row.group, cells=[figure(snapshot, cell) for cell in row.cells])
            for row in read.rows
        ],
    )
