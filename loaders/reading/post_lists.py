"""Posts by grade: lists such as "1 个 D-1，2 个 P-5" in tables, and charts of an organisation with columns of posts.

A reader (see ``loader``); it runs behind that of tables, whose totals by grade it uses. In a chart a line with one entry for two
columns may belong to either: grades go down in a column, and where that does not tell, the totals of the tables do.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from loaders.reading import amounts, programmes, table_columns, table_heads
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from ontology.measures import PARTS
from ontology.readings import Paragraph, Remark
from ontology.records import Figure

_MOST_DOUBTS = 12
"""So many doubtful runs are tried in all their ways; more are left as the usual way has them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """So many posts of a grade, in place."""

    start: int
    end: int
    number: int
    grade: str


@dataclass
class Unit:
    """A box of a chart: its name, its sources of money, its lines of entries."""

    start: int
    name: str
    sources: tuple[str, ...]
    lines: list[list[Entry]] = field(default_factory=list)


def read(laid: Laid, context: Context) -> Finds:
    """The posts that lists and charts name."""
    if not amounts.known(laid.language):
        return Finds()
    reader = _Posts(laid, context)
    found = Finds()
    for paragraph in laid.paragraphs:
        if paragraph.label.startswith("table"):
            found += reader.listed(paragraph)
    charts = [unit for paragraph in laid.paragraphs if "annex" in paragraph.label for unit in reader.units(paragraph)]
    return found + Finds(figures=tuple(reader.charted(charts, found)))


