"""The tables of a document: put together from loose lines, or from the cells that the format knows."""

from loaders.reading import table_grids
from loaders.reading.laid import Laid
from loaders.reading.table_assembly import Assembly
from loaders.reading.table_parts import Part, Row, Table
from ontology.readings import Paragraph

__all__ = ["Part", "Row", "Table", "read"]


def read(laid: Laid, paragraph: Paragraph) -> Table:
    """The table that stands in a paragraph; without parts where no row of numbers was found under a heading."""
    return table_grids.read(laid, paragraph) or Assembly(laid, paragraph).table()
