"""Physical lines of a text that came out of a PDF, and how two of them join."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_BLANK_RULE = 20  # a "blank" line of so many blanks is what is left of the rule above footnotes


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``text`` without outer blanks, inner ones single; ``indent``: blanks before it; ``gap``:
    blank lines above; ``ruled``: whether a blank rule (the one above footnotes) is among them."""

    text: str
    indent: int = 0
    gap: int = 0
    ruled: bool = False

    @property
    def width(self) -> int:
        """Columns: two for a Chinese character, one for others."""
        return width(self.text)


def width(text: str) -> int:
    """Columns that a text takes: two for wide and ambiguous characters (quotation marks, dashes), one for others."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank; tabs, no-break and wide blanks, form feeds count as blanks."""
    out: list[Line] = []
    gap, ruled = 0, False
    for raw in re.split(r"\r\n?|\n|\f|\v|\u2028|\u2029", text):
        plain = re.sub(r"[\t\u00a0\u2000-\u200a\u202f\u3000]", " ", raw).translate(_INVISIBLE)
        if not plain.strip():
            gap, ruled = gap + 1, ruled or len(plain) >= _BLANK_RULE
            continue
        out.append(Line(re.sub(r" {2,}", " ", plain.strip()), len(plain) - len(plain.lstrip()), gap, ruled))
        gap, ruled = 0, False
    return out


_INVISIBLE = {ord(c): None for c in "\u200b\u200c\u200d\ufeff\u00ad"}


def join(lines: Iterable[str]) -> str:
    """Lines as one: a blank between two Latin words, none beside a Chinese character or behind a hyphen or slash."""
    out = ""
    for line in lines:
        out += _seam(out, line) + line
    return out


def _seam(before: str, after: str) -> str:
    if not before or not after:
        return ""
    latin = before[-1].isascii() and after[0].isascii()
    return " " if latin and before[-1] not in "-/(" and after[0] not in ".,;:)%/" else ""
