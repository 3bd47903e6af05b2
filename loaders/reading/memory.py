"""What a reader remembers of a report while it reads: which things were named where, and which house is speaking."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from loaders.bodies.tables import shipped
from loaders.reading.language import blanks
from loaders.reading.lexicon import labels

_HOUSES = ("programme_or_fund", "agency", "regional_commission")
NEAREST = 400
"""So many things named last in a paragraph are looked at for what a word before or behind them means."""
_SHARE = 0.4
"""How much of a report's talk of programmes and agencies must be of one for its own short names to be read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing named in a folded paragraph, from ``start`` to ``end``. ``form``: the folded words. ``told``: only by context."""

    key: str
    form: str
    start: int
    end: int
    told: bool = False


@dataclass
class Memory:
    """The things named so far. ``counts``: how often the whole report names each in full; ``used``: the forms it uses;
    ``introduced``: short names that the text itself introduces; ``types``: types of things that no register has; ``convened``,
    ``unit`` and ``counted``: whose session was named last, the word that counts its sessions, and its number."""

    counts: Counter[str]
    used: frozenset[str]
    introduced: Mapping[str, str]
    document: str
    language: str
    types: dict[str, str] = field(default_factory=dict)
    paragraph: list[Hit] = field(default_factory=list)
    section: list[Hit] = field(default_factory=list)
    subjects: tuple[str, ...] = ()
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    convened: str | None = None
    unit: str = ""
    counted: int = 0
    _label: str | None = None

    def begin(self, section: str | None, subjects: tuple[str, ...]) -> None:
        """A new paragraph begins, in that section, whose headings are about these keys."""
        self.section = [*self.section, *self.paragraph][-40:] if section == self._label else []
        self.paragraph, self.subjects, self._label = [], subjects, section

    @property
    def in_section(self) -> bool:
        """Whether the paragraph stands under a heading: a header does not."""
        return self._label is not None

    def type_of(self, key: str) -> str:
        """The type of a key as the register or this reading has it; "" for neither."""
        return shipped().types.get(key) or self.types.get(key, "")

    def recent(self, types: Iterable[str], ends: tuple[str, ...], before: int, unlike: str | None = None) -> str | None:
        """The nearest thing of such a type before a place of the paragraph, else in the section, else the report's most named."""
        wanted = frozenset(types)
        nearest = [hit for hit in self.paragraph[-NEAREST:] if hit.end <= before][::-1] + self.section[::-1]
        keys = ((hit.key, hit.form) for hit in nearest)
        common = ((key, labels().get(key, {}).get(self.language, "")) for key, _ in self.counts.most_common())
        fitting = ((k, form) for k, form in _chained(keys, common) if self.type_of(k) in wanted and self._ends(k, form, ends))
        return next((k for k, form in fitting if not (unlike and self._ends(k, form, (unlike,)))), None)

    def subject(self, types: Iterable[str]) -> str | None:
        """What the sections above are about, if it is of such a type: the nearest."""
        return next((key for key in self.subjects if self.type_of(key) in frozenset(types)), None)

    @property
    def house(self) -> str | None:
        """The programme or agency whose report this is: told by the symbol, else by what it mostly speaks of."""
        owner = self.document.partition("/")[0]
        if owner in shipped().types:
            return owner
        spoken: Counter[str] = Counter()
        for key, n in self.counts.items():
            if self.type_of(house := key.partition("-")[0]) in _HOUSES:
                spoken[house] += n
        return next((key for key, n in spoken.most_common(1) if n >= _SHARE * spoken.total()), None)

    @property
    def home(self) -> str | None:
        """The organisation or convention in whose series the document's symbol stands."""
        series = next((s for s in sorted(_houses(), key=len, reverse=True) if self.document.startswith(s)), None)
        return _houses()[series] if series else None

    def _ends(self, key: str, form: str, ends: tuple[str, ...]) -> bool:
        """Whether a thing's name ends so; in a language with blanks, whether it has the word ("Board for Coordination")."""
        if not ends or form.endswith(ends):
            return True
        name = labels().get(key, {}).get(self.language, "")
        return any(re.search(rf"\b{re.escape(end)}\b", name) for end in ends) if blanks(self.language) else name.endswith(ends)


@cache
def _houses() -> dict[str, str]:
    """By the beginning of a document's symbol: whose short names it uses."""
    text = files("loaders.reading").joinpath("houses.csv").read_text(encoding="utf-8")
    return {row["series"]: row["house"] for row in csv.DictReader(text.splitlines())}


def _chained(*parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for part in parts:
        yield from part
