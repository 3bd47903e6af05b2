"""Lines → blocks: the paragraphs of an instrument as they are printed, with their footnotes apart."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.formats.model import Printed
from loaders.reading import furniture
from loaders.reading.instruments import number_pattern
from loaders.reading.language import blanks, rules
from loaders.resolution.verbs import first_verb
from loaders.text.lines import Hyperlink, Line, NoteMark, join, width

_WIDE = 140
"""Columns over which a line is no printed line but a paragraph: the file was not broken into lines."""
_SLACK = {True: 1, False: 4}
"""Columns by which a line and the word that did not fit may be shorter than the column; more where punctuation hangs (languages
without blanks)."""
_HEAD = 10
"""Lines of the beginning in which the instrument's own symbol stands."""
_WORD, _BREAK = r"[^\s\d/(（.\-\u2010-\u2015第]", r"[\s，。；：、）)”’\],.;:]"
"""What a footnote's mark sticks to, and what stands behind it."""
_YEAR = r"(?<![\d/])(?:19|20)\d\d"
"""The number to which it can stick, too."""
_SPACED = 0.1
"""From this share of lines with a blank line above on, the blank lines tell the blocks."""
_STARTS = ("operative", "letter", "roman", "section", "annex", "closing", "enacting", "numbered_title")
"""Rules that tell what begins a block."""
_SURE = frozenset(("operative", "letter", "roman"))
"""Those that need no end of a block above them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line of the header. ``marks``: where footnotes hang; ``anchor``: the element's id, or empty."""

    text: str
    links: tuple[Hyperlink, ...] = ()
    marks: tuple[NoteMark, ...] = ()
    heading: bool = False
    anchor: str = ""


@dataclass
class Blocks:
    """The blocks in order; ``notes``: the words of footnotes, in order, with the number of blocks before each; ``symbols``: those
    of the running headers; ``ignored``: lines of page numbers and running headers; ``lost``: marks of notes found nowhere."""

    body: list[Block] = field(default_factory=list)
    notes: list[tuple[str, Block, int]] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    ignored: int = 0
    lost: list[str] = field(default_factory=list)


@cache
def rule(language: str, name: str) -> re.Pattern[str]:
    """A rule of ``<language>/resolution.yaml``; ``{number}`` is the number of an instrument."""
    return re.compile(str(rules(language, "resolution")[name]).replace("{number}", number_pattern(language)))


def blocks(printed: Printed, language: str) -> Blocks:
    """The blocks of a document: whole lines as they are, physical ones joined."""
    if all(line.whole for line in printed.lines):
        return _whole(printed.lines)
    complete = rule(language, "note_end")
    starts = re.compile("|".join(re.sub(r"[?]P<[a-z]>", "?:", rule(language, n).pattern) for n in ("operative", "letter")))
    kept = _own_symbol(printed.lines)
    stripped = furniture.strip(list(printed.lines[kept:]), complete, starts, language)
    out = Blocks(symbols=stripped.symbols, ignored=stripped.ignored)
    joined = list(_joined([*printed.lines[:kept], *stripped.body], language))
    out.body = [block for block, _ in joined]
    firsts = [first for _, first in joined]
    for note in stripped.notes:
        before = sum(first < note.anchor + kept for first in firsts)
        out.notes.append((note.mark, Block(_one(note.lines, language)), before))
    _hang(out)
    return out


def _own_symbol(lines: Sequence[Line]) -> int:
    """How many lines at the beginning stay as they are: up to the instrument's own symbol, which is no running header."""
    own = re.compile(rf".{{0,20}}?{furniture.rule('symbol').pattern}(?:\s?\(\d{{4}}\))?")
    return next((i + 1 for i, line in enumerate(lines[:_HEAD]) if own.fullmatch(line.text)), 0)


def _whole(lines: Sequence[Line]) -> Blocks:
    out = Blocks()
    for line in lines:
        block = Block(line.text, line.links, line.marks, line.heading > 0, line.anchor)
        if line.note:
            out.notes.append((line.note, block, len(out.body)))
        else:
            out.body.append(block)
    return out


