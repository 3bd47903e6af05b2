"""The instruments from which figures of tables follow.

A row may name its own mandate beside its numbers. A change is explained in the text: in a paragraph that tells the same sum and, in
the same or the next sentence, the instrument that it is due to.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from loaders.reading.laid import Context, Laid
from loaders.reading.language import rules
from ontology.readings import Paragraph

_LEAST = 1000
"""A smaller number says nothing of what it is."""
_REACH = 400
"""An explanation stands within so many characters behind the sum."""


class Grounds:
    """Knows on what the figures of one document's tables rest."""

    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        self._rules: dict[str, Any] = rules(laid.language, "tables")["grounds"]
        self._instruments = sorted((m.start, m.key) for m in context.found.mentions if m.type == "instrument")

    def of_row(self, paragraph: Paragraph, above: int, start: int) -> str | None:
        """The mandate that the words of a row name, which stand between the numbers of the row above and its own."""
        words = self._laid.text[max(paragraph.start, above) : start]
        named = re.search(self._rules["authority"], words)
        begin = max(paragraph.start, above) + named.end() if named else start
        return next((key for at, key in self._instruments if begin <= at < start), None)

    def of_change(self, value: Decimal) -> str | None:
        """The instrument to which the text says that a change is due."""
        if abs(value) < _LEAST:
            return None
        for end in self._printed(f"{abs(value):,f}"):
            stop = min(end + _REACH, self._laid.at(end - 1).end)
            words = self._laid.text[end:stop]
            for at, key in self._instruments:
                if end <= at < stop and re.search(self._rules["due_to"], words[: at - end]):
                    return key if key != self._context.document else None
        return None

    def _printed(self, number: str) -> Iterator[int]:
        """Where a number ends in the text (not in tables), with commas or blanks between thousands."""
        for printed in (number, number.replace(",", " ")):
            at = self._laid.text.find(printed)
            while at >= 0:
                end = at + len(printed)
                whole = not self._laid.text[at - 1 : at].isdigit() and not re.match(r"[.,]?\d", self._laid.text[end : end + 2])
                if whole and not self._laid.at(at).label.startswith("table"):
                    yield end
                at = self._laid.text.find(printed, end)
