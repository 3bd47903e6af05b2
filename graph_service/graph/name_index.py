"""Finding by name, symbol or title: one text of all spellings, searched as a whole (DESIGN section 6: search in the snapshot)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_service.graph.spelling import normal

KEY, SYMBOL, NAME = range(3)
EXACT_KEY, EXACT_NAME, BEGINNING, INSIDE = range(4)
"""How well a spelling fits, best first."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to call a thing: ``what``: ``KEY`` (keys and aliases), ``SYMBOL`` (as it is spoken) or ``NAME``, which alone has
    a language."""

    key: str
    text: str
    what: int
    language: str | None = None


@dataclass(frozen=True)
class NameIndex:
    """``text``: the normal forms of the spellings, each between two line breaks; ``begins``: where each stands."""

    spellings: tuple[Spelling, ...]
    text: str
    begins: tuple[int, ...]

    def find(self, wanted: str) -> Iterator[tuple[int, Spelling]]:
        """(how well, spelling) of every spelling that contains what was typed, in any order."""
        query = normal(wanted)
        at = self.text.find(query) if query else -1
        while at >= 0:
            place = bisect_right(self.begins, at) - 1
            begin = self.begins[place]
            end = self.text.index("\n", at)
            yield self._fit(self.spellings[place], at == begin, at == begin and at + len(query) == end), self.spellings[place]
            at = self.text.find(query, end)

    @staticmethod
    def _fit(spelling: Spelling, begins: bool, whole: bool) -> int:
        if whole:
            return EXACT_KEY if spelling.what == KEY else EXACT_NAME
        return BEGINNING if begins else INSIDE


def build(spellings: Iterable[Spelling]) -> NameIndex:
    """The index over some spellings."""
    listed = tuple(spellings)
    forms = [normal(s.text) for s in listed]
    begins, at = [], 1
    for form in forms:
        begins.append(at)
        at += len(form) + 1
    return NameIndex(listed, "\n" + "".join(f"{form}\n" for form in forms), tuple(begins))
