"""Folding: statements that say the same, or less, become one line with all the evidence (MODEL section 4).

"A statement that says less than another (same subject, predicate, object; its times null or wider, no qualifier that
differs) is folded under it." Statements of several documents that share a claim corroborate: one line as well.
"""

from collections.abc import Iterable

from ontology import dates
from ontology.records import Qualifiers, Statement

UNSAID = {"status": "fact", "stance": "contributes"}
"""What a qualifier means where it is not said: a plan never folds over a fact, nor a threat over a contribution."""

Line = tuple[Statement, ...]
"""The head (it says most) and all that is folded under it: first the same claim in other documents, then what says less."""


def fold(records: Iterable[Statement]) -> list[Line]:
    """The lines of statements that share subject, predicate and object, fullest first; a statement is in one line only."""
    given = sorted(records, key=lambda s: s.id)
    if len(given) == 1:  # so it is nearly always, and there is nothing to compare
        return [(given[0],)]
    claims: dict[str, list[Statement]] = {}
    for record in given:
        claims.setdefault(record.claim, []).append(record)
    heads: list[list[Statement]] = []
    for claim in sorted(claims.values(), key=_fullness):
        over = next((line for line in heads if says_less(claim[0], line[0])), None)
        if over is None:
            heads.append(claim)
        else:
            over.extend(claim)
    return [tuple(line) for line in heads]


def says_less(less: Statement, more: Statement) -> bool:
    """Whether one statement says no more than another about the same subject, predicate and object."""
    times = _wider(less.valid_from, more.valid_from) and _wider(less.valid_to, more.valid_to)
    return times and _contained(less.qualifiers, more.qualifiers)


def _wider(less: str | None, more: str | None) -> bool:
    if less is None or less == more:
        return True
    if more is None:
        return False
    outer, inner = dates.span(less), dates.span(more)
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _contained(less: Qualifiers, more: Qualifiers) -> bool:
    said = set(more)
    for name, meant in UNSAID.items():
        if _value(less, name, meant) != _value(more, name, meant):
            return False
    return all(pair in said for pair in less if pair[0] not in UNSAID)


def _value(pairs: Qualifiers, name: str, meant: str) -> str:
    return next((value for given, value in pairs if given == name), meant)


def _fullness(claim: list[Statement]) -> tuple[int, str, str]:
    """An order in which whatever says more comes first: more qualifiers and times, then the narrower times."""
    head = claim[0]
    times = [t for t in (head.valid_from, head.valid_to) if t]
    explicit = [pair for pair in head.qualifiers if pair[1] != UNSAID.get(pair[0])]
    spans = [dates.span(t) for t in times]
    # A span that lies within another begins no earlier, or begins with it and ends no later.
    inverted = "".join(_descending(first) + last for first, last in spans)
    return (-len(explicit) - len(times), inverted, head.claim)


def _descending(day: str) -> str:
    return day.translate(str.maketrans("0123456789", "9876543210"))
