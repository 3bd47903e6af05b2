"""Which cells of a row belong to which columns, where the row has fewer cells than there are columns: blanks are lost in a text.

What must add up within the row tells; where nothing does, the cells are those of the last columns.
"""

from itertools import combinations

from loaders.reading import table_rules
from loaders.reading.table_columns import Column
from loaders.reading.table_lines import Cell

_MOST = 300
"""More ways than so many are not tried."""


def place(columns: tuple[Column, ...], cells: list[Cell]) -> list[tuple[Column, Cell]]:
    """Each cell with its column."""
    usual = list(zip(columns[len(columns) - len(cells) :], cells, strict=True))
    if len(cells) == len(columns) or not any(column.role for column in columns):
        return usual
    best, score = usual, _score(usual)
    for n, chosen in enumerate(combinations(range(len(columns)), len(cells))):
        if n > _MOST:
            break
        way = [(columns[i], cell) for i, cell in zip(chosen, cells, strict=True)]
        if (found := _score(way)) > score:
            best, score = way, found
    return best


def _score(way: list[tuple[Column, Cell]]) -> int:
    """How many sums within the row hold, less those that do not."""
    checks = list(table_rules.across({column: cell.value for column, cell in way}))
    return sum(1 if check.holds else -1 for check in checks)
