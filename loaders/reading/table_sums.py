"""Whether a table adds up: subtotals and totals of its rows, and what its columns must come to within a row.

Three kinds of rows are sums: a total behind the rows that it sums; a subtotal behind those of its group; and the row above numbered
rows (publications, then each publication).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.reading import table_rules
from loaders.reading.table_columns import Column
from loaders.reading.table_parts import Part, Row, Table

_LIKE = Decimal("0.5")
"""How many of the columns must come to a sum for the rows to be the summed ones."""


@dataclass(frozen=True, slots=True)
class Check:
    """A number of a row that must be a sum."""

    row: Row
    sum: table_rules.Sum

    @property
    def column(self) -> Column:
        """The column in which it stands."""
        return self.sum.column

    @property
    def printed(self) -> Decimal:
        """What is printed, in the table's unit."""
        return self.sum.printed

    @property
    def summed(self) -> Decimal:
        """What its parts come to, in the table's unit."""
        return self.sum.summed

    @property
    def holds(self) -> bool:
        """Whether both agree, but for rounding."""
        return self.sum.holds


def headed(part: Part, at: int) -> list[Row]:
    """The numbered rows that a row without a number stands above and sums, in the order of the part; none where it sums none."""
    if part.rows[at].number or part.rows[at].kind != "item":
        return []
    group = part.rows[at].group
    out: list[Row] = []
    for row in part.rows[at + 1 :]:
        if not row.number or row.group != group:
            break
        out.append(row)
    return out if any(check.holds and check.printed for check in _down(part.rows[at], out)) or not _sized(part.rows[at]) else []


def _sized(row: Row) -> bool:
    """Whether any cell of a row is more than nil."""
    return any(cell.value for _, cell in row.cells)


def checks(table: Table) -> Iterator[Check]:
    """All that must add up in a table."""
    entries: list[tuple[str | None, Row]] = []
    for part in table.parts:
        first = len(entries)
        for at, row in enumerate(part.rows):
            yield from (Check(row, found) for found in table_rules.across({c: cell.value for c, cell in row.cells}))
            if below := headed(part, at):
                yield from _down(row, below)
            elif row.kind == "item":
                if not (row.number and _is_below(part, at)):
                    entries.append((row.group, row))
            else:
                summed = _summed(row, entries, first)
                yield from _down(row, [r for _, r in summed])
                if summed:
                    del entries[len(entries) - len(summed) :]
                    entries.append((None, row))
                first = min(first, len(entries))
            if below:
                entries.append((row.group, row))


def over_all(table: Table) -> frozenset[int]:
    """The rows (by ``id``) that sum rows of several parts: they are of no one source of money."""
    out: set[int] = set()
    for part in table.parts[1:]:
        last = part.rows[-1] if part.rows else None
        if last is None or last.kind != "total" or not any(row.kind == "subtotal" for row in part.rows[:-1]):
            continue
        inside = next(row for row in reversed(part.rows[:-1]) if row.kind == "subtotal")
        same = [last.value(c) and last.value(c).value == cell.value for c, cell in inside.cells]  # type: ignore[union-attr]
        if not all(same):
            out.add(id(last))
    return frozenset(out)


def _is_below(part: Part, at: int) -> bool:
    """Whether a numbered row belongs to a row above it that sums it."""
    start = next((i for i in range(at - 1, -1, -1) if not part.rows[i].number), -1)
    return start >= 0 and part.rows[at] in headed(part, start)


def _summed(row: Row, entries: list[tuple[str | None, Row]], first: int) -> list[tuple[str | None, Row]]:
    """The rows that a total sums: those of its group, of its part, or all, else the last ones; the first of these to which most
    columns come."""
    inside = next((i + 1 for i in range(len(entries) - 1, -1, -1) if entries[i][0] != row.group), 0)
    starts = dict.fromkeys((max(inside, first), first, 0, *range(len(entries) - 1, -1, -1)))
    ways = [entries[start:] for start in starts if start < len(entries)]
    for way in ways:
        found = list(_down(row, [r for _, r in way]))
        if found and sum(check.holds for check in found) > len(found) * _LIKE:
            return way
    return ways[0] if ways else []


def _down(row: Row, parts: list[Row]) -> Iterator[Check]:
    """The columns of a sum, where all its parts that have cells of their own in it do."""
    for column, cell in row.cells:
        below = [value for r in parts if (value := _of(r, column)) is not None]
        if below and column.role != "percent" and column.unit != "%":
            yield Check(row, table_rules.summed(column, cell.value, below))


def _of(row: Row, column: Column) -> Decimal | None:
    """The value of a row in a column; under another heading, in the last column of the same year that is no change."""
    if (cell := row.value(column)) is not None:
        return cell.value
    if any(c == column for c, _ in row.cells) or column.period is None:
        return None
    same = [cell.value for c, cell in row.cells if c.period == column.period and c.role in ("before", "base", "result", "recosted")]
    return same[-1] if same else None
