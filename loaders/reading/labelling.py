"""Pieces → labelled stretches and sections: the labels that people cite (MODEL section 1)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.reading.furniture import Note
from loaders.reading.language import pattern, rules
from loaders.reading.pieces import Piece
from loaders.text.lines import join, width
from loaders.text.numerals import number, roman
from ontology.readings import Remark, Section


@dataclass
class Stretch:
    """Lines of text under one label. ``first``: the body line at which they begin; ``section``: the label of their section;
    ``note``: the footnote that they are."""

    label: str
    first: int
    lines: list[str]
    section: str | None = None
    note: Note | None = None


@dataclass
class Labelled:
    """All stretches in order, the sections and what did not fit."""

    stretches: list[Stretch] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def label(pieces: Sequence[Piece], language: str, column: int) -> Labelled:
    """The labels of all pieces. ``column``: the width of the text's column."""
    return _Labeller(pieces, language, column).run()


_STACK = 6
"""So many headings stand one below the other at the most."""
_STARTS = ("paragraph", "section", "table", "figure", "annex", "summary", "foreword")


class _Labeller:
    def __init__(self, pieces: Sequence[Piece], language: str, column: int) -> None:
        self.pieces, self.language, self.column = pieces, language, column
        self.out = Labelled()
        self.label = "header"
        self.paragraph = ""
        self.annex = ""
        self.draft = ""
        self.numbered: list[tuple[int, str, str]] = []  # level, numeral, label of the numbered sections that stand open
        self.programme: str | None = None
        self.section: str | None = None
        self.headings = frozenset(rules(language, "layout")["headings"])

    def rule(self, name: str) -> re.Pattern[str]:
        return pattern(self.language, "layout", name)

    def run(self) -> Labelled:
        i = 0
        while i < len(self.pieces):
            stack = self._stack(i)
            if stack:
                self._unnumbered(self.pieces[i : i + stack])
                i += stack
                continue
            getattr(self, f"_{self.pieces[i].kind}")(self.pieces[i])
            i += 1
        self._number_headings()
        return self.out

    def _add(self, text: str | Sequence[str], first: int, name: str | None = None) -> None:
        name = name or self.label
        lines = [text] if isinstance(text, str) else list(text)
        last = self.out.stretches[-1] if self.out.stretches else None
        if last and last.label == name:
            last.lines += lines
        else:
            self.out.stretches.append(Stretch(name, first, lines, self.section))

    # ------------------------------------------------------------------ headings without a number
    def _stack(self, i: int) -> int:
        """How many pieces from i on are headings: nothing else stands between them and the next numbered thing."""
        if self.label in ("header", "annex-framework") or (
            self.annex and not self.paragraph and self.label == f"{self.annex}-header"
        ):
            return 0
        end = i
        while end < len(self.pieces) and end - i <= _STACK and self.pieces[end].kind == "text":
            if not self._heading_like(self.pieces[end]):
                break
            end += 1
        follows = end < len(self.pieces) and self.pieces[end].kind in _STARTS
        if end == i or not follows or end - i > _STACK or not (self._in_text() or self._sure(self.pieces[i])):
            return 0
        if self.label in ("foreword", "summary") and not self._sure(self.pieces[i]):
            return 0
        return end - i

    def _in_text(self) -> bool:
        return not self.label.startswith(("table", "figure")) and not self.draft

    def _sure(self, piece: Piece) -> bool:
        known = piece.text in self.headings or bool(self.rule("heading").match(piece.text))
        return known or piece.heading > 0 or piece.indent in (2, 3) or bool(self.rule("subprogramme").match(piece.text))

    def _heading_like(self, piece: Piece) -> bool:
        text = piece.text
        plain = not self.rule("no_heading").search(text) and not self.rule("complete").search(text)
        return bool(self.rule("subprogramme").match(text)) or (
            plain and 4 <= width(text) <= 1.6 * self.column and not self._noise(text)
        )

    def _noise(self, text: str) -> bool:
        return bool(re.fullmatch(r"[\d\W]*|[(（].*[)）]", text) or self.rule("noise").fullmatch(text))

    def _unnumbered(self, stack: Sequence[Piece]) -> None:
        above = self._parent()
        for k, piece in enumerate(stack):
            title = piece.text
            name = f"heading ?{len(self.out.sections)}"
            programme = self.rule("subprogramme").match(title)
            if programme:
                above = self.numbered[-1][2] if self.numbered else None
            self.section = name
            self.out.sections.append(Section(name, title, (), above))
            self._add(title, piece.first, name)
            if programme:
                self.programme = name
            if k < len(stack) - 1:
                above = name
        self.label = self.paragraph = self.section or self.label

    def _parent(self) -> str | None:
        return self.programme or (self.numbered[-1][2] if self.numbered else None)

    def _number_headings(self) -> None:
        """Headings without a number are called by the paragraph that follows: ``heading 14.43``, ``heading 14.43 2`` …"""
        names: dict[str, str] = {}
        waiting: list[str] = []
        numbered = {stretch.label for stretch in self.out.stretches}
        for stretch in self.out.stretches:
            if stretch.label.startswith("heading ?"):
                waiting.append(stretch.label)
            elif waiting:
                for k, old in enumerate(waiting):
                    names[old] = _unused(f"heading {stretch.label}", k, numbered | set(names.values()))
                waiting = []
        names |= {old: f"heading end {k}" for k, old in enumerate(waiting, 1)}
        for stretch in self.out.stretches:
            stretch.label = names.get(stretch.label, stretch.label)
            stretch.section = names.get(stretch.section or "", stretch.section)
        self.out.sections = [
            replace(s, label=names.get(s.label, s.label), parent=names.get(s.parent or "", s.parent)) for s in self.out.sections
        ]

    # ------------------------------------------------------------------ one method a kind of piece
    def _text(self, piece: Piece) -> None:
        long = len(piece.lines) > 1 or (piece.whole and width(piece.text) > self.column)
        if (
            self.label == "header"
            and self.rule("complete").search(piece.text)
            and long
            and self.rule("sentence").search(piece.text)
        ):
            self.label = "cover-note"
        if self.annex and self.label == f"{self.annex}-header" and self.rule("phrase").search(piece.text):
            self.label = self.annex
        if self.annex and self.rule("inner_annex").match(piece.text) and not self.rule("complete").search(piece.text):
            self.label = self.annex = "annex-appendix"
        elif self.annex == "annex-appendix" and self.rule("framework").search(piece.text) and width(piece.text) < self.column:
            self.label = self.annex = "annex-framework"
            self.out.stretches[-1].label = (
                self.label if self.out.stretches[-1].label == "annex-appendix" else self.out.stretches[-1].label
            )
        self._add(piece.text, piece.first)

    def _paragraph(self, piece: Piece) -> None:
        draft = re.match(r"draft (\d+)", piece.label)
        if self.annex == "annex-framework":
            self._add(piece.text, piece.first)
            return
        if draft:
            self.label = f"{self.draft} {draft[1]}"
        else:
            self.draft = ""
            self.label = f"{self.annex} {piece.label}".strip()
        if piece.jump:
            self.out.remarks.append(Remark("unplaced", f"{piece.jump} paragraph numbers missing before {self.label}", self.label))
        self.paragraph = self.label
        self._add(piece.text, piece.first)

    def _letter(self, piece: Piece) -> None:
        if self.annex == "annex-framework":
            self._add(piece.text, piece.first)
            return
        base = self.paragraph or self.annex or self.label
        self.label = f"{base}{piece.label}" if re.search(r"[\d)]$", base) else f"{base} {piece.label}"
        self._add(piece.text, piece.first)

    def _draft(self, piece: Piece) -> None:
        named = self.rule("draft").search(self.out.stretches[-1].lines[-1])
        decision = named is None or any(word and self.rule("draft_decision").search(word) for word in named.groups())
        self.draft = "draft-decision" if decision else "draft-resolution"
        self.label = f"{self.draft} preamble"

    def _section(self, piece: Piece) -> None:
        if self.annex == "annex-framework":
            self._add(piece.text, piece.first)
            return
        self.draft = ""
        self.numbered = [n for n in self.numbered if n[0] < piece.level]
        value = number(piece.label) or 0
        numeral = roman(value) if piece.level == 1 and value else piece.label
        path = ".".join([*(n[1] for n in self.numbered), numeral])
        name = f"{self.annex} heading {path}".strip() if self.annex else f"heading {path}"
        parent = self.numbered[-1][2] if self.numbered else None
        self.numbered.append((piece.level, numeral, name))
        self.programme = None
        self.section = self.label = self.paragraph = name
        self.out.sections.append(Section(name, re.sub(r"\s{2,}", " ", self._title(piece)), (), parent))
        self._add(piece.text, piece.first, name)

    def _title(self, piece: Piece) -> str:
        match = self.rule(f"section_{piece.level}").match(piece.text)
        return match["t"].strip() if match else piece.text

    def _table(self, piece: Piece) -> None:
        self.label = f"table {piece.label}".strip()
        self._add(piece.lines, piece.first)

    def _figure(self, piece: Piece) -> None:
        self.label = f"figure {piece.label}"
        self._add(piece.lines, piece.first)

    def _annex(self, piece: Piece) -> None:
        value = number(piece.label)
        self.annex = f"annex {roman(value)}" if value else "annex"
        self.numbered, self.programme, self.draft, self.paragraph = [], None, "", ""
        self.label = "annex-header" if self.annex == "annex" else self.annex
        self.section = self.annex
        self.out.sections.append(Section(self.annex, piece.text, (), None))
        self._add(piece.text, piece.first)

    def _summary(self, piece: Piece) -> None:
        self.label = "summary"
        self._add(piece.text, piece.first)

    def _foreword(self, piece: Piece) -> None:
        self.label = "foreword"
        self._add(piece.text, piece.first)

    def _chart(self, piece: Piece) -> None:
        """It stays apart from the paragraph; the figure that it belongs to is not told."""
        n = sum(s.label.startswith("chart ") for s in self.out.stretches) + 1
        self.out.remarks.append(Remark("unplaced", f"numbers and words of a chart ({len(piece.lines)} lines)", f"chart {n}"))
        self.out.stretches.append(Stretch(f"chart {n}", piece.first, list(piece.lines), self.section))

    def _rest(self, piece: Piece) -> None:
        """The sentence that a chart cut goes on in its paragraph, in front of the chart."""
        chart = self.out.stretches.pop()
        paragraph = self.out.stretches[-1]
        paragraph.lines[-1] = join([paragraph.lines[-1], piece.text])
        self.out.stretches.append(chart)

    def _list(self, piece: Piece) -> None:
        self._add(piece.text, piece.first)

    def _entry(self, piece: Piece) -> None:
        self._add(piece.text, piece.first)


def _unused(name: str, k: int, taken: set[str]) -> str:
    candidates: Iterator[str] = (name if n == 0 else f"{name} {n + 1}" for n in range(k, k + 200))
    return next(c for c in candidates if c not in taken)
