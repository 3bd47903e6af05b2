"""The headings of tables: which columns there are, of which year, in what unit, and what they tell.

A heading is printed over several lines, so it is looked at without blanks: the longest run of words of columns in what stands above
the first row. Where its words are not known, the names between the blanks are the columns.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from loaders.reading.language import rules


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
class Head:
    """A heading: the words before its columns (title or part), the columns, the lines behind them (groups, the first label)."""

    before: str
    columns: tuple[Column, ...]
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a table: its code, what a number is multiplied with, the measure that it names if it does."""

    unit: str
    scale: int
    measure: str | None = None


class Heads:
    """Reads the headings of a language's tables."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "tables")
        self._figures: dict[str, Any] = rules(language, "figures")

    def units(self, text: str) -> list[Unit]:
        """The units in the parentheses of a title, in order."""
        out = []
        for match in re.finditer(r"[(（]([^()（）]{1,60})[)）]", re.sub(r"\s", "", text)):
            for words in re.split(self._rules["unit_joints"], match[1]):
                out += [u for u in (self.unit(words),) if u]
        return out

    def unit(self, words: str) -> Unit | None:
        """The unit that some words are, or None."""
        for row in self._rules["units"]:
            if re.fullmatch(row["words"], words):
                return Unit(row["unit"], row["scale"], row.get("measure"))
        return None

    # ------------------------------------------------------------------ known words
    @cached_property
    def _token(self) -> re.Pattern[str]:
        r = self._rules
        words = "|".join(row["words"] for row in r["columns"])
        changes = "|".join(row["words"] for row in r["changes"])
        qualifiers = "|".join(row["words"] for row in r["qualifiers"])
        unit = "|".join(row["words"] for row in r["units"])
        return re.compile(
            f"(?P<column>(?:{r['year']})(?P<word>{words})?(?P<qualifier>{qualifiers})?)|(?P<change>{changes})|(?P<total>{r['totals']})"
            f"|(?P<percent>{r['percent']})|(?P<recosting>{r['recosting']})|(?P<bare>{words})(?P<bare_qualifier>{qualifiers})?"
            f"|(?P<plain>{r['plain_columns']})|(?P<filler>{r['fillers']}|[(（](?:{unit})[)）])"
        )

    def known(self, lines: list[str], *, least: int = 2) -> Head | None:
        """The last long run of columns in some lines, None where fewer than ``least`` columns stand together."""
        text = re.sub(r"\s", "", "".join(lines))
        best: tuple[int, int, list[Column]] | None = None
        at = 0
        while at < len(text):
            if run := self._run(text, at):
                end, columns = run
                dated = any(c.period for c in columns)
                if len(columns) >= least and dated and (best is None or len(columns) >= len(best[2])):
                    best = (at, end, columns)
                at = end
            else:
                at += 1
        if best is None:
            return None
        return Head(_before(lines, best[0]), tuple(self._roles(best[2])), _behind(lines, best[1]))

    def _run(self, text: str, at: int) -> tuple[int, list[Column]] | None:
        """The columns that stand from a place on without a gap, and where they end; without words of the label's column behind."""
        columns: list[Column] = []
        last = at
        while match := self._token.match(text, at):
            at = match.end()
            if column := self._column(match):
                columns.append(column)
                last = at
        return (last, _paired(columns)) if columns else None

    def _column(self, match: re.Match[str]) -> Column | None:
        if match["column"]:
            return self._dated(match)
        if match["change"]:
            name = next(row["dimension"] for row in self._rules["changes"] if re.fullmatch(row["words"], match[0]))
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
        period = match["y"] + (f"/{match['z']}" if match["z"] else "")
        return self._said(Column(match[0], period), match["word"], match["qualifier"])

    def _said(self, column: Column, word: str | None, qualifier: str | None) -> Column:
        row = next((r for r in self._rules["columns"] if word and re.fullmatch(r["words"], word)), None)
        if row:
            column = replace(column, status=row["status"], role=row.get("role", ""))
        more = next((r for r in self._rules["qualifiers"] if qualifier and re.fullmatch(r["words"], qualifier)), None)
        if more:
            column = replace(column, role=more["role"], dimensions=((more["dimension"], more["value"]),))
        return column

    def _roles(self, columns: list[Column]) -> list[Column]:
        """A total with no parts before it sums the columns before it; changes are of the year of the result behind them."""
        out = []
        for i, column in enumerate(columns):
            if column.role == "total" and not any(c.role == "part" for c in columns[:i]):
                column = replace(column, role="sum", dimensions=())
            if column.role in ("part", "total", "percent", "recosting"):
                later = next((c for c in columns[i:] if c.role in ("result", "recosted")), None)
                column = replace(column, period=later.period if later else None, status=later.status if later else None)
            out.append(column)
        return out

    def undecided(self, lines: list[str]) -> bool:
        """Whether words of columns stand in some lines of which nothing tells how they belong together."""
        text = re.sub(r"\s", "", "".join(lines))
        runs = (self._run(text, at) for at in range(len(text)))
        return any(run is not None and not run[1] for run in runs)

    # ------------------------------------------------------------------ other words
    def named(self, lines: list[str], count: int) -> Head | None:
        """A heading of names between blanks: ``count`` of them behind that of the labels; None where there are too few."""
        names = [(i, word) for i, line in enumerate(lines) for word in line.split()]
        if len(names) < count:
            return None
        columns = [self._by_name(word) for _, word in names[len(names) - count :]]
        rest = [word for _, word in names[: len(names) - count]]
        return Head(" ".join(rest), tuple(columns))

    def _by_name(self, name: str) -> Column:
        """A column told by the words in its name."""
        year = re.search(self._rules["year"], name)
        period = year["y"] + (f"/{year['z']}" if year["z"] else "") if year else None
        told = {**self._figures["weak_status"], **self._figures["status"]}
        hits = [(m.end(), status) for status, words in told.items() for m in re.finditer(words, name)]
        role = "sum" if re.search(self._rules["totals"], name) else ""
        inside = self.units(name)
        unit = inside[0] if inside else None
        return Column(name, period, max(hits)[1] if hits else None, role, unit.unit if unit else None, unit.scale if unit else 1)


