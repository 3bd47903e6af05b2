"""What a page brings along: running headers, page numbers, blocks of links and footnotes, taken out of the lines."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

import yaml

from loaders.reading.language import pattern, rules
from loaders.text.lines import Line, join

_NEAR = 3
"""Lines around a page number in which the rest of the running header stands."""
_PAGE = 60
"""Lines of a page or somewhat more."""


@dataclass
class Note:
    """A footnote: its mark (``3``, ``*``), its lines, and how many body lines stand before it. ``given``: the lines as a format
    gave them that knows its footnotes; empty where the note was told by its place."""

    mark: str
    anchor: int
    lines: list[str] = field(default_factory=list)
    given: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words in one line."""
        return join(self.lines)


@dataclass
class Stripped:
    """The body's lines, and what was taken out. ``links``: pairs (address, body lines before it)."""

    body: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    ignored: int = 0


@cache
def rule(name: str) -> re.Pattern[str]:
    """A rule of ``layout.yaml``, the same in every language."""
    text = files("loaders.reading").joinpath("layout.yaml").read_text(encoding="utf-8")
    return re.compile(str(yaml.safe_load(text)[name]))


def strip(lines: list[Line], complete: re.Pattern[str], starts: re.Pattern[str], language: str) -> Stripped:
    """Takes the furniture out. ``complete``: how a finished sentence ends; ``starts``: what begins a labelled paragraph;
    ``language``: whose rules tell the marks of footnotes."""
    out = Stripped()
    lines = _superscripts(_without_pages(lines, out))
    _Sorter(out, complete, starts, language).run(lines)
    return out


def _without_pages(lines: list[Line], out: Stripped) -> list[Line]:
    headers = _header_lines(lines)
    out.symbols = list(dict.fromkeys(s for i in sorted(headers) for s in symbols(lines[i].text)))
    out.ignored = len(headers)
    kept: list[Line] = []
    after_header = False
    for i, line in enumerate(lines):
        if i in headers:
            after_header = True
            continue
        kept.append(replace(line, indent=min(line.indent, 1)) if after_header else line)
        after_header = False
    return kept


def symbols(text: str) -> list[str]:
    """The symbols of documents in a text, as keys write them."""
    return [re.sub(r" ?[（(]([A-Z][a-z]+\.) ?(\w+)[)）]$", r" (\1 \2)", m[0]) for m in rule("symbol").finditer(text)]


def _is_symbol(text: str) -> bool:
    return bool(re.fullmatch(rf"(?:{rule('symbol').pattern}[\s,]*)+", text))


def _header_lines(lines: list[Line]) -> set[int]:
    """Numbers of the lines that are running headers, job numbers and page numbers."""
    texts = ["" if line.note or line.cells else line.text for line in lines]
    often = {text for text, n in Counter(texts).items() if n >= 3 and _is_symbol(text)}
    sure = {i for i, text in enumerate(texts) if text in often or rule("job").match(text) or (i < _NEAR and _is_symbol(text))}
    sure |= _pages_of(texts)
    pages = {i for i, text in enumerate(texts) if rule("page").match(text)}
    for i, text in enumerate(texts):
        near = range(max(0, i - _NEAR), min(len(texts), i + _NEAR + 1))
        if _is_symbol(text) and any((j in sure and not _is_symbol(texts[j])) or j in pages for j in near):
            sure.add(i)
    return sure | {i for i in pages if _beside_header(i, sure, texts) or _between_prose(i, lines)}


def _beside_header(i: int, sure: set[int], texts: list[str]) -> bool:
    return any(j in sure and (_is_symbol(texts[j]) or rule("job").match(texts[j])) for j in (i - 1, i + 1, i - 2, i + 2))


def _between_prose(i: int, lines: list[Line]) -> bool:
    """A lone number that cuts a sentence in two: long lines on both sides, blank lines around it."""
    if not 0 < i < len(lines) - 1 or lines[i].gap == 0 or lines[i + 1].gap == 0:
        return False
    return min(lines[i - 1].width, lines[i + 1].width) >= 60


def _pages_of(texts: list[str]) -> set[int]:
    """Lines ``3/11``, ``4/11``: at least two with the same total, else they may be numbers of resolutions."""
    found = {i: m for i, text in enumerate(texts) if (m := rule("page_of").match(text)) and int(m["n"]) <= int(m["m"])}
    totals = Counter(m["m"] for m in found.values())
    return {i for i, m in found.items() if totals[m["m"]] >= 2 and int(m["m"]) > 2}


