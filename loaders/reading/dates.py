"""Dates in running text as EDTF: days, ranges of days, months, years, periods of years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.reading.language import rules
from loaders.reading.necessity import Sieve
from ontology import dates
from ontology.errors import BadDate


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: EDTF, and its place."""

    edtf: str
    start: int
    end: int


def find(text: str, language: str) -> Iterator[Found]:
    """The dates of a text, longest first at each place; what is no date of the calendar is left out."""
    reached = 0
    known, sieve = _forms(language)
    hits = [(m, known[n]) for n in sieve.through(text) for m in _compiled(known[n]["pattern"]).finditer(text)]
    for match, rule in sorted(hits, key=lambda h: (h[0].start(), -h[0].end())):
        if match.start() < reached:
            continue
        edtf = _filled(rule["edtf"], match, rules(language, "relations").get("months", {}))
        try:
            dates.check(edtf)
        except BadDate:
            continue
        reached = match.end()
        yield Found(edtf, match.start(), match.end())


def told(text: str, language: str, names: tuple[tuple[int, int], ...] = ()) -> Iterator[Found]:
    """The dates of a text, with the words that tell one by another named before ("the same year", "in May of that year").

    ``names``: where names stand whose years are no dates of what is told.
    """
    rows = rules(language, "relations").get("again_dates", [])
    known = [one for one in find(text, language) if not any(start <= one.start < end for start, end in names)]
    later = [(match, row) for row in rows for match in _compiled(row["words"]).finditer(text)]
    last: Found | None = None
    for start, hit in sorted([(one.start, one) for one in known] + [(m.start(), (m, row)) for m, row in later], key=lambda h: h[0]):
        if last and start < last.end:
            continue
        date = hit if isinstance(hit, Found) else _again(*hit, last)
        if date:
            last = date
            yield date


def _again(match: re.Match[str], row: dict[str, Any], last: Found | None) -> Found | None:
    """The date that words tell by the one before: its year (``keeps: 4``) or month (7), and what the words add."""
    if last is None or match.start() - last.end > row.get("within", match.start()):
        return None
    kept = last.edtf.rpartition("/")[2][: row["keeps"]]
    added = [value.zfill(2) for name in "md" if (value := match.groupdict().get(name))]
    edtf = "-".join([kept, *added])
    try:
        dates.check(edtf)
    except BadDate:
        return None
    return Found(edtf, match.start(), match.end()) if len(kept) == row["keeps"] else None


@cache
def _forms(language: str) -> tuple[list[dict[str, Any]], Sieve]:
    known = list(rules(language, "relations")["dates"])
    return known, Sieve(rule["pattern"] for rule in known)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _filled(form: str, match: re.Match[str], months: dict[str, str]) -> str:
    values = {name: months.get(value, value).zfill(2) if value else "" for name, value in match.groupdict().items()}
    return form.format(**values)
