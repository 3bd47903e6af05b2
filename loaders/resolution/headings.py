"""Names of headings and paragraphs that only the end of an instrument tells."""

import re
from collections.abc import Sequence

from loaders.resolution.stored import Stretch
from ontology.readings import Section

UNNAMED = "heading ?"
"""How the label of a heading begins that has no number, until what follows it is known."""


def named(stretches: Sequence[Stretch], sections: Sequence[Section]) -> list[Section]:
    """Headings without a number are called by the paragraph that follows: ``heading 12``, ``heading 12 2``; in the stretches, and
    in the sections that come back."""
    names = _names(stretches)
    for stretch in stretches:
        stretch.label = names.get(stretch.label, stretch.label)
        stretch.section = names.get(stretch.section or "", stretch.section)
    return [Section(names.get(s.label, s.label), s.title, s.about, names.get(s.parent or "", s.parent)) for s in sections]


def _names(stretches: Sequence[Stretch]) -> dict[str, str]:
    names: dict[str, str] = {}
    waiting: list[str] = []
    for stretch in stretches:
        if stretch.label.startswith(UNNAMED):
            waiting.append(stretch.label)
        elif waiting and "heading" not in stretch.label:
            base = f"heading {stretch.label}"
            names |= {old: base if k == 0 else f"{base} {k + 1}" for k, old in enumerate(waiting)}
            waiting = []
    return names | {old: f"heading end {k}" for k, old in enumerate(waiting, 1)}


def before_numbers(stretches: Sequence[Stretch]) -> None:
    """Where numbers start again in each section, the section's numeral stands before them: ``II.4``."""
    for stretch in stretches:
        if stretch.numeral and re.match(r"\d", stretch.label):
            stretch.label = f"{stretch.numeral}.{stretch.label}"
