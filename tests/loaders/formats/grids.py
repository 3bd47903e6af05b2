"""Tables of our own as plain text, HTML, Word and PDF, with the figures that each must give.

As text a table is printed as a page is: cells of the heading one after the other, each broken over lines; the blanks of empty cells
are lost.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from io import BytesIO

from docx import Document as Word
from docx.document import Document as WordDocument
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from .pdf_writer import font

LEFT, ABOVE = "<", "^"
"""A cell that belongs to the one at its left, or above it."""
_HEAD, _LABEL = 11, 44
"""Widths at which the cells of a heading and labels break, in plain text."""

Column = tuple[str | None, str, str]
"""Period, status, and what tells it from others of the two: the kind of change, the prices, its name."""


@dataclass(frozen=True)
class Grid:
    """A table: its label and title, its unit, the rows of its heading, its rows (label, then cells), its columns of numbers, what
    a number is multiplied with, footnotes."""

    label: str
    title: str
    unit: str
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    scale: int = 1
    notes: tuple[str, ...] = ()

    def figures(self) -> set[tuple[str, str, str | None, str | None, str, Decimal]]:
        """What it must give: table, label of the row, period, status, what tells the column apart, value."""
        out: set[tuple[str, str, str | None, str | None, str, Decimal]] = set()
        for label, *cells in self.rows:
            name = re.sub(r"^(?:\d{1,2}\.|(?:[A-Z]\.)+)\s*", "", label)
            for (period, status, told), cell in zip(self.columns, cells, strict=False):
                if cell:
                    share = told.endswith("%")
                    value = _value(cell) * (1 if share else self.scale)
                    out.add((self.name, name, period, status, told.rstrip("%"), value))
        return out

    @property
    def name(self) -> str:
        """The label of its paragraph."""
        return f"table {self.label.split()[1]}"


def _value(cell: str) -> Decimal:
    if cell in "–—":
        return Decimal(0)
    number = Decimal(re.sub(r"[^\d.]", "", cell))
    return -number if cell.startswith("(") else number


# ---------------------------------------------------------------------- plain text
def txt(head: str, paragraphs: tuple[str, ...], grids: tuple[Grid, ...]) -> bytes:
    """A line of the header, then paragraphs with a table behind each."""
    out = [head]
    for paragraph, grid in zip(paragraphs, (*grids, None), strict=True):
        out += ["", *_wrapped(paragraph, 84), ""]
        if grid is not None:
            out += [grid.label, *_wrapped(grid.title, 84), *([grid.unit] if grid.unit else []), *_heading(grid)]
            out += [line for row in grid.rows for line in _row(row)]
            out += grid.notes
    return " \n\n".join(out).encode()


def _wrapped(text: str, most: int) -> list[str]:
    lines = [""]
    for unit in re.findall(r"[!-~–—]+ ?|.", text):
        if _width(lines[-1] + unit.rstrip()) > most and lines[-1]:
            lines.append("")
        lines[-1] += unit
    return [line.strip() for line in lines if line.strip()]


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _heading(grid: Grid) -> list[str]:
    """Headings over several columns first, then cell by cell; a cell of one line stands behind the last line of the one before."""
    spans = [(r, c, words) for r, row in enumerate(grid.head) for c, words in enumerate(row) if words not in (LEFT, ABOVE, "")]
    over = [words for r, c, words in spans if grid.head[r][c + 1 : c + 2] == (LEFT,)]
    cells: dict[int, list[str]] = {}
    for r, c, words in spans:
        if grid.head[r][c + 1 : c + 2] != (LEFT,):
            cells.setdefault(c, []).append(words)
    out = list(over)
    for place, column in enumerate(sorted(cells)):
        lines = _wrapped(" ".join(cells[column]), _HEAD if column else 40)
        if len(lines) == 1 and place:
            out[-1] += f" {lines[0]}"
        else:
            out += lines
    return out


def _row(row: tuple[str, ...]) -> list[str]:
    cells = " ".join(cell for cell in row[1:] if cell)
    label = _wrapped(row[0], _LABEL)
    if len(label) > 1 and cells:
        return [*label, cells]
    return [f"{label[0]} {cells}".strip()] if cells else label


# ---------------------------------------------------------------------- HTML
def html(head: str, paragraphs: tuple[str, ...], grids: tuple[Grid, ...]) -> bytes:
    """The same as a page, with cells that span columns and rows."""
    out = [f"<!DOCTYPE html><html><body><p>{escape(head)}</p>"]
    for paragraph, grid in zip(paragraphs, (*grids, None), strict=True):
        out.append(f"<p>{escape(paragraph)}</p>")
        if grid is not None:
            out += [f"<p>{escape(words)}</p>" for words in (grid.label, grid.title, grid.unit) if words]
            rows = [_html_head(grid, r) for r in range(len(grid.head))]
            rows += ["".join(f"<td>{escape(cell)}</td>" for cell in _full(grid, row)) for row in grid.rows]
            out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            out += [f"<p>{escape(note)}</p>" for note in grid.notes]
    return "\n".join([*out, "</body></html>"]).encode()


def _html_head(grid: Grid, r: int) -> str:
    out = ""
    for c, words in enumerate(grid.head[r]):
        if words in (LEFT, ABOVE):
            continue
        wide, deep = 1, 1
        while grid.head[r][c + wide : c + wide + 1] == (LEFT,):
            wide += 1
        while r + deep < len(grid.head) and grid.head[r + deep][c] == ABOVE:
            deep += 1
        out += f'<th colspan="{wide}" rowspan="{deep}">{escape(words)}</th>'
    return out


def _full(grid: Grid, row: tuple[str, ...]) -> tuple[str, ...]:
    return row + ("",) * (len(grid.columns) + 1 - len(row))


# ---------------------------------------------------------------------- Word
def docx(head: str, paragraphs: tuple[str, ...], grids: tuple[Grid, ...]) -> bytes:
    """The same as a Word file, with merged cells."""
    document = Word()
    document.add_paragraph(head)
    for paragraph, grid in zip(paragraphs, (*grids, None), strict=True):
        document.add_paragraph(paragraph)
        if grid is not None:
            for words in (grid.label, grid.title, grid.unit):
                if words:
                    document.add_paragraph(words)
            _word_table(document, grid)
            for note in grid.notes:
                document.add_paragraph(note)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _word_table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.head) + len(grid.rows), cols=len(grid.columns) + 1)
    for r, row in enumerate(grid.head):
        for c, words in enumerate(row):
            if words == LEFT:
                table.cell(r, c).merge(table.cell(r, c - 1))
            elif words == ABOVE:
                table.cell(r - 1, c).merge(table.cell(r, c))
            else:
                table.cell(r, c).text = words
    for r, row in enumerate(grid.rows, len(grid.head)):
        for c, words in enumerate(row):
            table.cell(r, c).text = words


# ---------------------------------------------------------------------- PDF
_X, _RIGHT, _SIZE, _LABELS = 50.0, 545.0, 6.0, 120.0


def pdf(head: str, paragraphs: tuple[str, ...], grids: tuple[Grid, ...]) -> bytes:
    """The same as a PDF file, a page for each table: cells of the heading side by side, numbers flush right."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    page = _Page(canvas, font("en" if head.isascii() else "zh"))
    page.paragraph(head)
    for paragraph, grid in zip(paragraphs, (*grids, None), strict=True):
        page.paragraph(paragraph)
        if grid is not None:
            page.grid(grid)
            page.end()
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Page:
    def __init__(self, canvas: Canvas, face: str) -> None:
        self.canvas, self.face, self.y = canvas, face, 780.0

    def end(self) -> None:
        self.canvas.showPage()
        self.y = 780.0

    def paragraph(self, text: str) -> None:
        for line in self._lines(text, _RIGHT - _X, 10.0):
            self._put(line, _X, 10.0)
            self.y -= 12
        self.y -= 8

    def grid(self, grid: Grid) -> None:
        for words in (grid.label, grid.title, grid.unit):
            for line in self._lines(words, _RIGHT - _X, 10.0) if words else []:
                self._put(line, _X, 10.0)
                self.y -= 12
        step = (_RIGHT - _X - _LABELS) / len(grid.columns)
        rights = [_X + _LABELS + step * (n + 1) for n in range(len(grid.columns))]
        for r in range(len(grid.head)):
            self._heading(grid, r, rights, step)
        for row in grid.rows:
            for line in self._lines(row[0], _LABELS - 8 if any(row[1:]) else _RIGHT - _X, _SIZE):
                self._put(line, _X)
                self.y -= 9
            for right, cell in zip(rights, row[1:], strict=False):
                self._put(cell, right - self._wide(cell), up=9)
            self.y -= 2
        self.y -= 8
        for note in grid.notes:
            self._put(note, _X + 10)

    def _heading(self, grid: Grid, r: int, rights: list[float], step: float) -> None:
        cells = []
        for c, words in enumerate(grid.head[r]):
            if words in (LEFT, ABOVE, ""):
                continue
            wide = 1
            while grid.head[r][c + wide : c + wide + 1] == (LEFT,):
                wide += 1
            cells.append((c, wide, self._lines(words, (step * wide if c else _LABELS) - 6, _SIZE)))
        deep = max((len(lines) for *_, lines in cells), default=0)
        for n in range(deep):
            for c, wide, lines in cells:
                line = lines[n - deep + len(lines)] if n >= deep - len(lines) else ""
                middle = (rights[c - 1] - step + rights[c + wide - 2]) / 2 if wide > 1 else 0.0
                left = middle - self._wide(line) / 2 if wide > 1 else rights[c - 1] - self._wide(line)
                self._put(line, left if c else _X)
            self.y -= 9
        self.y -= 2

    def _lines(self, text: str, most: float, size: float) -> list[str]:
        lines = [""]
        for unit in re.findall(r"[!-~–—]+ ?|.", text):
            if lines[-1] and self._wide(lines[-1] + unit.rstrip(), size) > most:
                lines.append("")
            lines[-1] += unit
        return [line.strip() for line in lines]

    def _wide(self, text: str, size: float = _SIZE) -> float:
        return float(pdfmetrics.stringWidth(text, self.face, size))

    def _put(self, text: str, x: float, size: float = _SIZE, up: float = 0.0) -> None:
        self.canvas.setFont(self.face, size)
        self.canvas.drawString(x, self.y + up, text)