# ---------------------------------------------------------------------- physical lines
def _joined(lines: Sequence[Line], language: str) -> Iterator[tuple[Block, int]]:
    """The blocks with the number of their first line."""
    widths = sorted(line.width for line in lines if line.width >= 40) or [80]
    column = widths[int(len(widths) * 0.95)]
    starts = {name: rule(language, name) for name in _STARTS}
    spaced = sum(line.gap > 0 for line in lines) > _SPACED * len(lines)
    waiting: list[Line] = []
    first = 0
    for i, line in enumerate(lines):
        if waiting and (column > _WIDE or line.whole or not _goes_on(waiting, line, column, language, starts, spaced)):
            yield _block(waiting, language), first
            waiting = []
        if not waiting:
            first = i
        waiting.append(line)
    if waiting:
        yield _block(waiting, language), first


def _one(lines: Iterable[str], language: str) -> str:
    """Physical lines as one: with blanks between words where the language has them."""
    if not blanks(language):
        return join(lines)
    out = ""
    for line in lines:
        out += line if not out or re.search(r"\w[-/]$", out) else f" {line}"
    return out


def _block(lines: list[Line], language: str) -> Block:
    if len(lines) == 1:
        return Block(lines[0].text, lines[0].links, lines[0].marks, lines[0].heading > 0, lines[0].anchor)
    return Block(_one((line.text for line in lines), language))


def _goes_on(
    above: list[Line], line: Line, column: int, language: str, starts: Mapping[str, re.Pattern[str]], spaced: bool
) -> bool:
    """Whether a physical line goes on the block above it. ``spaced``: whether the document sets blank lines between blocks."""
    last = re.sub(r"(?<=[^\w\s])\d{1,2}$", "", above[-1].text)  # the mark of a footnote may stand behind the end
    begins = {name for name, start in starts.items() if start.match(line.text)}
    ended = bool(rule(language, "complete").search(last))
    full = above[-1].width + width(_first_word(line.text)) > column - _SLACK[blanks(language)]
    if (
        begins & _SURE
        or any(starts[name].match(last) for name in ("section", "annex", "closing"))
        or starts["enacting"].match(last)
    ):
        return False
    if begins and (line.gap or not full or (ended and not spaced)):
        return False
    if line.gap:
        return full and not ended
    if ended and (not full or (not spaced and _begins(line.text, language))):
        return False
    return full or not ended


def _first_word(text: str) -> str:
    """What did not fit into the line above: a word and a blank, or a Chinese character with the punctuation behind it."""
    match = re.match(r"[!-~\u2010-\u201f]+|.[，。；：、）》”]*", text)
    return f" {match[0]}" if match and match[0].isascii() else match[0] if match else ""


def _begins(text: str, language: str) -> bool:
    """Whether a line begins as a paragraph does: with a capital and a verb."""
    return bool(rule(language, "capital").match(text)) and first_verb(text, language) is not None


# ---------------------------------------------------------------------- the marks of footnotes in plain text
def _hang(out: Blocks) -> None:
    """Takes the marks of footnotes out of the words and hangs the notes there; in order, for they count."""
    at = (0, 0)
    for mark, _, before in out.notes:
        found = _found(out.body[: before + 1], mark, at) if mark.isdecimal() else None
        if found is None:
            out.lost.append(mark)
            continue
        number, start, end = found
        block = out.body[number]
        tail = block.text[end:]
        if re.match(r" [^\x00-\x7f]", tail):
            tail = tail[1:]
        out.body[number] = replace(block, text=block.text[:start] + tail, marks=(*block.marks, NoteMark(start, mark)))
        at = (number, start)


def _found(body: Sequence[Block], mark: str, at: tuple[int, int]) -> tuple[int, int, int] | None:
    """The first place behind ``at`` where the mark sticks to a word or to punctuation: (block, start, end). A place with a blank
    or punctuation behind it goes before others; of numbers only a year can have a mark behind it ("in 2021" and 1): a symbol or
    another number keeps its digits."""
    for before, behind in ((_WORD, _BREAK), (_WORD, r"[^\x00-\x7f]"), (_YEAR, _BREAK)):
        glued = re.compile(rf"(?<={before})(?<!\d、){mark}(?={behind}|$)(?!\s?[年月日号届次段])")
        for number in range(at[0], len(body)):
            for match in glued.finditer(body[number].text, at[1] if number == at[0] else 0):
                return number, match.start(), match.end()
    return None
