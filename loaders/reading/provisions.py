"""Which part of an instrument is cited: annex, chapter, section, paragraph, letter; as the part of a key behind ``#``.

A language tells in ``citations.yaml`` (``provisions``) how it words the units, what stands between two of them, and between them
and the instrument; some set the provision behind it ("resolution 66/288, section II, paragraph 4"), some before ("paragraph 4 of
section II of resolution 66/288").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.reading.language import rules
from loaders.text.numerals import number, roman

_MOST = 26
"""Parts that a range can have; a longer one is kept at its first."""
_UNITS = 30
"""Units that belong together at the most; a longer row of them is no provision that anybody wrote."""
_REACH = 240
"""Code points before an instrument in which the words of its provision begin."""
_OUTER_FIRST = ("annex", "chapter", "section", "paragraph", "preamble", "letter")
_NUMERALS = ("annex", "chapter", "section")
"""Units that are called by a Roman numeral in a key, whatever the language prints."""


@dataclass(frozen=True, slots=True)
class Provision:
    """``parts``: what stands behind ``#`` (``IV``, ``88(a)``, ``II.4``, ``annex-I``), several for a list or range; ``start``,
    ``end``: where its words stand."""

    parts: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """One unit of a provision: its kind and the items that its words list."""

    kind: str
    items: tuple[str, ...]
    end: int

    @property
    def depth(self) -> int:
        return _OUTER_FIRST.index(self.kind)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """A language's wording, compiled. ``joint``: what stands before a deeper unit, ``inside``: before the one that it is part of,
    ``alike``: before another of its kind; ``gap``: behind an instrument; ``front``: a provision with what leads to it."""

    units: tuple[tuple[str, re.Pattern[str]], ...]
    item: re.Pattern[str]
    numeral: re.Pattern[str]
    range: re.Pattern[str]
    gap: re.Pattern[str]
    joint: re.Pattern[str]
    inside: re.Pattern[str]
    alike: re.Pattern[str]
    front: re.Pattern[str]

    def unit(self, text: str, at: int, limit: int) -> _Unit | None:
        for kind, pattern in self.units:
            if match := pattern.match(text, at, limit):
                return _Unit(kind, tuple(_items(kind, match["list"] or "", self)), match.end())
        return None


@cache
def _grammar(language: str) -> _Grammar:
    rule = rules(language, "citations")["provisions"]

    def filled(name: str) -> str:
        text = str(name)
        for _ in range(3):
            text = re.sub(r"\{([a-z]+)\}", lambda m: f"(?:{rule['lists'][m[1]]})", text)
        return text

    units = [(row["of"], filled(row["words"])) for row in rule["units"]]
    one = "|".join(words.replace("?P<list>", "?:") for _, words in units)
    between = f"(?:{rule['joint']}|{rule['inside']}|{rule['alike']})"
    front = f"(?P<units>(?:{one})(?:{between}(?:{one}))*){filled(rule['whose'])}$"
    wording = {name: re.compile(filled(rule[name])) for name in ("item", "numeral", "range", "gap", "joint", "inside", "alike")}
    return _Grammar(tuple((kind, re.compile(words)) for kind, words in units), front=re.compile(front), **wording)


def behind(text: str, at: int, language: str, limit: int) -> Provision | None:
    """The provision that stands right behind a citation that ends at ``at``; None where there is none before ``limit``."""
    grammar = _grammar(language)
    gap = grammar.gap.match(text, at, limit)
    start = gap.end() if gap else at
    units = list(_chain(text, start, limit, grammar))
    parts = _parts(units)
    return Provision(parts, start, units[-1].end) if parts else None


def before(text: str, at: int, language: str, begin: int) -> Provision | None:
    """The provision whose words lead to a citation that begins at ``at``; None where there is none behind ``begin``."""
    grammar = _grammar(language)
    first = max(begin, at - _REACH)
    match = grammar.front.search(text[first:at])
    if not match:
        return None
    units = list(_chain(text, first + match.start("units"), first + match.end("units"), grammar))
    parts = _parts(units)
    return Provision(parts, first + match.start("units"), units[-1].end) if parts else None


def within(inner: Provision, outer: Provision | None) -> Provision:
    """The paragraphs before a citation that ends in a mere annex ("paragraph 4 of … (resolution 66/2, annex)"): the annex's."""
    if outer is None or len(outer.parts) != 1 or not re.fullmatch(r"annex(?:-[IVX]+)?", outer.parts[0]):
        return inner
    parts = (part if part.startswith("annex") else f"{outer.parts[0]}-{part}" for part in inner.parts)
    return Provision(tuple(parts), min(inner.start, outer.start), max(inner.end, outer.end))


