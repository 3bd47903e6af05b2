"""How often a rule reads rightly: what people judged, counted by rule (``judged.csv``), and the confidence that follows.

The confidence of a rule is its share of right readings among those judged, drawn towards the share of its family (rules that find
the same kind of thing) as if ``WEIGHT`` more of them had been judged: a rule of which two readings were judged says little by
itself. That is the mean of a beta distribution with the family as prior (Gelman et al., Bayesian Data Analysis, chapter 5). A rule
that nobody judged yet carries the share of the least sure family. ``python -m bench.judging`` counts verdicts into the table.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WEIGHT = 5
"""How many judged readings the family's share counts for."""
COLUMNS = ("language", "family", "rule", "right", "wrong")


@dataclass(frozen=True, slots=True)
class Precision:
    """A rule's ``confidence`` (0 to 1, two decimals) and what it rests on: ``right`` of ``judged`` readings."""

    confidence: float
    right: int
    judged: int

    def __str__(self) -> str:
        return f"{self.right} of {self.judged} judged right" if self.judged else "not judged yet"


@cache
def of_rule(rule: str, language: str) -> Precision:
    """What is known of a rule in a language (two letters)."""
    rows = [row for row in judged() if row.language == language]
    families: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        families[row.family][0] += row.right
        families[row.family][1] += row.right + row.wrong
    shares = {family: (right + 1) / (total + 2) for family, (right, total) in families.items()}
    own = next((row for row in rows if row.rule == rule), None)
    prior = shares[own.family] if own else min(shares.values(), default=0.5)
    right, total = (own.right, own.right + own.wrong) if own else (0, 0)
    return Precision(round((right + WEIGHT * prior) / (total + WEIGHT), 2), right, total)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the table."""

    language: str
    family: str
    rule: str
    right: int
    wrong: int


@cache
def judged() -> tuple[Judged, ...]:
    """The table, as it stands in the folder."""
    text = files("loaders.reading").joinpath("judged.csv").read_text(encoding="utf-8")
    return tuple(
        Judged(row["language"], row["family"], row["rule"], int(row["right"]), int(row["wrong"]))
        for row in csv.DictReader(text.splitlines())
    )
