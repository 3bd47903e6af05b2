"""The ways in which what is told can't all be so, read from ``codelists/contradictions.csv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ontology import vocabulary


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A way to contradict. ``rule``: what is compared (``graph_service.graph.contradictions``); ``predicates``: of which
    statements, empty for all that the rule fits."""

    name: str
    rule: str
    predicates: tuple[str, ...]
    en: str
    zh: str
    definition_en: str
    definition_zh: str


@cache
def contradictions() -> Mapping[str, Contradiction]:
    """All by name, in the order of the list."""
    return MappingProxyType({row["name"]: _contradiction(row) for row in vocabulary.rows("contradictions")})


def _contradiction(row: dict[str, str]) -> Contradiction:
    named = row["predicates"].replace("*", "").split()
    words = row["en"], row["zh"], row["definition_en"], row["definition_zh"]
    return Contradiction(row["name"], row["rule"], tuple(vocabulary.predicate(name).name for name in named), *words)
