"""Characters of a page → rows in reading order: columns one after the other, raised marks told, cells apart."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from loaders.formats.pdf_glyphs import Glyph
from loaders.formats.words import Words

_MARK = re.compile(r"\d{1,3}|[*∗＊†‡]{1,3}")
_CLOSING = "，。；：、！？）》」』”’％%"
_COLUMN = 0.3
"""A column of prose takes so much of the page's text at the least."""
_NUMBERS = 0.2
"""More rows of numbers alone than so many are a table's."""
_GAP = 0.14
"""A gap of so much of the size is a blank."""
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


@dataclass
class Run:
    """Characters in one line without a wide gap, of one size."""

    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.glyphs[-1].right

    @property
    def base(self) -> float:
        """Its base line, from the top down."""
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        """The size of its font."""
        return self.glyphs[0].size

    @property
    def text(self) -> str:
        """Its characters, without blanks."""
        return "".join(g.char for g in self.glyphs)


@dataclass
class Row:
    """A printed line. ``raised``: the runs that are marks of footnotes; ``column``: 1 in the second of two columns."""

    runs: list[Run]
    raised: list[Run] = field(default_factory=list)
    column: int = 0

    @cached_property
    def left(self) -> float:
        """Its left edge."""
        return min(run.left for run in self.runs)

    @cached_property
    def right(self) -> float:
        """Its right edge."""
        return max(run.right for run in self.runs)

    @cached_property
    def base(self) -> float:
        """Its base line, from the top down."""
        return max(self.runs, key=lambda run: run.size * len(run.glyphs)).base

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: Counter[float] = Counter()
        for run in self.runs:
            sizes[round(run.size, 1)] += len(run.glyphs)
        return max(sizes, key=lambda size: sizes[size])

    @cached_property
    def text(self) -> str:
        """Its words alone."""
        return self.said.text

    @cached_property
    def said(self) -> Words:
        """Its words with marks and links (to look at: others see them too)."""
        return self.words(self.runs)

    def words(self, runs: list[Run]) -> Words:
        """The words of some of its runs, with marks and links."""
        words = Words()
        before: Run | None = None
        stretch = self._stretch
        raised = {id(run) for run in self.raised}
        for run in sorted([*runs, *self.raised], key=lambda run: run.left):
            if id(run) in raised:
                words.mark(run.text)
                continue
            if before is not None and _blank_between(before.glyphs[-1], run.glyphs[0], stretch):
                words.add(" ")
            _write(words, run, stretch)
            before = run
        return words

    @cached_property
    def _stretch(self) -> float:
        """The usual distance of Chinese characters in the row: lines are stretched to the column's width."""
        pairs = (pair for run in self.runs for pair in pairwise(run.glyphs))
        gaps = [b.left - a.right for a, b in pairs if _HAN.match(a.char) and _HAN.match(b.char)]
        return max(0.0, median(gaps)) if len(gaps) > 2 else 0.0

    @cached_property
    def note(self) -> str:
        """The raised mark at the beginning: the row begins a footnote."""
        first = min((run.left for run in self.runs), default=0.0)
        return next((run.text for run in self.raised if run.right <= first + 0.3 * run.size), "")

    def cells(self, wide: float = 1.6) -> list[list[Run]]:
        """The runs between gaps of so many times the size."""
        runs = sorted(self.runs, key=lambda run: run.left)
        out = [[runs[0]]]
        for before, run in pairwise(runs):
            if run.left - before.right > wide * self.size:
                out.append([run])
            else:
                out[-1].append(run)
        return out

    @cached_property
    def first(self) -> float:
        """The width of the first word: what would have had to fit in the row above; of Chinese, a character with the punctuation
        that can't begin a line."""
        glyphs = min(self.runs, key=lambda run: run.left).glyphs
        begins = (i for i, g in enumerate(glyphs) if i and (g.spaced or _HAN.match(g.char)) and g.char not in _CLOSING)
        return glyphs[next(begins, len(glyphs)) - 1].right - glyphs[0].left


def _write(words: Words, run: Run, stretch: float) -> None:
    url, said = run.glyphs[0].url, ""
    before: Glyph | None = None
    for glyph in run.glyphs:
        if glyph.url != url:
            words.add(said, url)
            url, said = glyph.url, ""
        said += f" {glyph.char}" if before is not None and _blank_between(before, glyph, stretch) else glyph.char
        before = glyph
    words.add(said, url)


