"""Tables put together again from the loose lines of a text: parts with columns, rows with labels, groups and cells.

What a line without cells is, the lines around it tell: words of a heading, the beginning of a label that goes on, or the title of a
group of rows. Headings that a new page repeats are left out; a heading with other columns begins a new part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from loaders.reading import table_heads, table_lines
from loaders.reading.laid import Laid
from loaders.reading.language import rules
from loaders.reading.table_heads import Column, Head, Unit
from loaders.reading.table_lines import Cell, Line
from ontology.readings import Paragraph


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
    """Rows of numbers above which no heading was understood."""

    @property
    def rows(self) -> Iterator[tuple[Part, Row]]:
        """All rows with their parts."""
        return ((part, row) for part in self.parts for row in part.rows)


def read(laid: Laid, paragraph: Paragraph) -> Table:
    """The table that stands in a paragraph; without parts where no row of numbers was found under a heading."""
    return _Assembly(laid, paragraph).table()


class _Assembly:
    def __init__(self, laid: Laid, paragraph: Paragraph) -> None:
        self._laid, self._paragraph = laid, paragraph
        self._rules: dict[str, Any] = rules(laid.language, "tables")
        self._cells = table_lines.of(laid.language)
        self._heads = table_heads.of(laid.language)
        self._part: Part | None = None
        self._pending: list[str] = []
        self._group: str | None = None
        self._loose: list[Cell] = []
        self._over = False
        self._table = Table(paragraph.label, "", [])

    def table(self) -> Table:
        """The table."""
        lines = list(self._lines())
        self._rows = [line for line in lines if line.label and line.pieces]
        self._usual = self._usual_count(lines)
        for line in lines:
            self._take(line)
        if not self._table.title:
            self._table.title = self._pending[0] if self._pending else ""
        return self._table

    def _lines(self) -> Iterator[Line]:
        at = self._paragraph.start
        for i, text in enumerate(self._laid.words(self._paragraph).split("\n")):
            name = re.match(self._rules["first_line"], text) if i == 0 else None
            skipped = name.end() if name else 0
            if text[skipped:].strip():
                yield self._cells.line(text[skipped:], at + skipped)
            at += len(text) + 1

    def _usual_count(self, lines: list[Line]) -> int:
        counts = [n for line in lines if not self._cells.are_years(line) and (n := self._cells.count(line)) > 1]
        return max(sorted(set(counts)), key=counts.count) if counts else 0

    # ------------------------------------------------------------------ line by line
    def _take(self, line: Line) -> None:
        if not line.pieces or self._cells.are_years(line) or (self._part is None and self._is_heading(line)):
            self._pending.append(line.text.strip())
            return
        line = self._open(line)
        if self._part is None:
            self._table.unread += 1
        elif cells := self._complete(line):
            self._add(line.label, cells)

    def _is_heading(self, line: Line) -> bool:
        """Whether a line that ends in numbers still belongs to the heading: no row has so few cells."""
        return bool(line.label) and self._usual > 2 and self._cells.count(line) < 2

    def _open(self, line: Line) -> Line:
        """A heading in what stands above a row begins a part, or is repeated; gives the row, without words of the heading that have
        run into its label."""
        if not self._pending:
            return line
        head = self._heads.known(self._pending, least=2)
        longer = self._heads.known([*self._pending, line.label], least=2) if line.label and self._part is None else None
        if longer and (head is None or longer.columns != head.columns) and longer.behind:
            head = replace(longer, behind=longer.behind[:-1])
            line = replace(line, label=longer.behind[-1])
        if head is None and self._part is None and not self._heads.undecided(self._pending):
            names = self._untitled()
            head = self._heads.named(names, self._columns(names))
        if head is not None:
            self._begin(head)
        return line

    def _begin(self, head: Head) -> None:
        """A part under a heading, unless that repeats the one before."""
        self._table.units = self._table.units or self._heads.units(" ".join(self._pending))
        self._pending = list(head.behind)
        self._over = False
        if self._part is not None and self._part.columns == head.columns:
            return
        if self._part is None:
            self._titled(head.before)
        self._part = Part(head.before, head.columns)
        self._table.parts.append(self._part)
        self._group = None

    def _columns(self, names: list[str]) -> int:
        """How many columns stand under unknown words: one less than there are names, if the rows can have so many cells."""
        said = sum(len(line.split()) for line in names) - 1
        most = max((len(line.pieces) for line in self._rows), default=0)
        return said if self._usual <= said <= most else self._usual

    def _untitled(self) -> list[str]:
        """The lines above the first row without the title and without units."""
        title, names = self._parted(self._pending[0])
        self._titled(title)
        return [names] * bool(names) + [line for line in self._pending[1:] if not (self._heads.units(line) and len(line) < 12)]

    def _parted(self, line: str) -> tuple[str, str]:
        """A title and the names of columns that have run into it behind its unit."""
        ends = [m.end() for m in re.finditer(r"[(（][^()（）]*[)）]", line) if self._heads.units(m[0])]
        return (line[: ends[-1]], line[ends[-1] :].strip()) if ends else (line, "")

    def _titled(self, title: str) -> None:
        if not self._table.title:
            self._table.title = title

    def _complete(self, line: Line) -> list[Cell] | None:
        """The cells of a row, None for a line that is none or not all of one; cells in lines of their own are put together."""
        assert self._part is not None
        columns = len(self._part.columns)
        cells = self._cells.cells(line, columns) or []
        if not self._may_be_row(line, len(cells), columns):
            self._pending, self._loose = [], []
            return None
        if line.label:
            self._loose = []
            return cells
        self._loose = [*self._loose, *cells]
        if len(self._loose) < columns:
            return None
        whole, self._loose = self._loose, []
        return whole if len(whole) == columns else None

    def _may_be_row(self, line: Line, cells: int, columns: int) -> bool:
        """Whether numbers are a row and not those of a chart or an axis: behind a grand total only a whole row is one."""
        if self._over:
            return bool(line.label) and cells >= max(3, columns - 1)
        if line.label:
            return cells >= min(columns, max(1, columns - 2))
        return bool(self._pending or self._loose)

    # ------------------------------------------------------------------ rows
    def _add(self, words: str, cells: list[Cell]) -> None:
        assert self._part is not None
        label = self._label(words)
        number = re.match(self._rules["numbered"], label)
        kind = (
            "total"
            if re.search(self._rules["total"], label)
            else "subtotal"
            if re.search(self._rules["subtotal"], label)
            else "item"
        )
        columns = self._part.columns[len(self._part.columns) - len(cells) :]
        name = re.sub(self._rules["lettered"], "", label[number.end() :] if number else label).strip()
        if graded := re.fullmatch(f"(?P<group>.*[^\\x00-\\x7f])\\s*(?P<grade>{self._rules['grade']})", name):
            self._group, name = graded["group"], graded["grade"]
        row = Row(name, re.sub(r"\D", "", number[0]) if number else "", self._group, kind, tuple(zip(columns, cells, strict=True)))
        self._part.rows.append(row)
        self._over = kind == "total"
        if kind != "item":
            self._group = None

    def _label(self, words: str) -> str:
        """The label of a row: its words, with the lines above that it goes on from; the line above those titles a group."""
        above, self._pending = self._pending, []
        start = len(above)
        continues = not words or not (
            re.match(self._rules["numbered"], words)
            or re.match(self._rules["lettered"], words)
            or re.match(self._rules["total"], words)
        )
        if continues:
            start = next((i for i in range(len(above) - 1, -1, -1) if re.match(self._rules["numbered"], above[i])), start)
            if not words and start == len(above):
                start = self._first_of_label(above)
        if titles := [line for line in above[:start] if len(line) <= self._rules["title_length"]]:
            self._group = titles[-1]
        return _joined([*above[start:], words])

    def _first_of_label(self, above: list[str]) -> int:
        """Where a label without a number begins: after what is prose."""
        del above[next((i for i, line in enumerate(above) if len(line) > self._rules["title_length"]), len(above)) :]
        return next((i + 1 for i in range(len(above) - 1, -1, -1) if re.search(self._rules["row_headings"], above[i])), 0)


def _joined(lines: list[str]) -> str:
    """Lines put together: a blank between Latin words only."""
    out = ""
    for line in (line for line in lines if line):
        out += (" " if out and out[-1].isascii() and line[0].isascii() else "") + line
    return out
