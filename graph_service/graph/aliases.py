"""Which key stands for which: aliases lead on, to the key under which everything is gathered (MODEL section 1)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.store.base import StoredReading
from ontology.errors import BadKey
from ontology.identifiers import Key
from ontology.labels import from_part
from ontology.records import Literal, Statement
from ontology.symbols import Symbol

_DUAL = re.compile(r"-(?=(?:A|E|S|ST|UNEP|DP|CEB)/)")
_NEVER_ENDING = 20


@dataclass(frozen=True)
class Aliases:
    """``lead``: alias → key. ``carriers``: text → the instrument that carries it, under which its provisions are keyed.
    ``labels``: document that is held → labels of its paragraphs."""

    lead: Mapping[str, str]
    carriers: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)

    def canonical(self, key: str) -> str:
        """The key that a key of the record leads to: itself, where it is no alias. Remembered: see ``follow``."""
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self.follow(key)
        return found

    def follow(self, key: str) -> str:
        """The same for what people type, which is not remembered."""
        for _ in range(_NEVER_ENDING):
            onward = self._step(key)
            if onward == key:
                break
            key = onward
        return key

    def _step(self, key: str) -> str:
        if key in self.lead:
            return self.lead[key]
        base, _, part = key.partition("#")
        if not part:
            return key
        onward = self._onward(base)
        label, _, item = part.partition("!")
        return f"{onward}#{self._settled(onward, label)}" + (f"!{item}" if item else "")

    def _onward(self, base: str) -> str:
        return self.carriers.get(base) or self.lead.get(base, base)

    def settled_by(self, key: str) -> Iterator[str]:
        """The documents whose labels tell where a key leads."""
        base = base_of(key)
        for _ in range(_NEVER_ENDING if "#" in key else 0):
            onward = self._onward(base)
            yield onward
            if onward == base:
                break
            base = onward

    def _settled(self, document: str, part: str) -> str:
        """``88`` is the annex's 88 where the body, which is held, has none."""
        held = self.labels.get(document) if part[:1].isdigit() else None
        if not held or from_part(part) in held:
            return part
        return f"annex-{part}" if f"annex {from_part(part)}" in held else part


def gather(
    statements: Iterable[Statement],
    readings: Sequence[StoredReading],
    labels: Mapping[str, frozenset[str]] | None = None,
    others: Iterable[str] = (),
) -> Aliases:
    """The aliases that statements and readings give, and the halves of dual symbols. The first of a sorted list leads, where
    two things claim one alias; rings are cut. ``others``: documents of further statements, which are not given."""
    said = tuple(statements)
    pairs = {(s.object.text, s.subject) for s in said if s.predicate == "alias" and isinstance(s.object, Literal)}
    documents = {s.document for s in said} | {r.document for r in readings} | set(others)
    pairs |= {(alias, r.document) for r in readings for alias in r.aliases}
    pairs |= {(half, document) for document in documents for half in halves(document)}
    return Aliases(_acyclic(pairs), _carriers(said), {} if labels is None else labels)


def _carriers(statements: Iterable[Statement]) -> dict[str, str]:
    """The instrument under which a text's provisions are keyed: what it is issued as; else the one resolution of the General
    Assembly that endorses it, where it was adopted apart, at a meeting: the Assembly annexes what it endorses so."""
    issued: dict[str, str] = {}
    endorsed: dict[str, set[str]] = {}
    apart: set[str] = set()
    for s in statements:
        if not isinstance(s.object, str) or s.qualifier("status") not in (None, "fact", "achieved"):
            continue
        if s.predicate == "issued_as":
            issued[s.subject] = min(s.object, issued.get(s.subject, s.object))
        elif s.predicate == "adopted_at":
            apart.add(s.subject)
        elif s.predicate == "endorses" and (symbol := Symbol.parse(s.subject)) and symbol.organ == "UNGA":
            endorsed.setdefault(s.object, set()).add(s.subject)
    return {text: min(by) for text, by in endorsed.items() if len(by) == 1 and text in apart} | issued


def halves(document: str) -> list[str]:
    """The two symbols of a dual one (``A/74/72-E/2019/13``), or nothing."""
    parts = _DUAL.split(document.partition("#")[0])
    return parts if len(parts) > 1 else []


def _acyclic(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    lead: dict[str, str] = {}
    for alias, key in sorted(pairs):
        end = key
        while end in lead:
            end = lead[end]
        if alias not in lead and end != alias:
            lead[alias] = key
    return lead


def whole_of(key: str) -> str | None:
    """The document or instrument of which a ``#`` key is a part; None for other keys, obligations among them."""
    if "#" not in key or "!" in key:
        return None
    try:
        return str(Key.parse(key).whole)
    except BadKey:
        return key.partition("#")[0]


def base_of(key: str) -> str:
    """What stands before ``#`` and ``!``: the document or instrument that a part or an obligation belongs to."""
    return key.partition("#")[0].partition("!")[0]
