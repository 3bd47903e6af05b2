"""Numbers with what they count, in running text: ``4 770 万美元``, ``170 多个会员国``, ``百分之三十``, ``三分之二``.

What a number looks like, its scales, units and classifiers are data (``<language>/figures.yaml``). A number without a unit or a
classifier is no amount: it is a year, a paragraph, a symbol. Values are in whole units. Around a number only a few characters are
looked at, so that time grows with the text and not with its square.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from loaders.reading.language import rules
from loaders.text.numerals import number
from ontology.measures import units

_NEAR, _FAR, _LABEL = 12, 24, 60
"""How far before and behind a number is looked for what belongs to it, and before it for what it is the number of."""

_ALONE = (("verb", "verb_before"), ("dated", "year_before"))
"""Numbers without a noun, with the rule for what has to stand before them."""

_HUNDRED = 100

Masks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text. ``start`` to ``end`` holds the number with its unit or classifier; ``exactness`` as in ``Figure``;
    ``bound``: lower or upper where it is an end of a range, from where a change begins with it."""

    start: int
    end: int
    value: str
    unit: str
    exactness: str = "exact"
    bound: str | None = None
    in_words: bool = False
    noun_at: int = -1
    """Where the words for what is counted begin: behind the classifier; -1 where there is none."""
    noun: str = ""
    """Those words, where the form of the language tells where they end."""
    classifier: str = ""
    changes: bool = False
    """Whether it says by itself how something changed ("doubled")."""

    @property
    def kind(self) -> str:
        """money, share or quantity."""
        return units()[self.unit].kind


def known(language: str) -> bool:
    """Whether the language has words for figures."""
    return files("loaders.reading").joinpath(language, "figures.yaml").is_file()


