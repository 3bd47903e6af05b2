"""Blocks → ``Laid``: header, preamble, operative paragraphs, sections, annexes, closing, each under the label that people cite."""

import re
from collections.abc import Sequence

from loaders.formats.model import Printed
from loaders.resolution import headings
from loaders.resolution.blocks import Block, blocks, rule
from loaders.resolution.stored import Stored, Stretch, Structured
from loaders.resolution.verbs import first_verb
from loaders.text.lines import width
from loaders.text.numerals import letter_after, number, roman
from ontology.readings import Remark, Section

_LEAP = 4
"""So many numbers of paragraphs may be missing; more is no sequence."""
_CLOSING = 3
"""Blocks at the end in which the closing lines stand where an annex precedes them."""
_HEADING = 160
"""Columns that a heading takes at the most."""


def structure(printed: Printed, language: str) -> Structured:
    """The document laid out as an instrument."""
    cut = blocks(printed, language)
    reader = _Reader(cut.body, language)
    stretches = reader.run()
    remarks = list(reader.remarks)
    remarks += [Remark("unplaced", f"the mark of footnote {mark} was not found in the text", f"fn{mark}") for mark in cut.lost]
    if cut.ignored:
        remarks.append(Remark("ignored", f"{cut.ignored} lines of running headers and page numbers"))
    stored = Stored(language, printed.format, dict(printed.facts), tuple(reader.sections), remarks, reader.enacted)
    return stored.of(cut, stretches)


