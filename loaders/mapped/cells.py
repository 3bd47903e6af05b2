"""What the cells of a row mean: wording to keys, dates, numbers and texts, or why they mean nothing.

Each kind has one function here: it takes the wording and the cell's rule and gives the value, or raises ``Unread`` with what was
expected. Several values come from a cell that is split or that holds a list.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from loaders.mapped import naming
from loaders.mapped.mapping import Cell
from loaders.mapped.tables import Row, Value
from loaders.reading import dates as printed_dates
from loaders.reading.document_symbols import spelled
from loaders.reading.language import known as languages
from ontology import dates
from ontology.errors import ModelError
from ontology.forms import DECIMAL
from ontology.identifiers import Key, document_key, made_up_key
from ontology.symbols import Symbol

_PLACE = re.compile(r"\{([^{}]*)\}")
_SDG = re.compile(r"(?:SDG|Goal|Target|Indicator)?[ /]*0?(\d{1,2})(?:[.-]0?(\w{1,2}))?(?:[.-]0?(\d{1,2}))?", re.IGNORECASE)
_GOALS = 17
_FLAGS = {"true": "yes", "yes": "yes", "1": "yes", "y": "yes", "x": "yes", "false": "no", "no": "no", "0": "no", "n": "no"}


class Unread(ValueError):
    """A wording that means nothing; the message says what was expected."""


@dataclass(slots=True)
class Cells:
    """The values of one row by the names of the mapping; ``unread``: what could not be taken, by column; ``made_up``: names of
    things that got a key of their own, by key."""

    row: Row
    rules: Mapping[str, Cell]
    unread: dict[str, str] = field(default_factory=dict)
    made_up: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a cell; nothing where it is empty or could not be read."""
        if name not in self._known:
            self._known[name] = ()  # a name that stands for itself ends here
            rule = self.rules[name]
            found = tuple(dict.fromkeys(self._read(name, rule)))
            self._known[name] = found or (self.values(rule.otherwise) if rule.otherwise else ())
        return self._known[name]

    def one(self, name: str | None) -> str | None:
        """The first value of a cell, or None."""
        return next(iter(self.values(name)), None) if name else None

    def _read(self, name: str, rule: Cell) -> Iterator[str]:
        for wording in self._wordings(rule):
            try:
                yield from self._meant(wording, rule)
            except Unread as why:
                if rule.otherwise is None or not self.values(rule.otherwise):
                    self.unread[rule.column or name] = f"{wording!r}: {why}"

    def _meant(self, wording: str, rule: Cell) -> Iterator[str]:
        term = rule.words.get(wording, wording)
        if term in rule.empty or not term or not re.fullmatch(rule.only or ".*", wording, re.DOTALL):
            return
        try:
            if rule.kind == "new":
                raise Unread("a key is made up")
            yield READERS[rule.kind](_formed(term, rule), rule)
        except Unread:
            if rule.type is None:
                raise
            name = _formed(term, rule) if rule.kind == "new" else term
            key = made_up_key(rule.type, naming.folded(name) if rule.kind == "new" else name)
            self.made_up[key] = (rule.type, name, rule.language or "en")
            yield key

    def _wordings(self, rule: Cell) -> Iterator[str]:
        if rule.text is not None:
            yield from filter(None, [self.filled(rule.text)])
            return
        for wording in listed(self.row.cells.get(rule.column or "")):
            yield from filter(None, (part.strip() for part in (re.split(rule.split, wording) if rule.split else [wording])))

    def filled(self, text: str) -> str | None:
        """A text with its places filled by columns, else by cells; None where one of them is empty."""
        filled = {}
        for place in _PLACE.findall(text):
            given = " ".join(listed(self.row.cells[place])) if place in self.row.cells else self.one(place)
            if not given:
                return None
            filled[place] = given
        return _PLACE.sub(lambda found: filled[found[1]], text)

    def label(self, text: str) -> str:
        """A text with its places filled by columns as they stand; empty ones left out, and the strokes beside them."""
        filled = _PLACE.sub(lambda found: " ".join(listed(self.row.cells.get(found[1]))), text)
        return re.sub(r"/{2,}", "/", filled).strip("/ ")