def _paired(columns: list[Column]) -> list[Column]:
    """Columns of which a row of years and a row of words below it were read: each year with its word. No columns where years
    without words stand beside words without years and nothing tells which belong together."""
    years = [c for c in columns if c.period]
    words = [c for c in columns if c.status]
    if all(c.status for c in years) or all(c.period for c in words):
        return columns
    if len(years) == len(words) and {*years, *words} == {*columns} and columns[: len(years)] == years:
        return [
            replace(word, name=f"{year.period} {word.name}", period=year.period) for year, word in zip(years, words, strict=True)
        ]
    return []


def _before(lines: list[str], end: int) -> str:
    """The first so many characters of some lines, blanks not counted but kept; between lines one where both are Latin."""
    out = ""
    for line in lines:
        words = line.strip() if not out else (" " if out[-1].isascii() and line[:1].isascii() else "") + line.strip()
        for char in words:
            if end <= 0 and not char.isspace():
                return out.strip()
            out, end = out + char, end - (not char.isspace())
    return out.strip()


def _behind(lines: list[str], end: int) -> tuple[str, ...]:
    """What is left of some lines behind so many characters, blanks not counted."""
    for i, line in enumerate(lines):
        width = len(re.sub(r"\s", "", line))
        if end < width:
            rest = re.sub(r"\s", "", line)[end:] if end else line
            return (rest, *lines[i + 1 :])
        end -= width
    return ()


@lru_cache(maxsize=8)
def of(language: str) -> Heads:
    """The reader of a language's headings, made once."""
    return Heads(language)
