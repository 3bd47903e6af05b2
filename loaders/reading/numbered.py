"""Resolutions and decisions by number: "resolutions 66/288 and 67/213", "第 3/7、4/6 和 4/9 号决议".

A group of numbers shares one noun. Numbers that a clause cuts off from their noun ("resolutions 58/217 of 23 December 2003, by
which …, and 59/228 of 22 December 2004") take that of the group beside them.
"""

import re
from bisect import bisect_left, bisect_right, insort_right
from collections.abc import Iterator
from functools import cache

from loaders.reading.document_symbols import spelled
from loaders.reading.instruments import Cited, number_pattern
from loaders.reading.laid import Laid
from loaders.reading.language import pattern, rules
from loaders.reading.organs import OrganSense, organs_of
from loaders.reading.spans import Spans
from ontology.readings import Remark
from ontology.symbols import Symbol

_LETTERED = re.compile(r"(?P<n>\d+/\d+)(?P<letters>[^/\d]*[A-Z])|(?P<old>\d+)(?P<parts>[A-Z](?:-[A-Z])*)(?P<session>\(.+\))")
_RANGE = 40
"""Numbers that a range can have; a longer one is no range."""


def find(laid: Laid, sense: OrganSense) -> tuple[list[Cited], list[Remark]]:
    """All citations by number, in order of the text; a remark for each number that no organ can have."""
    out: list[Cited] = []
    remarks: list[Remark] = []
    kinds: dict[str, str] = rules(laid.language, "citations")["kinds"]
    for match in group(laid.language).finditer(laid.text):
        kind = kinds[match["kind"]]
        numbers = list(_each(laid.language, match))
        for number, part, start, end in numbers:
            alone = len({n for n, _, _, _ in numbers}) == 1
            first, last = (match.start(), match.end()) if alone else (start, end)
            found = _cited(sense, kind, (number, part), (match.start(), match.end()), (first, last))
            out += [found] if found else []
            remarks += [] if found else [_unplaced(laid, number, kind, start)]
    out += _carried(laid, sense, out)
    return sorted(out, key=lambda c: c.start), [*remarks, *_loose(laid, out)]


@cache
def group(language: str) -> re.Pattern[str]:
    """A noun with the numbers that share it."""
    rule = rules(language, "citations")
    number = number_pattern(language)
    # atomic: a number is read in one way only, or a long list without its noun would be tried in all ways
    return re.compile(f"{rule['before']}(?P<numbers>(?>{number})(?>{rule['between']}{number}){{0,99}}){rule['noun']}")


def _cited(
    sense: OrganSense, kind: str, numbered: tuple[str, str], words: tuple[int, int], place: tuple[int, int], like: str | None = None
) -> Cited | None:
    """The citation of a number whose group has these words, itself at that place."""
    number, part = numbered
    if number.endswith("I") and not part and not organs_of(kind, number):  # section I of a decision, no letter
        number, part = number[:-1], "I"
    resolved = sense.resolve(kind, number, *words, like)
    if resolved is None:
        return None
    key = f"{resolved.key}#{part}" if part else resolved.key
    return Cited(*place, key, "symbol", resolved.likely, resolved.confidence, kind if place == words else None)


def _unplaced(laid: Laid, number: str, kind: str, at: int) -> Remark:
    return Remark("unplaced", f"{number} {kind}: no organ numbers its {kind}s so", laid.at(at).label)


