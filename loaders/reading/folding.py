"""Text as names are compared: without title marks, widths and dashes made one, with the way back to the offsets.

A language that sets no blanks between words loses them all; the others keep one where some stand, and their apostrophes.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

OPENING = "《〈“‘「『«\"'<"
CLOSING = "》〉”’」』»\"'>"
_DASHES = dict.fromkeys("‐‑‒–—―－﹣─", "-")
_DROPPED = frozenset(OPENING + CLOSING)
_APOSTROPHES = frozenset("'‘’")


_LEFT_OUT = "\uffff"
"""Stands for a character that is left out; no text has it, for it is none."""
_SPECIAL = {
    True: re.compile("[^ !#-&(-;=?-~\u4e00-\u9fff]"),
    False: re.compile("[^!#-&(-;=?-~\u4e00-\u9fff]"),
}
"""Characters that may not be compared as they are, where the language sets blanks between words and where it sets none."""
_DROPS = re.compile(f"(?<= )[{_LEFT_OUT} ]+|(?<=-)[{_LEFT_OUT}-]+|{_LEFT_OUT}+")
"""What is left out, and what only doubles the blank or dash before it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. ``inner[i]``: where the i-th character stands in the given text; ``offset``: where that begins."""

    text: str
    inner: Sequence[int]
    offset: int = 0

    @property
    def places(self) -> Sequence[int]:
        """The offset of each character."""
        if isinstance(self.inner, range):
            return range(self.offset, self.offset + len(self.inner))
        return [place + self.offset for place in self.inner]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` of the folded text stand in the given one."""
        return self.inner[start] + self.offset, self.inner[end - 1] + 1 + self.offset


def fold(text: str, offset: int = 0, *, blanks: bool = False) -> Folded:
    """The folded text; places count from ``offset``. ``blanks``: whether the language sets blanks between words
    (``language.blanks``). Case stays, for it tells acronyms from words."""
    return Folded(*_folded(text, blanks), offset)


@lru_cache(maxsize=8192)
def _folded(text: str, blanks: bool) -> tuple[str, Sequence[int]]:
    """The folded text, and where its characters stand in the given one: a range, where nothing was left out."""
    plain = _SPECIAL[blanks].sub(lambda match: _plain(match[0], blanks), text)
    out: list[str] = []
    places = array("L")
    at = 0
    for drop in _DROPS.finditer(plain):
        out.append(plain[at : drop.start()])
        places.extend(range(at, drop.start()))
        at = drop.end()
    if not at:
        return plain, range(len(plain))
    places.extend(range(at, len(plain)))
    return "".join([*out, plain[at:]]), places


@lru_cache(maxsize=20_000)
def _plain(char: str, blanks: bool) -> str:
    """The character as it is compared, one for one."""
    if char.isspace():
        return " " if blanks else _LEFT_OUT
    if blanks and char in _APOSTROPHES:
        return "'"
    if char in _DROPPED:
        return _LEFT_OUT
    plain = _DASHES.get(char) or unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def marked(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the title or quotation marks that enclose it, where they do on both sides."""
    while start > 0 and end < len(text) and text[start - 1] in OPENING and text[end] in CLOSING:
        start, end = start - 1, end + 1
    return start, end
