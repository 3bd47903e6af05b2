"""Body lines → pieces: which line begins a paragraph, a heading, a table, and which goes on what stands above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.reading import table_zone
from loaders.reading.language import pattern, rules
from loaders.reading.numbering import Numbering
from loaders.text.lines import Line, join
from loaders.text.numerals import number

_ANNOUNCED = 3
"""In so many lines at its end a paragraph says that a draft follows."""
_COLUMN = 80
"""The width of a column where no line is a printed one."""
_TITLE = 0.6
"""A title of a table that takes less than this of the column does not go on in the next line."""
_SLACK = 6
"""Columns by which a full line may be shorter than the column: no word is cut, punctuation hangs."""


@dataclass
class Piece:
    """Lines that belong together.

    ``kind``: paragraph, letter, text, section, table, figure, annex, summary, foreword, draft (empty: what follows is a draft
    decision), chart (what a chart left), rest (a paragraph behind a chart), list (heading of a list of instruments) or entry.
    ``label``: the number as the document counts; ``first``: its first body line; ``level`` and ``title`` of a numbered section;
    ``jump``: numbers left out before it; ``heading``: its level where the format tells; ``whole``: a paragraph as the format gives
    it, that nothing was joined to."""

    kind: str
    first: int
    lines: list[str] = field(default_factory=list)
    label: str = ""
    level: int = 0
    title: str = ""
    indent: int = 0
    jump: int = 0
    heading: int = 0
    whole: bool = False

    @property
    def text(self) -> str:
        """Its words in one line."""
        return join(self.lines)


def cut(lines: Sequence[Line], language: str, entries: re.Pattern[str], list_heading: re.Pattern[str]) -> list[Piece]:
    """The pieces of the body. ``entries``: what an entry of a list of instruments begins with; ``list_heading``: its heading."""
    return _Cutter(lines, language, entries, list_heading).run()


def column(lines: Sequence[Line]) -> int:
    """The width of the text's column: what nine of ten long lines don't exceed."""
    widths = sorted(line.width for line in lines if line.width >= 40 and not line.whole) or [_COLUMN]
    return widths[int(len(widths) * 0.9)]


class _Cutter:
    def __init__(self, lines: Sequence[Line], language: str, entries: re.Pattern[str], list_heading: re.Pattern[str]) -> None:
        self.lines, self.language = lines, language
        self.entries, self.list_heading = entries, list_heading
        self.column = column(lines)
        self.numbering = Numbering(language, lines)
        self.pieces: list[Piece] = []
        self.zone = "text"  # text, table, figure or list
        self.widest = 0
        self.chart: Piece | None = None
        self.table: int | None = None
        self.numbers: bool | None = None

    def rule(self, name: str) -> re.Pattern[str]:
        return pattern(self.language, "layout", name)

    def run(self) -> list[Piece]:
        for i, line in enumerate(self.lines):
            self._look_for_draft()
            piece = self._start(i, line)
            if piece is None and self._chart(i, line):
                continue
            if piece is not None:
                self._open(piece, line)
            elif self.pieces and self._continues(i, line):
                self.pieces[-1].lines.append(line.text)
                self.widest = max(self.widest, line.width)
            else:
                self._open(Piece("text", i, [line.text], indent=line.indent), line)
        return self.pieces

    def _chart(self, i: int, line: Line) -> bool:
        """What a chart leaves: runs of lone numbers and words, in the middle of the text. They go to a piece of their own, and
        the sentence that they cut goes on behind them."""
        if self.chart is not None and self._short(line):
            self.pieces[-1].lines.append(line.text)
            return True
        if self.chart is not None:
            cut, self.chart = self.chart, None
            if cut.kind in ("paragraph", "letter") and not self.rule("complete").search(cut.text) and line.indent < 2:
                self.pieces.append(Piece("rest", i, [line.text], cut.label))
                self.widest = line.width
                return True
            return False
        following = self.lines[i : i + 4]
        if (
            line.whole
            or self.zone != "text"
            or not self.pieces
            or len(following) < 4
            or sum(self._number(x) for x in following) < 2
        ):
            return False
        if not all(self._short(x) for x in following):
            return False
        self.chart = self.pieces[-1]
        self.pieces.append(Piece("chart", i, [line.text]))
        return True

    def _short(self, line: Line) -> bool:
        return line.width <= 0.4 * self.column and not self.rule("complete").search(line.text) and line.text not in self._headings()

    @staticmethod
    def _number(line: Line) -> bool:
        return bool(re.fullmatch(r"[\d .,%—–]+", line.text))

    def _look_for_draft(self) -> None:
        if self.zone != "text" or not self.pieces or self.numbering.draft is not None:
            return
        if self.rule("draft").search(join(self.pieces[-1].lines[-_ANNOUNCED:])):
            self.numbering.open_draft()
            self._open(Piece("draft", self.pieces[-1].first), Line(""))

    def _open(self, piece: Piece, line: Line) -> None:
        self.pieces.append(piece)
        self.chart = None
        piece.heading, piece.whole = line.heading, line.whole
        self.widest = line.width
        if piece.kind in ("table", "figure"):
            self.table, self.numbers = piece.first, None
        if piece.kind != "text":
            self.zone = {"table": "table", "figure": "figure", "list": "list", "entry": "list"}.get(piece.kind, "text")

    def _done(self, i: int) -> bool:
        """Whether what stands above line i is complete: a sentence's end, or a line that is not full."""
        if not self.pieces or self.lines[i].whole:
            return True
        above = self.lines[i - 1]
        return bool(self.rule("complete").search(above.text)) or above.width < self.column - 2 * _SLACK or self._zone_line(above)

    def _zone_line(self, line: Line) -> bool:
        return self.zone != "text" and bool(re.search(r"[\d—]\s*$", line.text))

    def _start(self, i: int, line: Line) -> Piece | None:
        done = self._done(i)
        if self.rule("goes_on").match(line.text) and not line.whole and not self._noted(line):
            return None
        if self.chart is not None and self._short(line) and not self.numbering.expects(line) and line.indent < 2:
            return self._named(i, line, done)
        if self.zone == "text" and done and self.rule("bullet").match(line.text):
            return Piece("text", i, [line.text], indent=line.indent)
        for make in (self._named, self._list, self._numbered, self._section):
            if piece := make(i, line, done):
                piece.indent = line.indent
                return piece
        return None

    def _named(self, i: int, line: Line, done: bool) -> Piece | None:
        """Table, figure, annex, summary, foreword: told by their word."""
        for kind in ("table", "figure"):
            if (match := self.rule(kind).match(line.text)) and (done or self._alone(i)):
                return Piece(kind, i, [line.text], label=self._caption_number(match["n"] or ""))
        if done and (match := self.rule("annex").match(line.text)):
            self.numbering.annex()
            return Piece("annex", i, [line.text], label=match["n"])
        for kind in ("summary", "foreword"):
            if done and self.rule(kind).match(line.text):
                return Piece(kind, i, [line.text])
        return None

    def _alone(self, i: int) -> bool:
        return self.lines[i].width < 12 and not self.rule("refers").search(self.lines[i - 1].text)

    @staticmethod
    def _caption_number(text: str) -> str:
        chapter, dot, rest = text.rpartition(".")
        value = number(rest)
        return f"{chapter}{dot}{value}" if value else text

    def _list(self, i: int, line: Line, done: bool) -> Piece | None:
        """The heading of a list of instruments, or an entry below one."""
        following = self.lines[i + 1].text if i + 1 < len(self.lines) else ""
        if self.list_heading.fullmatch(line.text) and self.entries.match(following):
            return Piece("list", i, [line.text])
        if self.zone == "list" and self.entries.match(line.text):
            return Piece("entry", i, [line.text])
        return None

    def _numbered(self, i: int, line: Line, done: bool) -> Piece | None:
        if self.zone == "table" and (len(line.cells) > 1 or table_zone.begins_row(self.lines[i : i + 3], self.column)):
            return None  # a row that has a number
        found = self.numbering.take(line, done, self.zone)
        if found is None:
            return None
        kind, label, jump = found
        return Piece(kind, i, [line.text], label=label, jump=jump)

    def _section(self, i: int, line: Line, done: bool) -> Piece | None:
        if not done or line.width > 2 * self.column:
            return None
        for level in (1, 2, 3):
            match = self.rule(f"section_{level}").match(line.text)
            if match and self._is_section(i, level, match["n"], line):
                self.numbering.section(level, match["n"])
                return Piece("section", i, [line.text], label=match["n"], level=level, title=match["t"])
        return None

    def _is_section(self, i: int, level: int, n: str, line: Line) -> bool:
        value = number(n) if level != 2 else ord(n) - 64
        if value is None or not self.numbering.section_fits(level, value) or self.rule("no_heading").search(line.text):
            return False
        return self.zone == "text" or self._only_headings_below(i)

    def _only_headings_below(self, i: int) -> bool:
        """In a table: a row like ``B. …`` is a section only if nothing but headings stands between it and the next paragraph."""
        for line in self.lines[i + 1 : i + 6]:
            if self.numbering.expects(line):
                return True
            if self.rule("no_heading").search(line.text) or line.width > self.column * 0.8:
                return False
        return False

    def _continues(self, i: int, line: Line) -> bool:
        """Whether a line that begins nothing goes on the piece above."""
        if line.whole or self.lines[i - 1].whole:
            return False
        if self.rule("goes_on").match(line.text):
            return not self._noted(line)
        last = self.pieces[-1]
        if last.kind in ("annex", "summary", "foreword", "list") or (line.indent >= 2 and self.zone != "table"):
            return False
        above = self.lines[i - 1]
        if self.rule("byline").search(line.text) or (self.rule("byline").search(above.text) and len(last.lines) == 1):
            return False
        if self.zone == "list":
            heading = line.text in self._headings() or self.rule("subprogramme").match(line.text)
            return last.kind == "entry" and not heading
        if self.zone == "table" or last.kind in ("table", "figure"):
            return last.kind == "text" and self._cell_goes_on(above, line)
        return self._prose_goes_on(last, above, line)

    def _noted(self, line: Line) -> bool:
        """Whether a line of a table is the footnote of one of its cells, which goes on nothing."""
        return self.zone == "table" and self._has_numbers() and table_zone.is_note(line)

    def _headings(self) -> frozenset[str]:
        return frozenset(rules(self.language, "layout")["headings"])

    def _has_numbers(self) -> bool:
        """Whether the table in which the last piece stands has rows of numbers: its lines stay as they are."""
        if self.table is not None and self.numbers is None:
            self.numbers = table_zone.has_numbers(self.lines[self.table + 1 :][: table_zone.AHEAD], self.language)
        return bool(self.numbers)

    def _cell_goes_on(self, above: Line, line: Line) -> bool:
        if self._has_numbers() and (above.width < self.column - _SLACK or table_zone.ends_in_cell(above)):
            return False
        titled = len(self.pieces) > 1 and self.pieces[-2].kind in ("table", "figure") and len(self.pieces[-1].lines) == 1
        if titled and above.width < _TITLE * self.column:
            return False  # the title of the table, which is no longer than this
        numeric = re.compile(r"[\d—–]\s*$|^[\d—–]")
        if numeric.search(above.text) or re.match(r"[—–\d][\d .—–]*$|^(?:\d{1,2}|[A-Z])[.．]", line.text):
            return False
        return above.width > 10 and above.width >= line.width - _SLACK and not self.rule("complete").search(above.text)

    def _prose_goes_on(self, last: Piece, above: Line, line: Line) -> bool:
        complete = bool(self.rule("complete").search(above.text))
        if line.text in self._headings() or (last.kind == "text" and above.text in self._headings()):
            return False
        if complete and line.width < 0.75 * self.column and not self.rule("complete").search(line.text):
            return False  # the last line of a paragraph ends with a full stop: this one begins something else
        if len(last.lines) > 1:
            full = min(self.widest, self.column)
            return above.width >= full - _SLACK or (not complete and above.width >= 0.75 * full)
        if above.width >= self.column - _SLACK or (not complete and above.width >= max(0.6 * self.column, line.width - _SLACK)):
            return True
        return not complete and last.kind in ("paragraph", "letter") and above.width >= min(0.55 * self.column, line.width)
