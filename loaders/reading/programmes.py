"""Programmes and subprogrammes of a document: which one a section or paragraph is about, with the period of its plan."""

import re
from collections import Counter
from functools import lru_cache

from loaders.bodies.tables import shipped
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import pattern, rules
from ontology.readings import Paragraph, Section

_WITH_PROGRAMMES = ("programme_or_fund", "agency", "regional_commission", "department")
"""Types of bodies that have programmes of work."""


def organisation(laid: Laid) -> str | None:
    """The organisation whose programme the document is about: the one of the register of bodies that it names oftenest."""
    return _oftenest(laid.text, laid.language)


@lru_cache(maxsize=8)
def _oftenest(text: str, language: str) -> str | None:
    counts: Counter[str] = Counter()
    for name in shipped().names:
        if name.language == language and shipped().types.get(name.key) in _WITH_PROGRAMMES:
            counts[name.key] += text.count(name.text)
    best = max(sorted(counts), key=lambda key: counts[key])
    return best if counts[best] else None


def subprogramme_key(laid: Laid, context: Context, number: int) -> str | None:
    """``UNEP/SP3@2018-2021``; 0 is the whole programme; None where the organisation is not known."""
    owner = organisation(laid)
    return f"{owner}/SP{number}" + (f"@{context.period}" if context.period else "") if owner else None


def programme_of(laid: Laid, context: Context, paragraph: Paragraph) -> str | None:
    """The (sub)programme that a list in a paragraph is of: by its own words and by the sections above it."""
    head = laid.words(paragraph).split("\n")[0]
    if re.search(str(rules(laid.language, "mandates")["part"]), head):
        number = _number_above(laid, paragraph)
        return subprogramme_key(laid, context, number) if number is not None else None
    if re.search(str(rules(laid.language, "mandates")["whole"]), head):
        return subprogramme_key(laid, context, 0)
    return subprogramme_key(laid, context, _number_above(laid, paragraph) or 0)


def _number_above(laid: Laid, paragraph: Paragraph) -> int | None:
    for section in laid.chain(paragraph):
        if match := pattern(laid.language, "layout", "subprogramme").match(section.title):
            return int(match["n"])
    return None


def read(laid: Laid, context: Context) -> Finds:
    """What sections are about: a subprogramme, or a provision that the heading says is carried out."""
    about: list[tuple[str, str]] = []
    for section in laid.sections:
        match = pattern(laid.language, "layout", "subprogramme").match(section.title)
        key = subprogramme_key(laid, context, int(match["n"])) if match else None
        if key:
            about.append((section.label, key))
        about += [(section.label, part) for part in _provisions(laid, context, section)]
    return Finds(about=tuple(about))


def _provisions(laid: Laid, context: Context, section: Section) -> list[str]:
    place = laid.labelled(section.label)
    if place is None or "heading" not in place.label:  # an annex has its text under its own label: that is no heading
        return []
    return [m.key for m in context.found.mentions if m.type == "instrument" and "#" in m.key and place.start <= m.start < place.end]
