"""Stretches of a text, asked whether they hold a place or meet another: in as few steps for many as for few."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """Stretches from a start to an end (exclusive), in any order."""

    def __init__(self, given: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(one for one in given if one[0] < one[1]):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, at: int) -> bool:
        """Whether a place is in one of them."""
        n = bisect_right(self._starts, at) - 1
        return n >= 0 and at < self._ends[n]

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a place in common with the stretch from ``start`` to ``end``."""
        n = bisect_left(self._starts, end) - 1
        return n >= 0 and start < self._ends[n]
