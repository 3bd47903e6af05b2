"""Labels of rows in a text without cells: which lines above a row its label begins in, and which of them title a group."""

import re
from itertools import pairwise
from typing import Any

from loaders.reading import table_lines, table_parts
from loaders.reading.language import blanks, rules
from loaders.reading.table_lines import Line
from loaders.text.lines import width

_LONG = 0.75
"""A label that goes on in the next line takes so much of the longest label's width."""


class LooseLabels:
    """Puts the labels of one table together."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "tables")
        self._blanks = blanks(language)
        self._labels = table_parts.labels(language)
        self._cells = table_lines.of(language)
        self._wide = self._longest = 0

    def measure(self, lines: list[Line]) -> None:
        """Takes from the lines of the table how wide its labels are: ``_wide``, as labels tell whose cells stand in a line of
        their own (0 where there are none), and the longest."""
        alone = ((a, b) for a, b in pairwise(lines) if not a.pieces and not b.label and len(b.pieces) > 1)
        self._wide = max((width(a.label) for a, b in alone if not self._cells.heads(b)), default=0)
        self._longest = max((width(line.label) for line in lines if line.pieces), default=0)

    def label(self, above: list[str], words: str) -> tuple[str, str | None]:
        """The label of a row: its words, with the lines above that it goes on from; and the title of a group above those."""
        if not words and not any(self._labels.begins(line) for line in above):
            beside = next((i for i, line in enumerate(above) if i and re.search(self._rules["prose"], line)), None)
            if beside is not None:
                return joined(above[:beside]), None
        most = self._rules["title_length"] * (1 if self._blanks else 2)
        prose = [i for i, line in enumerate(above) if width(line) > most and not self._labels.begins(line)]
        above = above[prose[-1] + 1 :] if prose else above
        start = len(above)
        if not words or not self._labels.begins(words):
            start = self._first_of_label(above, words)
        titles = self._titles(above[:start])
        return joined([*above[start:], words]), titles[-1] if titles else None

    def _first_of_label(self, above: list[str], words: str) -> int:
        """Where a label begins that may have begun in lines above: at its number, or where nothing goes on any more."""
        start = len(above)
        below = words
        while start:
            line = above[start - 1]
            if self._labels.numbered(line):
                return start - 1 if not below or not self._blanks or self._continues(line, below) or self._long(line) else start
            if (below or start < len(above)) and not self._continues(line, below):
                return start
            if self._labels.begins(line) and not words and start == len(above):
                return start - 1
            if self._labels.begins(line):
                return (
                    start - 1
                    if below and (_small(below) or table_parts.unbalanced(line) or (not words and self._fills(line)))
                    else start
                )
            if re.search(self._rules["row_headings"], line):
                return start
            start, below = start - 1, line
        return start

    def _continues(self, above: str, words: str) -> bool:
        """Whether words go on what stands in the line above them."""
        if _small(words) or table_parts.unbalanced(above):
            return True
        return (self._fills(above) and not self._blanks) or re.search(self._rules["goes_on"], above) is not None

    def _fills(self, line: str) -> bool:
        """Whether a line is as wide as the labels' column."""
        return self._wide > 0 and width(line) >= self._wide - 4

    def _long(self, line: str) -> bool:
        """Whether a line is about as long as labels can be."""
        return width(line) >= _LONG * self._longest

    def _titles(self, lines: list[str]) -> list[str]:
        """The titles of groups in some lines, each put together."""
        out: list[str] = []
        for line in lines:
            if out and re.match(r"[a-z(（]", line):
                out[-1] = joined([out[-1], line])
            else:
                out.append(line)
        return out


def _small(words: str) -> bool:
    """Whether words begin as no label does: with a small letter or a parenthesis."""
    return re.match(r"[a-z]|[(（](?!\d)", words) is not None


def joined(lines: list[str]) -> str:
    """Lines put together: a blank between Latin words only."""
    out = ""
    for line in (line for line in lines if line):
        out += (" " if out and out[-1].isascii() and line[0].isascii() else "") + line
    return out
