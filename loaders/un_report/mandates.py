"""Lists of mandates: the instruments that a programme or subprogramme rests on, entry by entry.

A reader (see ``loader``). Each entry is a statement ``mandates`` from the instrument to the subprogramme, in the list's paragraph,
and its title a statement of the instrument.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.text.numerals import number as value_of
from loaders.text.numerals import roman
from loaders.un_report.instruments import entry_pattern, list_heading_pattern, number_pattern
from loaders.un_report.laid import Context, Finds, Laid
from loaders.un_report.language import rules
from loaders.un_report.organs import OrganSense, home_organs, organs_of
from loaders.un_report.programmes import programme_of
from ontology.readings import Mention, Paragraph, Remark
from ontology.records import Literal, Statement
from ontology.symbols import Symbol


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


def _list(laid: Laid, context: Context, paragraph: Paragraph) -> Finds:
    programme = programme_of(laid, context, paragraph)
    if programme is None:
        return Finds(remarks=(Remark("unplaced", "a list of instruments of no known programme", paragraph.label),))
    sense = OrganSense(laid, home_organs(context.document, laid))
    mentions: list[Mention] = []
    statements: list[Statement] = []
    remarks: list[Remark] = []
    for start, end, heading in _lines(laid, paragraph):
        entries = list(_entries(laid, sense, start, end, heading))
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


def _entries(laid: Laid, sense: OrganSense, start: int, end: int, heading: str) -> Iterator[Entry]:
    """The entries of a line: mostly one; where columns ran together, one from each place that begins another."""
    _, _, inner = _patterns(laid.language)
    begins = [start, *(m.start() for m in inner.finditer(laid.text, start + 1, end))]
    for begin, stop in zip(begins, [*begins[1:], end], strict=True):
        found = _key(laid, sense, begin, stop, heading)
        if found:
            key, number_end = found
            title = laid.text[number_end:stop]
            lead = len(title) - len(title.lstrip())
            yield Entry(key, begin, number_end, number_end + lead, number_end + len(title.rstrip()))


def _key(laid: Laid, sense: OrganSense, start: int, end: int, heading: str) -> tuple[str, int] | None:
    numbered, symbol, _ = _patterns(laid.language)
    if match := symbol.match(laid.text, start, end):
        return re.sub(r"\s", "", match["symbol"]), match.end()
    match = numbered.match(laid.text, start, end)
    if not match:
        return None
    kinds: dict[str, str] = rules(laid.language, "citations")["kinds"]
    number = re.sub(r"\s", "", match["number"]).replace("（", "(").replace("）", ")")
    wanted = [kinds[match["kind"]]] if match["kind"] else [kinds[noun] for noun in kinds if noun in heading]
    key = _of_heading(laid, sense, heading, wanted, number, start)
    part = match["sect"] or (roman(value_of(match["section"]) or 0) if match["section"] else "")
    return (f"{key}#{part}" if part else key, match.end()) if key else None


def _of_heading(laid: Laid, sense: OrganSense, heading: str, kinds: list[str], number: str, start: int) -> str | None:
    """The key by the heading's organ, its kinds in the order in which the heading names the operative ones."""
    organ = next(
        sense._asked([n for n in sense.names if laid.text[n.start : n.end] in heading and n.start <= start][-1:], 1.0), None
    )
    named = list_heading_pattern(laid.language).fullmatch(heading)
    order = sorted(kinds, key=("resolution", "decision", "declaration").index)
    for kind in order:
        organs = organs_of(kind, number)
        if organ and organ[1] in organs and named:
            return Symbol(organ[1], kind, number).key
    return None
