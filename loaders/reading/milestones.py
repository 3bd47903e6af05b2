"""Milestones: tables of performance that tell in words what each year brought or is to bring.

A reader (see ``loader``); it runs behind that of tables. Under a row of years stands a line for each year; where lines have run
into one another, so that there are fewer lines than years, their numbers have no year.
"""

import re
from collections.abc import Iterator

from loaders.reading import amounts, table_lines, tables
from loaders.reading.amounts import Amount
from loaders.reading.figures import Prose
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.tellings import Words
from ontology.readings import Paragraph
from ontology.records import Figure

_HAPPENED = ("actual", "spent", "received")


def read(laid: Laid, context: Context) -> Finds:
    """The figures in the words of tables that have no rows of numbers."""
    if not amounts.known(laid.language):
        return Finds()
    prose = Prose(laid, context)
    done = max((f.period[:4] for f in context.found.figures if f.period and f.status in _HAPPENED and _of_table(f)), default=None)
    found: list[Figure] = []
    for paragraph in laid.paragraphs:
        if re.match(r"table\b", paragraph.label) and not tables.read(laid, paragraph).parts:
            found += _milestones(laid, paragraph, prose, done)
    return Finds(figures=tuple(found))


def _of_table(figure: Figure) -> bool:
    return any(name == "row" for name, _ in figure.dimensions)


def _milestones(laid: Laid, paragraph: Paragraph, prose: Prose, done: str | None) -> Iterator[Figure]:
    """The figures of the lines under a row of years."""
    cells = table_lines.of(laid.language)
    at = paragraph.start
    years: list[str] = []
    lines: list[tuple[int, str]] = []
    for text in laid.words(paragraph).split("\n"):
        line = cells.line(text, at)
        if cells.heads(line) and not years:
            years = [words for *_, words in line.pieces]
        elif years:
            lines.append((at, text))
        at += len(text) + 1
    for i, (start, text) in enumerate(lines):
        year = years[i] if len(lines) == len(years) else None
        yield from _line(laid, paragraph, prose, (start, text), (year, done))


def _line(
    laid: Laid, paragraph: Paragraph, prose: Prose, line: tuple[int, str], times: tuple[str | None, str | None]
) -> Iterator[Figure]:
    start, text = line
    year, done = times
    words = Words(text, laid.language, tuple((m.start - start, m.end - start) for m in prose.mentions(start, start + len(text))))
    for amount in amounts.of(laid.language).find(text, words.masks):
        yield prose.plain(paragraph, words, start, amount, year, _status(amount, words, year, done))


def _status(amount: Amount, words: Words, year: str | None, done: str | None) -> str:
    """What lies behind the last year of which results are told is planned."""
    if year and done:
        return "planned" if year > done else "actual"
    return words.status(amount) or "actual"
