"""A report laid out, and what readers find in it: the interface between the layout and the readers.

A reader is a function ``(laid: Laid, context: Context) -> Finds``. ``loader.READERS`` lists them in order; each sees what the
ones before it found in ``context.found``. Offsets are those of ``laid.text``: code points, end exclusive.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from loaders.reading import precision
from ontology.readings import Entity, Mention, Paragraph, Remark, Section
from ontology.records import Evidence, Figure, Method, Qualifiers, Statement

LONGEST = 6000
"""The longest paragraph in which relations and requests are read; what is longer is a table, or told (``header.too_long``)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: its address, and where it stands. ``inline``: it is laid on the words from ``start`` to ``end`` of the text;
    else it stood in a block of links beside the paragraph, and is put at the paragraph's end."""

    url: str
    paragraph: str
    start: int
    end: int
    inline: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of the text that is a row of a table, with its cells as the format gives them (empty ones too)."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Laid:
    """A document's stored text with its structure.

    ``paragraphs`` don't overlap and are in order of the text: paragraph ``27`` is its words before ``27(a)``. Headings, header,
    tables (``table 14.1``, a line of the table a line of the text), figures and footnotes (``fn3``) are paragraphs too. A
    paragraph of prose is one line of the text; ``paragraph.section`` is the label of the section it stands in.
    ``links`` are the hyperlinks laid on words, and those that stood in blocks between the lines (no running text).
    ``format`` and ``facts`` are those of ``loaders.formats.model.Printed``.
    """

    language: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    rows: tuple[TableRow, ...] = ()
    """Rows of tables, where the format knows their cells (Word, HTML, PDF)."""
    remarks: tuple[Remark, ...] = ()
    symbols: tuple[str, ...] = ()
    """Symbols of the document itself as its running headers print them."""
    format: str = "txt"
    facts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 (hexadecimal) of the text in UTF-8."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What one reader made and another can use again (``Cast.scene``)."""
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {s.label: s for s in self.sections}

    def words(self, paragraph: Paragraph) -> str:
        """The stored text of a paragraph."""
        return self.text[paragraph.start : paragraph.end]

    def at(self, offset: int) -> Paragraph:
        """The paragraph in which a code point of the text stands."""
        return self.paragraphs[max(0, bisect_right(self._starts, offset) - 1)]

    @cached_property
    def _labels(self) -> dict[str, Paragraph]:
        return {p.label: p for p in reversed(self.paragraphs)}

    def labelled(self, label: str) -> Paragraph | None:
        """The first paragraph of that label."""
        return self._labels.get(label)

    def chain(self, paragraph: Paragraph) -> tuple[Section, ...]:
        """The sections above a paragraph, the nearest first."""
        out: list[Section] = []
        label = paragraph.section
        while label and label in self._sections and len(out) < 12:
            out.append(self._sections[label])
            label = self._sections[label].parent
        return tuple(out)

    def about(self, paragraph: Paragraph) -> tuple[str, ...]:
        """What the nearest section that is about something is about (keys)."""
        return next((section.about for section in self.chain(paragraph) if section.about), ())


@dataclass(frozen=True, slots=True)
class Finds:
    """What a reader found. ``about``: pairs (label of a section, key that it is about)."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    about: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Finds") -> "Finds":
        return Finds(
            self.mentions + other.mentions,
            self.entities + other.entities,
            self.statements + other.statements,
            self.figures + other.figures,
            self.remarks + other.remarks,
            self.about + other.about,
        )


@dataclass(frozen=True)
class Context:
    """What readers know beside the text. ``document``: the document's key; ``aliases``: its other keys; ``found``: what the
    readers before this one found; ``period``: the plan that the document's subprogrammes belong to (``2018-2021``) or None;
    ``header``: facts of the header (``title``, ``body``, ``session``, ``date`` …)."""

    laid: Laid
    document: str
    loader: str
    version: str
    aliases: tuple[str, ...] = ()
    header: dict[str, str] = field(default_factory=dict)
    period: str | None = None
    found: Finds = field(default_factory=Finds)

    def evidence(
        self, start: int, end: int, rule: str, estimate: float = 1.0, wording: Qualifiers = (), *, at_most: float = 1.0
    ) -> Evidence:
        """Evidence by a rule: the words from ``start`` to ``end`` of the text, in the paragraph in which they begin.

        ``estimate``: how sure the rule is held to be before its readings were judged (``precision``); ``at_most``: how sure this
        reading of it can be, where it is in doubt."""
        laid = self.laid
        return Evidence(
            paragraph=laid.at(start).label,
            method=Method("rule", rule, self.version),
            language=laid.language,
            start=start,
            end=end,
            quote=laid.text[start:end],
            text_hash=laid.text_hash,
            confidence=min(precision.of_rule(rule, laid.language).confidence(estimate), at_most),
            wording=wording,
        )

    def mention(self, kind: str, form: str, key: str, start: int, end: int, *, likely: str | None = None) -> Mention:
        """A mention of ``key`` in the words from ``start`` to ``end``; ``likely`` where they are probably a misprint."""
        quote = self.laid.text[start:end]
        printed = quote if likely else None
        return Mention(kind, form, key, self.laid.at(start).label, start, end, quote, printed, likely)

    def mentions_in(self, paragraph: Paragraph, kind: str | None = None) -> Iterator[Mention]:
        """What was found so far in a paragraph, in order of the text."""
        first = bisect_left(self._ordered, paragraph.start, key=lambda m: m.start)
        for mention in self._ordered[first:]:
            if mention.start >= paragraph.end:
                break
            if kind in (None, mention.type):
                yield mention

    @cached_property
    def _ordered(self) -> tuple[Mention, ...]:
        return tuple(sorted(self.found.mentions, key=lambda m: (m.start, m.end)))

    def after(self, finds: Finds) -> "Context":
        """The context of the next reader."""
        return replace(self, found=self.found + finds)


Reader = Callable[[Laid, Context], Finds]
