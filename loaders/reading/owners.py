"""Whose a number is where the words around it do not say: what its section is about, what a title names, the report's house."""

import re
from functools import cached_property
from itertools import pairwise

from loaders.bodies.tables import shipped
from loaders.reading.cast import Cast
from loaders.reading.folding import fold
from loaders.reading.laid import Context, Laid
from loaders.reading.language import blanks, rules
from ontology.readings import Paragraph

_OWNERS = "KBGO"
"""Classes of things that numbers can be of (see ``scene``): bodies, groups, programmes, posts."""
_HOUSES = (
    "programme_or_fund", "agency", "regional_commission", "convention_body", "issue_management_group", "interagency_mechanism",
)  # fmt: skip
"""Types of bodies whose report speaks of them where it names nobody."""


class Owners:
    """Knows the bodies, groups and programmes of one document."""

    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        self.cast = Cast(laid, context)
        told = [(s.label, key) for s in laid.sections for key in s.about] + list(context.found.about)
        self._about = {label: key for label, key in reversed(told) if self.cast.sort_of(key) in _OWNERS}
        self._component = re.compile(rules(laid.language, "tables")["components"])
        self._names = self._all_names()

    @cached_property
    def house(self) -> str:
        """Whose report the document is: of whom its header says that it was made, of whom its title, the series of its symbol or,
        for a budget, its first paragraph speaks; else the document itself."""
        if self.cast.kind_of(self._context.document) == "instrument":
            return self._context.document
        named = (*self._makers(), *self._titled(), *self._of_series())
        return next((key for key in named if self.cast.type_of(key) in _HOUSES), self._context.document)

    def _makers(self) -> list[str]:
        """Who prepared the document, by what it says of itself; of a post its body."""
        parents = {row.key: row.parent for row in shipped().parents}
        made = [s for s in self._context.found.statements if s.subject == self._context.document and s.predicate == "prepared_by"]
        return [parents.get(s.object, s.object) for s in made if isinstance(s.object, str)]

    def _titled(self) -> list[str]:
        """Who is named in the title, for a budget in the first numbered paragraph too."""
        title = self._context.header.get("title", "")
        named = [key for name, key in self._names.items() if name and name in self._folded(title)]
        if not re.search(rules(self._laid.language, "figures")["budgets"], title + self._context.document):
            return named
        first = next((p for p in self._laid.paragraphs if re.fullmatch(r"[\d.]+[A-Z]?(?:\.\d+)?", p.label)), None)
        return named + [m.key for m in self._context.mentions_in(first, "entity")] if first else named

    def _of_series(self) -> list[str]:
        return [self._context.document.partition("/")[0]]

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
