"""The stored text of an instrument: its blocks under their labels, footnotes behind the paragraphs on which they hang."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.reading.laid import Laid, Link
from loaders.resolution.blocks import Block, Blocks
from loaders.text.lines import NoteMark
from ontology.readings import Paragraph, Remark, Section


@dataclass
class Stretch:
    """Blocks under one label. ``section``: the label of its section; ``numeral``: that of the numbered section it stands in."""

    label: str
    blocks: list[Block]
    section: str | None = None
    numeral: str = ""


@dataclass(frozen=True)
class Structured:
    """An instrument laid out. ``hung``: by label of a footnote, the place in the text where its mark stood; ``anchors``: the ids
    of elements with the labels of their paragraphs; ``enacted``: whether words of enacting (or of a statement) were found."""

    laid: Laid
    hung: dict[str, int]
    anchors: tuple[tuple[str, str], ...]
    enacted: bool


@dataclass(frozen=True)
class Stored:
    """What is known of the document beside its blocks, from which its ``Structured`` is made."""

    language: str
    format: str
    facts: Mapping[str, str]
    sections: tuple[Section, ...]
    remarks: list[Remark]
    enacted: bool

    def of(self, cut: Blocks, stretches: Sequence[Stretch]) -> Structured:
        """The document laid out: each stretch a paragraph, its footnotes behind it."""
        text = _Text(self.remarks)
        hanging = _hanging(cut)
        for stretch in stretches:
            text.add(stretch.label, stretch.blocks, stretch.section)
            for mark, note in (found for block in stretch.blocks for found in hanging.pop(id(block), ())):
                text.add(f"fn{mark}", [note], stretch.section)
        laid = Laid(
            language=self.language,
            text="\n".join(text.lines),
            paragraphs=tuple(text.paragraphs),
            sections=self.sections,
            links=tuple(text.links),
            remarks=tuple(self.remarks),
            symbols=tuple(cut.symbols),
            format=self.format,
            facts=self.facts,
        )
        return Structured(laid, text.hung, tuple(text.anchors), self.enacted)


def _hanging(cut: Blocks) -> dict[int, list[tuple[str, Block]]]:
    """The footnotes by the block on which they hang: the one with the mark, else the one before the note."""
    marked = {mark.mark: block for block in reversed(cut.body) for mark in block.marks}
    out: dict[int, list[tuple[str, Block]]] = {}
    for mark, note, before in cut.notes:
        block = marked.get(mark) or cut.body[max(0, min(before, len(cut.body)) - 1)]
        out.setdefault(id(block), []).append((mark, note))
    return out


class _Text:
    """The stored text in the making: a block a line, a label a paragraph."""

    def __init__(self, remarks: list[Remark]) -> None:
        self.lines: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.links: list[Link] = []
        self.hung: dict[str, int] = {}
        self.anchors: list[tuple[str, str]] = []
        self.remarks = remarks
        self.taken: set[str] = set()
        self.at = 0

    def add(self, name: str, parts: Sequence[Block], section: str | None) -> None:
        """A paragraph of these blocks; a label that is taken already gets a number, and that is told."""
        label = self._unlike(name)
        start = self.at
        for block in parts:
            self.links += [Link(x.url, label, self.at + x.start, self.at + x.end, inline=True) for x in block.links]
            self._hang(block.marks)
            if block.anchor:
                self.anchors.append((block.anchor, label))
            self.lines.append(block.text)
            self.at += len(block.text) + 1
        self.paragraphs.append(Paragraph(start, self.at - 1, label, section))

    def _hang(self, marks: Sequence[NoteMark]) -> None:
        for mark in marks:
            self.hung.setdefault(f"fn{mark.mark}", self.at + mark.at)

    def _unlike(self, name: str) -> str:
        label, n = name, 2
        more = f"{name} text" if name.startswith("annex") and not re.search(r"\d", name) else name
        while label in self.taken:
            label, n = f"{more} {n}", n + 1  # ``annex 2`` is the annex's paragraph 2
        if label != name:
            self.remarks.append(Remark("unplaced", f"the label {name} stands twice: the second is called {label}", label))
        self.taken.add(label)
        return label
