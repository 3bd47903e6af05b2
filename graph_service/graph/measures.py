"""Figures compared: which values of one measure rounding and "about" can reconcile, and which not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from ontology.records import Figure

ABOUT = Decimal("0.1")
"""How far, as a share of itself, a value that is only about right (``about``, ``nearly``) may lie from the exact one."""

ONE_AT_A_TIME = ("posts", "staff", "membership_size")
"""Measures that count things of which a subject has one number at a time; of others (countries helped, projects, reports) one text
tells several numbers, each of other things."""

THOUSANDS = 3
"""Zeros at the end of a number from which on it is taken to be rounded."""


def disagreeing(figures: Iterable[Figure], canonical: Callable[[str], str]) -> Iterator[tuple[str, tuple[Figure, Figure]]]:
    """Pairs of figures that can't both hold, with the canonical key of their subject: the same measure, unit, period, status and
    dimensions, and values that neither rounding nor their exactness reconciles.

    Only what is surely of one thing is compared: a figure without period or status is about nothing certain, two numbers in one
    paragraph are told as two, and counts are compared where a subject has one at a time."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period and figure.status and (figure.unit != "count" or figure.measure in ONE_AT_A_TIME):
            spot: tuple[object, ...] = (
                canonical(figure.subject),
                figure.measure,
                figure.unit,
                figure.period,
                figure.status,
                figure.dimensions,
            )
            groups[spot].append(figure)
    for spot in sorted(groups, key=repr):
        for one, other in combinations(sorted(groups[spot], key=lambda f: f.id), 2):
            if not agree(one, other) and not _places(one) & _places(other):
                yield str(spot[0]), (one, other)


def _places(figure: Figure) -> set[tuple[str, str]]:
    """Document and paragraph of all that says it."""
    return {(figure.document, evidence.paragraph) for evidence in figure.evidence}


def agree(one: Figure, other: Figure) -> bool:
    """Whether the values of two figures of one measure can both be right."""
    least, most = _bounds(one)
    low, high = _bounds(other)
    return (most is None or low < most) and (high is None or least < high)


def _bounds(figure: Figure) -> tuple[Decimal, Decimal | None]:
    """The least and the greatest (None: no end) that a figure can stand for.

    A rounded number stands for all that round to it: half a unit of its last digit; of its thousands, where it ends on three zeros
    or more (one or two may well be counted).
    """
    value = Decimal(figure.value)
    last = int(value.normalize().as_tuple().exponent) if value else 0
    half = Decimal(1).scaleb(last if last < 0 or last >= THOUSANDS else 0) / 2
    if figure.exactness == "at_least":
        return value, None
    if figure.exactness == "at_most":
        return Decimal("-Infinity"), value + half
    slack = max(half, abs(value) * ABOUT) if figure.exactness in ("about", "nearly") else half
    return value - slack, value + slack
