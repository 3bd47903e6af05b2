"""Tables of which the format knows the cells (Word, HTML): the same parts, rows and columns that loose lines give.

The rows above the first row of numbers are the heading: what stands in a column, from top to bottom, is its name. A cell that spans
several columns says its year, or that they are variances, to all of them. A row of words alone titles the rows below it; one that
heads the columns anew begins a part, unless it repeats the heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from loaders.reading import table_columns, table_lines, table_parts
from loaders.reading.laid import Laid, TableRow
from loaders.reading.language import rules
from loaders.reading.table_columns import Column
from loaders.reading.table_lines import Cell
from loaders.reading.table_parts import Part, Table
from ontology.readings import Paragraph

_MOSTLY = 0.6
"""So much of what stands in a column must be numbers for it to be one of numbers."""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a cell: its words, where they begin in the text, and the number that they are, if they are one."""

    words: str
    start: int
    cell: Cell | None


Line = list[Place]


def read(laid: Laid, paragraph: Paragraph) -> Table | None:
    """The table of a paragraph by the cells of its rows; None where no cells are known or no columns of numbers are found."""
    if laid.format not in ("docx", "html"):
        return None
    table: Table | None = None
    above = paragraph.start
    for rows in _blocks(laid, paragraph):
        found = _Grid(laid, paragraph, rows, laid.text[above : rows[0].start]).table()
        above = rows[-1].end
        if table is None:
            table = found
        elif found is not None:
            for part in found.parts[:1]:
                part.title = f"{found.title} {part.title}".strip()
            table.parts += found.parts
    return table


def rows_in(laid: Laid, paragraph: Paragraph) -> int:
    """How many rows whose cells are known stand in a paragraph."""
    if laid.format not in ("docx", "html"):
        return 0
    return sum(paragraph.start <= row.start < paragraph.end and len(row.cells) > 1 for row in laid.rows)


def _blocks(laid: Laid, paragraph: Paragraph) -> Iterator[list[TableRow]]:
    """Rows that stand one below the other: words between them part two tables that share a caption."""
    block: list[TableRow] = []
    for row in laid.rows:
        if not paragraph.start <= row.start < paragraph.end or len(row.cells) < 2:
            continue
        if block and laid.text[block[-1].end : row.start].strip():
            if len(block) > 1:
                yield block
            block = []
        block.append(row)
    if len(block) > 1:
        yield block


