"""Figures of tables: each cell with what it measures, whose it is, of which year, and whether planned, granted or done.

A reader (see ``loader``). Every sum of a table is checked; one that does not come to its parts stays as printed, and a remark tells
both numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from loaders.reading import amounts, table_grids, table_sums, tables
from loaders.reading.amounts import Amount, plain
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.owners import Owners
from loaders.reading.table_columns import CHANGES, Column, Unit, period_of
from loaders.reading.table_grounds import Grounds
from loaders.reading.table_lines import Cell
from loaders.reading.tables import Part, Row, Table
from loaders.reading.tellings import Words
from ontology.measures import PARTS, units
from ontology.readings import Paragraph, Remark
from ontology.records import Figure

_DUE = ("part", "total")
"""Roles of columns whose numbers the text explains."""
_ROWS = 2
"""A paragraph with more rows of cells is a table, though it has no caption."""


def read(laid: Laid, context: Context) -> Finds:
    """The figures of all tables, and a remark for each sum that does not add up."""
    if not amounts.known(laid.language):
        return Finds()
    found = Finds()
    reader = _Tables(laid, context)
    for paragraph in laid.paragraphs:
        if re.match(r"table\b", paragraph.label) or table_grids.rows_in(laid, paragraph) > _ROWS:
            table = tables.read(laid, paragraph)
            found += Finds(
                figures=tuple(reader.figures(paragraph, table)),
                remarks=tuple(_remarks(table, listed=reader.lists_posts(paragraph))),
            )
    return found


def _remarks(table: Table, *, listed: bool) -> Iterator[Remark]:
    """The sums of a table that do not come to what is printed; rows that could not be read."""
    if table.unread and not listed:
        yield Remark("unplaced", f"{table.unread} rows of numbers stand under a heading that was not understood", table.label)
    for check in table_sums.checks(table):
        if not check.holds:
            where, printed, summed = f"{check.row.label} ({check.column.name})", plain(check.printed), plain(check.summed)
            told = f"{where}: {printed} is printed, its parts come to {summed}"
            yield Remark("misprint", told, table.label)


class _Tables:
    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        self._rules: dict[str, Any] = rules(laid.language, "tables")
        self._owners = Owners(laid, context)
        self._grounds = Grounds(laid, context)

    def figures(self, paragraph: Paragraph, table: Table) -> Iterator[Figure]:
        """A figure for each cell, in order of the rows."""
        whose, component = self._whose(paragraph, table), self._component(paragraph, table)
        self._whole = table_sums.over_all(table)
        self._amiss = {(id(c.row), c.column): c.summed for c in table_sums.checks(table) if not c.holds}
        self._title_period = self._one_period(table.title)
        above = paragraph.start
        for part in table.parts:
            heading = ""
            for at, row in enumerate(part.rows):
                below = table_sums.headed(part, at)
                heading = row.label if below or not row.number else heading
                kind = "subtotal" if below else row.kind
                mandate = self._grounds.of_row(paragraph, above, row.cells[0][1].start) if row.cells else None
                for column, cell in row.cells:
                    figure = self._figure(table, part, row, column, cell, (whose, heading, kind), component)
                    due = self._grounds.of_change(Decimal(figure.value)) if column.role in _DUE else None
                    yield replace(figure, because_of=due or mandate) if due or mandate else figure
                    above = max(above, cell.end)

    def lists_posts(self, paragraph: Paragraph) -> bool:
        """Whether a table lists posts by grade in words: another reader's."""
        entry = self._rules["posts_listed"].replace("GRADE", self._rules["grade"])
        return len(re.findall(entry, self._laid.words(paragraph))) > 1

    def _one_period(self, title: str) -> str | None:
        """The year or span of years that a title names, where it names no more than one."""
        found = [period_of(match) for match in re.finditer(self._rules["year"], title)]
        years = list(dict.fromkeys(found))
        if len(years) == 2 and re.search(self._rules["title_span"].replace("YEARS", "|".join(years)), title):
            return "/".join(years)
        return years[0] if len(years) == 1 else None

    # ------------------------------------------------------------------ one cell
    def _figure(
        self,
        table: Table,
        part: Part,
        row: Row,
        column: Column,
        cell: Cell,
        said: tuple[str, str, str],
        component: tuple[tuple[str, str], ...],
    ) -> Figure:
        whose, heading, kind = said
        unit = self._unit(table, row, column)
        period, is_period = self._period(row, column)
        named = self._owners.named(row.label) if not is_period else None
        value = cell.value * (1 if cell.share else unit.scale)
        return Figure(
            document=self._context.document,
            subject=named or whose,
            measure=self._measure(table, row, column, unit, heading),
            value=plain(value),
            unit="%" if cell.share else unit.unit,
            period=period,
            status=column.status or "actual",
            dimensions=(*self._dimensions(part, row, column, kind, is_period), *component, *self._sum(row, column, unit)),
            evidence=(self._context.evidence(cell.start, cell.end, "tables", 0.95),),
        )

    def _dimensions(self, part: Part, row: Row, column: Column, kind: str, is_period: bool) -> Iterator[tuple[str, str]]:
        yield "row", kind
        if not is_period:
            yield "item", row.label
        if row.group:
            yield "group", row.group
        if not (column.period or column.dimensions):
            yield "column", column.name
        yield from column.dimensions
        if (funding := self._funding(part)) and id(row) not in self._whole:
            yield "funding", funding

    def _sum(self, row: Row, column: Column, unit: Unit) -> Iterator[tuple[str, str]]:
        """What the parts of a sum come to, where that is not what is printed."""
        summed = self._amiss.get((id(row), column))
        if summed is not None:
            yield PARTS, plain(summed * unit.scale)

    def _component(self, paragraph: Paragraph, table: Table) -> tuple[tuple[str, str], ...]:
        """What a table is of, where its title or its section names something that has no key (a component of a budget)."""
        owner = re.search(self._rules["owner"], table.title)
        if owner and self._owners.named(owner["s"]):
            return ()
        component = owner["s"].strip() if owner else self._owners.component(paragraph)
        return (("component", component),) if component else ()

    def _funding(self, part: Part) -> str | None:
        """RB, XB … where the words before a heading name one source of money alone."""
        title = re.sub(r"\s", "", part.title)
        hits = [(m.end(), row["value"]) for row in self._rules["funding"] for m in re.finditer(row["words"], title)]
        return str(max(hits)[1]) if hits else None

    def _period(self, row: Row, column: Column) -> tuple[str | None, bool]:
        """The period of a cell, and whether the row's label is one."""
        match = re.search(self._rules["period"], row.label)
        if not match:
            return column.period or self._title_period, False
        last = match["z"] and (match["z"] if len(match["z"]) == 4 else match["y"][:2] + match["z"])
        return (f"{match['y']}/{last}" if last else match["y"]), True

    def _unit(self, table: Table, row: Row, column: Column) -> Unit:
        """The unit of a cell: the column's, else of the units of the table the one that its rows are in, else a number."""
        if column.unit:
            return Unit(column.unit, column.scale)
        given = table.units
        if len(given) > 1 and row.group:
            posts = re.search(self._rules["posts_rows"], re.sub(self._rules["money_rows"], "", row.group))
            money = re.search(self._rules["money_rows"], row.group) and not posts
            wanted = "money" if money else "quantity"
            return next((u for u in given if units()[u.unit].kind == wanted), given[0])
        if given:
            return given[0]
        title = re.sub(r"\s", "", table.title)
        return Unit("count", 1, "posts" if re.search(self._rules["posts_titles"], title) else None)

    def _measure(self, table: Table, row: Row, column: Column, unit: Unit, heading: str) -> str:
        if column.role == "recosting":
            return "recosting"
        kind = units()[unit.unit].kind
        if column.role in CHANGES:
            return "post_change" if self._counts_posts(table, row) else "resource_change"
        if kind == "money":
            return self._money(table, column)
        if kind == "share":
            return "share" if not re.search(self._rules["rate_titles"], table.title) else "compliance_rate"
        if unit.measure:
            return unit.measure
        words = Words(heading, self._laid.language, ())
        return self._last_named(heading, words) or "quantity"

    def _counts_posts(self, table: Table, row: Row) -> bool:
        column = Column("")
        return self._unit(table, row, column).measure == "posts"

    def _last_named(self, heading: str, words: Words) -> str | None:
        """The measure that a heading of rows names, in its parentheses first."""
        inside = re.search(r"[(（]([^()（）]+)[)）]\s*$", heading)
        for text in (heading, inside[1] if inside else ""):
            hits = [(m.start(), r["measure"]) for r in self._rules["measures"] for m in re.finditer(r["words"], text)]
            if hits:
                return str(min(hits)[1])
        found = words.head(heading)
        return found[0] if found else None

    def _money(self, table: Table, column: Column) -> str:
        """What a sum measures: what its column's name says, else resources."""
        if column.period:
            return "resources"
        words = Words(column.name, self._laid.language, ())
        told = words.measure(Amount(len(column.name), len(column.name), "0", "USD"))
        return told if told != "value" else "resources"

    # ------------------------------------------------------------------ whose
    def _whose(self, paragraph: Paragraph, table: Table) -> str:
        """Of whom a table is: who is named before the colon of its title, else in it, else what its section is about."""
        owner = re.search(self._rules["owner"], table.title)
        if owner and (key := self._owners.named(owner["s"])):
            return key
        return self._owners.about(paragraph) or self._in_title(paragraph) or self._owners.house

    def _in_title(self, paragraph: Paragraph) -> str | None:
        """A fund named in the first lines."""
        head = self._laid.words(paragraph).split("\n")[:3]
        end = paragraph.start + sum(len(line) + 1 for line in head)
        return next(
            (
                m.key
                for m in self._context.mentions_in(paragraph, "entity")
                if m.end <= end and self._owners.cast.types.get(m.key) == "fund"
            ),
            None,
        )
