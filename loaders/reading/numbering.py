"""Paragraph numbers in sequence: what tells a paragraph's number from a number that a line happens to begin with."""

import re
from collections.abc import Sequence

from loaders.reading.language import pattern
from loaders.text.lines import Line
from loaders.text.numerals import number, roman

_LEAP = 4
_PROSE = 8
"""A line that begins a paragraph takes so many columns at least."""
"""So many numbers may be missing; more is no sequence."""


class Numbering:
    """Where the counting stands. Paragraphs count ``1, 2`` or ``14.1, 14.2``; letters count inside a paragraph; a draft decision
    counts anew inside a paragraph; an annex counts anew."""

    def __init__(self, language: str, lines: Sequence[Line]) -> None:
        self.language = language
        self.prefix = self._budget_prefix(lines)
        self.last = self._before_first(lines)
        self.draft: int | None = None
        self.letter = ""
        self.roman = 0
        self.sections = [0, 0, 0, 0]
        self.above = ""
        self.new_section = False

    def rule(self, name: str) -> re.Pattern[str]:
        """A rule of the language's layout."""
        return pattern(self.language, "layout", name)

    def _budget_prefix(self, lines: Sequence[Line]) -> str | None:
        """``14`` where the document counts 14.1, 14.2, 14.3 …; None where it counts 1, 2, 3."""
        seen: dict[str, int] = {}
        for line in lines:
            if match := self.rule("budget_paragraph").match(line.text):
                chapter, _, n = match["n"].rpartition(".")
                if int(n) == seen.get(chapter, 0) + 1:
                    seen[chapter] = int(n)
        best = max(seen, key=lambda c: seen[c], default=None)
        return best if best is not None and seen[best] >= 5 else None

    def _before_first(self, lines: Sequence[Line]) -> int:
        """The number before the first paragraph's: 0, but where a document is a chapter of another and counts on, as three numbers
        one behind the other at the beginnings of lines of prose tell (two, where there are no more)."""
        if self.prefix:
            return 0
        values = [value for line in lines if line.width >= _PROSE and (value := self._value(line))]
        for i, value in enumerate(values):
            if value == 1:
                return 0
            run = [value + n for n in range(3) if value + n in values[i:]]
            if len(run) > 2 or (len(run) == 2 and len(values) < 6):
                return value - 1
        return 0

    def annex(self) -> None:
        """An annex begins: it counts anew, in plain numbers."""
        self.last, self.draft, self.letter, self.roman, self.prefix = 0, None, "", 0, None
        self.sections = [0, 0, 0, 0]

    def section(self, level: int, n: str) -> None:
        """A numbered heading stands: deeper ones count anew, a draft decision is over."""
        self.sections[level:] = [0] * (4 - level)
        self.sections[level] = (ord(n) - 64) if level == 2 else number(n) or 0
        self.draft, self.letter, self.new_section = None, "", level == 1

    def section_fits(self, level: int, value: int) -> bool:
        """Whether a heading of that number can stand here."""
        return value == self.sections[level] + 1 and (level < 3 or self.prefix is not None or value != self._next())

    def _next(self) -> int:
        return (self.draft if self.draft is not None else self.last) + 1

    def expects(self, line: Line) -> bool:
        """Whether the line begins the very next paragraph."""
        return self._value(line) == self._next()

    def _value(self, line: Line) -> int | None:
        match = self.rule("budget_paragraph" if self.prefix else "paragraph").match(line.text)
        if not match:
            return None
        chapter, _, n = match["n"].rpartition(".")
        return int(n) if chapter == (self.prefix or "") else None

    def take(self, line: Line, done: bool, zone: str) -> tuple[str, str, int] | None:
        """(paragraph or letter, label, numbers left out) where the line begins one, else None.

        ``done``: whether what stands above is complete; ``zone``: text, table, figure or list.
        """
        value = self._value(line)
        exact = value is not None and value == self._next() >= 3
        if value is not None and (done or self.prefix or exact) and (found := self._paragraph(value, zone, line)):
            self.above = line.text
            return found
        return self._letter(line) if done and zone == "text" else None

    def _paragraph(self, value: int, zone: str, line: Line) -> tuple[str, str, int] | None:
        restart = value == 1 and self.new_section and self.last > 0 and self.draft is None
        jump = 0 if restart else value - self._next()
        if self.draft is not None and jump and value == self.last + 1:
            self.draft, jump = None, 0
        if jump < 0 or jump > (_LEAP if zone == "text" and (self.last or self.prefix) else 0):
            return None
        if jump and self._heading_like(line):
            return None
        self.letter, self.roman, self.new_section = "", 0, False
        if self.draft is not None:
            self.draft = value
            return "paragraph", f"draft {value}", jump
        self.last = value
        section = f"{roman(self.sections[1])}." if restart or self.sections[0] == self.sections[1] != 0 else ""
        if restart:
            self.sections[0] = self.sections[1]
        return "paragraph", f"{self.prefix}.{value}" if self.prefix else f"{section}{value}", jump

    def _heading_like(self, line: Line) -> bool:
        return line.width < 50 and not self.rule("complete").search(line.text)

    def _letter(self, line: Line) -> tuple[str, str, int] | None:
        if not self.last and self.draft is None and not self.above:
            return None
        match = self.rule("letter").match(line.text)
        if match and match["n"] == (chr(ord(self.letter) + 1) if self.letter else "a"):
            self.letter, self.roman = match["n"], 0
            return "letter", f"({self.letter})", 0
        match = self.rule("roman").match(line.text)
        if match and self.letter and number(match["n"].upper()) == self.roman + 1:
            self.roman += 1
            return "letter", f"({self.letter})({match['n']})", 0
        return None

    def open_draft(self) -> None:
        """The words of a draft decision follow: it counts anew."""
        self.draft, self.letter, self.above = 0, "", "draft"