class _Reader:
    """Goes through the blocks once; the state is the part of the instrument that stands open."""

    def __init__(self, body: Sequence[Block], language: str) -> None:
        self.body, self.language = body, language
        self.out: list[Stretch] = []
        self.sections: list[Section] = []
        self.remarks: list[Remark] = []
        self.part = "header"  # header, preamble, operative, statement, annex, closing
        self.annex = ""
        self.label = "header"
        self.paragraph = ""
        self.section: str | None = None
        self.open_sections: tuple[str, ...] = ()
        self.last = 0
        self.letter = ""
        self.little = 0
        self.preambles = 0
        self.counted = 0
        self.restarted = False
        self.enacted = False
        self.numbered = self._has_numbers()
        self.waiting: list[Stretch] = []

    def match(self, name: str, text: str) -> re.Match[str] | None:
        """Where a rule of the language matches at the beginning of a text."""
        return rule(self.language, name).match(text)

    def _has_numbers(self) -> bool:
        """Whether the operative paragraphs are numbered: a paragraph 1 stands behind the enacting words."""
        from_here = next((i for i, b in enumerate(self.body) if self.match("enacting", b.text)), 0)
        return any((m := self.match("operative", b.text)) and m["n"] == "1" for b in self.body[from_here:])

    def run(self) -> list[Stretch]:
        for i, block in enumerate(self.body):
            self._block(i, block)
        self.sections = headings.named(self.out, self.sections)
        if self.restarted:
            headings.before_numbers(self.out)
        return self.out

    def _block(self, i: int, block: Block) -> None:
        if self.match("annex", block.text) and self.part != "header":
            self._annex(block)
        elif self.part == "header":
            self._header(i, block)
        elif self.match("closing", block.text) and (not self.annex or len(self.body) - i <= _CLOSING):
            self.part = self.label = "closing"
            self.section = None
            self._add(block)
        elif not (self._section(i, block) or self._number(block) or self._letter(block)):
            self._words(i, block)

    # ------------------------------------------------------------------ header
    def _header(self, i: int, block: Block) -> None:
        if self.match("enacting", block.text):
            self.part, self.label, self.enacted = "preamble", "preamble", True
            self._add(block)
        elif self._enacting_lost(i):
            self.part, self.enacted = "preamble", True
            self._preamble(i, block)
        elif rule(self.language, "statement").search(block.text):
            self.part, self.label, self.enacted = "statement", "preamble", True
            self._add(block)
        elif self.enacts(block) and self._number(block):
            self.part = "operative"
        else:
            self._add(block)

    def _enacting_lost(self, i: int) -> bool:
        """Whether the preamble begins without enacting words: here and in the next block a verb, a comma or semicolon behind."""
        here = self.body[i : i + 2]
        return len(here) == 2 and all(
            rule(self.language, "capital").match(block.text)
            and first_verb(block.text, self.language)
            and re.search(r"[,，;；]$", block.text)
            for block in here
        )

    def enacts(self, block: Block) -> bool:
        """A paragraph 1 in the header: the enacting words were lost."""
        found = self.match("operative", block.text)
        return bool(found and found["n"] == "1" and len(self.body) > 4 and width(block.text) > 60)

    # ------------------------------------------------------------------ numbered paragraphs, letters
    def _number(self, block: Block) -> bool:
        found = self.match("operative", block.text)
        value = int(found["n"]) if found else 0
        if not found or not self._in_sequence(value):
            return False
        if value == 1 and self.last:
            self.restarted = True
        if value > self.last + 1:
            self.remarks.append(Remark("unplaced", f"{value - self.last - 1} paragraph numbers missing before {value}", str(value)))
        self.last, self.letter, self.little = value, "", 0
        self.label = self.paragraph = f"{self.annex} {value}".strip()
        self.part = "annex" if self.annex else "operative"
        self._add(block)
        return True

    def _in_sequence(self, value: int) -> bool:
        if value == 1:
            return not self.last or bool(self.numeral)
        return self.last < value <= self.last + _LEAP and self.last > 0

    def _letter(self, block: Block) -> bool:
        """(a), (b) … of a paragraph, and (i), (ii) … of a letter."""
        found = self.match("letter", block.text)
        little = self.match("roman", block.text)
        base = self.paragraph or self.label
        if little and self.letter and number(little["n"].upper()) == self.little + 1 and not self._next_letter(found):
            self.little += 1
            self.label = f"{base}({self.letter})({little['n']})"
        elif found and self._next_letter(found):
            self.letter, self.little = found["n"], 0
            self.label = f"{base}({self.letter})" if re.search(r"[\d)]$", base) else f"{base} ({self.letter})"
        else:
            return False
        self._add(block)
        return True

    def _next_letter(self, found: re.Match[str] | None) -> bool:
        if not found:
            return False
        expected = letter_after(self.letter)
        return found["n"] == expected

    # ------------------------------------------------------------------ sections, headings, annexes
    def _section(self, i: int, block: Block) -> bool:
        """A numbered section: Roman numerals first, letters below them where a numeral stands open."""
        found = self.match("section", block.text)
        path = self._path(found["n"]) if found else None
        if not found or path is None:
            return False
        parent = self._named(path[:-1]) if len(path) > 1 else None
        self.open_sections = path
        name = self._named(path)
        title = (found.groupdict().get("t") or "").strip()
        if not title and i + 1 < len(self.body) and self._heading_like(i + 1):
            title = self.body[i + 1].text
        self.section = self.label = self.paragraph = name
        self.letter = ""
        self.sections.append(Section(name, title or block.text, (), parent))
        self._add(block)
        return True

    def _named(self, path: tuple[str, ...]) -> str:
        return f"{self.annex} heading {'.'.join(path)}".strip()

    def _path(self, numeral: str) -> tuple[str, ...] | None:
        """The numerals of the sections that stand open with this one; None where it is in no sequence."""
        value, opened = number(numeral), self.open_sections
        if value and value == (number(opened[0]) or 0 if opened else 0) + 1:
            return (roman(value),)
        if len(numeral) > 1 or not "A" <= numeral <= "Z":
            return None
        above = opened[:1] if opened and number(opened[0]) else ()
        last = opened[-1] if len(opened) > len(above) else "@"  # the sign before A
        return (*above, numeral) if ord(numeral) == ord(last) + 1 else None

    @property
    def numeral(self) -> str:
        """The numerals of the section that stands open: ``II``, ``II.A``; empty in none."""
        return ".".join(self.open_sections)

    def _heading_like(self, i: int) -> bool:
        block = self.body[i]
        if block.heading:
            return True
        plain = width(block.text) <= _HEADING and not rule(self.language, "complete").search(block.text)
        return plain and not self.match("operative", block.text) and not self.match("letter", block.text)

    def _annex(self, block: Block) -> None:
        found = self.match("annex", block.text)
        value = number(found["n"]) if found and found["n"] else None
        self.annex = f"annex {roman(value)}" if value else "annex"
        self.part = "annex"
        self.last, self.letter, self.open_sections, self.paragraph = 0, "", (), ""
        self.label = "annex-header" if self.annex == "annex" else self.annex
        self.section = self.annex
        self.sections.append(Section(self.annex, block.text, (), None))
        self._add(block)

    def _words(self, i: int, block: Block) -> None:
        """A block without a number: of the preamble, a heading, an operative paragraph of its own, or more of the one above."""
        if self.part == "preamble":
            self._preamble(i, block)
        elif self.part == "statement":
            self._counted(block)
        elif self.part in ("operative", "annex") and self._is_heading(i):
            self._heading(block)
        elif self.part == "operative" and not self.numbered:
            self._counted(block)
        elif self.part == "annex" and not re.search(r"\d", self.paragraph):
            self.label = self.annex if rule(self.language, "complete").search(block.text) else self.label
            self._add(block)
        else:
            self._add(block)

    def _preamble(self, i: int, block: Block) -> None:
        ends = bool(rule(self.language, "preamble_end").search(block.text))
        sentence = bool(rule(self.language, "sentence_end").search(block.text))
        if not ends and sentence and not self._preamble_follows(i):
            self._operative_words(block)
            return
        if not ends and not sentence and self._is_heading(i):
            self._heading(block)
            return
        self.preambles += 1
        self.label = self.paragraph = f"preamble {self.preambles}"
        self.letter, self.little = "", 0
        self._add(block)

    def _preamble_follows(self, i: int) -> bool:
        """Whether more of the preamble stands behind block i: what ends with a comma before any number."""
        for block in self.body[i + 1 : i + 4]:
            if self.match("operative", block.text):
                return False
            if rule(self.language, "preamble_end").search(block.text):
                return True
        return False

    def _operative_words(self, block: Block) -> None:
        self.part = "operative"
        if self.numbered:
            self.label = self.paragraph = "operative"
            self._add(block)
        else:
            self._counted(block)

    def _counted(self, block: Block) -> None:
        """An operative paragraph that has no number: it is counted, as people do who cite it."""
        if self.letter and not rule(self.language, "capital").match(block.text):
            self._add(block)
            return
        self.counted += 1
        self.letter, self.little = "", 0
        self.label = self.paragraph = str(self.counted)
        self._add(block)

    def _is_heading(self, i: int) -> bool:
        if not self._heading_like(i):
            return False
        following = self.body[i + 1] if i + 1 < len(self.body) else None
        return following is not None and (self.body[i].heading or not self.match("closing", following.text))

    def _heading(self, block: Block) -> None:
        name = f"{headings.UNNAMED}{len(self.sections)}"
        parent = next((s.label for s in reversed(self.sections) if not s.label.startswith(headings.UNNAMED)), None)
        self.sections.append(Section(name, block.text, (), parent))
        self.section = name
        self.out.append(Stretch(name, [block], name, self.numeral))

    def _add(self, block: Block) -> None:
        if self.out and self.out[-1].label == self.label:
            self.out[-1].blocks.append(block)
        else:
            self.out.append(Stretch(self.label, [block], self.section, self.numeral))
