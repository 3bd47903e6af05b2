"""Rows of pages → paragraphs: told by gaps, indents, sizes, and whether the next word would have fitted in the row above."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.formats import pdf_tables
from loaders.formats.pdf_rows import Row
from loaders.formats.words import Words
from loaders.text.lines import Line, seam

_MARKER = re.compile(
    r"(?:\d{1,3}\s?[.．、](?=\s|[^\d\s]|$)|\d{1,2}[A-Z]?\.\d{1,3}(?=\s)|[(（]\s?(?:[a-z]{1,2}|[ivx]+|\d{1,2})\s?[)）]|"
    r"[A-Z][.．]\s|[IVX]+[.．]\s|[一二三四五六七八九十]{1,3}\s?[、.．]|[•·▪●–—-]\s)"
)
"""What a paragraph may begin with that only a paragraph begins with, in any language."""
_ENDED = re.compile(r"[.。!?！？:：;；][”」』）)》\"]*$")
_LISTED = re.compile(r"[,，;；]\s*\w{0,4}$")
"""How an item of a list ends before the next: with a comma, or a short word behind it."""
_APART = 1.8
"""A footnote in letters as large as the text's stands so many times their size below it."""
_HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef]")


@dataclass
class _Paragraph:
    """Rows that belong together, with the page on which the last of them stands."""

    rows: list[Row]
    page: int
    words: Words = field(default_factory=Words)
    closed: bool = False
    """Nothing goes on behind it: the cell of a table's heading."""


def lines(pages: list[list[Row]]) -> Iterator[Line]:
    """The paragraphs, rows of tables and footnotes of a document, from pages without running headers."""
    body, notes = _parted(pages)
    found = _Builder(body).run()
    known = _vocabulary(found)
    waiting = [(page, mark, _joined(rows, known)) for page, mark, rows in notes]
    for i, paragraph in enumerate(found):
        line = _line(paragraph, known)
        if line is None:
            continue
        yield line
        following = found[i + 1].page if i + 1 < len(found) else None
        marks = {mark.mark for mark in line.marks}
        for note in [n for n in waiting if n[1] in marks or (following is not None and n[0] < following)]:
            waiting.remove(note)
            yield from _note(note[1], note[2])
    for _, mark, words in waiting:
        yield from _note(mark, words)


def _note(mark: str, words: Words) -> Iterator[Line]:
    line = words.line(note=mark)
    if line is not None:
        yield line


# ---------------------------------------------------------------------- footnotes
_Notes = list[tuple[int, str, list[Row]]]


def _parted(pages: list[list[Row]]) -> tuple[list[tuple[int, Row]], _Notes]:
    """Body rows with their page, and the footnotes: below the first row that begins with a raised mark in small print."""
    size = _usual_size([row for rows in pages for row in rows])
    body: list[tuple[int, Row]] = []
    notes: _Notes = []
    expected = 1
    for number, rows in enumerate(pages):
        note: list[Row] | None = None
        above = 0.0
        for row in rows:
            apart = row.base - above > _APART * row.size
            above = row.base
            mark = row.note or (_plain_mark(row, expected) if note is not None or row.size < 0.95 * size else "")
            if mark and (note is not None or row.size < 0.97 * size or (apart and mark == str(expected))):
                note = [row]
                notes.append((number, mark, note))
                expected += mark.isdecimal()
            elif note is not None and row.size < 1.1 * note[0].size:
                note.append(row)
            else:
                note = None
                body.append((number, row))
    return body, notes


def _plain_mark(row: Row, expected: int) -> str:
    """The mark of a footnote that is not raised: the very next number."""
    match = re.match(r"(\d{1,3}) ", row.text)
    return match[1] if match and match[1] == str(expected) and row.note == "" else ""


def _joined(rows: list[Row], known: Counter[str]) -> Words:
    words = Words()
    for row in rows:
        _append(words, row.said, known)
    words.marks = [mark for mark in words.marks if mark.at]
    if rows and not rows[0].note:
        text = re.sub(r"^\d{1,3} +", "", words.text)
        cut = len(words.text) - len(text)
        shifted = Words()
        shifted.extend(words, cut)
        return shifted
    return words


