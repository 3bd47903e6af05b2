"""The headings of tables in a text without cells: which of the words above the first row are its columns.

How many columns there are the rows tell; which words are columns their lexicon tells, and what is not known is cut where a cell
can begin. Nothing is guessed: where words and rows do not fit, there is no heading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from loaders.reading import table_columns
from loaders.reading.language import blanks, rules
from loaders.reading.table_columns import Column, Item, Unit, paired, roles
from loaders.reading.table_words import words_before, words_behind, words_between

__all__ = ["Column", "Head", "Heads", "Unit", "of"]


Edges = dict[int, bool]
"""Places of a text without blanks at which a blank or a line's end stood; true behind a line of years, whose words stand below."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: the words before its columns (title or part), the columns, the lines behind them (groups, the first label)."""

    before: str
    columns: tuple[Column, ...]
    behind: tuple[str, ...] = ()


class Heads:
    """Reads the headings of a language's tables."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "tables")
        self._words = table_columns.of(language)
        self._blanks = blanks(language)

    def units(self, text: str) -> list[Unit]:
        """The units that a title gives, in order."""
        return self._words.units(text)

    def _bare(self, lines: list[str]) -> tuple[str, Edges]:
        """Lines as one text without blanks, and the places where a blank or a line's end stood."""
        edges: Edges = {0: False}
        out = ""
        for line in lines:
            words = line.split()
            for word in words:
                out += word
                edges[len(out)] = False
            edges[len(out)] = len(words) > 1 and self._years.fullmatch("".join(words)) is not None
        return out, edges

    @cached_property
    def _years(self) -> re.Pattern[str]:
        plain = re.sub(r"\?P<\w+>", "?:", self._rules["year"])
        return re.compile(f"(?:{plain}){{2,}}")

    # ------------------------------------------------------------------ known words
    def known(self, lines: list[str], *, least: int = 2, fits: Mapping[int, int] | None = None) -> Head | None:
        """The last long run of columns in some lines, None where fewer than ``least`` columns stand together. ``fits``: how many
        rows can have so many cells; a heading that no row fits is none."""
        text, edges = self._bare(lines)
        best: tuple[tuple[int, bool, int], int, int, list[Column]] | None = None
        runs = [*self._runs(text, edges, apart=True), *self._runs(text, edges)]
        for run in [part for whole in runs for part in (whole, _below_unit(whole)) if part]:
            varies = any(item.kind == "maybe" and self._words.varies(item.column.name) for item in run)
            for firm, columns in _variants(run):
                columns = table_columns.varied(columns) if varies and firm else columns
                dated = any(c.period for c in columns)
                fit = fits.get(len(columns), 0) if fits else 0
                if len(columns) < least or not dated or (fits and not fit):
                    continue
                rank = (fit, firm, len(columns))
                if best is None or rank >= best[0]:
                    best = (rank, run[0].start, _last(run), columns)
        if best is None:
            return None
        _, start, end, columns = best
        return Head(words_before(lines, start), tuple(roles(columns)), words_behind(lines, end))

    def _runs(self, text: str, edges: Edges, *, apart: bool = False) -> Iterator[list[Item]]:
        """Words of columns that stand one behind the other without a gap; ``apart``: a heading over several columns ends where a
        blank stands, whatever it would make with what is behind."""
        run: list[Item] = []
        at = 0
        while at < len(text):
            item = self._item(text, at, edges, apart=apart)
            if item is None:
                if run:
                    yield run
                run = []
                at += 1
            else:
                run.append(item)
                at = item.end
        if run:
            yield run

    def _item(self, text: str, at: int, edges: Edges, *, apart: bool = False) -> Item | None:
        """The words of a column at a place; between blanks, where a language has them."""
        if self._blanks and at not in edges:
            return None
        item = self._words.at(text, at)
        inside = [edge for edge in edges if at < edge < item.end] if item else []
        if hard := [edge for edge in inside if edges[edge]]:
            return self._words.at(text[: hard[0]], at)
        shorter = self._words.at(text[: max(inside)], at) if inside else None
        if apart and shorter and shorter.kind == "maybe" and shorter.end in edges and self._words.at(text, shorter.end):
            return shorter
        if item is None or item.end in edges:
            return item
        if shorter and shorter.end in edges and shorter.kind == item.kind and _told(shorter) == _told(item):
            return shorter  # the first character of the next cell would belong to the word too
        return None if self._blanks else item

    def undecided(self, lines: list[str]) -> bool:
        """Whether words of columns stand in some lines of which nothing tells how they belong together."""
        text, edges = self._bare(lines)
        for run in self._runs(text, edges):
            told = [item.column for item in run if item.kind == "known"]
            if told and not paired(told):
                return True
        return False

    # ------------------------------------------------------------------ other words
    def named(self, lines: list[str], counts: list[int]) -> Head | None:
        """A heading of which not all words are known: so many columns as the rows can have cells, the likelier number first; the
        words of the labels' column may stand in front, those of groups behind."""
        text, edges = self._bare(lines)
        every = list(self._items(lines, text, edges))
        items = [item for item in every if item.kind != "filler"]
        firm = [item for item in items if item.kind != "maybe"]
        if spanned := self._spanned(lines, firm, counts):
            return spanned
        labelled = bool(every) and "filler" in [item.kind for item in every if item.kind != "maybe"][:1]
        for count in counts:
            for told in (firm, items):
                if window := _window(told, count, labelled):
                    columns = [item.column if item.kind != "name" else self._words.named(item.column.name) for item in window]
                    if not (columns := paired(columns)) or len(columns) != count:
                        continue
                    if any(item.kind == "maybe" and self._words.varies(item.column.name) for item in every):
                        columns = table_columns.varied(columns)
                    return Head(words_before(lines, window[0].start), tuple(roles(columns)), words_behind(lines, window[-1].end))
        return None

    def _spanned(self, lines: list[str], items: list[Item], counts: list[int]) -> Head | None:
        """A heading of years above names that are the same under each year."""
        dated = [item for item in items if item.column.period and item.kind == "known"]
        for count in counts:
            each = count // max(1, len(dated))
            if len(dated) < 2 or count % len(dated) or each < 2:
                continue
            below = [item for item in items if item.start > dated[-1].start]
            said = [re.sub(r"\s", "", item.column.name) for item in below]
            starts = (i for i in range(len(below) - count + 1) if said[i : i + count] == said[i : i + each] * len(dated))
            if (first := next(starts, None)) is None:
                continue
            names = below[first : first + count]
            columns = [self._words.under(dated[i // each].column, item.column.name) for i, item in enumerate(names)]
            return Head(words_before(lines, dated[0].start), tuple(roles(columns)), words_behind(lines, names[-1].end))
        return None

    def _items(self, lines: list[str], text: str, edges: Edges) -> list[Item]:
        """Everything in some lines: words of columns, and what stands between them cut where a cell can begin."""
        starts = self._starts(lines)
        out: list[Item] = []
        at = open_ = 0
        while at < len(text):
            inside = open_ < at and text[at] in "(（"  # the unit of the name before it
            chain = self._chain(text, at, edges, starts) if at in starts and not inside else []
            if not chain:
                at += 1
                continue
            out += self._names(lines, starts, open_, at)
            out += chain
            at = open_ = chain[-1].end
        out += self._names(lines, starts, open_, len(text))
        return out

    def _chain(self, text: str, at: int, edges: Edges, starts: frozenset[int]) -> list[Item]:
        """The words of columns from one place at which a cell can begin to another; none where words go on behind them."""
        out: list[Item] = []
        while not out or at not in starts:
            item = self._item(text, at, edges)
            if item is None:
                return []
            out.append(item)
            at = item.end
        return out

    def _names(self, lines: list[str], starts: frozenset[int], start: int, end: int) -> Iterator[Item]:
        """The cells of an unknown stretch."""
        if start >= end:
            return
        cuts = [start, *sorted(s for s in starts if start < s < end), end]
        whole = self._bare(lines)[0]
        begin = cuts[0]
        for a, b in pairwise(cuts):
            words = whole[begin:b]
            if b != end and (_open(words) or re.match(r"[(（]", whole[b : b + 1])):
                continue  # a parenthesis belongs to the cell in which it opens
            if words:
                yield Item(begin, b, "name", Column(words_between(lines, begin, b)))
            begin = b
            del a

    def _starts(self, lines: list[str]) -> frozenset[int]:
        """Places at which a cell can begin: behind a blank; where blanks part words, only before a capital or a number."""
        out = {0}
        at = 0
        for line in lines:
            for word in line.split():
                if not self._blanks or re.match(r"[A-Z\d(%]", word):
                    out.add(at)
                at += len(word)
        return frozenset(out | {at})


def _told(item: Item) -> tuple[object, ...]:
    column = item.column
    return column.period, column.status, column.role, column.dimensions


def _open(words: str) -> bool:
    return len(re.findall(r"[(（]", words)) > len(re.findall(r"[)）]", words))


def _below_unit(run: list[Item]) -> list[Item]:
    """What stands behind the unit in a run of words: before it stands the title."""
    units = [i for i, item in enumerate(run) if item.kind == "filler" and item.column.name[:1] in "(（" and i]
    return run[units[0] + 1 :] if units else []


def _last(run: list[Item]) -> int:
    """Where the last column of a run ends: behind it stand words of the labels' column."""
    return next(item.end for item in reversed(run) if item.kind != "filler")


def _variants(run: list[Item]) -> Iterator[tuple[bool, list[Column]]]:
    """The columns of a run: without what may be a heading over several (firm), and with it."""
    firm = [item.column for item in run if item.kind == "known"]
    if firm:
        yield True, paired(firm)
    if any(item.kind == "maybe" for item in run):
        yield False, paired([item.column for item in run if item.kind in ("known", "maybe")])


def _window(items: list[Item], count: int, labelled: bool) -> list[Item] | None:
    """So many items one behind the other, those of which most are known; in front at most the labels' column is left, unless that
    was told before (``labelled``), and behind only what is unknown."""
    best: tuple[int, int] | None = None
    for start in range(max(0, len(items) - count) + 1 if len(items) >= count else 0):
        behind = items[start + count :]
        if start > (0 if labelled else 1) or any(item.kind != "name" for item in behind):
            continue
        known = sum(item.kind != "name" for item in items[start : start + count])
        if behind and not known:
            continue  # nothing tells which of the words are columns
        dated = {bool(item.column.period or item.column.role) for item in items[start : start + count]}
        if len(dated) > 1 and len(items) > count + 1:
            continue  # years may stand above several of the names
        if best is None or (known, start) > best:
            best = (known, start)
    return items[best[1] : best[1] + count] if best else None


@lru_cache(maxsize=8)
def of(language: str) -> Heads:
    """The reader of a language's headings, made once."""
    return Heads(language)
