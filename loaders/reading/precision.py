"""How often a rule reads rightly: what people judged, counted by rule (``judged.csv``), and the confidence that follows.

A rule begins with the estimate of who wrote it. Each reading that a person judged moves it: the confidence is the share of right
readings among those judged, the estimate counting as ``WEIGHT`` more of them (the mean of a beta distribution with the estimate
as prior: Gelman et al., Bayesian Data Analysis, chapter 2). ``python -m bench.judging`` counts verdicts into the table.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WEIGHT = 5
"""How many judged readings an estimate counts for."""
COLUMNS = ("language", "rule", "right", "wrong")


@dataclass(frozen=True, slots=True)
class Judged:
    """How many readings of a rule were judged right, and how many wrong."""

    right: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        total = self.right + self.wrong
        return f"{self.right} of {total} judged right" if total else "none judged yet, an estimate"

    def confidence(self, estimate: float) -> float:
        """From 0 to 1, to two decimals; ``estimate``: what the rule is given before anything was judged."""
        return round((self.right + WEIGHT * estimate) / (self.right + self.wrong + WEIGHT), 2)


def of_rule(rule: str, language: str) -> Judged:
    """What was judged of a rule in a language (two letters)."""
    return table().get((language, rule), Judged())


@cache
def table() -> Mapping[tuple[str, str], Judged]:
    """What was judged, by language and rule."""
    text = files("loaders.reading").joinpath("judged.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["language"], row["rule"]): Judged(int(row["right"]), int(row["wrong"])) for row in rows}
