"""Milestones: tables of performance that tell in words what each year brought or is to bring.

A reader (see ``loader``); it runs behind that of tables. Under a row of years stands a line for each year; where lines have run
into one another, so that there are fewer lines than years, their numbers have no year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.reading import amounts, table_columns, tables
from loaders.reading.amounts import Amount
from loaders.reading.figures import Prose
from loaders.reading.laid import Context, Finds, Laid, TableRow
from loaders.reading.language import rules
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


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a row of years, and what it says of it ("actual", "planned") where it says so."""

    year: str
    status: str | None = None


def _milestones(laid: Laid, paragraph: Paragraph, prose: Prose, done: str | None) -> Iterator[Figure]:
    """The figures of the cells or lines under a row of years."""
    at = paragraph.start
    years: list[Year] = []
    lines: list[tuple[int, str]] = []
    rows = {row.start: row for row in laid.rows if paragraph.start <= row.start < paragraph.end and len(row.cells) > 1}
    for text in laid.words(paragraph).split("\n"):
        row = rows.get(at)
        if not years:
            years = _years(laid.language, text)
        elif row is not None and len(row.cells) == len(years):
            yield from _cells(laid, paragraph, prose, row, (years, done))
        else:
            lines.append((at, text))
        at += len(text) + 1
    for i, (start, text) in enumerate(lines):
        year = years[i] if len(lines) == len(years) else None
        yield from _line(laid, paragraph, prose, (start, text), (year, done))


def _years(language: str, text: str) -> list[Year]:
    """The years of a row of years, each with the word in parentheses behind it; none for any other line."""
    year = re.sub(r"\?P<\w+>", "?:", rules(language, "tables")["year"])
    cell = rf"\s*(?P<year>{year})\s*(?:[(（](?P<said>[^()（）]{{1,16}})[)）])?\s*"
    if not re.fullmatch(f"(?:{re.sub(r'[?]P<[a-z]+>', '?:', cell)}){{3,}}", text):
        return []
    told = {**rules(language, "figures")["weak_status"], **rules(language, "figures")["status"]}
    words = table_columns.of(language)
    out = []
    for match in re.finditer(cell, text):
        known = words.whole(match["said"]).status if match["said"] else None
        status = known if known in told else None
        out.append(Year(re.sub(r"\D+$", "", match["year"])[:4], status))
    return out


def _cells(laid: Laid, paragraph: Paragraph, prose: Prose, row: TableRow, times: tuple[list[Year], str | None]) -> Iterator[Figure]:
    """The figures of a row whose cells the format knows."""
    years, done = times
    at = row.start
    for year, cell in zip(years, row.cells, strict=True):
        start = laid.text.find(cell, at, row.end) if cell.strip() else -1
        if start >= 0:
            yield from _line(laid, paragraph, prose, (start, cell), (year, done))
            at = start + len(cell)


def _line(
    laid: Laid, paragraph: Paragraph, prose: Prose, line: tuple[int, str], times: tuple[Year | None, str | None]
) -> Iterator[Figure]:
    start, text = line
    year, done = times
    words = Words(text, laid.language, tuple((m.start - start, m.end - start) for m in prose.mentions(start, start + len(text))))
    for amount in amounts.of(laid.language).find(text, words.masks):
        said = _status(amount, words, year, done)
        yield prose.plain(paragraph, words, start, amount, year.year if year else None, said)


def _status(amount: Amount, words: Words, year: Year | None, done: str | None) -> str:
    """What the row of years says; else what lies behind the last year of which results are told is planned."""
    if year and year.status:
        return year.status
    if year and done:
        return "planned" if year.year > done else "actual"
    return words.status(amount) or "actual"
