"""Which organ's resolution or decision a number is: told by the words around it, the number's form and the organs' sessions.

The same number is another instrument for another organ. So first the forms that the number can have are listed
(``ontology/codelists/organs.csv``, narrowed by ``sessions.csv``: the General Assembly has had no 26/11), then the organs named
around it are asked in order: the one whose it is said to be ("of the Council"), before it in the sentence, behind it in the
sentence, before it in the paragraph, the same number elsewhere in the document, before it in the document, the document's own
organisation. An instrument names the organs of others; what it cites without one is its own organ's.
"""

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from loaders.bodies.tables import shipped
from loaders.reading.instruments import OrganName, organs_in
from loaders.reading.laid import Laid
from loaders.reading.language import pattern
from loaders.text.numerals import number as value_of
from ontology import vocabulary
from ontology.errors import BadKey
from ontology.readings import Paragraph
from ontology.symbols import Symbol, forms

OTHER = {"resolution": "decision", "decision": "resolution", "declaration": "decision"}
_WORDS = {"council": "Council", "assembly": "Assembly"}
"""Senses of short names, with the word that the full names have."""
_NEAR = 400
"""Organs named before or behind a number that are asked at the most."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An instrument's key; ``likely``: what is probably meant, where the printed words can't be right; ``confidence``."""

    key: str
    confidence: float
    likely: str | None = None


@dataclass(frozen=True, slots=True)
class _Limits:
    """Sessions in which an organ has numbered a kind of instrument, and how many of them a session can have. Sessions in Roman
    numerals are counted apart: most organs changed from those to digits."""

    sessions: range
    roman: range
    items: range


@cache
def _limits() -> dict[tuple[str, str], _Limits]:
    text = files("loaders.reading").joinpath("sessions.csv").read_text(encoding="utf-8")
    return {(row["organ"], row["kind"]): _limits_of(row) for row in csv.DictReader(text.splitlines())}


def _limits_of(row: dict[str, str]) -> _Limits:
    spans = [
        range(int(row[f"first_{of}"] or 0), int(row[f"last_{of}"] or (9999 if row[f"first_{of}"] else -1)) + 1)
        for of in ("session", "roman", "item")
    ]
    return _Limits(*spans)


def organs_of(kind: str, number: str) -> tuple[str, ...]:
    """The organs that can have an instrument of that kind and number, in the order of the list."""
    return tuple(dict.fromkeys(f.organ for f in forms() if f.kind == kind and _fits(f.organ, kind, f.number.fullmatch(number))))


def _fits(organ: str, kind: str, match: re.Match[str] | None) -> bool:
    if not match:
        return False
    limits = _limits().get((organ, kind))
    parts = match.groupdict()
    session, item = parts.get("s") or parts.get("y") or "", parts.get("n") or ""
    if limits is None:
        return True
    if re.fullmatch("[IVXLC]+", session):
        return (value_of(session) or 0) in limits.roman
    if not session.isdecimal() or not item.isdecimal():
        return True
    return int(session) in limits.sessions and int(item) in limits.items


def _can_print(organ: str, kind: str, number: str) -> str | None:
    """The key as printed, whether or not such an instrument can exist."""
    try:
        return Symbol(organ, kind, number).key
    except BadKey:
        return None


