"""The columns of tables, told by the words of their headings: of which year, in what unit, and what they tell.

Headings are looked at without blanks: a cell of a heading is printed over several lines.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from loaders.reading.language import rules

CHANGES = ("part", "total", "percent")
"""Roles of columns that tell how something changed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers. ``role``: before, base, part, total, percent, result, recosting, recosted, sum, or "" (nothing to add
    up); ``unit`` and ``scale`` None where the table's hold."""

    name: str
    period: str | None = None
    status: str | None = None
    role: str = ""
    unit: str | None = None
    scale: int = 1
    dimensions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a table: its code, what a number is multiplied with, the measure that it names if it does."""

    unit: str
    scale: int
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a heading (of its text without blanks). ``kind``: known (a column by its words), maybe (a column or a heading
    over several), filler (no column of numbers) or name (words of which nothing is known)."""

    start: int
    end: int
    kind: str
    column: Column


class ColumnWords:
    """Knows the words that a language's tables use in their headings."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "tables")
        self._figures: dict[str, Any] = rules(language, "figures")

    # ------------------------------------------------------------------ units
    def units(self, text: str) -> list[Unit]:
        """The units in the parentheses of a title, in order; else those of a line that is nothing but a unit."""
        out = []
        plain = re.sub(r"\s", "", text)
        inside = [match[1] for match in re.finditer(r"[(（]([^()（）]{1,60})[)）]", plain)]
        for words in inside or re.findall(self._rules["unit_line"], plain):
            for part in re.split(self._rules["unit_joints"], words):
                out += [u for u in (self.unit(part),) if u]
        return out

    def unit(self, words: str) -> Unit | None:
        """The unit that some words are, or None."""
        for row in self._rules["units"]:
            if re.fullmatch(row["words"], words):
                return Unit(row["unit"], row["scale"], row.get("measure"))
        return None

    # ------------------------------------------------------------------ words
    @cached_property
    def _token(self) -> re.Pattern[str]:
        r = self._rules
        words = "|".join(row["words"] for row in r["columns"])
        changes = "|".join(row["words"] for row in r["changes"])
        qualifiers = "|".join(row["words"] for row in r["qualifiers"])
        unit = "|".join(row["words"] for row in r["units"])
        mark = r"(?:[a-z*](?![a-z]))?"
        return re.compile(
            f"(?:(?P<column>(?:{r['year']})(?P<word>{words})?{mark}(?P<qualifier>{qualifiers})?)|(?P<change>{changes})"
            f"|(?P<total>{r['totals']})"
            f"|(?P<percent>{r['percent']})|(?P<recosting>{r['recosting']})|(?P<bare>{words}){mark}(?P<bare_qualifier>{qualifiers})?"
            f"|(?P<plain>{r['plain_columns']})|(?P<maybe>{r['maybe_columns']})"
            rf"|(?P<filler>{r['fillers']}|[(（](?:{unit})[)）]|[(（]\d[)）](?:[=＝][-\d()（）+−÷/*×]+)?)){mark}"
        )

    def at(self, text: str, start: int) -> Item | None:
        """The words of a column, or of a heading that is none, which stand at a place of a text without blanks."""
        match = self._token.match(text, start)
        if match is None or match.end() == start:
            return None
        if match["maybe"]:
            return Item(start, match.end(), "maybe", Column(match[0], role="total", dimensions=(("change", "total"),)))
        column = self._column(match)
        return Item(start, match.end(), "known" if column else "filler", column or Column(match[0]))

    def _column(self, match: re.Match[str]) -> Column | None:
        if match["column"]:
            return self._dated(match)
        if match["change"]:
            name = next(row["dimension"] for row in self._rules["changes"] if re.fullmatch(row["words"], match["change"]))
            return Column(match[0], role="part", dimensions=(("change", name),))
        if match["total"]:
            return Column(match[0], role="total", dimensions=(("change", "total"),))
        if match["percent"]:
            return Column(match[0], role="percent", unit="%", dimensions=(("change", "total"),))
        if match["recosting"]:
            return Column(match[0], role="recosting")
        if match["bare"]:
            return self._said(Column(match[0]), match["bare"], match["bare_qualifier"])
        return Column(match[0]) if match["plain"] else None

    def _dated(self, match: re.Match[str]) -> Column:
        period = period_of(match)
        return self._said(Column(match[0], period), match["word"], match["qualifier"])

    def _said(self, column: Column, word: str | None, qualifier: str | None) -> Column:
        row = next((r for r in self._rules["columns"] if word and re.fullmatch(r["words"], word)), None)
        if row:
            column = replace(column, status=row["status"], role=row.get("role", ""))
        more = next((r for r in self._rules["qualifiers"] if qualifier and re.fullmatch(r["words"], qualifier)), None)
        if more:
            column = replace(column, role=more["role"], dimensions=((more["dimension"], more["value"]),))
        return column

    def varies(self, words: str) -> bool:
        """Whether a heading over several columns tells how far what was spent is from what was granted."""
        return re.fullmatch(self._rules["variances"], words) is not None

    # ------------------------------------------------------------------ one column
    def named(self, name: str) -> Column:
        """A column by what its name says of year, status and unit."""
        year = re.search(self._rules["year"], name)
        period = period_of(year) if year else None
        told = {**self._figures["weak_status"], **self._figures["status"]}
        hits = [(m.end(), status) for status, words in told.items() for m in re.finditer(words, name, re.IGNORECASE)]
        plain = re.sub(r"\s", "", name)
        role = "sum" if re.search(self._rules["totals"], plain) else ""
        inside = self.units(name)
        share = Unit("%", 1) if re.search(self._rules["shares"], plain) else None
        unit = inside[0] if inside else share
        return Column(name, period, max(hits)[1] if hits else None, role, unit.unit if unit else None, unit.scale if unit else 1)

    def whole(self, words: str) -> Column:
        """The column that a whole cell of a heading names, whatever the order of year and words."""
        text = re.sub(r"\s", "", words)
        items: list[Item] = []
        at = 0
        while at < len(text):
            item = self.at(text, at)
            if item is None:
                return self._dated_by(items, words.strip(), at)
            at = item.end
            items.append(item)
        told = [item.column for item in items if item.kind == "known"] or [i.column for i in items if i.kind == "maybe"]
        name = re.sub(r"\s+", " ", words).strip()
        if len(told) == 1:
            over = any(item.kind == "maybe" and self.varies(item.column.name) for item in items)
            return replace(varied(told)[0] if over else told[0], name=name)
        dated = next((c for c in told if c.period), None)
        said = next((c for c in told if c.status), None)
        if len(told) == 2 and dated and said and dated is not said:
            return replace(said, name=name, period=dated.period)
        return self.named(words.strip())

    def _dated_by(self, items: list[Item], words: str, known: int) -> Column:
        """A column whose name begins with a year and its word (those of a cell over several columns) and goes on in others; so
        many characters are known."""
        told = [item.column for item in items if item.kind == "known" and item.column.period and item.column.status]
        if len(told) != 1:
            return self.named(words)
        return self.under(told[0], _rest(words, known))

    def under(self, above: Column, name: str) -> Column:
        """The column of a name that stands under a year and its word."""
        own = self.named(name)
        return replace(own, name=f"{above.name} {name}", period=above.period, status=above.status, dimensions=(("column", name),))


def _rest(words: str, known: int) -> str:
    """Words without so many characters, blanks not counted."""
    for i, char in enumerate(words):
        if known <= 0 and not char.isspace():
            return words[i:]
        known -= not char.isspace()
    return ""


def period_of(years: re.Match[str]) -> str:
    """The year or span of years that the rule of years has matched: ``2022/2023`` for 2022/23 too."""
    last = years["z"] and (years["z"] if len(years["z"]) == 4 else years["y"][:2] + years["z"])
    return f"{years['y']}/{last}" if last else years["y"]


def roles(columns: Iterable[Column]) -> list[Column]:
    """Columns with their roles settled: a total with no parts before it sums the columns before it, unless it is a change; changes
    are of the year of the result behind them."""
    given = list(columns)
    out: list[Column] = []
    compared = any(c.role in ("base", "result") for c in given)
    for i, column in enumerate(given):
        parts = any(c.role == "part" for c in given[:i])
        later = next((c for c in given[i:] if c.role in ("result", "recosted")), None)
        varies = ("change", "variance") in column.dimensions
        change = parts or varies or (compared and later is not None and column.period is None and _changes(given[i:]))
        if column.role == "total" and not change:
            column = replace(column, role="sum", dimensions=())
        if column.role in ("part", *CHANGES, "recosting"):
            column = replace(column, period=later.period if later else None, status=later.status if later else None)
        out.append(column)
    return out


def _changes(rest: list[Column]) -> bool:
    """Whether a total is one of changes: a share or the result stands right behind it."""
    return len(rest) > 1 and rest[1].role in ("percent", "result")


def varied(columns: list[Column]) -> list[Column]:
    """Columns of which some stand under the word for a variance: amounts without a year, and their shares."""
    variance = (("change", "variance"),)
    out = []
    for column in columns:
        if column.role == "percent":
            column = replace(column, dimensions=variance)
        elif not (column.period or column.status or column.role) or column.role == "total":
            column = replace(column, role="total", dimensions=variance)
        out.append(column)
    return out


def paired(columns: list[Column]) -> list[Column]:
    """Columns of which a row of years and a row of words below it were read: each year with its word, or with the words that
    stand under it. No columns where years without words stand beside words without years and nothing tells which belong
    together."""
    years = [c for c in columns if c.period]
    words = [c for c in columns if c.status]
    if all(c.status for c in years) or all(c.period for c in words):
        return columns
    apart = {*years, *words} == {*columns} and columns[: len(years)] == years and not any(c.status for c in years)
    pairs = list(zip(columns[::2], columns[1::2], strict=False))
    if len(columns) == 2 * len(pairs) and all(a.status and not a.period and b.period and not b.status for a, b in pairs):
        return [replace(word, name=f"{word.name} {year.name}", period=year.period) for word, year in pairs]
    if apart and years and len(words) % len(years) == 0:
        each = len(words) // len(years)
        above = [year for year in years for _ in range(each)]
        return [
            replace(word, name=f"{year.period} {word.name}", period=year.period) for year, word in zip(above, words, strict=True)
        ]
    return []


@lru_cache(maxsize=8)
def of(language: str) -> ColumnWords:
    """The words of a language's headings, read once."""
    return ColumnWords(language)
