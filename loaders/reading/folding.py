"""Text as names are compared: without title marks, widths and dashes made one, with the way back to the offsets.

A language that sets no blanks between words loses them all; the others keep one where some stand, and their apostrophes.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

OPENING = "《〈“‘「『«\"'<"
CLOSING = "》〉”’」』»\"'>"
_DASHES = dict.fromkeys("‐‑‒–—―－﹣─", "-")
_DROPPED = frozenset(OPENING + CLOSING)
_APOSTROPHES = frozenset("'‘’")


@dataclass(frozen=True)
class Folded:
    """A folded text. ``places[i]``: the offset in the given text of the i-th character."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` of the folded text stand in the given one."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=4096)
def fold(text: str, offset: int = 0, *, blanks: bool = False) -> Folded:
    """The folded text; places count from ``offset``. ``blanks``: whether the language sets blanks between words
    (``language.blanks``). Case stays, for it tells acronyms from words."""
    out: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text, offset):
        plain = _plain(char, blanks)
        if not plain or (out and plain == out[-1] and plain in "- "):
            continue
        out.append(plain)
        places.append(place)
    return Folded("".join(out), tuple(places))


@lru_cache(maxsize=20_000)
def _plain(char: str, blanks: bool) -> str:
    """The character as it is compared; "" where it is left out."""
    if char.isspace():
        return " " if blanks else ""
    if blanks and char in _APOSTROPHES:
        return "'"
    if char in _DROPPED:
        return ""
    plain = _DASHES.get(char) or unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def marked(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the title or quotation marks that enclose it, where they do on both sides."""
    while start > 0 and end < len(text) and text[start - 1] in OPENING and text[end] in CLOSING:
        start, end = start - 1, end + 1
    return start, end