# ---------------------------------------------------------------------- paragraphs
class _Builder:
    """Puts rows together."""

    def __init__(self, body: list[tuple[int, Row]]) -> None:
        self.body = body
        self.size = _usual_size([row for _, row in body])
        gaps = [
            b.base - a.base for (p, a), (q, b) in pairwise(body) if p == q and 0.7 * self.size < b.base - a.base < 3 * self.size
        ]
        self.pitch = _pitch(gaps) or 1.2 * self.size
        self.edges = self._edges()

    def _edges(self) -> dict[int, float]:
        """The right edge of each column."""
        rights: dict[int, list[float]] = {}
        for _, row in self.body:
            rights.setdefault(row.column, []).append(row.right)
        return {column: sorted(found)[int(0.95 * (len(found) - 1))] for column, found in rights.items()}

    def run(self) -> list[_Paragraph]:
        out: list[_Paragraph] = []
        headings = pdf_tables.headings(self.body)
        stop = 0
        for n, (page, row) in enumerate(self.body):
            if heading := headings.get(n):
                stop = heading.stop
                out += [_Paragraph(list(cell), page, closed=True) for cell in heading.cells]
            if n < stop:
                continue
            if out and not out[-1].closed and self._goes_on(out[-1], row, page):
                out[-1].rows.append(row)
                out[-1].page = page
            else:
                out.append(_Paragraph([row], page))
        return out

    def _goes_on(self, paragraph: _Paragraph, row: Row, page: int) -> bool:
        above = paragraph.rows[-1]
        if abs(above.size - row.size) > 0.08 * above.size or len(_parts(row)) > 1 or len(_parts(above)) > 1:
            return False
        if paragraph.page == page and above.base < row.base and row.base - above.base > 1.3 * max(self.pitch, 1.05 * row.size):
            return False
        text = above.text
        alone = len(paragraph.rows) == 1 and abs(row.left - above.left) < 0.5 * row.size
        if paragraph.page != page and alone and _ENDED.search(text):
            return False  # a paragraph of one row that has ended, and one that begins as it did
        marker = _MARKER.match(row.text)
        if marker and (_ENDED.search(text) or _LISTED.search(text) or self._indented(paragraph, row)):
            return False
        if self._indented(paragraph, row) and (marker or not self._hangs(paragraph, row)):
            return False
        return self._full(above, row)

    def _indented(self, paragraph: _Paragraph, row: Row) -> bool:
        """Whether the row begins further right than the one above."""
        above = paragraph.rows[-1]
        same_column = above.column == row.column
        return same_column and row.left > above.left + 0.8 * row.size

    @staticmethod
    def _hangs(paragraph: _Paragraph, row: Row) -> bool:
        """Whether the row begins below the words that stand behind a number and a tab in the first row."""
        if len(paragraph.rows) > 1:
            return False
        glyphs = [g for run in sorted(paragraph.rows[0].runs, key=lambda run: run.left) for g in run.glyphs]
        tabs = [b.left for a, b in pairwise(glyphs) if b.left - a.right > 0.4 * row.size and b.left - glyphs[0].left < 8 * row.size]
        return any(abs(left - row.left) < 0.5 * row.size for left in tabs)

    def _full(self, above: Row, row: Row) -> bool:
        """Whether the first word of the row would not have fitted in the one above."""
        edge = self.edges.get(above.column, above.right)
        slack = 1.0 if _HAN.search(above.text[-1:] + row.text[:1]) else 0.5
        return above.right + 0.25 * row.size + row.first > edge - slack * row.size


def _parts(row: Row) -> list[str]:
    """The cells of a row; a marker with its tab is no cell of its own, nor is a row of one word and its mark."""
    cells = [words for part in row.cells() if (words := row.words(part).text)]
    if len(cells) > 1 and (_MARKER.fullmatch(cells[0]) or _MARKER.fullmatch(f"{cells[0]} ")):
        cells[:2] = [f"{cells[0]} {cells[1]}"]
    return cells


def _pitch(gaps: list[float]) -> float | None:
    """The distance of rows of one paragraph: the smallest that is not rare."""
    often = Counter(round(2 * gap) / 2 for gap in gaps)
    return min((gap for gap, n in often.items() if n >= max(2, 0.1 * len(gaps))), default=None)


def _usual_size(rows: list[Row]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += sum(len(run.glyphs) for run in row.runs)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


# ---------------------------------------------------------------------- words
def _vocabulary(found: list[_Paragraph]) -> Counter[str]:
    """The words of the document that no row's end has cut."""
    out: Counter[str] = Counter()
    for paragraph in found:
        for row in paragraph.rows:
            out.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![-\w])", row.text.lower()))
    return out


def _line(paragraph: _Paragraph, known: Counter[str]) -> Line | None:
    words = Words()
    for row in paragraph.rows:
        _append(words, row.said, known)
    cells = _parts(paragraph.rows[0]) if len(paragraph.rows) == 1 else []
    return words.line(cells=tuple(cells) if len(cells) > 1 else ())


def _append(words: Words, more: Words, known: Counter[str]) -> None:
    """The next row: a word that was cut with a hyphen is whole again where the document has it without one elsewhere."""
    before, after = re.search(r"([^\W\d_]+)-$", words.text), re.match(r"[^\W\d_]+", more.text)
    if before and after and after[0].islower():
        whole = f"{before[1]}{after[0]}".lower()
        if known[whole] > known[f"{before[1]}-{after[0]}".lower()]:
            words.text = words.text[:-1]
            words.extend(more)
            return
    words.add(seam(words.text, more.text))
    words.extend(more)
