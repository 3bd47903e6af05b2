"""Labels of paragraphs: one form in every language, as people cite them (MODEL section 1), and as the part of a key.

A label is words with single blanks between them: ``88(a)``, ``annex II 12``, ``draft-decision 2(a)``. In a key (``#annex-II-12``)
the blanks are hyphens. So that nothing is lost, only the words of ``codelists/labels.csv`` (``draft-decision``, ``cover-note``)
and names in capitals (``PROGRESS-REPORT``) have hyphens of their own; ``Label.parse`` refuses others, and makes
``draft decision`` into ``draft-decision``. The label of a register's row is its key as it is, and no ``Label``.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ontology import vocabulary
from ontology.errors import BadKey

PartType = Literal["section", "paragraph"]

_ROMAN = re.compile(r"[IVXLC]+(?:\.[A-Z])*|[A-Z]")
_CAPITALS = re.compile(r"(?=.*[ABD-HJKM-UWYZ])[A-Z0-9]{2,}")
_WORD = re.compile(r"[^\s#!@-]+")
_SortKey = tuple[tuple[int, int | str], ...]
_BODY = 8


@dataclass(frozen=True, slots=True)
class Label:
    """A label in its words; ``str`` gives the label, ``part`` what stands behind ``#`` in a key."""

    words: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "Label":
        """The label in a text; ``BadKey`` where the way to a key and back would lose something."""
        words = text.split(" ")
        strange = [word for word in words if not _sound(word)]
        if not text or strange:
            raise BadKey(
                f"{text!r} is no label of a paragraph: {', '.join(map(repr, strange)) or 'it is empty'}; expected words such as"
                " 88(a), II.4, preamble 3, annex II 12, draft-decision 2(a) (joined words stand in ontology/codelists/labels.csv)"
            )
        return cls(_joined([piece for word in words for piece in word.split("-")]))

    @classmethod
    def of_part(cls, part: str) -> "Label":
        """The label behind a key's ``#``; ``BadKey`` where there is none."""
        return cls.parse(from_part(part))

    def __str__(self) -> str:
        return " ".join(self.words)

    @property
    def part(self) -> str:
        """The label with hyphens for blanks."""
        return "-".join(self.words)

    @property
    def type(self) -> PartType:
        """``section`` for what has paragraphs in it (an annex, a heading, a table, section IV), else ``paragraph``."""
        return part_type(self.part)


def from_part(part: str) -> str:
    """The label behind a key's ``#``: hyphens that stand for blanks become blanks again, whatever the words are."""
    return " ".join(_joined(part.split("-")))


def part_type(part: str) -> PartType:
    """Whether what stands behind ``#`` is a ``paragraph`` or a ``section`` (names in capitals are), told from its words."""
    words = from_part(part).split(" ")
    first, last = _known(words[0]), _known(words[-1])
    if first in ("table", "figure", "heading", "mandates"):
        return "section"
    if last in _words():
        return "section" if _words()[last]["part"] == "section" else "paragraph"
    return "section" if _ROMAN.fullmatch(last) or _CAPITALS.fullmatch(last.replace("-", "")) else "paragraph"


def sort_key(label: str) -> _SortKey:
    """An order in which labels read as in a document.

    Front matter, body, annexes, tables, footnotes; numbers by value, ``2`` before ``10``, ``88`` before ``88(a)`` before ``89``,
    ``IV`` before ``IX``; letters ``(z)`` before ``(aa)``, below them Roman numerals ``(a)(iv)`` before ``(a)(ix)``.
    """
    first, _, rest = label.partition(" ")
    row = _words().get(_known(first))
    pieces = re.findall(r"\d+|\([a-z]+\)|[^\d\s().]+", (first.removeprefix("fn") if first not in _words() else "") + " " + rest)
    deep = [i for i, piece in enumerate(pieces) if piece.startswith("(") and pieces[i - 1].startswith("(") and i]
    places = (_place(piece, deep=i in deep) for i, piece in enumerate(pieces))
    return ((0, int(row["order"]) if row else _BODY), *(place for found in places for place in found))


def _place(piece: str, *, deep: bool) -> _SortKey:
    if piece in _words():
        return ((-1, int(_words()[piece]["order"])),)
    if piece.isdecimal():
        return ((0, int(piece)),)
    inner = piece.strip("()")
    if inner == piece:
        value = _value(piece)
        return ((0, value),) if value else ((2, piece),)
    value = _value(inner.upper()) if deep else 0
    return ((1, value),) if value else ((1, len(inner)), (2, inner))


def _value(numeral: str) -> int:
    """The value of a Roman numeral, 0 if it is none."""
    if not re.fullmatch(r"(?=.)(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", numeral):
        return 0
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[digit] for digit in numeral]
    return sum(v if v >= after else -v for v, after in zip(values, [*values[1:], 0], strict=True))


def _joined(pieces: list[str]) -> tuple[str, ...]:
    words: list[str] = []
    for piece in pieces:
        if words and (f"{words[-1]}-{piece}" in _words() or (_name(words[-1]) and _name(piece))):
            words[-1] += f"-{piece}"
        else:
            words.append(piece)
    return tuple(words)


def _name(word: str) -> bool:
    return bool(_CAPITALS.fullmatch(word.rpartition("-")[2]))


def _sound(word: str) -> bool:
    pieces = word.split("-")
    if not all(_WORD.fullmatch(piece) for piece in pieces):
        return False
    return len(_joined(pieces)) == 1


def _known(word: str) -> str:
    return "fn" if re.fullmatch(r"fn(?:\d+|\*+|[a-z])", word) else word


@cache
def _words() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in vocabulary.rows("labels")}
