"""From a key as people type it to the key of this graph; what is not there is answered with the nearest keys."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from graph_service.errors import UnknownKey
from graph_service.graph.aliases import Aliases, base_of
from graph_service.graph.spelling import normal
from ontology import dates
from ontology.errors import BadDate
from ontology.labels import from_part

_COMPARED = 5_000
"""Up to so many keys are all compared with an unknown one; of more, those whose spelling is next to it in order."""
_SHOWN = 200
"""Of what was typed, so many characters are compared and shown."""
_BARE_PLAN = re.compile(r"[^#@]+/SP\d+")


@dataclass(frozen=True)
class Lookup:
    """``keys``: those of the snapshot; ``spelt``: their normal forms and those of aliases → key; ``plans``: bare → its plans;
    ``sorted``: the spellings in order."""

    keys: frozenset[str]
    aliases: Aliases
    spelt: dict[str, str] = field(default_factory=dict)
    plans: dict[str, list[str]] = field(default_factory=dict)
    sorted: tuple[str, ...] = ()

    def resolve(self, typed: str, as_of: str | None = None) -> str:
        """The key that is meant: aliases lead on, a bare subprogramme is the latest plan's, and a paragraph of a held document of
        which nothing is said by itself is its whole's. ``UnknownKey`` names the nearest keys, or the parts that there are.
        """
        found = self._found(typed, as_of)
        if found is None:
            raise UnknownKey(self._unknown(typed))
        part = typed.partition("#")[2]
        if "#" in typed and "#" not in found and not self._is_there(found, part) and normal(typed) not in self.spelt:
            raise UnknownKey(self._no_part(found, part))
        return found

    def _is_there(self, whole: str, part: str) -> bool:
        """Whether a held document has a paragraph of that label (a request is numbered within its paragraph)."""
        return from_part(part.partition("!")[0]) in self.aliases.labels.get(whole, frozenset())

    def _no_part(self, whole: str, part: str) -> str:
        known = sorted(key for key in self.keys if key.startswith(f"{whole}#"))
        parts = f"; it has {', '.join(known[:3])}" + (" …" if len(known) > 3 else "") if known else ""
        return f"{whole} has no part {part[:_SHOWN]!r} in this graph{parts}. Ask for {whole} itself."

    def _found(self, typed: str, as_of: str | None) -> str | None:
        exact = self._exact(typed)
        bare = exact or self._exact(base_of(typed))
        if _BARE_PLAN.fullmatch(typed.strip()) and (plan := self._plan(typed, as_of)):
            return plan
        return exact or bare

    def _exact(self, typed: str) -> str | None:
        canonical = self.aliases.follow(typed)
        if canonical in self.keys:
            return canonical
        spelt = self.spelt.get(normal(typed))
        if spelt is None and "#" in typed:
            base = self.spelt.get(normal(base_of(typed)))
            part = typed[len(base_of(typed)) :]
            spelt = self.aliases.follow(base + part) if base else None
        return spelt if spelt in self.keys else None

    def _plan(self, typed: str, as_of: str | None) -> str | None:
        plans = self.plans.get(normal(typed), [])
        if not as_of:
            return plans[-1] if plans else None
        last = dates.span(as_of)[1]
        begun = [plan for plan in plans if _begins(plan) <= last]
        return begun[-1] if begun else None

    def nearest(self, typed: str, count: int = 3) -> list[str]:
        """The keys whose spelling is nearest, best first."""
        wanted, spelt = normal(typed[:_SHOWN]), self.sorted
        if len(spelt) > _COMPARED:
            at = bisect_left(spelt, wanted)
            spelt = spelt[max(0, at - _COMPARED // 2) : at + _COMPARED // 2]
        near = get_close_matches(wanted, spelt, n=count * 3, cutoff=0.5)
        return list(dict.fromkeys(self.spelt[n] for n in near))[:count]

    def _unknown(self, typed: str) -> str:
        near, shown = self.nearest(typed), typed[:_SHOWN]
        if near:
            listed = ", ".join(near)
            return f"no entity {shown!r} in this graph; the nearest keys are {listed}. Search finds keys by name or symbol."
        return f"no entity {shown!r} in this graph, and no key like it. Search finds keys by name or symbol."


def build(keys: Iterable[str], aliases: Aliases) -> Lookup:
    """The lookup over the keys of a snapshot, canonical ones, and the aliases that lead to them."""
    known = frozenset(keys)
    spelt: dict[str, str] = {}
    plans: dict[str, list[str]] = {}
    for key in sorted(known):
        spelt.setdefault(normal(key), key)
        bare, at, _ = key.partition("@")
        if at and "#" not in key and _BARE_PLAN.fullmatch(bare):
            plans.setdefault(normal(bare), []).append(key)
    for alias in sorted(aliases.lead):
        if (canonical := aliases.canonical(alias)) in known:
            spelt.setdefault(normal(alias), canonical)
    for found in plans.values():
        found.sort(key=lambda plan: (_begins(plan), plan))
    return Lookup(known, aliases, spelt, plans, tuple(sorted(spelt)))


def _begins(plan: str) -> str:
    """The first day of a plan's period (``UNEP/SP3@2018-2021``)."""
    period = plan.partition("@")[2]
    try:
        return dates.span(period[:4])[0]
    except BadDate:
        return dates.FIRST_DAY