def plain(value: Decimal) -> str:
    """A decimal number as the record has it: no exponent, no zeros behind the point."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


class Amounts:
    """Finds the amounts of texts of a language."""

    def __init__(self, language: str) -> None:
        self._rules: dict[str, Any] = rules(language, "figures")
        self._units = [(row["unit"], row["words"]) for row in self._rules["units"]]

    def find(self, text: str, masks: Masks = ()) -> Iterator[Amount]:
        """The amounts of a text in their order, none that begins in a masked span."""
        reached = 0
        hidden = _joined(masks)
        starts = [start for start, _ in hidden]
        for amount in sorted(self._all(text), key=lambda a: (a.start, -a.end)):
            place = bisect_right(starts, amount.start)
            inside = place > 0 and amount.start < hidden[place - 1][1]
            if not inside and (amount.start >= reached or amount.bound == "upper"):
                yield amount
                reached = amount.end

    def value(self, digits: str, scale: str | None = None) -> Decimal | None:
        """The value of a number as printed, in digits or in words, times its scale."""
        if digits[0].isdecimal():
            base = Decimal(re.sub(self._rules["separators"], "", digits))
        elif (said := self._said(digits)) is not None:
            base = Decimal(said)
        else:
            return None
        return base * Decimal(self._rules["scales"][scale]) if scale else base

    def _said(self, word: str) -> str | None:
        """The value of a numeral in words; its parts are added up, a hundred multiplies what stands before it."""
        parts = [self._rules["numerals"].get(part) for part in re.split(self._rules["numeral_parts"], word.casefold())]
        if not all(parts):
            known = number(word)
            return None if known is None else str(known)
        total = 0
        for part in (int(part) for part in parts if part):
            total = max(total, 1) * part if part == _HUNDRED else total + part
        return str(total)

    # ------------------------------------------------------------------ patterns
    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        r = self._rules
        scale = f"(?!{r['no_scale']})(?:{'|'.join(map(re.escape, r['scales']))})"
        unit = "|".join(words for _, words in self._units)
        more = r["exactness_inside"]["at_least"]
        n = f"{r['digits']}|{r['words']}"
        signs = "|".join(row["words"] for row in r["signs"]) or "(?!)"
        low_unit = f"{unit}|{r['low_classifiers']}"
        joined = f"(?(both)(?:{r['both_and']}|{r['range']})|(?:{r['range']}))"
        low_number = f"(?!(?:{r['years']})\\b)(?P<low>{n})\\s*(?P<low_scale>{scale})?\\s*(?P<low_unit>{low_unit})?"
        low = f"(?:{low_number}\\s*{joined}\\s*(?:{signs})?\\s*)?"
        per = f"(?P<per>{r['percent_before']})"
        return re.compile(
            f"(?P<both>{r['both']})?(?:(?P<sign>{signs})\\s*)?{r['apart']}{per}?{low}(?:{r['percent_before']})?(?P<n>{n}|(?(per)(?:{r['one']})|(?!)))\\s*(?P<more>{more})?\\s*(?P<scale>{scale})?"
            f"\\s*(?P<over>{more})?\\s*(?:(?P<unit>{unit})|(?P<classifier>{r['classifiers']})|(?P<bare>(?(per)|(?(sign)|(?(scale)(?={r['bare']})|(?!))))))"
        )

    @cached_property
    def _share(self) -> re.Pattern[str]:
        r = self._rules
        return re.compile(f"(?P<more>{r['halves_more']})|(?P<half>{r['halves']})|{r['fraction']}")

    def _all(self, text: str) -> Iterator[Amount]:
        for match in self._pattern.finditer(text):
            yield from self._amounts(text, match)
        for row in self._rules["multiples"]:
            for match in re.finditer(row["words"], text):
                yield Amount(match.start(), match.end(), str(row["value"]), str(row["unit"]), in_words=True, changes=True)
        for match in re.finditer(self._rules["ratio"], text):
            part, of = (Decimal(self._said(match[name]) or match[name]) for name in ("part", "of"))
            yield Amount(match.start(), match.end(), plain(round(100 * part / of, 2)), "%", in_words=True)
        for match in self._share.finditer(text):
            part, of = (Decimal(self._said(match[name] or "") or 1) for name in ("part", "of"))
            share = Decimal(50) if match["of"] is None else 100 * part / of
            found = Amount(match.start(), match.end(), plain(round(share, 2)), "%", in_words=True)
            yield replace(found, exactness="at_least" if match["more"] else self._exactness(text, match))

    def _amounts(self, text: str, match: re.Match[str]) -> Iterator[Amount]:
        in_words = not match["n"][0].isdecimal()
        value = self.value(match["n"], match["scale"])
        if value is None or self._is_none(text, match, in_words):
            return
        unit, times = self._unit_of(match)
        value *= times
        end = match.start() + len(match[0].rstrip())
        found = Amount(match.start("n"), end, plain(value), unit, self._exactness(text, match), None, in_words)
        noun = match.groupdict().get("np") or match.groupdict().get("np2") or ""
        found = replace(found, noun_at=match.end(), noun=noun, classifier=match["classifier"] or "")
        if (match["per"] or match["sign"]) and not match["low"]:
            found = replace(found, start=match.start("per" if match["per"] else "sign"))
        low = self.value(match["low"], match["low_scale"] or match["scale"]) if match["low"] else None
        low = None if low is None else low * times
        yield from (found,) if low is None else self._ends(text, match, found, low, value)

    def _ends(self, text: str, match: re.Match[str], found: Amount, low: Decimal, value: Decimal) -> Iterator[Amount]:
        """Both ends of a range, or where a change begins and what it comes to; only the last of two that are neither."""
        last = max(match.end(name) for name in ("low", "low_scale", "low_unit"))
        first = next(match.start(name) for name in ("sign", "per", "low") if match[name])
        begin = replace(found, start=first, end=last, value=plain(low), exactness=self._before(text, match.start()))
        if re.search(self._rules["from_before"], text[max(0, match.start() - _FAR) : match.start()]):
            yield replace(begin, bound="from")
            yield replace(found, exactness=self._after(text, match.end()) or self._before(text, match.start("n")))
        elif low < value:
            yield replace(begin, bound="lower")
            yield replace(found, bound="upper")
        else:
            yield found

    def _unit_of(self, match: re.Match[str]) -> tuple[str, Decimal]:
        """%, the money before the number or the unit behind it, else a count; and how many of the unit its words stand for."""
        if match["per"]:
            return "%", Decimal(1)
        if match["sign"]:
            return next(str(row["unit"]) for row in self._rules["signs"] if re.fullmatch(row["words"], match["sign"])), Decimal(1)
        if not (found := match["unit"]):
            return "count", Decimal(1)
        row = next(row for row in self._rules["units"] if re.fullmatch(row["words"], found))
        return str(row["unit"]), Decimal(str(row.get("times", 1)))

    def _is_none(self, text: str, match: re.Match[str], in_words: bool) -> bool:
        """Whether the number points to what was named, is a manner of speaking, or counts time."""
        behind = text[match.end() : match.end() + _FAR]
        if match["classifier"] is not None and re.match(self._rules["never"], behind):
            return True
        if match["classifier"] is not None and self._counts_nothing(text, match):
            return True
        if match["classifier"] is not None and "." in match["n"] and not match["scale"]:
            return True  # what is counted is whole
        if self._alone(text, match):
            return True
        if not in_words or match["unit"] or match["per"] or match["sign"]:
            return False
        before = text[max(0, match.start() - _NEAR) : match.start()]
        noun = text[match.start("classifier") :] if match["classifier"] is not None else behind
        return bool(re.search(self._rules["pointing"], before) or re.match(self._rules["phrases"], noun))

    def _alone(self, text: str, match: re.Match[str]) -> bool:
        """Whether a number has no noun, and what stands before it does not make it one of things either."""
        near = text[max(0, match.start() - _FAR) : match.start()]
        said = [rule for name, rule in _ALONE if match.groupdict().get(name) is not None]
        return not (match["sign"] or match["scale"]) and any(not re.search(self._rules[rule], near) for rule in said)

    def _counts_nothing(self, text: str, match: re.Match[str]) -> bool:
        """Whether a number before a noun is a year, or one of a row of ordinals."""
        year = re.fullmatch(self._rules["years"], match["n"]) and not match["scale"]
        before = text[max(0, match.start() - _LABEL) : match.start()]
        return bool(year or re.search(self._rules["ordinals"], before))

    def _exactness(self, text: str, match: re.Match[str]) -> str:
        groups = match.groupdict()
        if (groups.get("more") and groups.get("n")) or groups.get("over"):
            return "at_least"
        if re.match(self._rules["exactness_after"]["at_least"], groups.get("classifier") or "-"):
            return "at_least"
        return self._after(text, match.end()) or self._before(text, match.start())

    def _after(self, text: str, at: int) -> str | None:
        """How exact the words right behind a place say a number to be."""
        behind = text[at : at + _FAR]
        names = (name for name, words in self._rules["exactness_after"].items() if re.match(f"\\s*(?:{words})", behind))
        return next(names, None)

    def _before(self, text: str, at: int) -> str:
        """How exact the words right before a place say a number to be."""
        before = text[max(0, at - _FAR) : at]
        names = (name for name, words in self._rules["exactness_before"].items() if re.search(f"(?:{words})\\s*$", before))
        return str(next(names, "exact"))


def _joined(masks: Masks) -> list[tuple[int, int]]:
    """Spans in their order, those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(masks):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


@lru_cache(maxsize=8)
def of(language: str) -> Amounts:
    """The finder of a language, made once."""
    return Amounts(language)
