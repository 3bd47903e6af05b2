"""Lines of a document, physical ones or whole paragraphs, and how two of them join."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_BLANK_RULE = 20  # a "blank" line of so many blanks is what is left of the rule above footnotes


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An address laid on the words from ``start`` to ``end`` (code points of the line's text, end exclusive)."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote (``3``, ``*``) that stood before code point ``at`` of the line's text; it is no part of the text."""

    at: int
    mark: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``text`` without outer blanks, inner ones single; ``indent``: blanks before it; ``gap``:
    blank lines above; ``ruled``: whether a blank rule (the one above footnotes) is among them.

    What only some formats know: ``links``; ``marks`` of footnotes, taken out of the text; ``note``: the mark of the footnote whose
    words the line is; ``whole``: the line is a paragraph from its beginning to its end, nothing joins it; ``cells``: the cells of
    the row of a table that the line is; ``heading``: the level of the heading (from 1), 0 where the format tells of none;
    ``label``: the label (``preamble 3``, ``II.4``) that the format itself gives to the paragraph;
    ``anchor``: the id of the element that the line comes from, where it has one."""

    text: str
    indent: int = 0
    gap: int = 0
    ruled: bool = False
    links: tuple[Hyperlink, ...] = ()
    marks: tuple[NoteMark, ...] = ()
    note: str = ""
    whole: bool = False
    cells: tuple[str, ...] = ()
    heading: int = 0
    label: str = ""
    anchor: str = ""

    @property
    def width(self) -> int:
        """Columns: two for a Chinese character, one for others."""
        return width(self.text)


def width(text: str) -> int:
    """Columns that a text takes: two for wide and ambiguous characters (quotation marks, dashes), one for others."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank; tabs, no-break and wide blanks, form feeds count as blanks."""
    out: list[Line] = []
    gap, ruled = 0, False
    for raw in re.split(r"\r\n?|\n|\f|\v|\u2028|\u2029", text):
        plain = re.sub(r"[\t\u00a0\u2000-\u200a\u202f\u3000]", " ", raw).translate(INVISIBLE)
        if not plain.strip():
            gap, ruled = gap + 1, ruled or len(plain) >= _BLANK_RULE
            continue
        out.append(Line(re.sub(r" {2,}", " ", plain.strip()), len(plain) - len(plain.lstrip()), gap, ruled))
        gap, ruled = 0, False
    return out


INVISIBLE = {
    ord(c): None for c in "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
}
"""Characters without width, marks of direction among them: they would part words that are one to the reader."""


def join(lines: Iterable[str]) -> str:
    """Lines as one: a blank between two Latin words, none beside a Chinese character or behind a hyphen or slash."""
    out = ""
    for line in lines:
        out += seam(out, line) + line
    return out


def seam(before: str, after: str) -> str:
    """What stands between two lines that are joined: a blank between words of letters, nothing beside a Chinese character."""
    if not before or not after:
        return ""
    latin = not _is_wide(before[-2:], -1) and not _is_wide(after[:2], 0)
    return " " if latin and before[-1] not in "-/(" and after[0] not in ".,;:)%/" else ""


def _is_wide(end: str, at: int) -> bool:
    """Whether text ends (or begins) as Chinese does; quotation marks and dashes are as what stands behind them."""
    char = end[at]
    if "\u2010" <= char <= "\u2027" and len(end) > 1:
        char = end[0 if at else 1]
    return bool(_WIDE.match(char)) or "\u2010" <= char <= "\u2027"


_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