class _Posts:
    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        self._rules: dict[str, Any] = rules(laid.language, "tables")
        self._house = programmes.organisation(laid) or context.document
        self._rank = {grade: i for i, grade in enumerate(self._rules["grades"])}
        self._list = re.compile(self._rules["posts_listed"].replace("GRADE", self._rules["grade"]))
        plain = re.sub(r"\?P<\w+>", "?:", self._list.pattern)
        self._totalled = re.compile(
            rf"(?P<label>(?:(?!{plain}){self._rules['posts_label']})*\D)(?<!\d)(?P<total>\d+)\s+(?={plain})"
        )
        changes = "|".join(row["words"] for row in self._rules["post_changes"])
        self._change = re.compile(rf"(?P<kind>{changes})[^\d(（–—]{{0,12}}(?P<n>[(（]\d+[)）]|[-−]?\d+|[–—])(?=\s)")
        self._entry = re.compile(rf"(?P<n>\d+)\s+(?P<grade>{self._rules['grade']})(?=\s|$)")

    # ------------------------------------------------------------------ lists
    def listed(self, paragraph: Paragraph) -> Finds:
        """Lists of posts with their totals, and a remark where a total is not the sum of its list."""
        text = self._laid.words(paragraph).replace("\n", " ")
        if not self._list.search(text):
            return Finds()  # the pattern of totals takes long to find that there is no list
        starts = list(self._totalled.finditer(self._unnamed(text)))
        found = Finds()
        for i, run in enumerate(starts):
            end = starts[i + 1].start("total") if i + 1 < len(starts) else len(text)
            found += self._one_list(paragraph, run, self._until_change(text[:end], run.end()))
        return found + Finds(figures=tuple(self._changes(paragraph, text, found)))

    def _until_change(self, text: str, start: int) -> str:
        """A list without the changes that stand between it and the next."""
        change = self._change.search(text, start)
        return text[: change.start()] if change else text

    def _changes(self, paragraph: Paragraph, text: str, lists: Finds) -> Iterator[Figure]:
        """The posts that are to be established, abolished, moved …, between the list of what is and that of what is to be."""
        if not lists.figures:
            return
        last = lists.figures[-1]
        for match in self._change.finditer(text):
            kind = next(row["kind"] for row in self._rules["post_changes"] if re.match(row["words"], match["kind"]))
            start = paragraph.start + match.start("n")
            bare = re.sub(r"\D", "", match["n"])
            number = int(bare or 0) * (-1 if match["n"][0] in "(（-−" else 1)
            grade = re.match(rf"\D{{0,3}}(?:\d+\s*\D{{0,3}})?(?P<grade>{self._rules['grade']})", text[match.end("n") :])
            entry = Entry(start, paragraph.start + match.end("n"), number, _grade(grade["grade"]) if grade else "")
            yield replace(self._figure(self._house, entry, last.period, last.status, (("change", kind),)), measure="post_change")

    def _unnamed(self, text: str) -> str:
        """The text with the name of the table starred."""
        name = re.match(self._rules["first_line"], text)
        return "*" * name.end() + text[name.end() :] if name else text

    def _one_list(self, paragraph: Paragraph, run: re.Match[str], text: str) -> Finds:
        column = self._listed_when(self._laid.words(paragraph)[run.start("label") : run.end("label")])
        entries = [
            Entry(paragraph.start + m.start("n"), paragraph.start + m.end(), int(m["n"]), _grade(m["grade"]))
            for m in self._list.finditer(text, run.end())
        ]
        if len(entries) < 2 and not column.period:
            return Finds()  # the last number of a row and the grade that the next row begins with
        total = Entry(paragraph.start + run.start("total"), paragraph.start + run.end("total"), int(run["total"]), "")
        summed = sum(e.number for e in entries)
        amiss = () if summed == total.number else ((PARTS, str(summed)),)
        figures = [self._figure(self._house, total, column.period, column.status, amiss)]
        figures += [self._figure(self._house, e, column.period, column.status, ()) for e in entries]
        message = f"posts ({column.name}): {total.number} is printed, its parts come to {summed}"
        remarks = () if summed == total.number else (Remark("misprint", message, paragraph.label),)
        return Finds(figures=tuple(figures), remarks=remarks)

    def _listed_when(self, label: str) -> table_columns.Column:
        """Of which year and status a list is, by the last line of words before it, or the last two."""
        lines = [line for line in label.split("\n") if line.strip()][-2:]
        if lines and re.search(self._rules["year"], lines[-1]):
            lines = lines[-1:]
        head = table_heads.of(self._laid.language).known(lines, least=1)
        if head and head.columns[-1].status:
            return head.columns[-1]
        return table_columns.of(self._laid.language).named(" ".join(lines).strip())

    def _figure(
        self,
        subject: str,
        entry: Entry,
        period: str | None,
        status: str | None,
        more: tuple[tuple[str, str], ...],
        sure: float = 0.95,
    ) -> Figure:
        row = (("item", entry.grade), ("row", "item")) if entry.grade else (("row", "total"),)
        return Figure(
            document=self._context.document,
            subject=subject,
            measure="posts",
            value=str(entry.number),
            unit="count",
            period=period,
            status=status or "actual",
            dimensions=(*row, *more),
            evidence=(self._context.evidence(entry.start, entry.end, "posts", sure),),
        )

    # ------------------------------------------------------------------ charts
    def units(self, paragraph: Paragraph) -> Iterator[Unit]:
        """The boxes of a chart of posts: a name, a line of sources, lines of posts."""
        at, above, unit = paragraph.start, paragraph.start, None
        name = ""
        for text in self._laid.words(paragraph).split("\n"):
            entries = self._entries(text, at)
            if re.fullmatch(rf"(?:{self._rules['sources']})(?:\s+(?:{self._rules['sources']}))*", text.strip()):
                unit = Unit(above, name, tuple(text.split()))
                yield unit
            elif entries and unit is not None:
                unit.lines.append(entries)
            elif not re.match(r"\s*[(（]", text):
                name, above, unit = text.strip(), at, None
            at += len(text) + 1

    def _entries(self, text: str, at: int) -> list[Entry]:
        """The posts of a line, none if anything else stands in it."""
        found = [Entry(at + m.start(), at + m.end(), int(m["n"]), _grade(m["grade"])) for m in self._entry.finditer(text)]
        return found if found and not self._entry.sub("", text).strip() else []

    def charted(self, charts: list[Unit], listed: Finds) -> Iterator[Figure]:
        """The posts of all boxes, each with its unit and source."""
        if not charts:
            return
        year = self._year(charts[0])
        placed = [self._placed(unit) for unit in charts]
        doubts = [(i, run) for i, (_, runs) in enumerate(placed) for run in runs]
        ways = self._settled(charts, placed, doubts, listed)
        for i, (unit, (sure, _)) in enumerate(zip(charts, placed, strict=True)):
            chosen = [(entry, way) for (j, run), way in zip(doubts, ways, strict=True) if j == i for entry in run]
            subject = self._subject(unit)
            named = (("unit", unit.name),) if subject == self._house and unit.name else ()
            for entry, column in sure:
                yield self._figure(subject, entry, year, "planned", (("funding", unit.sources[column]), *named))
            for entry, column in chosen:
                yield self._figure(subject, entry, year, "planned", (("funding", unit.sources[column]), *named), 0.7)

    def _placed(self, unit: Unit) -> tuple[list[tuple[Entry, int]], list[list[Entry]]]:
        """The entries whose column is sure, and runs of which only one thing is sure: that they stand in one column."""
        last = [-1] * len(unit.sources)
        sure: list[tuple[Entry, int]] = []
        doubts: list[list[Entry]] = []
        for i, line in enumerate(unit.lines):
            if len(line) == len(unit.sources):
                sure += [(entry, column) for column, entry in enumerate(line)]
                last = [self._rank.get(entry.grade, 99) for entry in line]
                continue
            for entry in line:
                fits = [c for c, rank in enumerate(last) if self._rank.get(entry.grade, 99) > rank]
                if len(fits) == 1:
                    sure.append((entry, fits[0]))
                    last[fits[0]] = self._rank.get(entry.grade, 99)
                elif doubts and i and unit.lines[i - 1][-1] in doubts[-1]:
                    doubts[-1].append(entry)
                else:
                    doubts.append([entry])
        return sure, doubts

    def _settled(
        self,
        charts: list[Unit],
        placed: list[tuple[list[tuple[Entry, int]], list[list[Entry]]]],
        doubts: list[tuple[int, list[Entry]]],
        listed: Finds,
    ) -> tuple[int, ...]:
        """For each doubtful run its column: those with which the totals by grade come out best, else the last one."""
        usual = tuple(len(charts[i].sources) - 1 for i, _ in doubts)
        totals = self._totals(listed)
        if not totals or len(doubts) > _MOST_DOUBTS:
            return usual
        ways = sorted(product(*(range(len(charts[i].sources)) for i, _ in doubts)), key=lambda way: way != usual)
        return min(ways, key=lambda way: self._distance(charts, placed, doubts, way, totals))

    def _distance(
        self,
        charts: list[Unit],
        placed: list[tuple[list[tuple[Entry, int]], list[list[Entry]]]],
        doubts: list[tuple[int, list[Entry]]],
        way: tuple[int, ...],
        totals: Counter[str],
    ) -> int:
        """How far the posts of the regular budget are from the totals by grade."""
        found: Counter[str] = Counter()
        for unit, (sure, _) in zip(charts, placed, strict=True):
            for entry, column in sure:
                found[entry.grade] += entry.number * (unit.sources[column] == "RB")
        for (i, run), column in zip(doubts, way, strict=True):
            for entry in run:
                found[entry.grade] += entry.number * (charts[i].sources[column] == "RB")
        return sum(abs(found[grade] - number) for grade, number in totals.items())

    def _totals(self, listed: Finds) -> Counter[str]:
        """The posts of each grade in the latest list; the shares of a double grade under its first."""
        lists = [f for f in listed.figures if dict(f.dimensions).get("item") in self._rank]
        latest = max((f.period or "" for f in lists), default="")
        totals: Counter[str] = Counter()
        for figure in lists:
            if (figure.period or "") == latest:
                totals[re.sub(r"/\d+$", "", dict(figure.dimensions)["item"])] += int(figure.value)
        return totals

    def _subject(self, unit: Unit) -> str:
        """The key of a box's unit: what is named in its title, else the title under the house."""
        end = unit.start + len(unit.name)
        named = [m.key for m in self._context.found.mentions if m.type == "entity" and unit.start <= m.start < end]
        return named[0] if named else self._house

    def _year(self, unit: Unit) -> str | None:
        above = self._laid.words(self._laid.at(unit.start)).split("\n")[:3]
        found = re.search(self._rules["year"], " ".join(above))
        return found["y"] if found else None


def _grade(text: str) -> str:
    return re.sub(r"\s", "", text)
