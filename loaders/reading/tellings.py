"""What the words around a number tell: whether it was asked, granted or happened, when, and whether it tells of a change.

Works on one paragraph. Clauses are looked at from the number backwards; what stands in a comparison ("than in 2018") or in brackets
is told of something else, unless the number stands in it too. A sentence is looked at so far only around a number that time grows
with the text and not with its square. Words are data (``<language>/figures.yaml``); what is counted is read by ``nouns``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from loaders.reading import nouns
from loaders.reading.amounts import Amount, Masks
from loaders.reading.dates import Found, find
from loaders.reading.language import rules
from loaders.reading.nouns import Noun

_ROW_OF_CLAUSES = 6
"""So many clauses before a number may still tell what it is."""
_REACH, _NEAR, _FAR = 800, 60, 110
"""So far before a number its sentence is looked at, its own words, and the words behind it."""
_ASKED_OF_COUNTS = ("requested", "approved", "received", "spent")
"""What is told of money and posts: of other things it is what is done with them."""


@dataclass(frozen=True)
class Words:
    """The words of a paragraph and the places in them that tell nothing of numbers (names, titles)."""

    text: str
    language: str
    masks: Masks
    named_dates: Masks = ()
    """Dates that belong to an instrument named behind them."""

    @cached_property
    def rule(self) -> dict[str, Any]:
        """The rules of the language."""
        return rules(self.language, "figures")

    @cached_property
    def blank(self) -> str:
        """The text with a star for each character of a name."""
        out = list(self.text)
        for start, end in self.masks:
            out[start:end] = "*" * (end - start)
        return "".join(out)

    # ------------------------------------------------------------------ sentences and clauses
    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends, as far as it is looked at."""
        place = bisect_right(self._ends, at)
        start = self._ends[place - 1] if place else 0
        end = self._ends[place] if place < len(self._ends) else len(self.text)
        return max(start, at - _REACH), min(end, at + _REACH)

    def sentence_number(self, at: int) -> int:
        """Which sentence of the paragraph a place is in."""
        return bisect_right(self._ends, at)

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end."""
        return [m.end() for m in re.finditer(self.rule["sentence_ends"], self.blank)]

    @cached_property
    def _cuts(self) -> list[int]:
        """Where clauses begin."""
        return [m.end() for m in re.finditer(self.rule["clause_ends"], self.blank)]

    def clauses(self, at: int) -> list[tuple[int, int]]:
        """The clauses of the sentence up to a place, the nearest first; the first of them ends at the place."""
        start, _ = self.sentence(at)
        cuts = [start, *self._cuts[bisect_right(self._cuts, start) : bisect_right(self._cuts, at)]]
        ends = [*cuts[1:], at]
        return [(a, b) for a, b in zip(cuts, ends, strict=True) if b > a][::-1][:_ROW_OF_CLAUSES]

    def clause(self, amount: Amount) -> int:
        """Where the clause of a number begins."""
        clauses = self.clauses(amount.start)
        return clauses[0][0] if clauses else amount.start

    @cached_property
    def _asides(self) -> tuple[list[tuple[int, int]], list[int], int]:
        """Brackets and comparisons, where they begin, and how long the longest is."""
        found = sorted([*self._comparisons, *(m.span() for m in re.finditer(self.rule["brackets"], self.blank))])
        return found, [start for start, _ in found], max((end - start for start, end in found), default=0)

    @cached_property
    def _comparisons(self) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(self.rule["comparisons"], self.blank)]

    def _compared(self, amount: Amount) -> tuple[int, int] | None:
        """The comparison in which a number stands."""
        place = bisect_right(self._comparisons, (amount.start, len(self.text)))
        return self._comparisons[place - 1] if place and amount.start < self._comparisons[place - 1][1] else None

    def clear(self, start: int, end: int, amount: Amount) -> str:
        """The blanked words of a stretch without brackets and comparisons in which the number itself does not stand."""
        spans, starts, longest = self._asides
        out = self.blank[start:end]
        for first, last in spans[bisect_left(starts, start - longest) : bisect_left(starts, end)]:
            if last > start and not first <= amount.start < last:
                cut, stop = max(first, start) - start, min(last, end) - start
                out = out[:cut] + "*" * (stop - cut) + out[stop:]
        return out

    def _behind(self, amount: Amount) -> str:
        """The words behind a number up to the end of its clause."""
        words = self.clear(amount.end, amount.end + _FAR, amount)
        return re.split(self.rule["clause_ends"], words)[0]

    # ------------------------------------------------------------------ change
    def change(self, amount: Amount) -> str | None:
        """Whether a number tells by how much something changed (difference), comes on top of others (additional) or is where a
        change begins (from); None where it tells nothing of a change."""
        before, behind = self.text[max(0, amount.start - _NEAR) : amount.start], self.text[amount.end : amount.end + _FAR]
        if amount.unit == "count" and self.changes(amount):
            return "difference"
        if re.search(self.rule["additional"], before) or re.search(self.rule["additional_behind"], behind):
            return "additional"
        begins = re.search(self.rule["from_before"], before) and re.search(self.rule["from_here"], behind)
        return "from" if begins or amount.bound == "from" else None

    def changes(self, amount: Amount) -> bool:
        """Whether the number is by how much something grows or shrinks."""
        before = self.text[max(self.clause(amount), amount.start - _FAR) : amount.start]
        behind = self.text[amount.end : amount.end + _NEAR]
        by = amount.kind == "share" and re.search(self.rule["rate_by"], before) and not amount.in_words
        return bool(by or re.search(self.rule["rates"], before) or re.search(self.rule["rates_behind"], behind))

    # ------------------------------------------------------------------ status
    def status(self, amount: Amount, *, granted: bool = True) -> str | None:
        """planned, requested … as the words of the sentence tell it; None where they tell nothing. ``granted``: whether it is
        something that is asked for and granted (money, posts, shares of them)."""
        behind = self._behind(amount)
        if re.search(self.rule["aimed"], behind.lstrip()[len(amount.noun) :]):
            return "target"
        if told := self._told_behind(behind, amount, granted=granted):
            return told
        compared = self._compared(amount)
        clauses = [(compared[0], amount.start)] if compared else self.clauses(amount.start)
        for number, (start, end) in enumerate(clauses):
            if number and re.search(self.rule["clause_stops"], self.blank[end - 1 : clauses[number - 1][1]]):
                break
            said = self.clear(start, end, amount)
            said = self._without_beginning(said) if number == 0 else said
            if share := re.search(self.rule["share_of"], said) if amount.kind == "share" else None:
                said = said[: share.start()]
            told = self._last(said, ("status", "strong_status"), amount, granted)
            if told in (None, "actual"):
                told = self._last(said, ("weak_status", "noun_status"), amount, granted) or told
            if told:
                return told
        first = clauses[-1][0] if clauses else amount.start
        asked = not granted and re.search(self.rule["asked"], self.blank[first : amount.start])
        return "requested" if asked else None

    def _without_beginning(self, said: str) -> str:
        """Words without those that tell where a change that ends behind them began."""
        match = re.search(self.rule["from_to"], said)
        return said[: match.start()] + "*" * len(match[0]) if match else said

    def _last(self, text: str, rules_of: tuple[str, str], amount: Amount, granted: bool) -> str | None:
        """What the word nearest to the end tells, the longer of two that end together."""
        told = self.rule[rules_of[0]] | self.rule[rules_of[1]]
        told = {name: words for name, words in told.items() if granted or name not in _ASKED_OF_COUNTS}
        if amount.kind != "money":
            told = {name: words for name, words in told.items() if name != "spent"}
        hits = [(m.end(), m.end() - m.start(), name) for name, words in told.items() for m in re.finditer(words, text)]
        return max(hits)[2] if hits else None

    def _told_behind(self, text: str, amount: Amount, *, granted: bool) -> str | None:
        """What the first of the words behind a number tells of it ("15 were approved"); that it happened, if nothing more."""
        told = [*self.rule["status_behind"].items(), *(self.rule["behind_granted"].items() if granted else ())]
        told = [(name, words) for name, words in told if name != "spent" or amount.kind == "money"]
        hits = [(name == "actual", m.end(), name) for name, words in told if (m := re.search(words, text))]
        return min(hits)[2] if hits else None

    # ------------------------------------------------------------------ period
    @cached_property
    def dates(self) -> tuple[Found, ...]:
        """The dates of the text that are no part of a name and not an instrument's."""
        own = sorted([*self.masks, *self.named_dates])
        starts, reached = [start for start, _ in own], [0]
        for _, end in own:
            reached.append(max(reached[-1], end))
        periods = list(self._periods())
        taken = {place for p in periods for place in range(p.start, p.end)}
        plain = [d for d in find(self.text, self.language) if d.start not in taken]
        found = sorted([*periods, *plain], key=lambda d: d.start)
        return tuple(d for d in found if reached[bisect_right(starts, d.start)] <= d.start)

    def _periods(self) -> Iterator[Found]:
        reached = 0
        found = [(m, rule) for rule in self.rule["periods"] for m in re.finditer(rule["pattern"], self.text)]
        for match, rule in sorted(found, key=lambda f: (f[0].start(), -f[0].end())):
            if match.start() >= reached:
                reached = match.end()
                yield Found(rule["edtf"].format(**match.groupdict()), match.start(), match.end())

    @cached_property
    def _date_starts(self) -> list[int]:
        return [d.start for d in self.dates]

    def _dated(self, start: int, end: int, amount: Amount) -> list[Found]:
        """The dates of a stretch that do not stand in a bracket or comparison without the number."""
        near = self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]
        spans, starts, longest = self._asides
        out = []
        for date in near:
            around = spans[bisect_left(starts, date.start - longest) : bisect_right(starts, date.start)]
            if all(date.start >= last or first <= amount.start < last for first, last in around):
                out.append(date)
        return out

    def period(self, amount: Amount) -> str | None:
        """The date right behind the number, the nearest one in its clause, that of a clause that it goes on, the one with which
        its sentence begins. Another sentence's only where the number's goes on about the same time."""
        if own := self._date_behind(amount):
            return own
        clauses = self.clauses(amount.start)
        start = clauses[0][0] if clauses else amount.start
        begun = len(self._without_beginning(self.blank[start : amount.start]).rstrip("*"))
        if before := [d for d in self._dated(start, amount.start, amount) if d.start < start + begun]:
            return self._listed(before)
        if behind := self._dated(amount.end, self._clause_end(amount), amount):
            return behind[0].edtf
        if self._compared(amount):
            return None
        return self._carried(amount, clauses) or self._topic(amount) or self._of_sentence_before(amount)

    def _listed(self, found: list[Found]) -> str:
        """The last of some dates; of a list of dates from its first to its last."""
        first = last = found[-1]
        for date in found[-2::-1]:
            if not re.fullmatch(self.rule["dates_between"], self.text[date.end : first.start]):
                break
            first = date
        if first is last:
            return last.edtf
        return f"{first.edtf.partition('/')[0]}/{last.edtf.rpartition('/')[2]}"

    def _clause_end(self, amount: Amount) -> int:
        place = bisect_right(self._cuts, amount.end)
        return min(self._cuts[place] if place < len(self._cuts) else len(self.text), amount.end + _REACH)

    def _date_behind(self, amount: Amount) -> str | None:
        """The date right behind the number and its noun, in brackets too."""
        place = bisect_left(self._date_starts, amount.end)
        date = self.dates[place] if place < len(self.dates) else None
        if date is None or date.start > amount.end + _FAR or not self._dated(date.start, date.start + 1, amount):
            return None
        return date.edtf if re.search(self.rule["date_after"], self.text[amount.end : date.start]) else None

    def _carried(self, amount: Amount, clauses: list[tuple[int, int]]) -> str | None:
        """The last date of the clauses that the number's own goes on."""
        for (start, end), (before, _) in pairwise(clauses):
            said, dates = self.blank[start:end], self._dated(before, start, amount)
            if dates and re.search(self.rule["topic_date"], self.text[before : dates[0].start]):
                return self._listed(dates)
            if re.search(self.rule["clause_stops"], self.blank[before:end]) or not re.search(self.rule["goes_on"], said or " "):
                return None
            if dates:
                return dates[-1].edtf
        return None

    def _topic(self, amount: Amount) -> str | None:
        """The date with which the sentence begins."""
        place = bisect_right(self._ends, amount.start)
        start = self._ends[place - 1] if place else 0
        apart = [m.end() for m in re.finditer(self.rule["apart_by"], self.blank[max(start, amount.start - _REACH) : amount.start])]
        start = max(start, amount.start - _REACH) + apart[-1] if apart else start
        dates = self._dated(start, min(amount.start, start + _FAR), amount)
        return dates[0].edtf if dates and re.search(self.rule["topic_date"], self.text[start : dates[0].start]) else None

    def _of_sentence_before(self, amount: Amount) -> str | None:
        start, end = self.sentence(amount.start)
        if start and re.search(self.rule["same_time"], self.text[start:end]):
            first, _ = self.sentence(start - 1)
            if dates := self._dated(first, start, amount):
                return dates[-1].edtf
        frame = self.dates[0] if self.dates and not self._dated(start, end, amount) else None
        return frame.edtf if frame and re.search(self.rule["frame"], self.text[: min(frame.start, _FAR)]) else None

    # ------------------------------------------------------------------ measure
    def head(self, noun: str) -> tuple[str, str] | None:
        """The measure and the thing that a noun names (``nouns.head``)."""
        return nouns.head(noun, self.language)

    def measure(self, amount: Amount, before: Noun | None = None) -> str:
        """What the number measures, a name of ``codelists/measures.csv``."""
        return nouns.read(self, amount, before).measure
