"""Symbols of instruments: from the words of a text (organ, kind, number) to a key and back.

The same number is another instrument for another organ, so a symbol is made of all three. The forms stand in
``codelists/organs.csv``; the UN's own rules are ST/LIB/SER.B/5/Rev.5 and the organs' practice.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ontology import vocabulary
from ontology.errors import BadKey


@dataclass(frozen=True, slots=True)
class Form:
    """One row of ``organs.csv``: how an organ numbers one kind of instrument, and the key that follows."""

    organ: str
    kind: str
    number: re.Pattern[str]
    key: str
    type: str
    en: str
    zh: str

    def of_key(self) -> re.Pattern[str]:
        """A pattern of the keys of this form, with the groups of ``number``."""
        return _key_pattern(self.key, self.number.pattern)


@dataclass(frozen=True, slots=True)
class Symbol:
    """An instrument as its organ numbers it. ``number`` without blanks: ``66/288``, ``2997(XXVII)``, ``SS.XI/1``."""

    organ: str
    kind: str
    number: str

    @property
    def key(self) -> str:
        """The key of MODEL section 1; ``BadKey`` if the organ has no such form."""
        form = self.form
        match = form.number.fullmatch(self.number)
        assert match is not None  # this is what made it the form
        return form.key.format(**match.groupdict())

    @property
    def form(self) -> Form:
        """The row of the list that this symbol follows; ``BadKey`` if the organ has no such form."""
        if form := _form_of(self.organ, self.kind, self.number):
            return form
        raise BadKey(f"{self.organ} has no {self.kind} with a number like {self.number!r}; see ontology/codelists/organs.csv")

    @classmethod
    def parse(cls, key: str) -> "Symbol | None":
        """The symbol of an instrument's key (without ``#``), or None if it is none of the forms: the first in the list's order."""
        return _parsed(key)

    @property
    def type(self) -> str:
        """``resolution`` or ``decision`` …, as the list says."""
        return self.form.type


@lru_cache(maxsize=65536)
def _form_of(organ: str, kind: str, number: str) -> Form | None:
    of_kind = (form for form in forms() if (form.organ, form.kind) == (organ, kind))
    return next((form for form in of_kind if form.number.fullmatch(number)), None)


@lru_cache(maxsize=65536)
def _parsed(key: str) -> Symbol | None:
    for form in forms():
        if match := form.of_key().fullmatch(key):
            return Symbol(form.organ, form.kind, _fill(form.number.pattern, match.groupdict()))
    return None


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in the order of the list."""
    return tuple(
        Form(r["organ"], r["kind"], re.compile(r["number"], re.ASCII), r["key"], r["type"], r["en"], r["zh"])
        for r in vocabulary.rows("organs")
    )


@cache
def _key_pattern(key: str, number: str) -> re.Pattern[str]:
    pattern = re.escape(key)
    for name, group in _groups(number).items():
        pattern = pattern.replace(re.escape("{" + name + "}"), group, 1)
    return re.compile(pattern, re.ASCII)


def _groups(pattern: str) -> dict[str, str]:
    return {m["name"]: m[0] for m in re.finditer(r"\(\?P<(?P<name>\w)>(?:[^()]|\([^()]*\))*\)", pattern)}


def _fill(pattern: str, values: dict[str, str]) -> str:
    for name, group in _groups(pattern).items():
        pattern = pattern.replace(group, values[name], 1)
    return re.sub(r"\\(.)", r"\1", pattern)
