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
