"""Options that are put up for decision, and what became of them.

A paragraph announces a list of options ("the following options:"), in items of its own or in paragraphs behind it; later ones say
which of them was recommended, chosen, turned down or put off. Words are data (``options`` in ``<language>/relations.yaml``). An
option's key is that of who considers it and its letter (``CGIEG/OPTION-A``).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.reading.cast import Cast
from loaders.reading.folding import Folded, fold
from loaders.reading.laid import Finds, Laid
from loaders.reading.language import blanks, rules
from loaders.reading.scene import Scene
from loaders.reading.subjects import subjects
from ontology.readings import Entity, Paragraph
from ontology.records import Literal, Statement, qualifiers

_CONSIDERING = ("group", "meeting", "body")
"""Kinds of what considers options where no sentence says who does: the one of which the document speaks oftenest, in this order."""
_ITEMS = 12
_LONG = 200


@dataclass(frozen=True, slots=True)
class Option:
    """One of several ways put up for decision. ``letter``: as the list marks it (A); ``words``: what it is, with their place."""

    letter: str
    words: str
    start: int
    end: int


class Options:
    """Reads the options of one document, paragraph by paragraph."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._rules: dict[str, Any] = rules(cast.laid.language, "relations").get("options", {})
        self._owner = ""
        self._listed: dict[str, Option] = {}
        self._entities: dict[str, Entity] = {}

    def of(self, view: Scene) -> Iterator[Statement]:
        """What a paragraph says of options: those that it lists, and what became of those listed before."""
        if not self._rules:
            return
        folded = _folded(self._cast.laid, view.paragraph)
        lead = _compiled(self._rules["lead"]).search(folded.text)
        if lead:
            items = list(_inline(folded, lead.end(), self._rules)) or list(_below(self._cast.laid, view.paragraph))
            if len(items) > 1:
                self._owner = _owner(view, self._cast)
                self._listed = {item.letter: item for item in items}
                yield from (self._said(item.letter, item.start, item.end, "options-listed", None) for item in items)
        yield from self._became(folded, lead.end() if lead else 0)

    def finds(self, statements: Iterable[Statement]) -> Finds:
        """The statements, with the options that they are about as entities."""
        return Finds(statements=tuple(statements), entities=tuple(self._entities.values()))

    def _became(self, folded: Folded, begins: int) -> Iterator[Statement]:
        for match in _compiled(self._rules["named"]).finditer(folded.text, begins):
            letters = [letter.upper() for letter in _compiled(self._rules["letter"]).findall(_plain(match[0]))]
            outcome = self._outcome(folded.text, *match.span())
            for letter in dict.fromkeys(letters) if outcome and self._listed else ():
                if letter in self._listed:
                    yield self._said(letter, *folded.span(*match.span()), "options-outcome", outcome)

    def _outcome(self, text: str, start: int, end: int) -> str | None:
        """What the clause around a name of options says became of them."""
        ends = [m.end() for m in _compiled(self._rules["clause_end"]).finditer(_plain(text))]
        first = max((place for place in ends if place <= start), default=0)
        last = min((place for place in ends if place > end), default=len(text))
        words = _plain(text)[first:last]
        return next((row["outcome"] for row in self._rules["outcomes"] if _compiled(row["words"]).search(words)), None)

    def _said(self, letter: str, start: int, end: int, rule: str, outcome: str | None) -> Statement:
        context, option = self._cast.context, self._listed[letter]
        key = f"{self._owner}/OPTION-{letter}"
        self._entities[key] = Entity(key, "option", ((context.laid.language, option.words),))
        evidence = context.evidence(start, end, rule, 0.85)
        claim = qualifiers({"outcome": outcome or ""})
        return Statement(context.document, self._owner, "considers", key, claim, evidence=(evidence,))


def names(finds: Finds, cast: Cast) -> Iterator[Statement]:
    """The name of each option, where it is listed."""
    labels = {entity.key: entity.labels[0] for entity in finds.entities}
    for statement in finds.statements:
        if statement.qualifiers == () and str(statement.object) in labels:
            language, words = labels[str(statement.object)]
            place = statement.evidence[0]
            evidence = cast.context.evidence(place.start or 0, place.end or 0, "options-listed", 0.9)
            name = Literal(words, language=language)
            yield Statement(cast.context.document, str(statement.object), "name", name, evidence=(evidence,))


def _owner(view: Scene, cast: Cast) -> str:
    """Who considers options: what the clause or the section is about, else the group, session or body named oftenest."""
    if said := subjects(view, len(view.text), "GM", cast) or subjects(view, len(view.text), "B", cast):
        return said[0].key
    if about := cast.subject(view.paragraph, "G"):
        return about
    named = Counter(m.key for m in cast.context.found.mentions if m.type == "entity")
    for kind in _CONSIDERING:
        if often := [key for key, _ in named.most_common() if cast.kind_of(key) == kind]:
            return often[0]
    return cast.context.document


def _inline(folded: Folded, at: int, rule: dict[str, Any]) -> Iterator[Option]:
    """The items of a list within the paragraph."""
    for match in _compiled(rule["item"]).finditer(folded.text, at):
        words = match["words"].strip()
        yield Option(match["letter"].upper(), words[:_LONG], *folded.span(*match.span("words")))


def _below(laid: Laid, lead: Paragraph) -> Iterator[Option]:
    """The items of a list in the paragraphs behind the one that announces it."""
    at = laid.paragraphs.index(lead)
    for paragraph in laid.paragraphs[at + 1 : at + 1 + _ITEMS]:
        match = re.fullmatch(rf"{re.escape(lead.label)}\((?P<letter>\w)\)", paragraph.label)
        if not match:
            return
        words = re.sub(r"^\s*[(（]?\w[)）]\s*|[;；,，.。\s]+$", "", _folded(laid, paragraph).text)
        yield Option(match["letter"].upper(), words[:_LONG], paragraph.start, paragraph.end)


def _folded(laid: Laid, paragraph: Paragraph) -> Folded:
    return fold(laid.words(paragraph), paragraph.start, blanks=blanks(laid.language))


def _plain(text: str) -> str:
    """The text with stars for notes in brackets that are no letters of options."""
    return re.sub(r"[(（][^()（）]{2,60}[)）]", lambda match: "*" * len(match[0]), text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
