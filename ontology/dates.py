"""Valid time: EDTF level 1 dates, as precise as their source, and what they cover.

Dates stay text everywhere; this module says whether a text is a date and which days it spans. Days are proleptic
Gregorian ISO dates of the years 1 to 9999; ``0001-01-01`` and ``9999-12-31`` stand for an end that is open or not known.
Source of the forms: the EDTF specification of the Library of Congress (ISO 8601-2), levels 0 and 1 without times of day.
"""

import datetime
import re
from calendar import monthrange
from functools import lru_cache

from edtf import EDTFParseException, parse_edtf

from ontology.errors import BadDate

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"

_MONTH = r"(?:0[1-9]|1[0-2])"
_ONE = rf"(?:\d{{4}}(?:-(?:{_MONTH}(?:-\d\d)?|2[1-4]))?[?~%]?|\d{{2}}(?:\dX|XX)|\d{{4}}-(?:XX(?:-XX)?|{_MONTH}-XX))"
"""A day, month, year or season (21 to 24), uncertain or approximate as a whole, or with its last places not known."""
_LEVEL_1 = re.compile(rf"(?P<one>{_ONE})|(?P<begin>{_ONE}|\.\.|)/(?P<end>{_ONE}|\.\.|)", re.ASCII)


@lru_cache(maxsize=65536)
def span(date: str) -> tuple[str, str]:
    """The first and the last day that an EDTF date can mean, both inclusive; ``BadDate`` if it is none of level 1."""
    match = _LEVEL_1.fullmatch(date)
    if not match:
        raise BadDate(_no_date(date))
    begin, end = (match["one"], match["one"]) if match["one"] else (match["begin"], match["end"])
    first = _bounds(begin, date)[0] if begin.strip(".") else FIRST_DAY
    last = _bounds(end, date)[1] if end.strip(".") else LAST_DAY
    if not (begin + end).strip("."):
        raise BadDate(f"{date!r} says nothing: leave the date out where neither end is known")
    if first > last:
        raise BadDate(f"{date!r} ends before it begins")
    return first, last


def _bounds(one: str, whole: str) -> tuple[str, str]:
    return _plain(one) or _parsed(one, whole)


def _plain(one: str) -> tuple[str, str] | None:
    """A certain day, month or year: nearly all dates are such, and the parser takes 8 ms for each."""
    try:
        numbers = [int(part) for part in one.split("-")]
        year, month, day = [*numbers, *(1, 1)[len(numbers) - 1 :]]
        last_month = month if len(numbers) > 1 else 12
        last_day = day if len(numbers) > 2 else monthrange(year, last_month)[1]
        return datetime.date(year, month, day).isoformat(), datetime.date(year, last_month, last_day).isoformat()
    except ValueError:
        return None


def _parsed(one: str, whole: str) -> tuple[str, str]:
    try:
        parsed = parse_edtf(one)
        first, last = (_day(time) for time in (parsed.lower_strict(), parsed.upper_strict()))
    except (EDTFParseException, TypeError, ValueError) as error:
        raise BadDate(_no_date(whole)) from error
    if first < FIRST_DAY:
        raise BadDate(f"{whole!r}: expected a year from 0001 to 9999")
    return first, last


def _day(time: tuple[int, ...]) -> str:
    year, month, day = time[:3]
    return f"{year:04d}-{month:02d}-{day:02d}"


def _no_date(text: str) -> str:
    return f"{text!r} is no date: expected EDTF level 1 such as 2012, 2012-07, 2012-07-27, 2011/2012, ../2010 or 2012~"


def check(date: str | None) -> str | None:
    """The date itself, if it is one or None; else ``BadDate``."""
    if date is not None:
        span(date)
    return date


def in_order(valid_from: str | None, valid_to: str | None) -> bool:
    """Whether some reading of a period does not end before it begins."""
    return valid_from is None or valid_to is None or span(valid_from)[0] <= span(valid_to)[1]


def had_happened(date: str | None, day: str) -> str | None:
    """What is known of an act on a day: ``CERTAIN`` where it had happened by then on every reading of its date, ``POSSIBLE`` where
    on some, or where its date is not known; None where it came later."""
    if date is None:
        return "POSSIBLE"
    done, asked = span(date), span(day)
    return None if done[0] > asked[1] else "CERTAIN" if done[1] <= asked[0] else "POSSIBLE"


def can_hold(valid_from: str | None, valid_to: str | None, day: str) -> str | None:
    """What is known of a period on a day (or a shorter EDTF date: on all its days).

    ``CERTAIN`` where both ends are known and every reading of them covers it, ``POSSIBLE`` where some reading may,
    None where none does. An end that is not known excludes nothing (MODEL section 4).
    """
    first, last = span(day)
    begins = span(valid_from) if valid_from else None
    ends = span(valid_to) if valid_to else None
    if (begins and begins[0] > last) or (ends and ends[1] < first):
        return None
    certain = begins is not None and begins[1] <= first and ends is not None and ends[0] >= last
    return "CERTAIN" if certain else "POSSIBLE"
