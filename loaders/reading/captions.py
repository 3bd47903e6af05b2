"""Figures of charts that stand beside words: "113 个员额", "财政资源分配 23 765.9" under a caption with year and unit.

A reader (see ``loader``). Numbers of bars and axes that came loose from their words are not read.
"""

import re
from collections.abc import Iterator
from typing import Any

from loaders.reading import amounts, table_heads, table_lines
from loaders.reading.amounts import plain
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.owners import Owners
from loaders.reading.table_heads import Column, Unit
from loaders.reading.table_lines import Cell
from ontology.measures import units
from ontology.readings import Paragraph
from ontology.records import Figure


def read(laid: Laid, context: Context) -> Finds:
    """The figures in the lines below the captions of charts."""
    if not amounts.known(laid.language):
        return Finds()
    reader = _Captions(laid, context)
    charts = (p for p in laid.paragraphs if re.match(r"figure\b", p.label))
    return Finds(figures=tuple(figure for chart in charts for figure in reader.figures(chart)))


class _Captions:
    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        self._rules: dict[str, Any] = rules(laid.language, "tables")
        self._heads = table_heads.of(laid.language)
        self._cells = table_lines.of(laid.language)
        self._owners = Owners(laid, context)

    def figures(self, chart: Paragraph) -> Iterator[Figure]:
        """A figure for each line of a number alone with words in the line above it, and for each number of posts."""
        lines = self._laid.words(chart).split("\n")
        caption = next((i for i, line in enumerate(lines) if re.search(self._rules["caption"], line)), None)
        head = self._heads.known([lines[caption]], least=1) if caption is not None else None
        given = self._heads.units(" ".join(lines[:4]))
        if caption is None or head is None or not given:
            return
        at = chart.start + sum(len(line) + 1 for line in lines[: caption + 1])
        for above, line in zip(lines[caption:], lines[caption + 1 :], strict=False):
            posts = re.match(self._rules["posts_counted"], line)
            read = self._cells.line(posts["n"] if posts else line, at)
            cells = self._cells.cells(read, 1) if read.pieces and not read.label else None
            unit = _of_kind(given, "quantity" if posts else "money")
            if cells and unit and not re.fullmatch(r"[\d\s.]*", above):
                yield self._figure(chart, lines[caption], head.columns[0], unit, above, cells[0])
            at += len(line) + 1

    def _figure(self, chart: Paragraph, caption: str, column: Column, unit: Unit, label: str, cell: Cell) -> Figure:
        return Figure(
            document=self._context.document,
            subject=self._whose(chart, caption),
            measure=unit.measure or "resources",
            value=plain(cell.value * unit.scale),
            unit=unit.unit,
            period=column.period,
            status=column.status or "actual",
            dimensions=(("item", label.strip()), ("row", "item"), *self._component(chart, caption)),
            evidence=(self._context.evidence(cell.start, cell.end, "charts", 0.85),),
        )

    def _component(self, chart: Paragraph, caption: str) -> tuple[tuple[str, str], ...]:
        """The component of a budget that a chart is of, where that has no key."""
        owner = re.search(self._rules["owner"], caption)
        if owner and self._owners.named(owner["s"]):
            return ()
        component = owner["s"].strip() if owner else self._owners.component(chart)
        return (("component", component),) if component else ()

    def _whose(self, chart: Paragraph, caption: str) -> str:
        """Of whom a chart is: who is named before the colon of its caption, else what its section is about, else the house."""
        owner = re.search(self._rules["owner"], caption)
        named = self._owners.named(owner["s"]) if owner else None
        return named or self._owners.about(chart) or self._owners.house


def _of_kind(given: list[Unit], kind: str) -> Unit | None:
    return next((unit for unit in given if units()[unit.unit].kind == kind), None)