def _chain(text: str, at: int, limit: int, grammar: _Grammar) -> Iterator[_Unit]:
    """The units that belong together, in the order of the text."""
    unit = grammar.unit(text, at, limit)
    for _ in range(_UNITS):
        if unit is None:
            return
        yield unit
        unit = next(iter(_following(unit, text, limit, grammar)), None)


def _following(unit: _Unit, text: str, limit: int, grammar: _Grammar) -> Iterator[_Unit]:
    for pattern, step in ((grammar.joint, 1), (grammar.inside, -1), (grammar.alike, 0)):
        if match := pattern.match(text, unit.end, limit):
            other = grammar.unit(text, match.end(), limit)
            if other and (other.depth > unit.depth) - (other.depth < unit.depth) == step:
                yield other


def _parts(units: Sequence[_Unit]) -> tuple[str, ...]:
    """The labels, outer units first; a list in a deeper unit belongs to the last item of the one that it is part of."""
    out: list[str] = []
    above = ""
    for kind in _OUTER_FIRST:
        items = [item for unit in units if unit.kind == kind for item in unit.items]
        if not items or (kind == "section" and above and max(units, key=lambda unit: unit.depth).kind == "section"):
            continue  # a section of an annex or chapter has no label of its own
        names = [_joined(above, kind, item) for item in items][:_MOST]
        out = [*out[:-1], *names] if above else names
        above = names[-1]
    return tuple(dict.fromkeys(out))


def _joined(above: str, kind: str, item: str) -> str:
    if kind == "letter" or not above:
        return above + item
    return f"{above}-{item}" if above.startswith(("annex", "chapter")) and "." not in above else f"{above}.{item}"


def _items(kind: str, words: str, grammar: _Grammar) -> Iterator[str]:
    """The items that a unit's words list, ranges filled up: ``88(a)``, ``88(b)``; ``annex-I``; ``IV``."""
    if kind in _NUMERALS:
        yield from (_named(kind, value) for value in _numerals(words, grammar)) if words else (kind,)
        return
    out: list[str] = []
    last: re.Match[str] | None = None
    for match in grammar.item.finditer(words):
        ranged = last is not None and grammar.range.fullmatch(words, last.end(), match.start())
        base = re.sub(r"\([a-z]+\)$", "", out[-1]) if out else ""
        if match["letter"] and last is not None and not words[last.end() : match.start()].strip():
            base = out.pop()
        out += _filled(out[-1] if ranged else "", base, match)
        last = match
    yield from (f"preamble-{item}" if kind == "preamble" else item for item in out)


def _filled(previous: str, base: str, match: re.Match[str]) -> list[str]:
    """The item of a match, with those of the range that it ends."""
    if match["letter"]:
        letter = re.sub(r"[^a-z]", "", match["letter"])
        before = re.search(r"\(([a-z])\)$", previous)
        between = range(ord(before[1]) + 1, ord(letter)) if before and len(letter) == 1 else range(0)
        return [f"{base}({chr(c)})" for c in [*between, ord(letter)]] if len(letter) == 1 else [f"{base}({letter})"]
    last = int(match["number"])
    if not previous.isdecimal():
        return [str(last)]
    return [str(n) for n in range(int(previous) + 1, last + 1)] if last - int(previous) <= _MOST else []


def _numerals(words: str, grammar: _Grammar) -> list[int]:
    out: list[int] = []
    end = 0
    for match in grammar.numeral.finditer(words):
        value = number(match[0].upper())
        if value is None:
            continue
        ranged = out and grammar.range.fullmatch(words, end, match.start())
        out += [*range(out[-1] + 1, value), value] if ranged else [value]
        end = match.end()
    return out


def _named(kind: str, value: int) -> str:
    return roman(value) if kind == "section" else f"{kind}-{roman(value)}"
