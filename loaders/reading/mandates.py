"""Lists of mandates: the instruments that a programme or subprogramme rests on, entry by entry.

A reader (see ``loader``). Each entry is a statement ``mandates`` from the instrument to the subprogramme, in the list's paragraph,
and its title a statement of the instrument.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.reading.instruments import entry_pattern, list_heading_pattern, number_pattern, organs_in
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.organs import called, home_organs, organs_of
from loaders.reading.programmes import programme_of
from loaders.text.numerals import number as value_of
from loaders.text.numerals import roman
from ontology.readings import Mention, Paragraph, Remark
from ontology.records import Literal, Statement
from ontology.symbols import Symbol

Home = tuple[str, ...]
"""The organs of the document's own organisation."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: the instrument's key, the places of its number and of its title (end exclusive)."""

    key: str
    start: int
    end: int
    title_start: int
    title_end: int


def read(laid: Laid, context: Context) -> Finds:
    """All lists of mandates of a document. An entry that resolves to nothing is a remark."""
    found = Finds()
    for paragraph in laid.paragraphs:
        if _is_list(laid, paragraph):
            found += _list(laid, context, paragraph)
    return found


def _is_list(laid: Laid, paragraph: Paragraph) -> bool:
    lines = laid.words(paragraph).split("\n")
    heads = list_heading_pattern(laid.language)
    entry = entry_pattern(laid.language)
    return any(heads.fullmatch(line) and entry.match(below) for line, below in itertools.pairwise(lines))


def _of_mandates(laid: Laid, paragraph: Paragraph) -> bool:
    """Whether the paragraph, or the heading above it, says that the list is of mandates."""
    rule = rules(laid.language, "mandates")
    titles = [section.title for section in laid.chain(paragraph)[:1]]
    head = laid.words(paragraph).split("\n")[0]
    return bool(re.search(str(rule["list"]), head)) or any(re.search(str(rule["section"]), title) for title in titles)


def _list(laid: Laid, context: Context, paragraph: Paragraph) -> Finds:
    programme = programme_of(laid, context, paragraph) if _of_mandates(laid, paragraph) else None
    if programme is None:
        return Finds(remarks=(Remark("unplaced", "a list of instruments of no known programme", paragraph.label),))
    home = home_organs(context.document, laid)
    mentions: list[Mention] = []
    statements: list[Statement] = []
    remarks: list[Remark] = []
    for start, end, heading in _lines(laid, paragraph):
        entries = list(_entries(laid, home, start, end, heading))
        if not entries:
            remarks.append(
                Remark("unplaced", f"an entry of no known instrument: {laid.text[start : min(end, start + 20)]}", paragraph.label)
            )
        for entry in entries:
            mentions.append(context.mention("instrument", "symbol", entry.key, entry.start, entry.end))
            statements += _statements(laid, context, programme, entry)
    return Finds(tuple(mentions), (), tuple(statements), (), tuple(remarks))


def _statements(laid: Laid, context: Context, programme: str, entry: Entry) -> Iterator[Statement]:
    evidence = context.evidence(entry.start, max(entry.end, entry.title_end), "mandate_list")
    yield Statement(context.document, entry.key, "mandates", programme, evidence=(evidence,))
    title = laid.text[entry.title_start : entry.title_end].strip()
    if title:
        place = context.evidence(entry.title_start, entry.title_end, "mandate_list")
        yield Statement(context.document, entry.key.partition("#")[0], "title", Literal(title, laid.language), evidence=(place,))


def _lines(laid: Laid, paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    """The lines of entries with the heading that they stand under."""
    heading, at = "", paragraph.start
    for line in laid.words(paragraph).split("\n"):
        if list_heading_pattern(laid.language).fullmatch(line):
            heading = line
        elif heading and line.strip():
            yield at, at + len(line), heading
        at += len(line) + 1


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rule = rules(language, "mandates")
    entry = str(rule["entry"]).replace("{number}", number_pattern(language))
    return re.compile(entry), re.compile(str(rule["symbol"])), re.compile(str(rule["inner"]))


def _entries(laid: Laid, home: Home, start: int, end: int, heading: str) -> Iterator[Entry]:
    """The entries of a line: mostly one; where columns ran together, one from each place that begins another."""
    _, _, inner = _patterns(laid.language)
    begins = [start, *(m.start() for m in inner.finditer(laid.text, start + 1, end))]
    for begin, stop in zip(begins, [*begins[1:], end], strict=True):
        found = _key(laid, home, begin, stop, heading)
        if found:
            key, number_end = found
            title = laid.text[number_end:stop]
            lead = len(title) - len(title.lstrip())
            yield Entry(key, begin, number_end, number_end + lead, number_end + len(title.rstrip()))


def _key(laid: Laid, home: Home, start: int, end: int, heading: str) -> tuple[str, int] | None:
    numbered, symbol, _ = _patterns(laid.language)
    if match := symbol.match(laid.text, start, end):
        return re.sub(r"\s", "", match["symbol"]), match.end()
    match = numbered.match(laid.text, start, end)
    if not match:
        return None
    kinds: dict[str, str] = rules(laid.language, "citations")["kinds"]
    number = re.sub(r"\s", "", match["number"]).replace("（", "(").replace("）", ")")
    wanted = [kinds[match["kind"]]] if match["kind"] else [kinds[noun] for noun in kinds if noun in heading]
    key = _of_heading(laid.language, home, heading, wanted, number)
    part = match["sect"] or (roman(value_of(match["section"]) or 0) if match["section"] else "")
    return (f"{key}#{part}" if part else key, match.end()) if key else None


def _of_heading(language: str, home: Home, heading: str, kinds: list[str], number: str) -> str | None:
    """The key by the heading's organ: a resolution before a decision before a declaration, where the heading names several."""
    organ = _organ(language, home, heading)
    for kind in sorted(kinds, key=("resolution", "decision", "declaration").index):
        if organ and organ in organs_of(kind, number):
            return Symbol(organ, kind, number).key
    return None


def _organ(language: str, home: Home, heading: str) -> str | None:
    """The organ that a heading begins with; a bare council is that of the document's own organisation."""
    first = next((name for name in organs_in(heading, language) if name.start == 0), None)
    if first is None or first.organ:
        return first.organ if first else None
    if first.sense not in ("council", "assembly"):
        return None
    return next((organ for organ in home if organ in called(first.sense)), None)
