"""The names of the register of bodies, found in a text in one pass: longest match, Latin names as whole words.

Case tells acronyms and single words from common ones (WHO, who); names of several words are the same however they are capitalised
("high-level political forum"), where the language has capitals.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.bodies.tables import Name, shipped
from loaders.reading.folding import fold
from loaders.reading.language import blanks, rules


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a folded text, from ``start`` to ``end``, with the key that it names."""

    key: str
    name: str
    start: int
    end: int


class Lexicon:
    """Names with the keys that they name, for one language of texts."""

    def __init__(self, names: Mapping[str, str], language: str) -> None:
        known = rules(language, "names")
        self._joints, self._deputies = known["joints"], re.compile(known["deputies"])
        self._keys = tuple(names.values())
        self._names = tuple(names)
        self._automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)
        self._all = AhoCorasick(list(names), matchkind=MatchKind.Standard)
        self._loose = [n for n, name in enumerate(names) if blanks(language) and " " in name]
        self._lower = AhoCorasick([_lowered(self._names[n]) for n in self._loose], matchkind=MatchKind.Standard)
        self._by_name = dict(names)
        self._blanks, self._serving = blanks(language), re.compile(known["serving"])
        self._matched = lru_cache(maxsize=4096)(lambda text: tuple(self._matches(text)))
        self._inner = cache(self._longest)

    def matches(self, text: str) -> tuple[Match, ...]:
        """The longest names in a text from left to right, with their places in the folded text; worked out once for readers that
        look at a text again."""
        return self._matched(text)

    def _matches(self, text: str) -> Iterator[Match]:
        folded = fold(text, blanks=self._blanks)
        reached = 0
        for number, start, end in self._candidates(folded.text):
            first, last = folded.span(start, end)
            if start >= reached and _whole(text, first, last) and not self._deputies.search(text[max(0, first - 12) : first]):
                reached = end
                yield Match(self._keys[number], self._names[number], start, end)

    def _candidates(self, text: str) -> Iterable[tuple[int, int, int]]:
        """Number, start and end of each name, the longer of those that begin at one place first."""
        if not self._loose:
            return self._automaton.find_matches_as_indexes(text)
        return sorted(self._everywhere(text), key=lambda found: (found[1], -found[2]))

    def _everywhere(self, text: str) -> Iterator[tuple[int, int, int]]:
        yield from self._all.find_matches_as_indexes(text, overlapping=True)
        for number, start, end in self._lower.find_matches_as_indexes(_lowered(text), overlapping=True):
            yield self._loose[number], start, end

    def parts(self, match: Match) -> list[Match]:
        """The longest names of other things within a longer one, without those that only serve to name it (the United Nations, a
        place)."""
        return [replace(part, start=match.start + part.start, end=match.start + part.end) for part in self._inner(match.name)]

    def _longest(self, name: str) -> tuple[Match, ...]:
        found = [part for part in self._inside(name) if not self._serving.fullmatch(part.key)]
        return tuple(m for m in found if not any(m != o and o.start <= m.start and m.end <= o.end for o in found))

    def _inside(self, name: str) -> Iterator[Match]:
        """Names of other things within a longer one: the body to which it belongs, those that it joins; not the end of a word."""
        for number, start, end in self._all.find_matches_as_indexes(name, overlapping=True):
            stands_apart = (start == 0 or name[start - 1] in self._joints) and name[end : end + 1] != "/"
            other = self._keys[number] != self._by_name[name]
            if other and end - start > 2 and end - start < len(name) and stands_apart and _whole(name, start, end):
                yield Match(self._keys[number], self._names[number], start, end)

    def key_of(self, name: str) -> str | None:
        """The key that a folded name has, or None."""
        return self._by_name.get(name)


@cache
def of_language(language: str, left_out: frozenset[str] = frozenset()) -> Lexicon:
    """The register's names in that language, and the English acronyms, which all languages use; without the forms that only
    context can tell."""
    named: dict[str, str] = {}
    for name in _sorted(language):
        form = fold(name.text, blanks=blanks(language)).text
        if len(form) > 1 and form not in left_out:
            named.setdefault(form, name.key)
    return Lexicon(named, language)


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """The first full name of each key of the register, by language."""
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for name in sorted(shipped().names, key=lambda n: n.kind != "name"):
        out[name.key].setdefault(name.language, name.text)
    return out


@cache
def acronyms() -> Mapping[tuple[str, str], Name]:
    """The acronyms of the register, by key and text."""
    return {(name.key, name.text): name for name in reversed(shipped().names) if name.kind == "acronym"}


def _sorted(language: str) -> list[Name]:
    """Full names before short and former ones: the first to claim a form has it."""
    usable = [n for n in shipped().names if n.language == language or (n.kind == "acronym" and n.language == "en")]
    return sorted(usable, key=lambda n: ("name", "acronym", "short", "former").index(n.kind))


def _whole(text: str, start: int, end: int) -> bool:
    """No Latin letter or digit goes on beyond a Latin end of the name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((_latin(text[start]) and _latin(before)) or (_latin(text[end - 1]) and _latin(after)))


def _latin(char: str) -> bool:
    """Whether a character is a letter of an alphabet or a digit; Han characters make no words."""
    return char.isalnum() and char < "\u2e80"


def _lowered(text: str) -> str:
    """The text in small letters, each character one."""
    if len(small := text.lower()) == len(text):
        return small
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)
