"""The verbs with which the paragraphs of instruments begin, by the table ``ontology/codelists/verbs.csv``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from loaders.reading.language import blanks, rules
from ontology import vocabulary
from ontology.vocabulary import Verb


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
    """A verb at the beginning of a paragraph, and one behind a joint."""
    known = rules(language, "resolution")
    edge = r"\b" if blanks(language) else ""
    forms = sorted(_known(language), key=len, reverse=True)
    verbs = f"{edge}(?P<verb>{'|'.join(map(re.escape, forms))}){edge}"
    begins = re.compile(f"{known['number']}{known['before_verb']}{verbs}", re.IGNORECASE)
    return begins, re.compile(f"{known['joint']}{known['before_verb']}{verbs}", re.IGNORECASE)


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
