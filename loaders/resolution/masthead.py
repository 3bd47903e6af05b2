"""What an instrument says of itself: its key, title, who adopted it, when, at which session, on whose report, under which item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from loaders.base import Source
from loaders.reading import furniture, masthead
from loaders.reading.instruments import organs_in
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.organs import called, organs_of
from loaders.reading.origin import contradicted, document_key
from loaders.reading.provisions import behind
from loaders.resolution.blocks import rule
from loaders.resolution.stored import Structured
from loaders.text.numerals import number
from ontology import vocabulary
from ontology.errors import BadKey
from ontology.readings import Entity, Remark
from ontology.records import Literal, Statement, qualifiers
from ontology.symbols import Symbol

RULE = "instrument-header"
_NUMBERS = {
    "resolution": ("resolution", "decision"),
    "decision": ("decision", "resolution"),
    "declaration": ("resolution", "decision"),
}
_TYPES = ("resolution", "decision", "declaration")
Place = tuple[int, int]


@dataclass(frozen=True)
class Head:
    """The header of an instrument: where each thing stands in the stored text."""

    laid: Laid

    @cached_property
    def lines(self) -> tuple[Place, ...]:
        """The lines of the header."""
        head = self.laid.labelled("header")
        if head is None:
            return ()
        out, at = [], head.start
        for line in self.laid.words(head).split("\n"):
            out.append((at, at + len(line)))
            at += len(line) + 1
        return tuple(out)

    def words(self, place: Place) -> str:
        """The words of a place."""
        return self.laid.text[place[0] : place[1]]

    @cached_property
    def symbol(self) -> tuple[str, Place] | None:
        """The symbol that stands alone in a line, as a key, with its place."""
        pattern = re.compile(rf"(?P<s>{furniture.rule('symbol').pattern})(?P<y>\s?[(（]\d{{4}}[)）])?\*?")
        united = str(rules(self.laid.language, "header")["united_nations"])
        for start, end in self.lines:
            match = re.compile(rf"\s*(?:{united})?\s*{pattern.pattern}\s*").fullmatch(self.laid.text, start, end)
            if match:
                return plain(match["s"] + (match["y"] or "")), match.span("s")
        return None

    @cached_property
    def titled(self) -> re.Match[str] | None:
        """The line with the instrument's number, and its title behind it."""
        pattern = rule(self.laid.language, "numbered_title")
        found = (re.compile(pattern.pattern.lstrip("^")).fullmatch(self.laid.text, *place) for place in self.lines)
        return next((match for match in found if match and self._is_number(match)), None)

    def _is_number(self, match: re.Match[str]) -> bool:
        """Whether it is the number of an instrument and no reference, date or page."""
        return bool(match["t"] or match["k"] or match.end() != self.lines[-1][1] or match.start() > self.lines[0][0])

    @cached_property
    def title(self) -> Place | None:
        """Where the title stands: behind the number, or in the lines below it."""
        if self.titled is None:
            return None
        if self.titled["t"]:
            return self.titled.span("t")
        below = next((place for place in self.lines if place[0] > self.titled.end()), None)
        adopted = self.adopted is not None and below is not None and below[0] <= self.adopted.start() < below[1]
        return None if adopted else below  # resolutions of the Security Council have no title

    @cached_property
    def adopted(self) -> re.Match[str] | None:
        """Who adopted it when."""
        for form in rules(self.laid.language, "resolution")["adopted"]:
            for place in self.lines:
                if match := re.compile(str(form)).search(self.laid.text, *place):
                    return match
        return None

    @cached_property
    def organ(self) -> str | None:
        """The organ that adopted it: named with the adoption, in the enacting words, else first in the header."""
        formula = self.laid.labelled("preamble")
        stretches = [self.adopted.span("by")] if self.adopted else []
        stretches += [(formula.start, formula.end)] if formula else []
        for start, end in (*stretches, *self.lines):
            for name in organs_in(self.laid.text[start:end], self.laid.language):
                if name.organ and name.sense in ("full", "bare"):
                    return name.organ
        return None

    @cached_property
    def kind(self) -> str:
        """resolution, decision or declaration, as the header has it."""
        kinds: dict[str, str] = rules(self.laid.language, "resolution")["kinds"]
        said = [m["k"] for m in (self.titled, self.adopted) if m and m.groupdict().get("k")]
        return next((kinds[word] for word in said if word in kinds), "resolution")

    def numbered(self) -> str | None:
        """The key that number, kind and organ make; a bare council is the one that numbers so."""
        if self.titled is None:
            return None
        n = _tight(self.titled["n"])
        for kind in _NUMBERS[self.kind]:
            organs = [self.organ] if self.organ else [o for o in organs_of(kind, n) if self._of_council and o in called("council")]
            for organ in organs:
                try:
                    return Symbol(organ, kind, n).key
                except BadKey:
                    continue
        return None

    @cached_property
    def _of_council(self) -> bool:
        formula = self.laid.labelled("preamble")
        names = organs_in(self.laid.words(formula), self.laid.language) if formula else []
        return any(name.sense == "council" for name in names)


