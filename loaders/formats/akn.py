"""Akoma Ntoso as the United Nations writes it (AKN4UN): a resolution's XML → its lines as they are printed.

The words alone become lines; the marks of footnotes, hyperlinks and the elements' ids stand beside them, and what the metadata tell
stands in the facts. The ids of paragraphs (``para_23``) count elements, not paragraphs: they are kept, and number nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loaders.base import Source, SourceError
from loaders.formats.model import Printed
from loaders.text.lines import Hyperlink, Line, NoteMark

_LANGUAGES = {"ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es"}
_BODY = ("coverPage", "preface", "preamble", "mainBody", "body", "conclusions", "attachments", "components")
_LINES = ("p", "heading", "subheading", "block", "longTitle")
"""Elements that are printed as a line of their own; a number in front of one belongs to its line."""
_BLANKS = re.compile(r"[\s\u00a0]+")

Element = Any
"""An element of ElementTree or of a library with the same interface."""


def read(root: Element, source: Source) -> Printed:
    """The lines of the document below ``root`` (``akomaNtoso``); ``SourceError`` where it has no words."""
    document = next((e for e in root if _tag(e)), None)
    writer = _Writer()
    for part in document if document is not None else ():
        if _tag(part) in _BODY:
            writer.part(part)
    if not writer.lines:
        raise SourceError(f"{source.path}: Akoma Ntoso without words; expected preamble, mainBody or body with paragraphs")
    facts = _facts(document)
    return Printed(tuple(writer.lines), "akn", _LANGUAGES.get(facts.pop("language", "")), facts)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


# ---------------------------------------------------------------------- lines
@dataclass
class _Words:
    """A line in the making: its words so far, with what stands beside them."""

    text: str = ""
    links: list[Hyperlink] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)

    def add(self, words: str | None) -> None:
        """More words: runs of blanks are one, none stands at the beginning."""
        plain = _BLANKS.sub(" ", words or "")
        if not self.text or self.text.endswith(" "):
            plain = plain.lstrip()
        if plain.startswith(" ") and self.marks and self.marks[-1].at == len(self.text) and not plain[1:2].isascii():
            plain = plain[1:]  # the blank behind a footnote's mark, where the language sets none between words
        self.text += plain


class _Writer:
    """Goes through the elements once; footnotes come behind the line on which their marks stand."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.number = ""
        self.anchor = ""
        self.notes: list[Element] = []

    def part(self, element: Element) -> None:
        """Everything printed below an element."""
        for child in element:
            tag = _tag(child)
            anchor = child.get("eId") or ""
            if tag in ("paragraph", "point", "container", "article", "section", "subparagraph"):
                self.anchor = anchor
            if tag in ("num", "docNumber"):
                self.number = _BLANKS.sub(" ", "".join(child.itertext())).strip()
            elif tag in _LINES:
                self._line(child, heading=1 if tag.endswith("heading") else 0)
            else:
                self.part(child)

    def _line(self, element: Element, heading: int) -> None:
        words = _Words(f"{self.number} " if self.number else "")
        self.number = ""
        self._fill(words, element, "")
        self._put(words, heading)
        notes, self.notes = self.notes, []
        for note in notes:
            self._note(note)

    def _put(self, words: _Words, heading: int = 0, note: str = "") -> None:
        text = words.text.rstrip()
        if text:
            links = tuple(Hyperlink(link.start, min(link.end, len(text)), link.url) for link in words.links)
            self.lines.append(
                Line(text, 0, 1, links=links, marks=tuple(words.marks), note=note, whole=True, heading=heading, anchor=self.anchor)
            )
        self.anchor = ""

    def _note(self, element: Element) -> None:
        words = _Words()
        for paragraph in element:
            words.add(" ")
            self._fill(words, paragraph, "")
        self._put(words, note=element.get("marker") or "*")

    def _fill(self, words: _Words, element: Element, url: str) -> None:
        self._said(words, element.text, url)
        for child in element:
            tag = _tag(child)
            if tag == "authorialNote":
                words.text = words.text.rstrip()
                words.marks.append(NoteMark(len(words.text), child.get("marker") or "*"))
                self.notes.append(child)
            elif tag in ("eol", "br"):
                self._put(words)
                words.text, words.links, words.marks = "", [], []
            elif tag == "a":
                self._fill(words, child, child.get("href") or "")
            elif tag:
                self._fill(words, child, url)
            self._said(words, child.tail, url)

    @staticmethod
    def _said(words: _Words, text: str | None, url: str) -> None:
        start = len(words.text)
        words.add(text)
        said = words.text[start:]
        inner = len(said) - len(said.lstrip())
        if not url or not said.strip():
            return
        link = Hyperlink(start + inner, start + len(said.rstrip()), url)
        last = words.links[-1] if words.links else None
        if last and (last.url, last.end) == (url, link.start):  # one link that was split into several anchors
            words.links[-1] = Hyperlink(last.start, link.end, url)
        else:
            words.links.append(link)


# ---------------------------------------------------------------------- facts of the metadata
def _facts(document: Element) -> dict[str, str]:
    """``language``, ``adopted_on``, ``issued_on``, ``symbol``, ``title``, ``session``, ``agenda_item``, ``committee_report`` and
    ``drafts`` (symbols with blanks between), as far as the file has them."""
    return {name: value for name, value in _told(document) if value}


def _told(document: Element) -> Iterator[tuple[str, str]]:
    for element in document.iter():
        tag, said = _tag(element), _BLANKS.sub(" ", "".join(element.itertext())).strip()
        if tag == "FRBRlanguage":
            yield "language", element.get("language") or ""
        elif tag == "FRBRdate" and element.get("name") in ("adoption", "publication"):
            yield {"adoption": "adopted_on", "publication": "issued_on"}[element.get("name")], element.get("date") or ""
        elif tag == "docNumber" and element.get("refersTo") == "#symbol":
            yield "symbol", said
        elif tag == "docTitle" and element.get("refersTo") == "#resolutionTitle":
            yield "title", said
        elif tag == "session":
            yield "session", element.get("value") or ""
        elif tag == "inline" and element.get("name") in ("agenda item", "originating document"):
            yield {"agenda item": "agenda_item", "originating document": "committee_report"}[element.get("name")], said
    drafts = [e.get("as") for e in document.iter() if _tag(e) == "step" and e.get("outcome") == "draftResolution"]
    yield "drafts", " ".join(symbol.replace(" ", "") for symbol in drafts if symbol)
