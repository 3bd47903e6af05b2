"""The verbs with which the paragraphs of instruments begin, by the table ``ontology/codelists/verbs.csv``."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from loaders.reading.language import blanks, rules
from ontology import vocabulary
from ontology.vocabulary import Verb

_SAYING = frozenset(
    p.name for p in vocabulary.predicates().values() if p.group == "citation" or p.name in ("requests", "recommends", "mandates")
)
"""Predicates of verbs with which an organ speaks: it cites, asks, decides."""


@dataclass(frozen=True, slots=True)
class Said:
    """A verb in a text, from ``start`` to ``end``."""

    start: int
    end: int
    verb: Verb


@cache
def _known(language: str) -> Mapping[str, Verb]:
    return {v.verb.casefold(): v for v in vocabulary.verbs() if v.language == language}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb at the beginning of a paragraph, and one behind a joint: there only what an organ says, no doing of others."""
    known = rules(language, "resolution")
    saying = {form: verb for form, verb in _known(language).items() if verb.predicate in _SAYING}
    begins, joined = _any_of(_known(language), language), _any_of(saying, language)
    before = known["before_verb"]
    return (
        re.compile(f"{known['number']}{before}{begins}", re.IGNORECASE),
        re.compile(f"{known['joint']}{before}{joined}", re.IGNORECASE),
    )


def _any_of(forms: Iterable[str], language: str) -> str:
    edge = r"\b" if blanks(language) else ""
    return f"{edge}(?P<verb>{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))}){edge}"


def first_verb(text: str, language: str, start: int = 0, end: int | None = None) -> Said | None:
    """The verb with which a paragraph begins; behind its number or letter, and behind words such as "also", "deeply"."""
    match = _patterns(language)[0].match(text, start, len(text) if end is None else end)
    return Said(*match.span("verb"), _known(language)[match["verb"].casefold()]) if match else None


def verbs_in(text: str, language: str, start: int, end: int) -> Iterator[Said]:
    """The verbs of a line in order: the one it begins with, then those joined to it; none where it begins with none."""
    first = first_verb(text, language, start, end)
    if first:
        yield first
        for match in _patterns(language)[1].finditer(text, first.end, end):
            yield Said(*match.span("verb"), _known(language)[match["verb"].casefold()])
