"""Finding by name, symbol or title: one text of all spellings, searched as a whole (DESIGN section 6: search in the snapshot)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_service.graph.spelling import LETTER, normal

KEY, SYMBOL, NAME = range(3)
EXACT_KEY, EXACT_NAME, BEGINNING, INSIDE, WORDS = range(5)
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
        """(how well, spelling) of every spelling that contains what was typed, or all its words, in any order."""
        query = normal(wanted)
        for place, at, end in self._holding(query):
            begins = at == self.begins[place]
            yield self._fit(self.spellings[place], begins, begins and at + len(query) == end), self.spellings[place]
        words = sorted(set(query.split()), key=len, reverse=True)
        patterns = [re.compile(f"(?<!{LETTER}){re.escape(word)}") for word in words]
        for place, _, end in self._holding(words[0]) if len(words) > 1 else ():
            begin = self.begins[place]
            if query not in self.text[begin:end] and all(pattern.search(self.text, begin, end) for pattern in patterns):
                yield WORDS, self.spellings[place]

    def _holding(self, wanted: str) -> Iterator[tuple[int, int, int]]:
        """(which spelling, where in the text, where the spelling ends) of each one that contains a normal form."""
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            end = self.text.index("\n", at)
            yield bisect_right(self.begins, at) - 1, at, end
            at = self.text.find(wanted, end)

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
