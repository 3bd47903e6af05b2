"""What the words around a number tell: whether it was asked, granted or happened, when, and what is counted.

Works on one paragraph. Clauses are looked at from the number backwards; what stands in a comparison ("than in 2018") is told of
something else, unless the number stands in it too. Words are data (``<language>/figures.yaml``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from loaders.reading.amounts import Amount, Masks
from loaders.reading.dates import Found, find
from loaders.reading.language import rules

_ROW_OF_CLAUSES = 6
"""So many clauses before a number may still tell what it is."""
_FAR = 24
"""So far behind a number what tells of it may stand."""


@dataclass(frozen=True)
class Words:
    """The words of a paragraph and the places in them that tell nothing of numbers (names, titles)."""

    text: str
    language: str
    masks: Masks
    named_dates: Masks = ()
    """Dates that belong to an instrument named behind them."""

    @cached_property
    def _rules(self) -> dict[str, Any]:
        return rules(self.language, "figures")

    @cached_property
    def blank(self) -> str:
        """The text with a star for each character of a name."""
        out = list(self.text)
        for start, end in self.masks:
            out[start:end] = "*" * (end - start)
        return "".join(out)

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        place = bisect_right(self._ends, at)
        start = self._ends[place - 1] if place else 0
        return start, self._ends[place] if place < len(self._ends) else len(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end."""
        return [m.end() for m in re.finditer(self._rules["sentence_ends"], self.blank)]

    def clauses(self, at: int) -> list[tuple[int, int]]:
        """The clauses of the sentence up to a place, the nearest first; the first of them ends at the place."""
        start, _ = self.sentence(at)
        cuts = [start, *(m.end() for m in re.finditer(self._rules["clause_ends"], self.blank[start:at]))]
        cuts = [cut + start if i else cut for i, cut in enumerate(cuts)]
        ends = [*cuts[1:], at]
        return [(a, b) for a, b in zip(cuts, ends, strict=True) if b > a][::-1][:_ROW_OF_CLAUSES]

    def around(self, amount: Amount) -> str:
        """The blanked text without brackets and comparisons in which the number itself does not stand."""
        out = self.blank
        for match in (*re.finditer(self._rules["brackets"], out), *re.finditer(self._rules["comparisons"], out)):
            if not match.start() <= amount.start < match.end():
                out = out[: match.start()] + "*" * len(match[0]) + out[match.end() :]
        return out

    def change(self, amount: Amount) -> str | None:
        """Whether a number tells by how much something changed (difference), comes on top of others (additional) or is where a
        change begins (from); None where it tells nothing of a change."""
        if amount.unit == "count" and self._changes(amount):
            return "difference"
        if re.search(self._rules["additional"], self.text[: amount.start]):
            return "additional"
        return "from" if re.search(self._rules["from_here"], self.text[amount.end :]) else None

    # ------------------------------------------------------------------ status
    def status(self, amount: Amount) -> str | None:
        """planned, requested … as the words of the sentence tell it; None where they tell nothing."""
        text = self.around(amount)
        behind = text[amount.end : amount.end + _FAR]
        if re.search(self._rules["aimed"], behind):
            return "target"
        if amount.unit == "count" and (told := self._behind(re.split(self._rules["clause_ends"], behind)[0])):
            return told
        clauses = self.clauses(amount.start)
        for start, end in clauses:
            said = text[start:end]
            if share := re.search(self._rules["share_of"], said) if amount.kind == "share" else None:
                said = said[: share.start()]
            if told := self._last(said, "status", amount.kind) or self._last(said, "weak_status", amount.kind):
                return told
        return None

    def _last(self, text: str, rule: str, kind: str) -> str | None:
        """What the word nearest to the end tells, the longer of two that end together; only money is spent."""
        told = {name: words for name, words in self._rules[rule].items() if kind == "money" or name != "spent"}
        hits = [(m.end(), m.end() - m.start(), name) for name, words in told.items() for m in re.finditer(words, text)]
        return max(hits)[2] if hits else None

    def _behind(self, text: str) -> str | None:
        """What the first of the words right behind a count tells of it ("20 proposed posts", "15 were approved")."""
        told = self._rules["status_behind"]
        hits = [(m.start(), m.start() - m.end(), name) for name, words in told.items() for m in re.finditer(words, text)]
        return min(hits)[2] if hits else None

    # ------------------------------------------------------------------ period
    @cached_property
    def dates(self) -> tuple[Found, ...]:
        """The dates of the text that are no part of a name and not an instrument's."""
        own = (*self.masks, *self.named_dates)
        periods = list(self._periods())
        plain = [d for d in find(self.text, self.language) if not any(p.start <= d.start < p.end for p in periods)]
        found = sorted([*periods, *plain], key=lambda d: d.start)
        return tuple(d for d in found if not any(a <= d.start < b for a, b in own))

    def _periods(self) -> Iterator[Found]:
        for rule in self._rules["periods"]:
            for match in re.finditer(rule["pattern"], self.text):
                yield Found(rule["edtf"].format(**match.groupdict()), match.start(), match.end())

    def period(self, amount: Amount) -> str | None:
        """The nearest date before the number in its sentence, else behind it in its clause, else in what was said before."""
        text = self.around(amount)
        usable = [d for d in self.dates if text[d.start] != "*"]
        start, _ = self.sentence(amount.start)
        if before := [d for d in usable if start <= d.start < amount.start]:
            return before[-1].edtf
        end = re.search(self._rules["clause_ends"], text[amount.end :])
        stop = amount.end + end.start() if end else len(text)
        if behind := [d for d in usable if amount.end <= d.start < stop]:
            return behind[0].edtf
        first, _ = self.sentence(max(0, start - 1))
        earlier = [d for d in usable if first <= d.start < start and not re.search(self._rules["since"], text[: d.start])]
        return earlier[-1].edtf if earlier else None

    # ------------------------------------------------------------------ measure
    def noun(self, amount: Amount) -> str:
        """The words behind a number's classifier up to the next mark; none where they go on with something else."""
        if amount.unit != "count" or amount.noun_at < 0:
            return ""
        behind = re.split(self._rules["noun_ends"], self.text[amount.noun_at : amount.noun_at + self._rules["noun_length"]])[
            0
        ].strip()
        return "" if re.search(self._rules["no_noun"], behind) else behind

    def head(self, noun: str) -> tuple[str, str] | None:
        """The measure that a noun names, and the noun up to its end: the first of the words, or what it runs into
        ("country offices" are offices)."""
        hits = sorted(
            (m.start(), m.end(), row["measure"]) for row in self._rules["measures"] for m in re.finditer(row["words"], noun)
        )
        if not hits or hits[0][0] > self._rules["noun_far"]:
            return None
        _, end, measure = hits[0]
        for start, stop, other in hits[1:]:
            if end <= start <= end + 1 and noun[end:start] not in self._rules["between_nouns"]:
                end, measure = stop, other
        return str(measure), noun[:end]

    def counted(self, amount: Amount, before: str | None) -> str:
        """The measure of a count: what its noun names; ``before``, the measure of the count before it, or what its clause names
        where it has no noun."""
        noun = self.noun(amount)
        if found := self.head(noun):
            return found[0]
        if amount.classifier and re.search(self._rules["people_classifiers"], amount.classifier):
            return self._people(noun, amount)
        if noun:
            return "quantity"
        return before or self._named_before(amount) or "quantity"

    def _people(self, noun: str, amount: Amount) -> str:
        said = (
            self.text[self._clause(amount) : amount.start]
            if not noun or re.fullmatch(self._rules["people_nouns"], amount.classifier)
            else noun
        )
        return next(str(row["measure"]) for row in self._rules["people"] if re.search(row["words"], said))

    def _named_before(self, amount: Amount) -> str | None:
        for start, end in self.clauses(amount.start)[:2]:
            said = self.text[start:end]
            hits = [(m.end(), row["measure"]) for row in self._rules["measures"] for m in re.finditer(row["words"], said)]
            if hits:
                return str(max(hits)[1])
        return None

    def _clause(self, amount: Amount) -> int:
        clauses = self.clauses(amount.start)
        return clauses[0][0] if clauses else amount.start

    def _changes(self, amount: Amount) -> bool:
        """Whether the number is by how much something grows or shrinks."""
        return re.search(self._rules["rates"], self.text[self._clause(amount) : amount.start]) is not None

    def _money(self, amount: Amount) -> str:
        """The measure of a sum of money, by the words of the clauses before it and behind it."""
        if self._changes(amount):
            return "resource_change"
        for start, end in [*self.clauses(amount.start)[:3], (amount.end, amount.end + 10)]:
            said = self.blank[start:end]
            hits = [(m.end(), row["measure"]) for row in self._rules["money"] for m in re.finditer(row["words"], said)]
            if hits:
                return str(max(hits)[1])
        return "value"

    def measure(self, amount: Amount, before: str | None = None) -> str:
        """What the number measures, a name of ``codelists/measures.csv``; ``before``: what the count before it measures."""
        if amount.kind == "money":
            return self._money(amount)
        if amount.kind == "share":
            return "rate_of_change" if self._changes(amount) else "share"
        if amount.unit == "count":
            return self.counted(amount, before)
        said = self.text[self._clause(amount) : amount.end]
        return next((str(row["measure"]) for row in self._rules["amounts"] if re.search(row["words"], said)), "quantity")
