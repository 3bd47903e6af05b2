"""When a piece of evidence is known, worked out from readings that may come in any order.

The readings of one name (document, language, loader) and its withdrawals stand on a line of record time; each holds until the next
one, whichever was written first. Evidence is known while the reading that holds says it. Writing a reading therefore replaces
what was known between its own time and the next event, and nothing else: so the same events give the same record in whatever order.
All of it is pure; stores apply the edits.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

OPEN = "~"
"""Stands for "no end yet" where times are compared: it sorts after every record time."""

Interval = tuple[str, str]
"""Known from (inclusive) and known to (exclusive, ``OPEN`` for no end)."""


Key = tuple[int, bytes]
"""What says what where: the row of a statement or figure, and the hash of the evidence's place."""


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of evidence as it stands in a store: its row, what it says where, and when it is known."""

    id: int
    key: Key
    interval: Interval


@dataclass(slots=True)
class Edits:
    """What to do: ``add`` (key, row whose content to copy or None, interval), ``move`` (row, interval), ``drop`` (row)."""

    add: list[tuple[Key, int | None, Interval]] = field(default_factory=list)
    move: list[tuple[int, Interval]] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)


def replace(rows: Iterable[Row], wanted: Collection[Key], start: str, end: str) -> Edits:
    """The edits after which exactly the wanted keys are known from ``start`` until ``end``; other times stay as they are."""
    standing: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        standing[row.key].append(row)
    if not standing:  # most readings are the first of their name
        return Edits(add=[(key, None, (start, end)) for key in wanted])
    edits = Edits()
    for key in dict.fromkeys((*standing, *wanted)):
        before = standing.get(key, [])
        after = spliced([row.interval for row in before], start, end, said=key in wanted)
        _edit(edits, key, before, after)
    return edits


def _edit(edits: Edits, key: Key, before: list[Row], after: list[Interval]) -> None:
    """Rows that keep their beginning stay; others are moved to a beginning that no row has, so that no two ever clash."""
    begun = {row.interval[0]: row for row in before}
    staying = [(begun.pop(interval[0]), interval) for interval in after if interval[0] in begun]
    fresh = [interval for interval in after if interval[0] not in {kept[0] for _, kept in staying}]
    spare = list(begun.values())
    moved = [*staying, *zip(spare, fresh, strict=False)]
    edits.move += [(row.id, interval) for row, interval in moved if row.interval != interval]
    edits.add += [(key, before[0].id if before else None, interval) for interval in fresh[len(spare) :]]
    edits.drop += [row.id for row in spare[len(fresh) :]]


def spliced(intervals: Iterable[Interval], start: str, end: str, *, said: bool) -> list[Interval]:
    """The intervals with ``start`` to ``end`` taken out, or filled in; those that touch become one."""
    parts = [part for begins, ends in intervals for part in ((begins, min(ends, start)), (max(begins, end), ends))]
    if said:
        parts.append((start, end))
    return _joined(sorted(part for part in parts if part[0] < part[1]))


def _joined(parts: list[Interval]) -> list[Interval]:
    out: list[Interval] = []
    for begins, ends in parts:
        if out and begins <= out[-1][1]:
            out[-1] = (out[-1][0], max(ends, out[-1][1]))
        else:
            out.append((begins, ends))
    return out


def known_before(rows: Iterable[Row], time: str) -> set[Key]:
    """The keys that were known just before a time."""
    return {row.key for row in rows if row.interval[0] < time <= row.interval[1]}
