"""A made-up world with what real records have and the rules of a walk depend on, as readings one after the other.

Of what its instruments say, some is said of a part (``#``), under another key (an alias, the text that an instrument carries), as
a plan or a denial, with dates of several precisions; some is said by later instruments too, in full or with less. Some things are
part or an edition of others. Some instruments are read a second time and say less then, some are withdrawn, some statements get a
verdict. What is said of chains of renewal is left as it is. Equal worlds give equal records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bench.documents import KNOWN_AT, METHOD, VERBS, Line, day, head, reading, said
from bench.worlds import CITATIONS, PREDICATES, World
from ontology.readings import Reading
from ontology.records import Evidence, Literal, Qualifiers, Statement, Verdict

AGAIN_AT, WITHDRAWN_AT, JUDGED_AT = "2026-02-20T09:00:00Z", "2026-03-10T09:00:00Z", "2026-04-05T09:00:00Z"
"""The record times of second readings, withdrawals and verdicts."""
TIMES = (KNOWN_AT, AGAIN_AT, WITHDRAWN_AT, JUDGED_AT)
"""All record times, the earliest first."""
STATUSES = ("planned", "proposed", "negated", "option", "achieved", "in_progress", *[""] * 18)
JUDGED = ("rejected", "rejected", "confirmed")
Told = tuple[Reading, str]


class Withdrawn(NamedTuple):
    """A document that is withdrawn."""

    document: str
    at: str
    reason: str


class _Draw:
    """Small numbers out of a large one."""

    def __init__(self, drawn: int) -> None:
        self._left = drawn

    def below(self, bound: int) -> int:
        self._left, found = divmod(self._left, bound)
        return found


@dataclass(frozen=True)
class Varied:
    """The record of a world. What it gives is to be written in the order of ``told``, ``again``, ``withdrawn``, ``verdicts``."""

    world: World
    drawn: tuple[int, ...] = field(repr=False)
    """A number for each claim, on which it depends how it is said."""

    @classmethod
    def of(cls, world: World) -> "Varied":
        """By the world's seed."""
        drawing = np.random.default_rng([world.seed, 1])
        return cls(world, tuple(drawing.integers(0, 1 << 62, size=len(world.subject)).tolist()))

    def told(self) -> Iterator[Told]:
        """A reading for each instrument, in order of time."""
        for place, claims in enumerate(said(self.world)):
            yield self._reading(place, [*self._head(place), *self._lines(place, claims)]), KNOWN_AT

    def again(self) -> Iterator[Told]:
        """A second reading of every thirtieth: its last claim is not in it, another is."""
        for place, claims in enumerate(said(self.world)):
            if place % 30 == 7:
                other = self.line((claims.start * 7 + place) % max(1, claims.start))
                yield self._reading(place, [*self._head(place), *self._lines(place, claims)[:-1], other]), AGAIN_AT

    def withdrawn(self) -> Iterator[Withdrawn]:
        """Every fiftieth."""
        for place in range(11, len(self.world.instruments), 50):
            yield Withdrawn(self._key(place), WITHDRAWN_AT, "issued again under another symbol")

    def verdicts(self) -> Iterator[Verdict]:
        """On about every hundredth claim, as its own instrument says it."""
        for claim, drawn in enumerate(self.drawn):
            if drawn % 97 == 0:
                verdict = JUDGED[drawn // 97 % len(JUDGED)]
                yield Verdict(self._statement(claim).id, verdict, "a librarian", JUDGED_AT, "read again")

    def line(self, claim: int, *, less: bool = False) -> Line:
        """How a claim is said; ``less``: without its dates."""
        world, draw = self.world, _Draw(self.drawn[claim])
        subject, target = world.keys[world.subject[claim]], world.keys[world.object[claim]]
        name = PREDICATES[world.predicate[claim]]
        qualifiers: Qualifiers = ()
        since = until = None
        if name in (*CITATIONS, "mandates", "establishes"):
            subject = _part(subject, draw.below(25), 5)
            target = self._spelt(target, draw.below(4)) if name in CITATIONS else target
            target = _part(target, draw.below(28), 4)
        if name not in ("renews", "adopted_at", "adopted_by"):
            status = STATUSES[draw.below(len(STATUSES))]
            qualifiers = (("status", status),) if status else ()
            since, until = _times(draw, int(world.years[0]))
        words = VERBS[name].format(subject=subject, object=target)
        return Line(subject, name, target, words, qualifiers, None if less else since, None if less else until)

    def _lines(self, place: int, claims: range) -> list[Line]:
        """What an instrument says, and what it tells of what earlier ones said."""
        lines = [self.line(claim) for claim in claims]
        for claim in claims:
            draw = _Draw(self.drawn[claim] >> 31)
            if draw.below(11) == 0 and claims.start:
                earlier = self.line(draw.below(claims.start), less=draw.below(2) == 0)
                lines.append(earlier._replace(words=f"Noting what was said before: {earlier.words}"))
        return lines + list(self._more(place, claims))

    def _head(self, place: int) -> Iterator[Line]:
        key = self._key(place)
        yield from head(key, day(self.world, place))
        if place % 10 == 3:
            yield Line(key, "title", Literal(f"关于事项 {place} 的决议", "zh"), f"关于事项 {place} 的决议")
        if place % 25 == 4:
            yield Line(key, "also_called", Literal(f"Matter {place}", "en"), f"Hereinafter: Matter {place}")
        if place % 40 == 5:
            yield Line(key, "alias", Literal(f"NOTE-{place}", datatype="key"), f"Also issued as NOTE-{place}")
        if place % 60 == 8:
            yield Line(f"OUTCOME-{place}", "issued_as", key, f"The text of OUTCOME-{place} is annexed")

    def _more(self, place: int, claims: range) -> Iterator[Line]:
        key, world = self._key(place), self.world
        if place % 80 == 9:
            yield Line(key, "part_of", self._key(place - 1), f"Read together with {self._key(place - 1)}")
        if place % 90 == 13:
            yield Line(key, "edition_of", self._key(place - 2), f"Revises the text of {self._key(place - 2)}")
        for claim in claims:
            if PREDICATES[world.predicate[claim]] == "establishes":
                group = world.keys[world.object[claim]]
                yield Line(group, "type", Literal("issue_management_group", datatype="type"), f"{group} is a group")
                yield Line(group, "name", Literal(f"问题管理小组 {place}", "zh"), f"问题管理小组 {place}")

    def _spelt(self, key: str, drawn: int) -> str:
        """An instrument by its alias or by the text that it carries, where it has one."""
        place = self._places.get(key)
        if place is None or drawn > 1:
            return key
        return f"NOTE-{place}" if place % 40 == 5 else f"OUTCOME-{place}"

    @cached_property
    def _places(self) -> dict[str, int]:
        named = (place for place in range(len(self.world.instruments)) if place % 40 == 5 or place % 60 == 8)
        return {self._key(place): place for place in named}

    def _key(self, place: int) -> str:
        key: str = self.world.keys[self.world.instruments[place]]
        return key

    def _reading(self, place: int, lines: list[Line]) -> Reading:
        return reading(self._key(place), day(self.world, place), lines)

    def _statement(self, claim: int) -> Statement:
        line, document = self.line(claim), self.world.keys[self.world.document[claim]]
        told = (line.qualifiers, line.since, line.until, (Evidence("1", METHOD),))
        return Statement(document, line.subject, line.predicate, line.object, *told)


def _part(key: str, drawn: int, share: int) -> str:
    """Now and then a part of a resolution of the Assembly."""
    return f"{key}#{1 + drawn // share}" if drawn % share == 0 and key.startswith("A/RES/") else key


def _times(draw: _Draw, first: int) -> tuple[str | None, str | None]:
    """From when to when something holds: often not said, else as precise as it may be."""
    form, year, month, length = draw.below(12), first + draw.below(40), 1 + draw.below(12), draw.below(6)
    since = {0: f"{year}", 1: f"{year}-{month:02d}", 2: f"{year}-{month:02d}-15", 3: f"{year}~", 4: f"{year}/{year + 2}"}.get(form)
    return since, f"{year + 2 + length}" if since and length < 2 else None