def plain(symbol: str) -> str:
    """A symbol as a key: without blanks, ``Res.`` as the Environment Assembly writes it."""
    return re.sub(r"(?<=\d)/(RES|DEC)\.(?=\d)", lambda m: f"/{m[1].title()}.", _tight(symbol))


def _tight(text: str) -> str:
    """Without blanks, brackets narrow."""
    return re.sub(r"\s", "", text).replace("（", "(").replace("）", ")")


def identify(structured: Structured, source: Source, loader: str, version: str) -> Context:
    """The context of the instrument: its key (as given, else as printed, else of its number and organ) and its title and date."""
    head = Head(structured.laid)
    printed = head.symbol[0] if head.symbol else None
    own = printed or head.numbered() or (plain(structured.laid.facts["symbol"]) if "symbol" in structured.laid.facts else None)
    laid = replace(structured.laid, symbols=(own,) if own else structured.laid.symbols)
    key, aliases = document_key(laid, source)
    also = head.numbered()
    if also and also != key and Symbol.parse(key) is None and printed != own:
        aliases = tuple(sorted({*aliases, also}))
    facts = {"date": day} if (day := _adopted_on(head)) else {}
    if head.title:
        facts["title"] = head.words(head.title)
    remarks = (*laid.remarks, *contradicted(laid, source, key))
    if own is None:
        remarks += (Remark("made_up_key", f"no symbol in the header: the key is {key}; give it with --symbol", "header"),)
    return Context(replace(laid, remarks=remarks), key, loader, version, aliases, facts)


