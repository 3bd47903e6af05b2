"""Valid time: EDTF level 1 dates, as precise as their source, and what they cover.

Dates stay text everywhere; this module says whether a text is a date and which days it spans. Days are proleptic
Gregorian ISO dates; ``0001-01-01`` and ``9999-12-31`` stand for an open end.
"""

from functools import lru_cache

from edtf import EDTFParseException, parse_edtf

from ontology.errors import BadDate

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"


@lru_cache(maxsize=65536)
def span(date: str) -> tuple[str, str]:
    """The first and the last day that an EDTF date can mean, both inclusive; ``BadDate`` if it is none."""
    try:
        parsed = parse_edtf(date)
        return _day(parsed.lower_strict(), FIRST_DAY), _day(parsed.upper_strict(), LAST_DAY)
    except (EDTFParseException, TypeError, ValueError) as error:
        raise BadDate(
            f"{date!r} is no date: expected EDTF such as 2012, 2012-07, 2012-07-27, 2011/2012, ../2010 or 2012~"
        ) from error


def _day(time: object, open_end: str) -> str:
    if isinstance(time, float):  # edtf says "open" with an infinity
        return open_end
    year, month, day = time[:3]  # type: ignore[index]  # a time.struct_time
    return f"{year:04d}-{month:02d}-{day:02d}"


def check(date: str | None) -> str | None:
    """The date itself, if it is one or None; else ``BadDate``."""
    if date is not None:
        span(date)
    return date


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
