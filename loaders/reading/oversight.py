"""Recommendations of oversight bodies in an annex: the report and the paragraph that each comes from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.reading.laid import Context, Laid
from loaders.reading.language import rules
from loaders.reading.scene import Scene
from loaders.text.numerals import number, roman

if TYPE_CHECKING:
    from loaders.reading.asked import Asked


class Oversight:
    """Knows which oversight report the rows of an annex come from."""

    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        lines = (m for m in context.found.mentions if m.type == "instrument" and self._alone(m.start))
        self._heads = sorted((m.start, m.key.partition("#")[0]) for m in lines)

    def _alone(self, start: int) -> bool:
        """Whether a symbol begins a line of its own."""
        return start == 0 or self._laid.text[start - 1] == "\n"

    def keyed(self, view: Scene, asked: list["Asked"]) -> list["Asked"]:
        """The things asked, those that quote a paragraph of an oversight report keyed by it."""
        return list(self._keyed(asked))

    def _keyed(self, asked: list["Asked"]) -> Iterator["Asked"]:
        pattern = re.compile(rules(self._laid.language, "requests")["oversight"])
        for one in asked:
            match = pattern.search(self._laid.text[one.start : one.end].rstrip("。"))
            report = next((key for start, key in reversed(self._heads) if start < one.start), None)
            if match and report:
                yield replace(one, node=f"{report}#{_part(match['n'])}")
            else:
                yield one


def _part(label: str) -> str:
    """``104`` as it stands; a numeral of another script before the dot as a Roman one (``IV.82``)."""
    head, dot, tail = re.sub(r"\s", "", label).partition(".")
    value = None if head.isdecimal() else number(head)
    return f"{roman(value)}{dot}{tail}" if value else f"{head}{dot}{tail}"
