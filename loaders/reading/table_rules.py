"""What must add up within a row of a table: changes come to their total, base and total to the result, and so on.

A sum may differ by what rounding makes; a greater difference is the source's own error.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from loaders.reading.table_columns import Column

_SHARE = Decimal("0.11")
"""By so much a printed share may differ from what its numbers give: they are rounded too."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that must be a sum: its column, what is printed, what its parts come to, how many they are, and how much apart both
    may be."""

    column: Column
    printed: Decimal
    summed: Decimal
    parts: int
    slack: Decimal

    @property
    def holds(self) -> bool:
        """Whether both agree, but for rounding."""
        return abs(self.printed - self.summed) <= self.slack


def summed(column: Column, printed: Decimal, parts: list[Decimal]) -> Sum:
    """The sum of some parts beside what is printed."""
    total = sum(parts, Decimal(0))
    return Sum(column, printed, total, len(parts), _rounding(printed, total) * (len(parts) + 1))


def _rounding(*values: Decimal) -> Decimal:
    """Half of the last place that is printed; nothing for whole numbers."""
    places = max((-int(v.as_tuple().exponent) for v in values), default=0)
    return Decimal(5).scaleb(-places - 1) if places > 0 else Decimal(0)


def across(values: Mapping[Column, Decimal]) -> Iterator[Sum]:
    """All that must add up among the cells of a row."""
    roles = {column.role: column for column in values if column.role}
    told = {role: values[column] for role, column in roles.items()}
    parts = [value for column, value in values.items() if column.role == "part"]
    sums = [("total", parts), ("result", _both(told, "base", "total")), ("recosted", _both(told, "result", "recosting"))]
    for role, given in sums:
        if role in told and given:
            yield summed(roles[role], told[role], given)
    if "sum" in told:
        columns = list(values)
        before = [values[c] for c in columns[: columns.index(roles["sum"])] if c.unit == roles["sum"].unit]
        if len(before) > 1:
            yield summed(roles["sum"], told["sum"], before)
    yield from _share(roles, told)


def _share(roles: Mapping[str, Column], told: Mapping[str, Decimal]) -> Iterator[Sum]:
    """The share that a change is of its base; a share that is nil tells nothing."""
    if not {"base", "total", "percent"} <= told.keys() or not told["base"] or not told["percent"]:
        return
    share = 100 * told["total"] / told["base"]
    yield Sum(roles["percent"], told["percent"], share.quantize(Decimal("0.1")), 2, max(_SHARE, abs(share) / 50))


def _both(values: Mapping[str, Decimal], *roles: str) -> list[Decimal]:
    return [values[role] for role in roles] if all(role in values for role in roles) else []
