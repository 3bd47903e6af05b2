"""A paragraph in the making: words from runs, hyperlinks and marks of footnotes → one line."""

import re
from dataclasses import dataclass, field

from loaders.text.lines import INVISIBLE, Hyperlink, Line, NoteMark

_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u3000]+")


@dataclass
class Words:
    """Words with what stands beside them; runs of blanks are one blank, none stands outside."""

    text: str = ""
    links: list[Hyperlink] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    parted: bool = False
    """Whether a blank stood in front of the mark that is the last so far."""

    def add(self, words: str, url: str = "") -> None:
        """More words; ``url``: the address that is laid on them."""
        start = len(self.text)
        plain = _BLANKS.sub(" ", words.translate(INVISIBLE))
        if not self.text or self.text.endswith(" "):
            plain = plain.lstrip(" ")
        if plain.startswith(" ") and self.marks and self.marks[-1].at == start and not plain[1:2].isascii():
            plain = plain[1:]  # the blank behind a mark, where the language sets none between words
        if self.parted and re.match(r"\w", plain, re.ASCII):
            plain = f" {plain}"  # the blank stood in front of the mark
        self.parted = self.parted and not plain
        self.text += plain
        inner = len(plain) - len(plain.lstrip(" "))
        end = start + len(plain.rstrip(" "))
        if url and end > start + inner:
            self._lay(Hyperlink(start + inner, end, url))

    def _lay(self, link: Hyperlink) -> None:
        last = self.links[-1] if self.links else None
        if last and last.url == link.url and not self.text[last.end : link.start].strip():
            self.links[-1] = Hyperlink(last.start, link.end, link.url)
        else:
            self.links.append(link)

    def mark(self, mark: str) -> None:
        """The mark of a footnote stands here."""
        self.parted = self.text.endswith(" ")
        self.text = self.text.rstrip(" ")
        self.marks.append(NoteMark(len(self.text), mark))

    def extend(self, words: "Words", begin: int = 0) -> None:
        """Other words (from ``begin`` on) behind these, with what stands beside them."""
        places = sorted({0, len(words.text), *(m.at for m in words.marks), *(p for k in words.links for p in (k.start, k.end))})
        for start, end in zip(places, [*places[1:], len(words.text)], strict=True):
            for mark in words.marks:
                if mark.at == start:
                    self.mark(mark.mark)
            url = next((link.url for link in words.links if link.start <= start < link.end), "")
            self.add(words.text[max(start, begin) : end], url)

    def line(self, *, note: str = "", heading: int = 0, cells: tuple[str, ...] = (), anchor: str = "") -> Line | None:
        """The paragraph; None where there are no words."""
        text = self.text.rstrip(" ")
        if not text:
            return None
        links = tuple(Hyperlink(link.start, min(link.end, len(text)), link.url) for link in self.links if link.start < len(text))
        marks = tuple(NoteMark(min(mark.at, len(text)), mark.mark) for mark in self.marks)
        return Line(text, 0, 1, links=links, marks=marks, note=note, whole=True, cells=cells, heading=heading, anchor=anchor)
