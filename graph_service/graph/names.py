"""What things are called and of what type they are, derived from the statements that say so (MODEL section 4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_service.graph.aliases import base_of
from ontology import dates, identifiers, vocabulary
from ontology.errors import BadKey
from ontology.labels import from_part
from ontology.records import Literal, Statement
from ontology.symbols import Symbol

_RANK = {"title": 0, "name": 0, "also_called": 1, "acronym": 2}


@dataclass
class Naming:
    """What is said of one thing's names and type, while a snapshot is built and read."""

    names: list[Statement] = field(default_factory=list)
    types: list[Statement] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)

    def take(self, s: Statement) -> None:
        """Note a statement, if it is about a name, a type or an alias."""
        if s.predicate in _RANK:
            self.names.append(s)
        elif s.predicate == "type":
            self.types.append(s)

    def type(self, key: str) -> str:
        """The type that is said: a register's word first, then the surest; else the one that the key's form tells."""
        said = [s for s in self.types if isinstance(s.object, Literal) and s.object.text in vocabulary.types()]
        if not said:
            return type_by_form(key)
        best = min(said, key=lambda s: (-int(_by_hand(s)), -s.confidence, text(s), s.id))
        return text(best)

    def labels(self, key: str, as_of: str | None) -> dict[str, str]:
        """A name by language: the one that holds then (or last held), a full name before an acronym; else what the key tells."""
        by_language: dict[str, list[Statement]] = {}
        for s in self.names:
            by_language.setdefault(language(s), []).append(s)
        said = {lang: text(min(names, key=lambda s: _preference(s, as_of))) for lang, names in sorted(by_language.items())}
        return {**printed(key), **said}

    def all_names(self) -> list[str]:
        """Every name, former ones and acronyms among them, each once, sorted."""
        return sorted({text(s) for s in self.names})


def text(s: Statement) -> str:
    """The value of a literal statement."""
    return s.object.text if isinstance(s.object, Literal) else s.object


def language(s: Statement) -> str:
    """The language of a literal statement, ``und`` where none is given."""
    return (s.object.language if isinstance(s.object, Literal) else None) or "und"


def type_by_form(key: str) -> str:
    """The type that the form of a key tells; ``document`` for a text that is no key."""
    try:
        return identifiers.type_of(key)
    except BadKey:
        return "document"


_MEETING = re.compile(r"(.+?)(?:-|/(MTG-|SOM-))(\d+)")
"""A session or meeting by number: ``UNEA-2``, ``EMG/SOM-17``; asked only of keys whose form is a meeting's."""
_MEETINGS = {
    None: (", session", "第{}届会议"),
    "MTG-": (", meeting", "第{}次会议"),
    "SOM-": (" senior officials, meeting", "高级官员第{}次会议"),
}


def printed(key: str) -> dict[str, str]:
    """How an instrument's symbol, or a paragraph of a document, is spoken of in English and Chinese; nothing for other keys."""
    base, _, part = key.partition("#")
    if part:
        label = from_part(part.partition("!")[0])
        numbered = bool(re.match(r"(annex )?[\dIVXL]", label))
        return {"en": f"{base}, {'para. ' if numbered else ''}{label}", "zh": f"{base},{f'第 {label} 段' if numbered else label}"}
    if type_by_form(key) == "meeting" and (meeting := _MEETING.fullmatch(key)):
        en, zh = _MEETINGS[meeting[2]]
        return {"en": f"{meeting[1]}{en} {meeting[3]}", "zh": f"{meeting[1]} {zh.format(meeting[3])}"}
    symbol = Symbol.parse(key)
    if not symbol:
        return {}
    form = symbol.form
    return {"en": f"{form.en} {symbol.number}", "zh": f"{form.zh[:-2]}第{symbol.number}号{form.zh[-2:]}"}


def spoken(key: str) -> list[str]:
    """Short ways to say an instrument's number, as people type it: ``resolution 66/288``, ``第66/288号决议``."""
    symbol = Symbol.parse(base_of(key)) if "#" not in key else None
    if not symbol:
        return []
    zh = {"resolution": "决议", "decision": "决定"}.get(symbol.kind, "")
    return [symbol.number, f"{symbol.kind} {symbol.number}", f"第{symbol.number}号{zh}"]


def _by_hand(s: Statement) -> bool:
    return any(e.method.kind in ("register", "curated") for e in s.evidence)


def _preference(s: Statement, as_of: str | None) -> tuple[object, ...]:
    """The smaller the better: holds then, full name, still in use, begun last, by hand, sure, often said, short."""
    day = as_of or "9999"
    misses = dates.can_hold(s.valid_from, s.valid_to, day) is None
    ended = dates.span(s.valid_to)[1] if s.valid_to else dates.LAST_DAY
    began = dates.span(s.valid_from)[0] if s.valid_from else dates.FIRST_DAY
    recency = tuple(-int(day.replace("-", "")) for day in (ended, began))
    value = text(s)
    return (misses, _RANK[s.predicate], *recency, not _by_hand(s), -s.confidence, -len(s.evidence), len(value), value)


def gather(lines: Iterable[tuple[str, Statement]]) -> dict[str, Naming]:
    """What is said of names and types, by the key of the thing; ``lines`` pairs a canonical key with a line's head."""
    namings: dict[str, Naming] = {}
    for key, head in lines:
        if head.predicate in _RANK or head.predicate == "type":
            namings.setdefault(key, Naming()).take(head)
    return namings
