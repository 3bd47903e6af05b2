"""What a table is once it is read: parts with columns, rows with labels, groups and cells; and how a row's label is understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from loaders.reading.language import rules
from loaders.reading.table_columns import Column, Unit
from loaders.reading.table_lines import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, its number if it has one, the group it stands in, ``kind`` (item, subtotal, total) and its cells, each with
    its column; columns without a cell are left out."""

    label: str
    number: str
    group: str | None
    kind: str
    cells: tuple[tuple[Column, Cell], ...]

    def value(self, column: Column) -> Cell | None:
        """The cell of a column."""
        return next((cell for c, cell in self.cells if c == column), None)


@dataclass
class Part:
    """Rows under one heading. ``title``: the words before the heading where it begins in the midst of a table."""

    title: str
    columns: tuple[Column, ...]
    rows: list[Row] = field(default_factory=list)


@dataclass
class Table:
    """A table of a document."""

    label: str
    title: str
    units: list[Unit]
    parts: list[Part] = field(default_factory=list)
    unread: int = 0
    """Rows of numbers above which no heading was understood, or of which not all cells could be placed."""

    @property
    def rows(self) -> Iterator[tuple[Part, Row]]:
        """All rows with their parts."""
        return ((part, row) for part in self.parts for row in part.rows)


class Labels:
    """Understands the labels of rows, group by group."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "tables")
        self._graded = re.compile(rf"(?P<group>.*[^\x00-\x7f])\s*(?P<grade>{self._rules['grade']})")

    def begins(self, words: str) -> bool:
        """Whether a label begins as only a whole one does: with a number, a letter or the word of a total."""
        return any(re.match(self._rules[name], words) for name in ("numbered", "lettered", "total", "subtotal"))

    def numbered(self, words: str) -> bool:
        """Whether a label begins with a number."""
        return re.match(self._rules["numbered"], words) is not None

    def kind(self, label: str) -> str:
        """item, subtotal or total."""
        if re.search(self._rules["total"], label):
            return "total"
        return "subtotal" if re.search(self._rules["subtotal"], label) else "item"

    def row(self, label: str, group: str | None, cells: tuple[tuple[Column, Cell], ...]) -> Row:
        """A row with its number parted from its name, and a group that has run into a grade from that."""
        label = re.sub(r"\s+", " ", label).strip()
        kind = self.kind(label)
        number = re.match(self._rules["numbered"], label) if kind == "item" else None
        name = re.sub(self._rules["lettered"], "", label[number.end() :] if number else label).strip()
        name = re.sub(self._rules["row_mark"], "", name)
        if graded := self._graded.fullmatch(name):
            group, name = graded["group"], graded["grade"]
        return Row(name, re.sub(r"\D", "", number[0]) if number else "", group, kind, cells)


def unbalanced(words: str) -> bool:
    """Whether a parenthesis opens in some words that does not close."""
    return len(re.findall(r"[(（]", words)) > len(re.findall(r"[)）]", words))


@lru_cache(maxsize=8)
def labels(language: str) -> Labels:
    """The reader of a language's labels, made once."""
    return Labels(language)
