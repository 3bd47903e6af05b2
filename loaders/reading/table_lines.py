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
from itertools import islice
from typing import Any

from loaders.reading.language import rules

Piece = tuple[int, int, str]
"""Words between two blanks with their place."""
_MARK = re.compile(r"[a-h]|[(（][a-h][)）]|\*{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_WAYS = 2000
"""So many ways to join the numbers of a row are looked at."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or dash of a table, in place. ``value``: 0 for a dash (nil); ``share``: it has a per cent sign of its own."""

    start: int
    end: int
    value: Decimal
    nil: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table. ``label``: its words before the cells; ``pieces``: what stands behind them, cut at blanks, with places."""

    start: int
    text: str
    label: str
    pieces: tuple[Piece, ...]


class Cells:
    """Reads the cells of a language's tables."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "tables")

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        return re.compile(rf"(?:(?:{self._rules['number']})(?:[a-h]|\*{{1,2}})?)|(?:{self._rules['nil']})")

    def line(self, text: str, start: int) -> Line:
        """The line with its label and the pieces of its cells; the mark of a footnote behind a number is left out."""
        pieces = [(start + m.start(), start + m.end(), m[0]) for m in re.finditer(r"\S+", text)]
        first = len(pieces)
        while first and (self._cell.fullmatch(pieces[first - 1][2]) or self._is_mark(pieces, first - 1)):
            first -= 1
        words = [piece for *_, piece in pieces[first:]]
        if first == 0 and len(words) > 1 and _YEAR.fullmatch(words[0]) and not all(_YEAR.fullmatch(word) for word in words):
            first = 1  # the row of a year
        label = text[: pieces[first][0] - start] if first < len(pieces) else text
        cells = (piece for i, piece in enumerate(pieces[first:], first) if not self._is_mark(pieces, i))
        return Line(start, text, label.strip(), tuple(self._unmarked(piece) for piece in cells))

    def cell(self, text: str, start: int) -> Cell | None:
        """The number or dash that some words are, None where they are anything else; they stand at ``start``."""
        line = self.line(text, start)
        whole = [line.pieces] if not line.label and line.pieces else []
        return next((self._read(list(group)) for group in whole if len(group) == 1 or _joins(group)), None)

    def _is_mark(self, pieces: list[Piece], at: int) -> bool:
        """Whether a piece is the mark of a footnote of the number before it."""
        before = pieces[at - 1][2] if at else ""
        return bool(_MARK.fullmatch(pieces[at][2]) and re.search(r"\d[)）%]?$", before) and self._cell.fullmatch(before))

    @staticmethod
    def _unmarked(piece: Piece) -> Piece:
        """A number without the mark that sticks to it."""
        start, end, words = piece
        bare = re.sub(r"(?<=[\d)）%])(?:[a-h]|\*{1,2})$", "", words)
        return start, end - len(words) + len(bare), bare

    def heads(self, line: Line) -> bool:
        """Whether a line is a row of years, or counts the columns: a heading."""
        words = [piece for *_, piece in line.pieces]
        if len(words) < 2:
            return False
        counted = [f"({n})" for n in range(1, len(words) + 1)]
        return all(re.fullmatch(r"(?:19|20)\d\d", word) for word in words) or (not line.label and words == counted)

    def year(self, line: Line) -> bool:
        """Whether a line is a year alone."""
        return not line.label and len(line.pieces) == 1 and re.fullmatch(r"(?:19|20)\d\d", line.pieces[0][2]) is not None

    def count(self, line: Line) -> int:
        """How many cells a line has if its numbers are joined as far as they can be."""
        return min(self.counts(line), default=0)

    def counts(self, line: Line) -> frozenset[int]:
        """How many cells a line can have."""
        return _counts(line.pieces)[0]

    def cells(self, line: Line, columns: int) -> list[Cell] | None:
        """The cells of a line of a table with so many columns: as many, or the most that are fewer; the last ones where there are
        more (then the first belong to the label). None where there are none."""
        return self.parted(line, columns)[1] or None

    def parted(self, line: Line, columns: int) -> tuple[str, list[Cell]]:
        """The label of a line and its cells: where there are more numbers than columns, the first belong to the label."""
        pieces = line.pieces
        if re.search(r"[,，]$", line.label) and len(pieces) > 1 and re.fullmatch(r"\d{1,2}", pieces[0][2]):
            pieces = pieces[1:]  # "Subtotal, 2": the number is the name of what is summed
        while pieces and min(_counts(pieces)[0]) > columns:
            pieces = pieces[1:]
        if not pieces:
            return line.label, []
        end = pieces[0][0] - line.start
        label = line.text[:end].strip() if len(pieces) < len(line.pieces) else line.label
        most = max(count for count in _counts(pieces)[0] if count <= columns)
        ways = islice(_ways(pieces, most), _MOST_WAYS)
        return label, [self._read(group) for group in min(ways, key=_oddness)]

    def _read(self, group: list[Piece]) -> Cell:
        start, end = group[0][0], group[-1][1]
        words = "".join(piece for *_, piece in group)
        if re.fullmatch(self._rules["nil"], words):
            return Cell(start, end, Decimal(0), nil=True)
        negative = words[0] in "(（-−–"
        value = Decimal(re.sub(r"[^\d.]", "", words))
        return Cell(start, end, -value if negative else value, share=words.rstrip(")）").endswith(("%", "％")))


def _counts(pieces: tuple[Piece, ...]) -> list[frozenset[int]]:
    """How many numbers the pieces from each on can be."""
    out: list[frozenset[int]] = [frozenset()] * len(pieces) + [frozenset({0})]
    for at in range(len(pieces) - 1, -1, -1):
        found = set()
        for end in range(at + 1, len(pieces) + 1):
            if end > at + 1 and not _joins(pieces[at:end]):
                break
            found |= {1 + rest for rest in out[end]}
        out[at] = frozenset(found)
    return out


def _ways(pieces: tuple[Piece, ...], count: int) -> Iterator[list[list[Piece]]]:
    """All ways to join pieces to so many numbers: a group of up to three digits with groups of three behind it."""
    if not pieces:
        yield []
        return
    possible = _counts(pieces)
    for n in range(1, len(pieces) + 1):
        group = pieces[:n]
        if n > 1 and not _joins(group):
            break
        if count - 1 in possible[n]:
            for rest in _ways(pieces[n:], count - 1):
                yield [list(group), *rest]


def _joins(group: tuple[Piece, ...]) -> bool:
    """Whether pieces can be one number: ``1``, ``038``, ``600.5``."""
    words = [piece for *_, piece in group]
    return (
        re.fullmatch(r"[-−(（]?[1-9]\d{0,2}", words[0]) is not None
        and all(re.fullmatch(r"\d{3}", w) for w in words[1:-1])
        and re.fullmatch(r"\d{3}(?:\.\d+)?%?[)）]?", words[-1]) is not None
    )


def _oddness(way: list[list[Piece]]) -> tuple[int, float]:
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