def _adopted_on(head: Head) -> str | None:
    """The day of adoption as EDTF: with the words of adopting, else in the closing lines."""
    if head.adopted:
        return _day(head.adopted)
    closing = head.laid.labelled("closing")
    found = rule(head.laid.language, "day").search(head.laid.text, closing.start, closing.end) if closing else None
    return _day(found) if found else None


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def _day(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS.index(parts["mn"]) + 1
    return f"{parts['y']}-{month:02d}-{int(parts['d']):02d}"


# ---------------------------------------------------------------------- statements
def read(laid: Laid, context: Context) -> Finds:
    """Title, type, the day, organ and session of adoption, the day of issue, the agenda item, and the report it is based on."""
    head = Head(laid)
    shared = masthead.read(laid, context)
    sessions = [replace(s, predicate="adopted_at") for s in shared.statements if s.predicate == "submitted_to"]
    kept = [s for s in shared.statements if s.predicate in ("issued_on", "held_on")]
    if not sessions:
        sessions = list(_session_of_symbol(head, context))
    item, entities = _item(head, context, sessions)
    if Symbol.parse(context.document) is None and context.document.startswith("S/PRST/"):
        entities += (Entity(context.document, "declaration"),)  # a statement of the Security Council's president
    said = (*_named(head, context), *_adoption(head, context), *sessions, *kept, *item, *_report(head, context))
    return Finds(statements=said, entities=entities)


def _of(context: Context, predicate: str, value: Literal | str, place: Place, confidence: float = 1.0, **said: str) -> Statement:
    evidence = context.evidence(*place, RULE, confidence)
    return Statement(context.document, context.document, predicate, value, qualifiers(said), evidence=(evidence,))


def _named(head: Head, context: Context) -> Iterator[Statement]:
    if head.title:
        yield _of(context, "title", Literal(head.words(head.title), head.laid.language), head.title)
    place = head.symbol[1] if head.symbol else head.titled.span("n") if head.titled else None
    known = Symbol.parse(context.document)
    kind = known.type if known else head.kind
    if place and kind in _TYPES:
        yield _of(context, "type", Literal(kind, datatype="type"), place)


def _adoption(head: Head, context: Context) -> Iterator[Statement]:
    day = _adopted_on(head)
    match = head.adopted
    if day is None:
        return
    if match is not None:
        place = match.span()
    else:
        closing = head.laid.labelled("closing")
        place = (closing.start, closing.end) if closing else (0, 1)
    yield _of(context, "adopted_on", Literal(day, datatype="edtf"), place)
    if head.organ:
        yield _of(context, "adopted_by", head.organ, match.span("by") if match else place)
    meeting = match.groupdict().get("g") if match else None
    if head.organ == "UNSC" and meeting and match:  # the Security Council has meetings and no sessions
        yield _of(context, "adopted_at", f"UNSC/MTG-{meeting}", match.span("g"))


def _session_of_symbol(head: Head, context: Context) -> Iterator[Statement]:
    """The session that the symbol itself tells: ``UNEP/EA.5/Res.7`` is of UNEA-5."""
    symbol = Symbol.parse(context.document)
    match = symbol.form.number.fullmatch(symbol.number) if symbol else None
    place = head.symbol[1] if head.symbol else head.titled.span("n") if head.titled else None
    if symbol is None or match is None or place is None:
        return
    parts = match.groupdict()
    if parts.get("y") and symbol.organ == "ECOSOC":
        yield _of(context, "adopted_at", f"ECOSOC-{parts['y']}", place, 0.9)
        return
    session = parts.get("s") or ""
    value = number(session.removeprefix("S-"))
    special = session.startswith("S-") or "GCSS" in context.document
    key = masthead.session_key(symbol.organ, value, special=special) if value and not session.startswith("ES-") else None
    if key:
        yield _of(context, "adopted_at", key, place, 0.9)


def _item(head: Head, context: Context, sessions: list[Statement]) -> tuple[list[Statement], tuple[Entity, ...]]:
    """The agenda item, a thing of its session, with the name that the next line gives."""
    session = next((s.object for s in sessions if isinstance(s.object, str)), None)
    pattern = rule(head.laid.language, "agenda")
    for k, place in enumerate(head.lines):
        match = pattern.match(head.laid.text, *place)
        if match and session and match.end() == place[1]:
            key = f"{session}/ITEM-{_tight(match['n'])}"
            name = head.lines[k + 1] if k + 1 < len(head.lines) and head.lines[k + 1] not in (head.title,) else place
            named = () if head.adopted and name[0] <= head.adopted.start() < name[1] else ((head.laid.language, head.words(name)),)
            about = vocabulary.predicate("about").name
            return [_of(context, about, key, place)], (Entity(key, "agenda_item", named),)
    return [], ()


def report(laid: Laid) -> tuple[str, str, Place] | None:
    """The report or proposal in brackets of the header: (its symbol, the provision, the place)."""
    head = laid.labelled("header")
    match = rule(laid.language, "report").search(laid.text, head.start, head.end) if head else None
    found = furniture.rule("symbol").search(laid.text, *match.span("x")) if match else None
    if match is None or found is None:
        return None
    part = behind(laid.text, found.end(), laid.language, match.end())
    return found[0].rstrip(".-"), part.parts[0] if part else "", match.span()


def _report(head: Head, context: Context) -> Iterator[Statement]:
    if found := report(head.laid):
        symbol, part, place = found
        yield _of(context, "based_on", symbol, place, provision=part)
