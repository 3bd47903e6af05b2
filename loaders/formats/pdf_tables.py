"""Headings of tables in PDF: their cells stand side by side over several printed lines, and are read one after the other.

The rows of numbers below a heading tell where its columns are; each of its words belongs to the column above which it stands. What
is centred over several columns is read first.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.formats.pdf_glyphs import Glyph
from loaders.formats.pdf_rows import Row, Run

_NUMBER = re.compile(r"[-−–(（]?\d[\d.,]*%?[)）]?[a-h*]?|[—–−-]|\.{2,3}|…")
_AHEAD = 14
"""So many rows below a heading tell where its columns are."""
_ABOVE = 14
"""A heading has at the most so many rows."""
_NEAR = 3.0
"""Rows of a heading are not further apart than so many times the size of their letters."""
_BLANK = 0.14
_CELL = 1.0
"""A gap of so many times the size parts two cells of a heading."""
_EDGE = 0.8
"""So many times the size of their letters may the right edges of a column's cells differ."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading that ends before a row: the rows of each of its cells, in the order in which they are read."""

    stop: int
    cells: tuple[tuple[Row, ...], ...]


Band = tuple[float, float]


def headings(body: list[tuple[int, Row]]) -> dict[int, Heading]:
    """The headings of tables among the rows of a document, by the place of their first row; those of one line are left as they
    are."""
    out: dict[int, Heading] = {}
    numeric = [len(_numbers(row)) > 1 for _, row in body]
    for at, (page, _) in enumerate(body):
        if not numeric[at] or (at and numeric[at - 1] and body[at - 1][0] == page):
            continue
        if found := _heading(body, at, numeric):
            first, heading = found
            out[first] = heading
    return out


def _heading(body: list[tuple[int, Row]], at: int, numeric: list[bool]) -> tuple[int, Heading] | None:
    page = body[at][0]
    below = [row for n, (p, row) in enumerate(body[at : at + _AHEAD], at) if p == page and numeric[n]]
    bands = _bands(below)
    if len(bands) < 2:
        return None
    margin = min(row.left for row in below)
    rows: list[int] = []
    for n in range(at - 1, max(-1, at - 1 - _ABOVE), -1):
        if body[n][0] != page or numeric[n] or body[n + 1][1].base - body[n][1].base > _NEAR * body[n][1].size:
            break
        if _stands_over(body[n][1], bands, margin):
            rows.append(n)
        elif rows:
            break
    while rows and len(body[rows[-1]][1].cells(_CELL)) == 1 and body[rows[-1]][1].left < margin + 2 * body[rows[-1]][1].size:
        rows.pop()  # a title, or the unit below it
    if len(rows) < 2 or rows[0] - rows[-1] != len(rows) - 1:
        return None
    cells = _cells([body[n][1] for n in reversed(rows)], bands)
    return rows[-1], Heading(rows[0] + 1, tuple(tuple(cell) for cell in cells))


# ---------------------------------------------------------------------- columns
def _pieces(row: Row) -> list[Run]:
    """The words of a row."""
    out: list[Run] = []
    for run in sorted(row.runs, key=lambda run: run.left):
        glyphs: list[Glyph] = []
        for glyph in run.glyphs:
            if glyphs and (glyph.spaced or glyph.left - glyphs[-1].right > _BLANK * glyph.size):
                out.append(Run(glyphs))
                glyphs = []
            glyphs.append(glyph)
        if glyphs:
            out.append(Run(glyphs))
    return out


def _numbers(row: Row) -> list[Run]:
    """The numbers with which a row ends."""
    pieces = _pieces(row)
    first = len(pieces)
    while first and _NUMBER.fullmatch(pieces[first - 1].text):
        first -= 1
    found = pieces[first:]
    years = all(re.fullmatch(r"(?:19|20)\d\d", run.text) for run in found)
    return [] if years else found


def _bands(rows: list[Row]) -> list[Band]:
    """Where the columns of numbers are: stretches in which numbers of several rows stand."""
    spans: list[Band] = []
    for row in rows:
        for run in _numbers(row):
            if spans and 0 <= run.left - spans[-1][1] < 0.5 * row.size:
                spans[-1] = (spans[-1][0], run.right)  # thousands are printed with a blank
            else:
                spans.append((run.left, run.right))
    bands: list[tuple[float, float, int]] = []
    for left, right in sorted(spans):
        if bands and left < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(right, bands[-1][1]), bands[-1][2] + 1)
        else:
            bands.append((left, right, 1))
    return [(left, right) for left, right, count in bands if count > 1 or len(rows) < 3]


def _stands_over(row: Row, bands: list[Band], margin: float) -> bool:
    """Whether a row belongs to a heading: something stands above the numbers that does not go on from the labels."""
    cells = row.cells(_CELL)
    inside = [cell for cell in cells if cell[-1].right > bands[0][0] - row.size]
    title = len(cells) == 1 and cells[0][0].left < margin + 2 * row.size and row.right > bands[0][0]
    return bool(inside) and not title and not re.search(r"[.。;；]$", row.text)


# ---------------------------------------------------------------------- cells
def _cells(rows: list[Row], bands: list[Band]) -> list[list[Row]]:
    over: list[list[Row]] = []
    columns: dict[int, list[Row]] = {}
    aligned = _aligned(rows, bands)
    for row in rows:
        if _spans(row, bands):
            over += [[Row(cell)] for cell in row.cells(_CELL)]
            continue
        told: dict[int, list[Run]] = {}
        for run in _pieces(row):
            told.setdefault(_column(run, bands, aligned=aligned), []).append(run)
        for column, runs in told.items():
            columns.setdefault(column, []).append(Row(runs))
    return [*over, *(columns[column] for column in sorted(columns))]


def _spans(row: Row, bands: list[Band]) -> bool:
    """Whether the cells of a row stand over several columns each: few of them, and none ends where a column ends."""
    cells = row.cells(_CELL)
    edges = [abs(cell[-1].right - right) < _EDGE * row.size for cell in cells for _, right in bands]
    over = all(cell[-1].right > bands[0][0] for cell in cells)
    return over and 2 * len(cells) <= len(bands) and not any(edges)


def _aligned(rows: list[Row], bands: list[Band]) -> bool:
    """Whether most cells of a heading end where their columns end."""
    ends = [cell[-1] for row in rows for cell in row.cells(_CELL) if cell[-1].right > bands[0][0]]
    return 2 * sum(any(abs(run.right - right) < _EDGE * run.size for _, right in bands) for run in ends) > len(ends)


def _column(run: Run, bands: list[Band], *, aligned: bool) -> int:
    """The column above which a word stands, from 1; 0 for that of the labels."""
    if aligned:
        return next((n for n, (_, right) in enumerate(bands, 1) if run.right < right + _EDGE * run.size), len(bands)) * (
            run.right > bands[0][1] - 4 * max(bands[0][1] - bands[0][0], run.size * 2)
        )
    centre = (run.left + run.right) / 2
    limits = [bands[0][0] - 2 * run.size, *((a[1] + b[0]) / 2 for a, b in pairwise(bands))]
    return sum(centre > limit for limit in limits)
