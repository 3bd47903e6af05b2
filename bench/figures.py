"""What is measured: two ways to the same answer, timed in turns within one run, and how many times as long the one takes."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
Seconds = list[float]
"""The times of the rounds, in their order."""
LEAST_ROUNDS, MOST_ROUNDS = 5, 60
ENOUGH_SECONDS = 0.6
"""Rounds go on until there are enough, and this much time was spent on them."""


class WrongAnswer(Exception):
    """Two ways that should give one answer do not, or the answer is not what the made-up world says: nothing is measured."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``ratio``: our time divided by the other, so below 1 is faster: the median of the ratios of single rounds, in which both were
    timed one after the other. ``low`` and ``high`` bound the middle half of them; both None where there was one round. ``ours``
    and ``other``: median times, in seconds."""

    measure: str
    what: str
    against: str
    ours: float
    other: float
    ratio: float
    low: float | None
    high: float | None
    rounds: int
    note: str = ""

    @classmethod
    def of(cls, names: tuple[str, str, str], ours: Sequence[float], other: Sequence[float], note: str = "") -> "Figure":
        """The figure of times in seconds, one of each a round; ``names``: measure, what, against."""
        ratios = [a / b for a, b in zip(ours, other, strict=True)]
        low, _, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else (None, None, None)
        return cls(*names, median(ours), median(other), median(ratios), low, high, len(ratios), note)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be measured here, and why."""

    measure: str
    what: str
    why: str


Result = Figure | Skipped


def timed(work: Callable[[], A]) -> tuple[float, A]:
    """Seconds, and what came out."""
    start = time.perf_counter()
    out = work()
    return time.perf_counter() - start, out


def compare(
    names: tuple[str, str, str],
    ours: Callable[[], A],
    other: Callable[[], B],
    check: Callable[[A, B], None],
    *,
    rounds: int | None = None,
    each: int = 1,
    note: Callable[[Seconds, Seconds], str] = lambda ours, other: "",
) -> Figure:
    """Ask both once, let ``check`` compare the answers (``WrongAnswer``), then time them in turns. ``each``: how many questions one
    call asks; times are given for one. ``rounds``: None for as many as are enough. ``note`` is told the times of each."""
    check(ours(), other())
    gc.collect()
    mine: Seconds = []
    theirs: Seconds = []
    while not _enough(rounds, sum(mine) + sum(theirs), len(mine)):
        mine.append(timed(ours)[0])
        theirs.append(timed(other)[0])
    one, another = ([seconds / each for seconds in times] for times in (mine, theirs))
    return Figure.of(names, one, another, note(one, another))


def _enough(rounds: int | None, spent: float, done: int) -> bool:
    if rounds is not None:
        return done >= rounds
    return done >= MOST_ROUNDS or (done >= LEAST_ROUNDS and spent >= ENOUGH_SECONDS)


def equal(what: str) -> Callable[[object, object], None]:
    """A check that both answers are equal."""

    def check(ours: object, other: object) -> None:
        if ours != other:
            raise WrongAnswer(f"{what}: expected {_short(other)}, found {_short(ours)}")

    return check


def expect(what: str, found: object, expected: object) -> None:
    """``WrongAnswer`` where what was found is not what the world says."""
    equal(what)(found, expected)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:300]}…"