def listed(value: Value) -> tuple[str, ...]:
    """A cell as a list: nothing, its one wording, or all."""
    return () if value is None else (value,) if isinstance(value, str) else value


def _formed(wording: str, rule: Cell) -> str:
    """The wording, or what its pattern makes of it."""
    if rule.pattern is None:
        return wording
    match = re.fullmatch(rule.pattern, wording)
    if match is None:
        raise Unread(f"expected a wording like {rule.pattern}")
    return rule.form.format(**match.groupdict("")) if rule.form else match[0]


def _text(wording: str, rule: Cell) -> str:
    return wording


def _key(wording: str, rule: Cell) -> str:
    try:
        return str(Key.parse(wording))
    except ModelError as error:
        raise Unread(str(error)) from error


def _symbol(wording: str, rule: Cell) -> str:
    """A document's symbol, with blanks, dashes and capitals as its series sets them."""
    try:
        return document_key(spelled(wording.split(", ")[0] if " (" not in wording else wording))
    except ModelError as error:
        raise Unread(str(error)) from error


def _instrument(wording: str, rule: Cell) -> str:
    """Organ, kind and number, as in "ECOSOC resolution 2011/21"."""
    organ, _, rest = wording.partition(" ")
    kind, _, number = rest.partition(" ")
    try:
        return Symbol(organ, kind, number.replace(" ", "")).key
    except ModelError as error:
        raise Unread(str(error)) from error


def _country(wording: str, rule: Cell) -> str:
    found = [key for key in naming.bodies(wording) if key.startswith("COUNTRY/")]
    if len(found) == 1:
        return found[0]
    raise Unread("no country of the register has this name; say its key in words")


def _body(wording: str, rule: Cell) -> str:
    found = naming.bodies(wording)
    if len(found) == 1:
        return found[0]
    raise Unread(
        f"can mean {', '.join(found)}; say which in words"
        if found
        else "no body of the register has this name; say its key in words"
    )


def _sdg(wording: str, rule: Cell) -> str:
    match = _SDG.fullmatch(wording)
    if match is None or not 1 <= int(match[1]) <= _GOALS:
        raise Unread("expected a goal, target or indicator such as 13, 15.a or 17.14.1")
    return "SDG/" + ".".join(part.lower() for part in match.groups() if part)


def _date(wording: str, rule: Cell) -> str:
    """EDTF as it stands, else a date in words of any language that is known."""
    try:
        dates.check(wording)
    except ModelError:
        found = next(_dates_in_words(wording), None)
        if found is None:
            raise Unread("expected a date such as 2024-09-22, 2024, 2020/2024 or 22 September 2024") from None
        return found
    return wording


def _dates_in_words(wording: str) -> Iterator[str]:
    for language in languages():
        for found in printed_dates.find(wording, language):
            if (found.start, found.end) == (0, len(wording)):
                yield found.edtf


def _number(wording: str, rule: Cell) -> str:
    """A decimal number; blanks and commas that part thousands are taken out, brackets are a minus."""
    plain = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))", "", wording)
    if bracketed := re.fullmatch(r"\(([\d.]+)\)", plain):
        plain = f"-{bracketed[1]}"
    plain = re.sub(r"(\.\d*?)0+$", r"\1", plain).rstrip(".") if "." in plain else plain
    if not DECIMAL.fullmatch(plain):
        raise Unread("expected a number such as 1250000 or 12.5")
    return plain


def _flag(wording: str, rule: Cell) -> str:
    if (found := _FLAGS.get(wording.lower())) is None:
        raise Unread(f"expected yes or no: one of {', '.join(_FLAGS)}")
    return found


READERS: Mapping[str, Callable[[str, Cell], str]] = {
    "text": _text,
    "key": _key,
    "symbol": _symbol,
    "instrument": _instrument,
    "body": _body,
    "country": _country,
    "sdg": _sdg,
    "date": _date,
    "number": _number,
    "flag": _flag,
}
