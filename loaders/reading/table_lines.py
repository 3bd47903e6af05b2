"""The lines of a table: what in a line is its label and what its cells.

Numbers are printed with blanks between thousands, so that ``166 166`` is one number or two: only the number of columns tells, and
where that leaves a choice, cells of like size.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from loaders.reading.language import rules


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or dash of a table, in place. ``value``: 0 for a dash (nil)."""

    start: int
    end: int
    value: Decimal
    nil: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table. ``label``: its words before the cells; ``pieces``: what stands behind them, cut at blanks, with places."""

    start: int
    text: str
    label: str
    pieces: tuple[tuple[int, int, str], ...]


class Cells:
    """Reads the cells of a language's tables."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "tables")

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._rules['number']})|(?:{self._rules['nil']})")

    def line(self, text: str, start: int) -> Line:
        """The line with its label and the pieces of its cells."""
        pieces = [(start + m.start(), start + m.end(), m[0]) for m in re.finditer(r"\S+", text)]
        first = len(pieces)
        while first and self._cell.fullmatch(pieces[first - 1][2]):
            first -= 1
        label = text[: pieces[first][0] - start] if first < len(pieces) else text
        return Line(start, text, label.strip(), tuple(pieces[first:]))

    def are_years(self, line: Line) -> bool:
        """Whether a line is a row of years: a heading."""
        return len(line.pieces) > 1 and all(re.fullmatch(r"(?:19|20)\d\d", words) for *_, words in line.pieces)

    def count(self, line: Line) -> int:
        """How many cells a line has if its numbers are joined as far as they can be."""
        return min((len(way) for way in self._ways(line.pieces)), default=0)

    def cells(self, line: Line, columns: int) -> list[Cell] | None:
        """The cells of a line of a table with so many columns: as many, or the most that are fewer; the last ones where there are
        more (then the first belong to the label). None where there are none."""
        if not line.pieces:
            return None
        pieces = line.pieces
        ways = list(self._ways(pieces))
        while min(len(way) for way in ways) > columns:
            pieces = pieces[1:]
            ways = list(self._ways(pieces))
        most = max(len(way) for way in ways if len(way) <= columns)
        return self.read(min((way for way in ways if len(way) == most), key=_oddness))

    def read(self, way: list[list[tuple[int, int, str]]]) -> list[Cell]:
        """Cells of joined pieces."""
        return [self._read(group) for group in way]

    def _read(self, group: list[tuple[int, int, str]]) -> Cell:
        start, end = group[0][0], group[-1][1]
        words = "".join(piece for *_, piece in group)
        if re.fullmatch(self._rules["nil"], words):
            return Cell(start, end, Decimal(0), nil=True)
        negative = words[0] in "(（-−"
        value = Decimal(re.sub(r"[^\d.]", "", words))
        return Cell(start, end, -value if negative else value)

    def _ways(self, pieces: tuple[tuple[int, int, str], ...]) -> Iterator[list[list[tuple[int, int, str]]]]:
        """All ways to join pieces to numbers: a group of up to three digits with groups of three behind it."""
        if not pieces:
            yield []
            return
        for n in range(1, len(pieces) + 1):
            group = pieces[:n]
            if n > 1 and not _joins(group):
                break
            for rest in self._ways(pieces[n:]):
                yield [list(group), *rest]


def _joins(group: tuple[tuple[int, int, str], ...]) -> bool:
    """Whether pieces can be one number: ``1``, ``038``, ``600.5``."""
    words = [piece for *_, piece in group]
    return (
        re.fullmatch(r"[-−(（]?[1-9]\d{0,2}", words[0]) is not None
        and all(re.fullmatch(r"\d{3}", w) for w in words[1:-1])
        and re.fullmatch(r"\d{3}(?:\.\d+)?%?[)）]?", words[-1]) is not None
    )


def _oddness(way: list[list[tuple[int, int, str]]]) -> tuple[int, float]:
    """How unlike the cells of a row are: some with a decimal point and some without, great beside small."""
    words = ["".join(piece for *_, piece in group) for group in way]
    numbers = [w for w in words if re.search(r"\d", w)]
    pointed = sum("." in w for w in numbers)
    sizes = [math.log10(1 + float(re.sub(r"[^\d.]", "", w) or 0)) for w in numbers]
    return (len(numbers) - pointed if pointed else 0), (max(sizes) - min(sizes) if sizes else 0.0)


@lru_cache(maxsize=8)
def of(language: str) -> Cells:
    """The reader of a language's cells, made once."""
    return Cells(language)
