"""The same document as text, HTML, Word, PDF and Akoma Ntoso.

A document is a list of blocks. In their words ``[[address|words]]`` is a hyperlink and ``^1^`` the mark of footnote 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Block:
    """``kind``: head (a line of the header), title, heading, formula, preamble, paragraph, letter, plain, caption, row, annex,
    closing; ``number``: what counts it, as printed; ``cells`` of a row."""

    kind: str
    text: str
    number: str = ""
    level: int = 1
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """``symbol`` is what running headers print; ``name`` of the root below ``akomaNtoso``; ``notes``: mark → words."""

    symbol: str
    language: str
    blocks: tuple[Block, ...]
    notes: dict[str, str] = field(default_factory=dict)
    name: str = "statement"


_PIECES = re.compile(r"\[\[(?P<url>[^|]+)\|(?P<words>[^\]]+)\]\]|\^(?P<mark>[^^]+)\^")


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """(kind, words): ``("", words)``, ``(url, words)`` or ``("^", mark)``."""
    at = 0
    for match in _PIECES.finditer(text):
        if match.start() > at:
            yield "", text[at : match.start()]
        yield ("^", match["mark"]) if match["mark"] else (match["url"], match["words"])
        at = match.end()
    if at < len(text):
        yield "", text[at:]


def plain(text: str, *, marks: bool = True) -> str:
    """The words alone, with the marks of footnotes stuck to them or without."""
    return "".join(words for kind, words in pieces(text) if marks or kind != "^")


def marks(text: str) -> list[str]:
    """The marks of footnotes in a text."""
    return [words for kind, words in pieces(text) if kind == "^"]


def whole(block: Block) -> str:
    """The words of a block with its number, hyperlinks and marks."""
    if block.kind == "row":
        return " ".join(block.cells)
    return f"{block.number} {block.text}".strip()
