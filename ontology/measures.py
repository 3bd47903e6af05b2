"""What figures measure, in what, and of what: the closed lists ``codelists/measures.csv``, ``units.csv`` and ``counted.csv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ontology.vocabulary import rows

PARTS = "parts_come_to"
"""The dimension of a printed sum that its parts do not come to: what they do come to, in the figure's unit."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures, with its labels."""

    name: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Unit:
    """In what a figure counts. ``kind``: money, share or quantity. Values stand in whole units, never in thousands."""

    name: str
    kind: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of things that figures count: a value of their dimension ``counted``. ``measure``: what a number of such measures."""

    name: str
    measure: str
    en: str
    zh: str


@cache
def measures() -> Mapping[str, Measure]:
    """All measures by name, in the order of the list."""
    return MappingProxyType({row["name"]: Measure(row["name"], row["en"], row["zh"]) for row in rows("measures")})


@cache
def units() -> Mapping[str, Unit]:
    """All units by name, in the order of the list."""
    return MappingProxyType({row["name"]: Unit(row["name"], row["kind"], row["en"], row["zh"]) for row in rows("units")})


@cache
def counted() -> Mapping[str, Counted]:
    """All kinds of things counted by name, in the order of the list."""
    return MappingProxyType({row["name"]: Counted(row["name"], row["measure"], row["en"], row["zh"]) for row in rows("counted")})
