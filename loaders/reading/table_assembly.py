"""Tables put together again from the loose lines of a text: parts with columns, rows with labels, groups and cells.

What a line without cells is, the lines around it tell: words of a heading, the beginning of a label that goes on, or the title of a
group of rows. Headings that a new page repeats are left out; a heading with other columns begins a new part.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from loaders.reading import table_heads, table_lines, table_parts, table_places
from loaders.reading.laid import Laid
from loaders.reading.language import blanks, rules
from loaders.reading.table_heads import Head
from loaders.reading.table_lines import Cell, Line
from loaders.reading.table_loose_labels import LooseLabels, joined
from loaders.reading.table_parts import Part, Table
from loaders.text.lines import width
from ontology.measures import units
from ontology.readings import Paragraph

_AHEAD = 12
"""So many rows below a heading tell how many columns there are."""


class Assembly:
    """Puts the table of one paragraph together."""

    def __init__(self, laid: Laid, paragraph: Paragraph) -> None:
        self._laid, self._paragraph = laid, paragraph
        self._rules: dict[str, Any] = rules(laid.language, "tables")
        self._blanks = blanks(laid.language)
        self._cells = table_lines.of(laid.language)
        self._heads = table_heads.of(laid.language)
        self._labels = table_parts.labels(laid.language)
        self._loose_labels = LooseLabels(laid.language)
        self._part: Part | None = None
        self._pending: list[str] = []
        self._group: str | None = None
        self._loose: list[Cell] = []
        self._over = False
        self._table = Table(paragraph.label, "", [])

    def table(self) -> Table:
        """The table."""
        self._all = list(self._lines())
        self._rows = [line for line in self._all if line.label and line.pieces]
        self._usual = self._usual_count(self._all)
        self._loose_labels.measure(self._all)
        for i, line in enumerate(self._all):
            self._take(i, line)
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
        counts = [n for line in lines if not self._cells.heads(line) and (n := self._cells.count(line)) > 1]
        return max(sorted(set(counts)), key=counts.count) if counts else 0

    # ------------------------------------------------------------------ line by line
    def _take(self, i: int, line: Line) -> None:
        if not line.pieces or self._cells.heads(line) or self._cells.year(line) or (self._part is None and self._is_heading(line)):
            self._pending.append(line.text.strip())
            return
        line = self._open(i, line)
        if self._part is None:
            self._table.unread += 1
        elif cells := self._complete(line):
            self._add(cells[0], cells[1])

    def _is_heading(self, line: Line) -> bool:
        """Whether a line that ends in numbers still belongs to the heading: no row has so few cells."""
        return self._usual > 2 and self._cells.count(line) < 2 and bool(line.label or self._cells.year(line))

    def _open(self, i: int, line: Line) -> Line:
        """A heading in what stands above a row begins a part, or is repeated; gives the row, without words of the heading that have
        run into its label."""
        if not self._pending:
            return line
        fits = self._fits(i)
        head = self._heads.known(self._pending, least=2, fits=fits)
        if head is None and line.label and self._part is None:
            longer = self._heads.known([*self._pending, line.label], least=2, fits=fits)
            if longer and longer.behind:
                head = replace(longer, behind=longer.behind[:-1])
                line = replace(line, label=longer.behind[-1])
        if head is None and self._part is None and not self._heads.undecided(self._untitled()):
            likely = [n for n, rows in fits.most_common() if n and 2 * rows >= max(fits.values())]
            head = self._heads.named(self._untitled(), likely)
        if head is not None:
            self._begin(head)
        return line

    def _fits(self, i: int) -> Counter[int]:
        """How many of the next rows can have so many cells, most of all if they can't have fewer; the fewer cells first."""
        found: Counter[int] = Counter()
        rows = 0
        for line in self._all[i:]:
            if not line.pieces or self._cells.heads(line):
                if rows >= _AHEAD:
                    break
                continue
            rows += 1
            for count in self._cells.counts(line):
                found[count] += 1
            found[self._cells.count(line)] += 2
        return Counter(dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))))

    def _begin(self, head: Head) -> None:
        """A part under a heading, unless that repeats the one before."""
        if not self._table.units and (at := self._unit_at()) is not None:
            self._table.units = self._heads.units(self._pending[at])
        self._pending = list(head.behind)
        self._over = False
        if self._part is not None and self._part.columns == head.columns and not self._funding(head.before):
            return
        if self._part is None:
            self._titled(head.before)
        self._part = Part(head.before, head.columns)
        self._table.parts.append(self._part)
        self._group = None

    def _funding(self, before: str) -> bool:
        """Whether words before a heading name another source of money: then it repeats nothing."""
        return bool(self._part and self._part.rows) and any(re.search(row["words"], before) for row in self._rules["funding"])

    def _unit_at(self) -> int | None:
        """The line above the first row that gives the table's unit: it stands alone, or at the end of the title."""
        titled = self._title_lines()
        for i, line in enumerate(self._pending[:5]):
            alone = re.fullmatch(r"\s*[(（][^()（）]*[)）]\s*", line) or not re.search(r"[(（]", line)
            given = self._heads.units(line)
            usual = any(unit.measure or units()[unit.unit].kind in ("money", "share") for unit in given)
            if given and (i < titled or (alone and (i == titled or usual))):
                return i
        return None

    def _title_lines(self) -> int:
        """How many lines the title takes."""
        count = 1
        while count < len(self._pending) - 1 and self._goes_on(self._pending[count - 1], self._pending[count]):
            count += 1
        return count

    def _untitled(self) -> list[str]:
        """The lines above the first row without the title and without units."""
        last = self._unit_at()
        if last is not None:
            title, names = self._parted(self._pending[last])
            self._titled(" ".join([*self._pending[:last], title]).strip())
            return [names] * bool(names) + self._pending[last + 1 :]
        first = self._title_lines()
        self._titled(joined(self._pending[:first]))
        return self._pending[first:]

    def _goes_on(self, above: str, line: str) -> bool:
        """Whether a title goes on in the next line: that begins small, or the one above is full."""
        return bool(re.match(r"[a-z]", line)) or width(above) > self._rules["full_title"]

    def _parted(self, line: str) -> tuple[str, str]:
        """A title and the names of columns that have run into it behind its unit."""
        ends = [m.end() for m in re.finditer(r"[(（][^()（）]*[)）]", line) if self._heads.units(m[0])]
        return (line[: ends[-1]], line[ends[-1] :].strip()) if ends else (line, "")

    def _titled(self, title: str) -> None:
        if not self._table.title:
            self._table.title = title

    def _complete(self, line: Line) -> tuple[str, list[tuple[table_heads.Column, Cell]]] | None:
        """The label and the cells of a row, None for a line that is none or not all of one; cells in lines of their own are put
        together."""
        assert self._part is not None
        columns = self._part.columns
        label, cells = self._cells.parted(line, len(columns))
        if not self._may_be_row(line, len(cells), len(columns)):
            if line.label and len(cells) > 1 and not self._over:
                self._table.unread += 1
            self._pending, self._loose = [], []
            return None
        if line.label:
            self._loose = []
            return label, table_places.place(columns, cells)
        self._loose = [*self._loose, *cells]
        if len(self._loose) < len(columns) and not (self._pending and len(cells) > len(columns) / 2):
            return None
        whole, self._loose = self._loose, []
        return (label, table_places.place(columns, whole)) if len(whole) <= len(columns) else None

    def _may_be_row(self, line: Line, cells: int, columns: int) -> bool:
        """Whether numbers are a row and not those of a chart or an axis: behind a grand total only a whole row is one."""
        if self._over:
            return bool(line.label) and cells >= max(3, columns - 1)
        if line.label:
            return cells >= min(columns, max(1, (columns + 1) // 2))
        return bool(self._pending or self._loose)

    # ------------------------------------------------------------------ rows
    def _add(self, words: str, cells: list[tuple[table_heads.Column, Cell]]) -> None:
        assert self._part is not None
        above, self._pending = self._pending, []
        label, group = self._loose_labels.label(above, words)
        row = self._labels.row(label, group or self._group, tuple(cells))
        self._group = row.group
        self._part.rows.append(row)
        self._over = row.kind == "total"
        if row.kind != "item":
            self._group = None