def _blank_between(before: Glyph, glyph: Glyph, stretch: float) -> bool:
    """Whether a blank stands between two characters: one that the file has, or a gap. ``stretch``: the usual distance of Chinese
    characters in the row."""
    gap = glyph.left - before.right
    if _HAN.match(before.char) and _HAN.match(glyph.char):
        return gap - stretch > _GAP * glyph.size
    return (glyph.spaced and gap > -0.3 * glyph.size) or gap - stretch > _GAP * min(before.size, glyph.size)


def rows(glyphs: list[Glyph]) -> list[Row]:
    """The rows of a page in reading order."""
    runs = _runs(glyphs)
    gutter = _gutter(runs)
    if gutter is None:
        return _rows(runs)
    out: list[Row] = []
    for band in _bands(runs, gutter):
        crossing = [run for run in band if run.left < gutter < run.right]
        left = [run for run in band if run.right <= gutter]
        right = [run for run in band if run.left >= gutter]
        out += _rows(band) if crossing else _rows(left) + [replace(row, column=1) for row in _rows(right)]
    return out


def _runs(glyphs: list[Glyph]) -> list[Run]:
    out: list[Run] = []
    for glyph in glyphs:
        last = out[-1].glyphs[-1] if out else None
        if last and _goes_on(last, glyph):
            out[-1].glyphs.append(glyph)
        else:
            out.append(Run([glyph]))
    return out


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    same = abs(glyph.base - last.base) < 0.1 * last.size and 0.87 < glyph.size / last.size < 1.15
    return same and -0.5 * last.size < glyph.left - last.right < 1.2 * last.size


def _rows(runs: list[Run]) -> list[Row]:
    """Rows from the top down; a small number above the base line of what stands beside it is a mark."""
    marks = [run for run in runs if _MARK.fullmatch(run.text)]
    plain = sorted((run for run in runs), key=lambda run: (run.base, run.left))
    raised = {id(mark): host for mark in marks if (host := _host(mark, plain)) is not None}
    out: list[Row] = []
    for run in plain:
        if id(run) in raised:
            continue
        last = out[-1] if out else None
        if last and abs(run.base - last.runs[0].base) < 0.35 * max(run.size, last.runs[0].size):
            last.runs.append(run)
        else:
            out.append(Row([run]))
    owner = {id(run): row for row in out for run in row.runs}
    for mark in marks:
        host = raised.get(id(mark))
        if host is not None:
            owner[id(host)].raised.append(mark)
    return out


def _host(mark: Run, runs: list[Run]) -> Run | None:
    """The run beside which a mark is raised."""
    for run in runs:
        above = run.base - mark.base
        if run.size < 1.2 * mark.size or not 0.1 * run.size < above < 0.8 * run.size:
            continue
        behind, before = mark.left - run.right, run.left - mark.right
        if -0.7 * run.size < behind < 0.7 * run.size or -0.2 * run.size < before < 2.5 * run.size:
            return run
    return None


# ---------------------------------------------------------------------- columns
def _gutter(runs: list[Run]) -> float | None:
    """Where a page of two columns of prose is parted; None where it has one."""
    if len(runs) < 12:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    best: tuple[int, float] | None = None
    steps = 40
    for step in range(steps + 1):
        x = left + width * (0.4 + 0.2 * step / steps)
        crossing = sum(run.left < x < run.right for run in runs)
        if crossing <= 0.2 * len(runs) and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best is not None and _is_prose(runs, best[1], width) else None


def _is_prose(runs: list[Run], x: float, whole: float) -> bool:
    """Whether lines on both sides mostly fill their column, which is no narrow one: in a table they don't."""
    for side in ([run for run in runs if run.right <= x], [run for run in runs if run.left >= x]):
        found = _rows(side)
        if len(found) < 6:
            return False
        width = max(row.right for row in found) - min(row.left for row in found)
        long = sum(row.right - row.left > 0.7 * width for row in found)
        numbers = sum(not re.search(r"[^\W\d_]", row.text) for row in found)
        if width < _COLUMN * whole or long < 0.6 * len(found) or numbers > _NUMBERS * len(found):
            return False
    return True


def _bands(runs: list[Run], gutter: float) -> list[list[Run]]:
    """Runs from the top down, parted where one goes over both columns."""
    out: list[list[Run]] = []
    crossing: bool | None = None
    for run in sorted(runs, key=lambda run: run.base):
        now = run.left < gutter < run.right
        if now != crossing:
            out.append([])
            crossing = now
        out[-1].append(run)
    return out