@dataclass
class OrganSense:
    """What the organs around a number tell, and what was learned of numbers so far."""

    laid: Laid
    home: tuple[str, ...]
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    names: list[OrganName] = field(init=False)
    own: str | None = None
    """The organ whose instrument the document is, if it is one."""

    def __post_init__(self) -> None:
        self.names = organs_in(self.laid.text, self.laid.language)
        self._starts = [name.start for name in self.names]
        self._stops: dict[int, list[int]] = {}
        self._conventions = [name for name in self.names if name.sense == "convention" and name.organ]
        self.stop = pattern(self.laid.language, "citations", "sentence")
        self.owner = pattern(self.laid.language, "citations", "owner")

    def resolve(self, kind: str, number: str, start: int, end: int, like: str | None = None) -> Resolved | None:
        """The instrument of a kind and number that stand from ``start`` to ``end``; None where no organ has such a number.
        ``like``: the organ of those in whose list it stands."""
        organs = organs_of(kind, number)
        if not organs:
            return self._misprint(kind, number, start, end)
        if like in organs:
            return Resolved(Symbol(like, kind, number).key, 0.95)
        for confidence, organ in self._evidence(start, end, kind, number):
            if organ in organs:
                self.seen.setdefault((kind, number), organ)
                return Resolved(Symbol(organ, kind, number).key, confidence)
        organ = next((o for o in self.home if o in organs), organs[0])
        return Resolved(Symbol(organ, kind, number).key, 0.6 if len(organs) > 1 else 0.8)

    def _misprint(self, kind: str, number: str, start: int, end: int) -> Resolved | None:
        """No organ has such a number of this kind, but one has of the other: what is printed stays, the likely one beside it."""
        other = OTHER[kind]
        organs = organs_of(other, number)
        for confidence, organ in self._evidence(start, end, other, number):
            if organ in organs:
                likely = Symbol(organ, other, number).key
                return Resolved(_can_print(organ, kind, number) or likely, min(confidence, 0.7), likely)
        if len(organs) == 1:
            likely = Symbol(organs[0], other, number).key
            return Resolved(_can_print(organs[0], kind, number) or likely, 0.5, likely)
        return None

    def _evidence(self, start: int, end: int, kind: str, number: str) -> Iterator[tuple[float, str]]:
        paragraph = self.laid.at(start)
        first, last = self._sentence(paragraph, start, end)
        here = bisect_left(self._starts, start)
        before = self.names[max(0, here - _NEAR) : here][::-1]
        first_behind = bisect_left(self._starts, end)
        behind = self.names[first_behind : min(bisect_left(self._starts, paragraph.end), first_behind + _NEAR)]
        yield from self._asked([n for n in behind[:1] if self.owner.fullmatch(self.laid.text, end, n.start)], 1.0)
        yield from self._asked([n for n in before if n.start >= first], 1.0)
        if self.own:
            yield 0.95, self.own
        yield from self._asked([n for n in behind if n.end <= last], 0.95)
        yield from self._asked([n for n in before if n.start >= paragraph.start], 0.9)
        if (kind, number) in self.seen:
            yield 0.9, self.seen[kind, number]
        yield from self._asked(behind, 0.8)
        yield from ((0.75, organ) for organ in self.home)
        yield from self._asked(before[:12], 0.7)

    def _sentence(self, paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
        if paragraph.start not in self._stops:
            found = self.stop.finditer(self.laid.text, paragraph.start, paragraph.end)
            self._stops[paragraph.start] = [paragraph.start, *(m.end() for m in found)]
        stops = self._stops[paragraph.start]
        behind = bisect_left(stops, end, 1)
        return stops[bisect_right(stops, start) - 1], stops[behind] if behind < len(stops) else paragraph.end

    def _asked(self, names: list[OrganName], confidence: float) -> Iterator[tuple[float, str]]:
        for name in names:
            yield from ((confidence, organ) for organ in self._means(name))

    def _means(self, name: OrganName) -> Iterator[str]:
        """The organs that a name can mean, the likeliest first."""
        if name.sense in ("full", "convention") and name.organ:
            yield name.organ
        elif name.sense in ("bare", "parties"):
            yield from self._parties(name)
            if name.organ:
                yield name.organ
        elif name.sense in _WORDS:
            yield from (n.organ for n in self._nearest(name) if n.organ in called(name.sense))
            yield from (organ for organ in self.home if organ in called(name.sense))

    def _nearest(self, name: OrganName) -> Iterator[OrganName]:
        here = bisect_left(self._starts, name.start)
        return (n for n in self.names[max(0, here - _NEAR) : here][::-1] if n.sense == "full" and n.organ)

    def _parties(self, name: OrganName) -> Iterator[str]:
        """The conference of the parties of the convention last named in the same paragraph (or, for 缔约方大会, before)."""
        begin = self.laid.at(name.start).start
        here = bisect_left(self._conventions, name.start, key=lambda n: n.start)
        near = self._conventions[max(0, here - 3) : here]
        if name.sense == "bare":
            near = [n for n in near if n.start >= begin]
        yield from dict.fromkeys(n.organ for n in reversed(near) if n.organ)


def home_organs(document: str, laid: Laid) -> tuple[str, ...]:
    """The organs that a document's own organisation has, by its symbol; then those that it names oftenest."""
    homes = _homes()
    series = next((p for p in sorted(homes, key=len, reverse=True) if document.startswith(p)), "")
    named = [n.organ for n in organs_in(laid.text, laid.language) if n.sense == "full" and n.organ]
    often = sorted(dict.fromkeys(named), key=lambda organ: (-named.count(organ), organ))
    return tuple(dict.fromkeys([*homes.get(series, ()), *often]))


@cache
def called(sense: str) -> frozenset[str]:
    """Organs that are called "the Council" or "the Assembly" for short (``council``, ``assembly``): those with that word in their
    name among the organs of the code list."""
    word = _WORDS[sense]
    names = {name.key for name in shipped().names if name.language == "en" and word in name.text}
    rows = vocabulary.rows("organs")
    return frozenset(row["organ"] for row in rows if row["organ"] in names or word in row["en"])


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    """By the beginning of a document's symbol: the organs whose numbers it means where it names none."""
    text = files("loaders.reading").joinpath("home_organs.csv").read_text(encoding="utf-8")
    return {row["series"]: tuple(row["organs"].split()) for row in csv.DictReader(text.splitlines())}