def _superscripts(lines: list[Line]) -> list[Line]:
    """A footnote mark that stands in a line of its own goes back to the word before it, with the rest of the sentence."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        rest = lines[i + 1] if i + 1 < len(lines) else None
        loose = out and rest and not line.whole
        if (
            loose
            and rest
            and re.fullmatch(r"\d{1,2}|[*∗]", line.text)
            and re.match(r"[，。；：、,;.]", rest.text)
            and rest.gap == 0
        ):
            out[-1] = replace(out[-1], text=out[-1].text + line.text + rest.text)
            i += 2
            continue
        out.append(line)
        i += 1
    return out


class _Sorter:
    """Goes through the lines once and tells body, footnotes and links apart."""

    def __init__(self, out: Stripped, complete: re.Pattern[str], starts: re.Pattern[str], language: str) -> None:
        self.out, self.complete, self.starts = out, complete, starts
        self.counted = pattern(language, "layout", "counted")
        self.glued = str(rules(language, "layout")["glued"])
        self.note: Note | None = None
        self.zone = False
        self.expected = 1

    def run(self, lines: list[Line]) -> None:
        mark: Line | None = None
        for given in lines:
            line, mark = (given if mark is None else replace(given, text=f"{mark.text} {given.text}", gap=mark.gap)), None
            if line.note:
                self._given(line)
            elif rule("rule").match(line.text):
                self.note, self.zone = None, True
            elif self._lone_mark(line):
                mark = line
            elif not self._link(line) and not self._note(line) and not self._goes_on(line):
                self.note, self.zone = None, False
                self.out.body.append(line)
        self.out.body += [mark] if mark else []

    def _lone_mark(self, line: Line) -> bool:
        """Whether a line among footnotes is nothing but the next one's mark: it goes to the line behind it."""
        below = (self.zone or line.ruled) and self._note_complete() and not line.whole
        return below and line.text.isdecimal() and int(line.text) == self.expected

    def _given(self, line: Line) -> None:
        """A footnote, or a further paragraph of one, as the format gives it."""
        last = self.out.notes[-1] if self.out.notes else None
        if last is not None and last.given and last.mark == line.note and last.anchor == len(self.out.body):
            last.lines.append(line.text)
            last.given.append(line)
            return
        self.out.notes.append(Note(line.note, len(self.out.body), [line.text], [line]))
        self.note, self.zone = None, False

    def _link(self, line: Line) -> bool:
        if not rule("link").match(line.text) or (self.note and not self._note_complete()):
            return False
        self.out.links.append((line.text, len(self.out.body)))
        return True

    def _note_complete(self) -> bool:
        if self.note is None:
            return True
        last = self.note.lines[-1]
        return bool(self.complete.search(last)) and not re.search(r"[：:；;,，]$", last)

    def _note(self, line: Line) -> bool:
        """Whether a footnote begins: marks in order, below a rule, or an asterisk."""
        match = rule("note").match(line.text)
        if not match:
            return False
        star = not match["n"].isdecimal()
        if line.whole and not star:
            return False
        numbered = not star and int(match["n"]) == self.expected and not self.starts.match(line.text)
        below = self.zone or line.ruled or self.note is not None or (numbered and self._marked(match["n"]))
        if not (star or (numbered and below and self._no_count(line.text))):
            return False
        mark = "*" * len(match["n"]) if star else match["n"]
        self.note = Note(mark, len(self.out.body), [line.text[match.end() :]])
        self.out.notes.append(self.note)
        self.expected += not star
        self.zone = True
        return True

    def _no_count(self, text: str) -> bool:
        """Whether the number at the beginning counts nothing: a blank or a letter that is no unit stands behind it."""
        match = re.match(r"\d{1,3}(?: |(?=[^\x00-\x7f])) ?", text)
        return bool(match) and not self.counted.match(text, match.end() if match else 0)

    def _marked(self, mark: str) -> bool:
        """Whether the mark sticks to a word on this page or the one before: then its note needs no rule above it."""
        glued = re.compile(self.glued.replace("{mark}", mark))
        return any(glued.search(line.text) for line in self.out.body[-_PAGE:])

    def _goes_on(self, line: Line) -> bool:
        """Whether the line goes on the footnote above it."""
        if line.whole or self.note is None or self._note_complete() or self.starts.match(line.text):
            return False
        self.note.lines.append(line.text)
        return True
