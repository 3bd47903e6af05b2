"""One thing asked: of whom, what, by when, to whom it goes and through whom.

An asking (``askings``) becomes as many things as it asks of as many as it names: each is an obligation of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loaders.reading.askers import Askers
from loaders.reading.asking_rules import NEVER, compiled, rule
from loaders.reading.askings import Asking
from loaders.reading.cast import body_of
from loaders.reading.language import rules
from loaders.reading.scene import Scene, Token

ADDRESSEES = "BGOPM"
"""Classes of those who can be asked; a session is asked as its body."""
_PLAIN = {"requests": "requests", "requests_report_from": "requests", "recommends": "recommends"}
"""The modality that a predicate has by itself: it is not said twice."""
_DETAILS = (
    ("due", "d", "D"),
    ("to", "t", "BMGO"),
    ("via", "v", "BGO"),
    ("deliverable", "x", "SX"),
    ("capacity", "c", "BGO"),
)
"""Qualifier, its group in the rule of that name, and the classes of what it may name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked. ``start``, ``end``: its words in the stored text; ``said``: qualifiers; ``goes_to``: who gets the report;
    ``node``: the paragraph of another document that asks it, else None; ``when``: EDTF or None; ``status``: empty for a fact;
    ``others``: further instruments that ask the same."""

    source: str
    addressee: str
    predicate: str
    start: int
    end: int
    said: dict[str, str | list[str]] = field(default_factory=dict)
    goes_to: tuple[str, ...] = ()
    node: str | None = None
    when: str | None = None
    status: str = ""
    others: tuple[str, ...] = ()


def things(view: Scene, asking: Asking, askers: Askers) -> Iterator[Asked]:
    """The things that an asking asks, each of each of those it names; none where nobody is known to ask."""
    match, own = asking.match, askers.cast.context.document
    sources = askers.sources(view, asking)
    if not sources:
        return
    source, *others = sources
    cuts = [match.start(), *_further(view, match.end(), asking.stop), asking.stop]
    for body in asked_of(view, match):
        if body != source:
            for span in pairwise(cuts):
                when = None if source.startswith(own) else _when(view, match.start())
                yield replace(_thing(view, span, source, body, asking), when=when, status=asking.way.status, others=tuple(others))


def asked_of(view: Scene, match: re.Match[str]) -> list[str]:
    """Who is asked: the names in the group ``to``, each once."""
    named = _listed(view, *match.span("to")) or view.tokens_in(*match.span("to"), ADDRESSEES)
    keys = [(token, key) for at, token in named if (key := _whom(view, at, token))]
    return list(dict.fromkeys(body_of(key) or key if token.sort == "M" else key for token, key in keys))


def _listed(view: Scene, start: int, end: int) -> list[tuple[int, Token]]:
    """The list that begins there, name by name, by the rules ``one`` and ``join`` of a language that has them: what else is named
    before a name only says whose or which it is."""
    one, join = (compiled(f"<{name}>" if name in _words(view) else NEVER, view.language) for name in ("one", "join"))
    out: list[tuple[int, Token]] = []
    found = one.match(view.text, start)
    while found:
        for group in ("i", "x"):
            if found[group]:
                out += view.tokens_in(*found.span(group), ADDRESSEES)
        joint = join.match(view.text, found.end())
        found = one.match(view.text, joint.end()) if joint else None
    return out


def _words(view: Scene) -> dict[str, str]:
    words: dict[str, str] = rules(view.language, "requests").get("words", {})
    return words


def _whom(view: Scene, at: int, token: Token) -> str | None:
    """Who is meant by a name in a list of those asked: a name may go on and mean more, or be a part of another's, and mean none."""
    known = rules(view.language, "requests")
    if rule("inside", view.language).search(view.text, 0, at) or rule("not_behind", view.language).match(view.text, at + 1):
        return None
    longer = (
        row for row in known.get("goes_on", {}).get(token.key, ()) if compiled(row["words"], view.language).match(view.text, at + 1)
    )
    return next((row.get("key") for row in longer), token.key)


def _when(view: Scene, at: int) -> str | None:
    """The last date before the verb in its sentence: when it was asked."""
    start = next(first for first, last in view.sentences() if first <= at < last)
    dates = view.tokens_in(start, at, "D")
    return dates[-1][1].key if dates else None


def _further(view: Scene, start: int, stop: int) -> list[int]:
    """Where further things begin that are asked in the same breath."""
    found = rule("and_also", view.language).finditer(view.text, start, stop)
    begun = compiled(rules(view.language, "requests").get("act_begins", ""), view.language)
    return [m.start("next") if "next" in m.groupdict() else m.end() for m in found if begun.search(view.text, start, m.start())]


def _thing(view: Scene, span: tuple[int, int], source: str, body: str, asking: Asking) -> Asked:
    return thing(view, span, source, body, (asking.way.predicate, asking.way.modality))


def thing(view: Scene, span: tuple[int, int], source: str, body: str, claim: tuple[str, str]) -> Asked:
    """What the characters of a span ask of a body; ``claim``: predicate and modality of the verb."""
    predicate, modality = claim
    text = re.sub(rules(view.language, "requests")["tail"], "", view.text[slice(*span)])
    span = (span[0], span[0] + max(1, len(text)))
    if predicate == "requests" and rule("report", view.language).search(view.text, *span):
        predicate = "requests_report_from"
    said, goes_to = _details(view, span)
    if modality and modality != _PLAIN[predicate]:
        said["modality"] = modality
    return Asked(source, body, predicate, *view.place(*span), said, goes_to)


def _details(view: Scene, span: tuple[int, int]) -> tuple[dict[str, str | list[str]], tuple[str, ...]]:
    """Due date or session, to whom, through whom, in what capacity, what is to be delivered; and who gets the report."""
    said: dict[str, str | list[str]] = {}
    goes_to: list[str] = []
    for name, group, sorts in _DETAILS:
        match = rule(name, view.language).search(view.text, *span)
        keys = [token.key for _, token in view.tokens_in(*_spot(match, group), sorts)] if match else []
        if keys:
            said[name] = keys if len(keys) > 1 else keys[0]
            goes_to += keys if name == "to" else []
    meetings = [view.tokens[m["m"]].key for m in rule("until", view.language).finditer(view.text, *span)]
    if meetings:
        said.setdefault("due", meetings[-1])
    recurs: dict[str, str] = rules(view.language, "requests")["recurs"]
    often = (period for period, words in recurs.items() if compiled(words, view.language).search(view.text, *span))
    if period := next(often, None):
        said["recurs"] = period
    return said, tuple(dict.fromkeys(body_of(key) or key for key in goes_to))


def _spot(match: re.Match[str], group: str) -> tuple[int, int]:
    """Where the group stands, or that which says the same in another way (``t2`` for ``t``)."""
    said = match.groupdict()
    return match.span(next((name for name in (group, f"{group}2", f"{group}3") if said.get(name)), group))
