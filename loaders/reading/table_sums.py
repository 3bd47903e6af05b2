"""Whether a table adds up: subtotals and totals of its rows, and what its columns must come to within a row.

Three kinds of rows are sums: a total behind the rows that it sums; a subtotal behind those of its group; and the row above numbered
rows (publications, then each publication). A sum may differ by what rounding makes; a greater difference is the source's own error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.reading.table_heads import Column
from loaders.reading.tables import Part, Row, Table

_LIKE = Decimal("0.5")
"""How many of the columns must come to a sum for the rows to be the summed ones."""


@dataclass(frozen=True, slots=True)
class Check:
    """A number that must be a sum: what is printed and what its parts come to, in the table's unit."""

    row: Row
    column: Column
    printed: Decimal
    summed: Decimal
    parts: int

    @property
    def holds(self) -> bool:
        """Whether both agree, but for rounding."""
        return abs(self.printed - self.summed) <= _rounding(self.printed, self.summed) * (self.parts + 1)


def _rounding(*values: Decimal) -> Decimal:
    """Half of the last place that is printed; nothing for whole numbers."""
    places = max((-int(v.as_tuple().exponent) for v in values), default=0)
    return Decimal(5).scaleb(-places - 1) if places > 0 else Decimal(0)


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
    return out


def checks(table: Table) -> Iterator[Check]:
    """All that must add up in a table."""
    entries: list[tuple[str | None, Row]] = []
    for part in table.parts:
        first = len(entries)
        for at, row in enumerate(part.rows):
            yield from _across(row)
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


def _is_below(part: Part, at: int) -> bool:
    """Whether a numbered row belongs to a row above it that sums it."""
    start = next((i for i in range(at - 1, -1, -1) if not part.rows[i].number), -1)
    return start >= 0 and part.rows[at] in headed(part, start)


def _summed(row: Row, entries: list[tuple[str | None, Row]], first: int) -> list[tuple[str | None, Row]]:
    """The rows that a total sums: those of its group, of its part, or all; the first of these to which most columns come."""
    inside = next((i + 1 for i in range(len(entries) - 1, -1, -1) if entries[i][0] != row.group), 0)
    ways = [entries[start:] for start in dict.fromkeys((max(inside, first), first, 0)) if start < len(entries)]
    for way in ways:
        found = list(_down(row, [r for _, r in way]))
        if found and sum(check.holds for check in found) > len(found) * _LIKE:
            return way
    return ways[0] if ways else []


def _down(row: Row, parts: list[Row]) -> Iterator[Check]:
    """The columns of a sum, where all its parts that have cells of their own in it do."""
    for column, cell in row.cells:
        below = [value for r in parts if (value := _of(r, column)) is not None]
        if below and column.role != "percent":
            yield Check(row, column, cell.value, sum(below, Decimal(0)), len(below))


def _of(row: Row, column: Column) -> Decimal | None:
    """The value of a row in a column; under another heading, in the last column of the same year that is no change."""
    if (cell := row.value(column)) is not None:
        return cell.value
    if any(c == column for c, _ in row.cells) or column.period is None:
        return None
    same = [cell.value for c, cell in row.cells if c.period == column.period and c.role in ("before", "base", "result", "recosted")]
    return same[-1] if same else None


def _across(row: Row) -> Iterator[Check]:
    """Within a row: changes come to their total, base and total to the result, result and recosting to what is recosted."""
    by_role: dict[str, Decimal] = {}
    columns = {column.role: column for column, _ in row.cells}
    parts = [cell.value for column, cell in row.cells if column.role == "part"]
    for column, cell in row.cells:
        by_role[column.role] = cell.value
    sums = [("total", parts), ("result", _both(by_role, "base", "total")), ("recosted", _both(by_role, "result", "recosting"))]
    for role, values in sums:
        if role in by_role and values:
            yield Check(row, columns[role], by_role[role], sum(values, Decimal(0)), len(values))
    if "sum" in by_role:
        at = next(i for i, (column, _) in enumerate(row.cells) if column.role == "sum")
        before = [cell.value for _, cell in row.cells[:at]]
        if len(before) > 1:
            yield Check(row, columns["sum"], by_role["sum"], sum(before, Decimal(0)), len(before))


def _both(values: dict[str, Decimal], *roles: str) -> list[Decimal]:
    return [values[role] for role in roles] if all(role in values for role in roles) else []
