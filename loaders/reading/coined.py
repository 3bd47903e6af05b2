"""Names that no register knows: what stands between title or quotation marks beside a word that tells its type.

Precision goes before recall: a title that the citations already read, or that a known name covers by half, is left alone.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from loaders.reading.folding import fold
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import blanks, rules
from loaders.reading.lexicon import of_language
from ontology.identifiers import made_up_key
from ontology.readings import Entity, Remark
from ontology.records import Literal, Statement

RULE = "coined-name"


class Spanned(Protocol):
    """Something found in the stored text."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """The code point behind its last."""


@dataclass(frozen=True, slots=True)
class Coined:
    """A new name: its type, its words and where it stands; ``short``: the acronym that the text gives it."""

    type: str
    name: str
    start: int
    end: int
    short: str | None = None

    @property
    def key(self) -> str:
        """The key that is made up for it."""
        return made_up_key(self.type, self.name)


def find(laid: Laid, context: Context, known: Iterable[Spanned]) -> Finds:
    """Mentions, entities, names and remarks of the new names of a report."""
    taken = sorted([(n.start, n.end) for n in known] + [(m.start, m.end) for m in context.found.mentions])
    longest = max((end - start for start, end in taken), default=0)
    new = [one for one in _coined(laid) if not _covered(one, taken, longest)]
    new += _by_short_name(laid, new, taken, longest)
    first = {one.key: one for one in reversed(new)}
    language = laid.language
    return Finds(
        mentions=tuple(context.mention("entity", "title", one.key, one.start, one.end) for one in new),
        entities=tuple(Entity(key, one.type, ((language, one.name),)) for key, one in sorted(first.items())),
        statements=tuple(s for one in first.values() for s in _statements(context, one)),
        remarks=tuple(
            Remark("made_up_key", f"{key}: {one.name} ({one.type})", laid.at(one.start).label) for key, one in first.items()
        ),
    )


def _coined(laid: Laid) -> Iterator[Coined]:
    spans: list[tuple[int, int]] = []
    for rule in _patterns(laid.language):
        for match in re.finditer(rule["pattern"], laid.text):
            start, end = match.span("name")
            short = match.groupdict().get("short")
            if short and (of_language(laid.language).key_of(short) or not made_of(short, match["name"])):
                continue  # another's acronym, or one whose body is known by a name that is nearly this
            at = bisect_left(spans, (start, end))
            if all(last <= start or end <= first for first, last in spans[max(0, at - 1) : at + 1]):
                spans.insert(at, (start, end))
                yield Coined(rule["type"], fold(match["name"], blanks=blanks(laid.language)).text, start, end, short)


def _by_short_name(laid: Laid, new: list[Coined], taken: list[tuple[int, int]], longest: int) -> list[Coined]:
    """Where the text speaks of new things by the acronyms that it gave them; an acronym that it gives to two is nobody's."""
    named: dict[str, set[Coined]] = defaultdict(set)
    for one in new:
        if one.short:
            named[one.short].add(replace(one, start=0, end=0))
    only = {short: next(iter(ones)) for short, ones in named.items() if len(ones) == 1}
    if not only:
        return []
    spoken = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, sorted(only, key=len, reverse=True)))})(?![\w/-])")
    found = [replace(only[match[0]], start=match.start(), end=match.end()) for match in spoken.finditer(laid.text)]
    return [one for one in found if not _covered(one, taken, longest)]


def made_of(short: str, name: str) -> bool:
    """Whether the capitals of an acronym begin words of the name, in that order."""
    initials = iter(word[0].casefold() for word in re.findall(r"\w+", name))
    return all(letter.casefold() in initials for letter in short if letter.isupper())


def _patterns(language: str) -> list[dict[str, Any]]:
    return list(rules(language, "names")["coined"])


def _covered(one: Coined, taken: list[tuple[int, int]], longest: int) -> bool:
    """Whether what is known already (sorted, none longer than ``longest``) covers half of the name or more."""
    near = taken[bisect_left(taken, (one.start - longest,)) : bisect_left(taken, (one.end,))]
    inside = sum(max(0, min(one.end, end) - max(one.start, start)) for start, end in near)
    return 2 * inside >= one.end - one.start


def _statements(context: Context, one: Coined) -> Iterator[Statement]:
    evidence = (context.evidence(one.start, one.end, RULE, 0.7),)
    yield Statement(context.document, one.key, "type", Literal(one.type, datatype="type"), evidence=evidence)
    yield Statement(context.document, one.key, "name", Literal(one.name, language=context.laid.language), evidence=evidence)
