"""Whose a number is where the words around it do not say: what its section is about, what a title names, the report's house."""

import re
from itertools import pairwise

from loaders.reading import programmes
from loaders.reading.cast import Cast
from loaders.reading.folding import fold
from loaders.reading.laid import Context, Laid
from loaders.reading.language import blanks, rules
from ontology.readings import Paragraph

_OWNERS = "KBGO"
"""Classes of things that numbers can be of (see ``scene``): bodies, groups, programmes, posts."""


class Owners:
    """Knows the bodies, groups and programmes of one document."""

    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        self.cast = Cast(laid, context)
        self.house = programmes.organisation(laid) or context.document
        """The organisation that the document is about, else the document."""
        told = [(s.label, key) for s in laid.sections for key in s.about] + list(context.found.about)
        self._about = {label: key for label, key in reversed(told) if self.cast.sort_of(key) in _OWNERS}
        self._component = re.compile(rules(laid.language, "tables")["components"])
        self._names = self._all_names()

    def about(self, paragraph: Paragraph) -> str | None:
        """What the nearest section that is about an owner or called by its name is about; the heading of a component of a budget
        ends what was before."""
        for section in self._laid.chain(paragraph):
            if key := self._about.get(section.label) or self.named(section.title):
                return key
            if self._component.search(section.title):
                return None
        return None

    def component(self, paragraph: Paragraph) -> str | None:
        """The component of a budget of which a paragraph is, where its section is about no owner."""
        if self.about(paragraph):
            return None
        titles = (section.title for section in self._laid.chain(paragraph))
        return next((title for title in titles if self._component.search(title)), None)

    def named(self, name: str) -> str | None:
        """The owner that has a name, or None."""
        return self._names.get(self._folded(name))

    def _all_names(self) -> dict[str, str]:
        """What the document's things are called, and its subprogrammes by the titles of their sections."""
        out: dict[str, str] = {}
        for entity in self._context.found.entities:
            if self.cast.sort_of(entity.key) in _OWNERS:
                for name in (*(n for _, n in entity.labels), *entity.aliases):
                    out.setdefault(self._folded(name), entity.key)
        for section, following in pairwise(self._laid.sections):
            if key := self._about.get(section.label):
                out.setdefault(self._folded(section.title), key)
                place, below = self._laid.labelled(section.label), self._laid.labelled(following.label)
                if place and below and below.start == place.end + 1:
                    out.setdefault(self._folded(following.title), key)
        return out

    def _folded(self, name: str) -> str:
        return re.sub(r"\s", "", fold(name, blanks=blanks(self._laid.language)).text)
