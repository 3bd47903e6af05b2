"""The names of the register of bodies, found in a text in one pass: longest match, case kept, Latin names as whole words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.bodies.tables import Name, shipped
from loaders.reading.folding import Folded, fold
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
        self._joints, self._deputies = known["joints"], known["deputies"]
        self._keys = tuple(names.values())
        self._names = tuple(names)
        self._automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)
        self._all = AhoCorasick(list(names), matchkind=MatchKind.Standard)
        self._by_name = dict(names)

    def matches(self, folded: Folded, text: str, offset: int = 0) -> Iterator[Match]:
        """The longest names from left to right; ``text`` is the given text whose first character has the place ``offset``."""
        for number, start, end in self._automaton.find_matches_as_indexes(folded.text):
            first, last = folded.span(start, end)
            if _whole(text, first - offset, last - offset) and text[first - offset - 1 : first - offset] not in self._deputies:
                yield Match(self._keys[number], self._names[number], start, end)

    def inside(self, match: Match) -> Iterator[Match]:
        """Names of other things within a longer one: the body to which it belongs, those that it joins; not the end of a word."""
        for number, start, end in self._all.find_matches_as_indexes(match.name, overlapping=True):
            stands_apart = (start == 0 or match.name[start - 1] in self._joints) and match.name[end : end + 1] != "/"
            if self._keys[number] != match.key and end - start > 2 and end - start < len(match.name) and stands_apart:
                yield Match(self._keys[number], self._names[number], match.start + start, match.start + end)

    def key_of(self, name: str) -> str | None:
        """The key that a folded name has, or None."""
        return self._by_name.get(name)


@cache
def of_language(language: str, left_out: frozenset[str] = frozenset()) -> Lexicon:
    """The register's names in that language, and the acronyms of all; without the forms that only context can tell."""
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


def _sorted(language: str) -> list[Name]:
    """Full names before short and former ones: the first to claim a form has it."""
    usable = [n for n in shipped().names if n.language == language or n.kind == "acronym"]
    return sorted(usable, key=lambda n: ("name", "acronym", "short", "former").index(n.kind))


def _whole(text: str, start: int, end: int) -> bool:
    """No Latin letter or digit goes on beyond a Latin end of the name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((_latin(text[start]) and _latin(before)) or (_latin(text[end - 1]) and _latin(after)))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