class _Grid:
    def __init__(self, laid: Laid, paragraph: Paragraph, rows: list[TableRow], above: str) -> None:
        self._laid = laid
        self._rules: dict[str, Any] = rules(laid.language, "tables")
        self._cells = table_lines.of(laid.language)
        self._words = table_columns.of(laid.language)
        self._labels = table_parts.labels(laid.language)
        self._width = max(len(row.cells) for row in rows)
        self._lines = [self._line(row) for row in rows]
        self._caption = above.strip("\n").split("\n")
        self._label = paragraph.label
        self._group: str | None = None

    def _line(self, row: TableRow) -> Line:
        """The cells of a row in place; cells that are missing at its end are empty."""
        text, at = self._laid.text[row.start : row.end], 0
        out: Line = []
        for words in (*row.cells, *[""] * (self._width - len(row.cells))):
            letters = (re.escape(c) for c in re.sub(r"\s", "", words))
            found = re.compile(r"\s*".join(letters)).search(text, at) if words.strip() else None
            start = row.start + (found.start() if found else at)
            at = found.end() if found else at
            said = found[0] if found else ""
            out.append(Place(said, start, self._cells.cell(said, start) if said else None))
        return out

    # ------------------------------------------------------------------ the table
    def table(self) -> Table | None:
        """The table, None without columns of numbers."""
        numeric = self._numeric()
        first = next((i for i, line in enumerate(self._lines) if self._is_row(line, numeric)), None)
        if not numeric or first is None:
            return None
        head, groups = self._headed(self._lines[:first], numeric)
        if not any(line[c].words for line in head for c in numeric):
            return None
        table = Table(self._label, self._title(), self._units())
        part = Part("", self._columns(head, numeric))
        table.parts.append(part)
        for line in (*groups, *self._lines[first:]):
            if self._is_row(line, numeric):
                self._add(part, line, numeric)
            elif anew := self._anew(line, numeric, head):
                part = Part(self._group or "", anew)
                table.parts.append(part)
            elif title := self._title_of_rows(line):
                self._group = title
        return table

    def _numeric(self) -> list[int]:
        """The columns of numbers: all those behind the labels in which little else stands."""
        out = []
        for c in range(1, self._width):
            said = [line[c] for line in self._lines if line[c].words and line[0].words]
            body = said[1:] if said and said[0].cell is None else said
            if body and sum(place.cell is not None for place in body) >= _MOSTLY * len(body):
                out.append(c)
        return out

    def _is_row(self, line: Line, numeric: list[int]) -> bool:
        """Whether a line is a row of numbers: not a row of years, nor one that counts the columns."""
        cells = [line[c] for c in numeric if line[c].cell is not None]
        if not cells:
            return False
        words = [place.words for place in cells]
        years = all(re.fullmatch(r"(?:19|20)\d\d", w) for w in words) and not line[0].words
        counted = len(words) > 1 and words == [f"({n})" for n in range(1, len(words) + 1)]
        return not years and not counted

    def _headed(self, lines: list[Line], numeric: list[int]) -> tuple[list[Line], list[Line]]:
        """The lines of the heading and those of groups behind it, in which nothing stands in the columns of numbers."""
        last = next((i for i in range(len(lines) - 1, -1, -1) if any(lines[i][c].words for c in numeric)), -1)
        return lines[: last + 1], lines[last + 1 :]

    # ------------------------------------------------------------------ columns
    def _columns(self, head: list[Line], numeric: list[int]) -> tuple[Column, ...]:
        """The columns by what stands above them; the same column twice is told apart by its place."""
        columns = [self._words.whole(self._name(head, c)) for c in numeric]
        settled = table_columns.roles(columns)
        seen: dict[Column, int] = {}
        out = []
        for column in settled:
            seen[column] = seen.get(column, 0) + 1
            out.append(column if seen[column] == 1 else replace(column, name=f"{column.name} {seen[column]}"))
        return tuple(out)

    def _name(self, head: list[Line], c: int) -> str:
        """What stands above a column, each line once; the year of a cell that spans it if it has none of its own."""
        own = list(dict.fromkeys(line[c].words for line in head if line[c].words))
        name = " ".join(own)
        for line in head:
            spanning = next((line[i].words for i in range(c, 0, -1) if line[i].words), "")
            if spanning in own:
                continue
            dated = re.search(self._rules["year"], spanning) and not re.search(self._rules["year"], name)
            if dated or self._words.varies(spanning):
                return f"{spanning} {name}"
        return name

    def _anew(self, line: Line, numeric: list[int], head: list[Line]) -> tuple[Column, ...] | None:
        """The columns of a line in the midst of a table that heads them anew; none for the heading of before on a new page."""
        named = [c for c in numeric if line[c].words]
        if len(named) < 2 or any(_same(line, above) for above in head):
            return None
        columns = self._columns([line], numeric)
        return columns if any(column.period for column in columns) else None

    # ------------------------------------------------------------------ rows
    def _add(self, part: Part, line: Line, numeric: list[int]) -> None:
        label = " ".join(dict.fromkeys(place.words for place in line[: numeric[0]] if place.words))
        pairs = zip(part.columns, (line[c].cell for c in numeric), strict=True)
        row = self._labels.row(label, self._group, tuple((column, cell) for column, cell in pairs if cell is not None))
        self._group = row.group if row.kind == "item" else None
        part.rows.append(row)

    def _title_of_rows(self, line: Line) -> str:
        """The title of a group that a row of words alone is; none where it is prose."""
        words = " ".join(dict.fromkeys(place.words for place in line if place.words))
        return words if len(words) <= self._rules["title_length"] * 1.5 else ""

    # ------------------------------------------------------------------ caption
    def _title(self) -> str:
        """The title that stands above the rows, without the table's number and its units."""
        words = [re.sub(self._rules["first_line"], "", line) if i == 0 else line for i, line in enumerate(self._caption)]
        plain = " ".join(line.strip() for line in words if line.strip() and not self._words.units(line))
        return plain.strip() or " ".join(words).strip()

    def _units(self) -> list[table_columns.Unit]:
        return next((units for line in self._caption if (units := self._words.units(line))), [])


def _same(line: Line, above: Line) -> bool:
    return [place.words for place in line] == [place.words for place in above]