def _each(language: str, match: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    """The numbers of a group, each with its part (``A`` of 217 A (III)) and its place, a range filled up."""
    range_word = re.compile(str(rules(language, "citations")["range"]))
    before: tuple[str, int] | None = None
    for one in re.finditer(number_pattern(language), match["numbers"]):
        start, end = match.start("numbers") + one.start(), match.start("numbers") + one.end()
        ranged = before and range_word.match(match["numbers"], before[1], one.start())
        for number, part in _plain(language, one[0]):
            if before and ranged:
                yield from ((between, part, start, end) for between in _filled(before[0], number))
            yield number, part, start, end
            before = (number, one.end())


def _plain(language: str, printed: str) -> Iterator[tuple[str, str]]:
    """The number as keys have it, with its part: ``72/266B``; ``217(III)`` and ``A``; both of "71/263 A and B"."""
    words = spelled(printed)
    number = re.sub(r"\s", "", words)
    match = _LETTERED.fullmatch(number)
    if match is None:
        yield number, ""
    elif match["n"]:
        yield from ((match["n"] + letter, "") for letter in _letters(language, words))
    else:
        yield from ((match["old"] + match["session"], letter) for letter in _letters(language, match["parts"]))


def _letters(language: str, words: str) -> list[str]:
    """``A``, ``B``, ``C`` of "A to C"."""
    found = list(re.finditer(r"(?<![A-Za-z])[A-Z](?![A-Za-z])", words))
    out: list[str] = []
    ranged = re.compile(f"{rules(language, 'citations')['letter_range']}")
    for before, one in zip([None, *found], found, strict=False):
        if before and ranged.fullmatch(words, before.end(), one.start()):
            out += [chr(c) for c in range(ord(before[0]) + 1, ord(one[0]))]
        out.append(one[0])
    return out


def _filled(first: str, last: str) -> Iterator[str]:
    for form in ("{}/{}", "{1}/{0}"):
        (head, _, low), (tail, _, high) = (_parts(form, number) for number in (first, last))
        if head == tail and low.isdecimal() and high.isdecimal() and 1 < int(high) - int(low) < _RANGE:
            yield from (form.format(head, n) for n in range(int(low) + 1, int(high)))


def _parts(form: str, number: str) -> tuple[str, str, str]:
    """What a range keeps, and what it counts: session and number, or number and session (``9/CP.19``)."""
    before, stroke, behind = number.partition("/")
    return (before, stroke, behind) if form == "{}/{}" else (behind, stroke, before)


def _carried(laid: Laid, sense: OrganSense, found: list[Cited]) -> list[Cited]:
    """Numbers without a noun of their own: of the kind and, if they can be, of the organ of the group beside them."""
    rule = rules(laid.language, "citations")
    alone = re.compile(str(rule["carried"]).replace("{number}", number_pattern(laid.language)))
    taken = {at for c in found for at in range(c.start, c.end)}
    known = sorted(found, key=_begins)
    out: list[Cited] = []
    for match in alone.finditer(laid.text):
        if match.start("number") in taken:
            continue
        beside = _beside(laid, match.start(), known, forward=bool(rule["carried_by_what_follows"]))
        symbol = Symbol.parse(beside.key.partition("#")[0]) if beside else None
        if symbol:
            for numbered in _plain(laid.language, match["number"]):
                cited = _cited(sense, symbol.kind, numbered, match.span("number"), match.span("number"), symbol.organ)
                if cited:
                    out.append(cited)
                    insort_right(known, cited, key=_begins)
    return out


def _beside(laid: Laid, at: int, found: list[Cited], *, forward: bool) -> Cited | None:
    """The citation of the same sentence that stands last before a place, or first behind it; ``found`` in order."""
    over = pattern(laid.language, "citations", "carried_over")
    here = laid.at(at)
    if forward:
        behind = bisect_right(found, at, key=_begins)
        near = found[behind] if behind < len(found) else None
        return near if near and near.start < here.end and over.fullmatch(laid.text, at, near.start) else None
    before = bisect_left(found, at, key=_begins)
    near = found[bisect_left(found, found[before - 1].start, key=_begins)] if before else None
    return near if near and here.start <= near.start and over.fullmatch(laid.text, near.end, at) else None


def _begins(cited: Cited) -> int:
    return cited.start


def _loose(laid: Laid, found: list[Cited]) -> Iterator[Remark]:
    """Numbers that look like those of instruments but have no noun."""
    rule = str(rules(laid.language, "citations")["loose"]).replace("{number}", number_pattern(laid.language))
    spans = Spans((c.start, c.end) for c in found)
    for match in re.finditer(rule, laid.text):
        if not spans.meet(*match.span()):
            yield Remark("unplaced", f"{match[0]}: a number without resolution or decision", laid.at(match.start()).label)
