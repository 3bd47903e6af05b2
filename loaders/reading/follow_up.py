"""What became of recommendations of oversight bodies, and who says so: implemented, under way, planned, not accepted, closed.

A reader (see ``loader``), behind that of requests. What stands behind a recommendation, up to the next, tells what was done about
it; its sentences are claims of whoever they name as judging (the auditors that hold it closed, the organisation that holds it
implemented), else of the addressee. A claim of the addressee is a statement ``fulfils`` with its status, one of the body that
recommended that it is done ``closed_by``; who is asked to close it follows it up.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from loaders.reading import amounts
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from ontology.records import Statement, qualifiers

RULE = "follow_up"
_LONGEST = 3000
"""A follow-up is not longer than so many characters."""
_TYPE = "oversight_recommendation"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation: its key, where it stands, to whom it is addressed and who made it (keys)."""

    key: str
    start: int
    end: int
    addressee: str
    source: str


def read(laid: Laid, context: Context) -> Finds:
    """The claims about the recommendations that a document quotes."""
    if not amounts.known(laid.language):
        return Finds()  # a language without words for figures has none for tables either
    rule: dict[str, Any] = rules(laid.language, "tables").get("follow_up") or {}
    found = _recommendations(context) if rule else []
    return Finds(statements=tuple(_unlike(_Reader(laid, context, rule, found).claims())))


def _unlike(statements: Iterator[Statement]) -> Iterator[Statement]:
    """Each claim once, at its first place."""
    seen: set[str] = set()
    for statement in statements:
        if statement.id not in seen:
            seen.add(statement.id)
            yield statement


def _recommendations(context: Context) -> list[Recommendation]:
    """All that the reader of requests found, in order of the text."""
    told: dict[str, dict[str, Statement]] = {}
    for statement in context.found.statements:
        if "!" in statement.subject:
            told.setdefault(statement.subject, {})[statement.predicate] = statement
    out = []
    for key, said in told.items():
        kind = getattr(said["type"].object, "text", "") if "type" in said else ""
        if kind != _TYPE or not {"addressed_to", "requested_by"} <= said.keys():
            continue
        place = said["addressed_to"].evidence[0]
        if place.start is not None and place.end is not None:
            addressee, source = (str(said[name].object) for name in ("addressed_to", "requested_by"))
            out.append(Recommendation(key, place.start, place.end, addressee, source))
    return sorted(out, key=lambda one: (one.start, one.key))


class _Reader:
    def __init__(self, laid: Laid, context: Context, rule: dict[str, Any], found: list[Recommendation]) -> None:
        self._laid, self._context, self._rule, self._found = laid, context, rule, found
        self._bodies = sorted((m.start, m.end, m.key) for m in context.found.mentions if m.type == "entity")
        self._starts = [start for start, *_ in self._bodies]

    def claims(self) -> Iterator[Statement]:
        """All claims."""
        starts = sorted({one.start for one in self._found})
        following = dict(pairwise(starts))
        for one in self._found:
            stop = self._laid.at(one.start).end
            if one.start in following:
                stop = min(stop, self._sentence(following[one.start]))
            yield from self._of_one(one, min(stop, one.end + _LONGEST))

    def _sentence(self, at: int) -> int:
        """Where the sentence or line begins in which a place stands."""
        before = [m.end() for m in re.finditer(self._rule["sentence_end"], self._laid.text[max(0, at - 400) : at])]
        return max(0, at - 400) + before[-1] if before else at

    def _of_one(self, one: Recommendation, stop: int) -> Iterator[Statement]:
        start = one.end
        for match in re.finditer(self._rule["sentence"], self._laid.text[one.end : stop]):
            yield from self._sentence_of(one, start + match.start(), start + match.end())

    def _sentence_of(self, one: Recommendation, start: int, end: int) -> Iterator[Statement]:
        """What one sentence claims."""
        words = self._laid.text[start:end]
        told = next((row for row in self._rule["statuses"] if re.search(row["words"], words)), None)
        if told is None:
            return
        evidence = (self._context.evidence(start, end, RULE, 0.75),)
        judging = re.search(self._rule["judges"], words)
        claimant = self._named_before(start, start + judging.start()) if judging else None
        document = self._context.document
        if told["status"] == "achieved" and claimant == one.source:
            yield Statement(document, one.key, "closed_by", one.source, evidence=evidence)
            return
        pairs = qualifiers({"status": told["status"]})
        yield Statement(document, claimant or one.addressee, "fulfils", one.key, pairs, evidence=evidence)
        if re.search(self._rule["asks_to_close"], words):
            yield Statement(document, one.key, "followed_up_by", one.source, evidence=evidence)

    def _named_before(self, start: int, end: int) -> str | None:
        """The last body that is named between two places."""
        named = self._bodies[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end)]
        return next((key for _, stop, key in reversed(named) if stop <= end), None)
