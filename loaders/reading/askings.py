"""Where somebody is asked: the verb with those it asks, how strongly, and where the next clause takes over.

The verbs stand in ``ontology/codelists/verbs.csv``, their forms and the constructions beside them in ``<language>/requests.yaml``:
``said`` (as an organ asks, or as it is told), ``bare`` (as they stand behind "may wish to" and "that the Assembly": only
suggested), ``also`` (ways of asking that are no single verb).
"""

import re
from functools import cache
from typing import NamedTuple

from loaders.reading.asking_rules import compiled, rule
from loaders.reading.language import rules
from loaders.reading.necessity import Sieve
from loaders.reading.scene import Scene
from ontology import vocabulary

ASKING = ("requests", "recommends", "requests_report_from")
_BEFORE = 40
"""So far before a verb stands what makes it a noun or another's."""


class Way(NamedTuple):
    """A way of asking: its pattern with whom it asks (``to``) and, where it says it itself, who asks (``s``); predicate, modality
    and status. ``by``: ``document`` where it is the document that asks."""

    pattern: re.Pattern[str]
    predicate: str
    modality: str = ""
    status: str = ""
    by: str = ""


class Asking(NamedTuple):
    """An asking in a scene: where it stands with its addressees, how it is said, and up to where it goes."""

    match: re.Match[str]
    way: Way
    stop: int


@cache
def _ways(language: str) -> tuple[Way, ...]:
    known = rules(language, "requests")
    own = (
        Way(compiled(row["pattern"], language), row["predicate"], row.get("modality", ""), row.get("status", ""), row.get("by", ""))
        for row in known.get("also", ())
    )
    said = (
        Way(compiled(f"(?:{forms}){known['addressee']}", language), *claim) for claim, forms in _forms(language, "said").items()
    )
    return (*own, *said, *_suggested(language, known.get("suggests")))


def _suggested(language: str, lead: str | None) -> tuple[Way, ...]:
    """The same verbs behind words by which they are only suggested."""
    addressee = rules(language, "requests")["addressee"]
    return tuple(
        Way(compiled(f"{lead}(?:{forms}){addressee}", language), *claim, "proposed")
        for claim, forms in _forms(language, "bare").items()
        if lead
    )


@cache
def items(language: str) -> tuple[Way, ...]:
    """The verbs as they begin an item below "may wish:"."""
    return _suggested(language, rules(language, "requests").get("item"))


@cache
def _forms(language: str, name: str) -> dict[tuple[str, str], str]:
    """Predicate and modality with the forms of all their verbs, the longest first; of a verb without forms the verb itself."""
    known = rules(language, "requests")
    forms: dict[tuple[str, str], list[str]] = {}
    for row in vocabulary.rows("verbs"):
        if row["language"] == language and row["predicate"] in ASKING:
            said = known.get(name, {}).get(row["verb"]) or (re.escape(row["verb"]) if name not in known or name == "said" else "")
            forms.setdefault((row["predicate"], row["modality"]), []).extend([said] if said else [])
    return {claim: "|".join(sorted(some, key=len)[::-1]) for claim, some in forms.items() if some}


@cache
def _sieve(language: str) -> Sieve:
    return Sieve(way.pattern.pattern for way in _ways(language))


def possible(view: Scene) -> bool:
    """Whether a paragraph has a word of asking at all."""
    return rule("stem", view.language).search(view.text) is not None


def askings(view: Scene, start: int, end: int) -> list[Asking]:
    """Where it is asked in a sentence, in order; of two that overlap the first, of two that begin together the longer."""
    ways, through = _ways(view.language), _sieve(view.language).through(view.text[start:end])
    hits = [(m, ways[n]) for n in through for m in ways[n].pattern.finditer(view.text, start, end)]
    kept: list[tuple[re.Match[str], Way]] = []
    for match, way in sorted(hits, key=lambda hit: (hit[0].start(), -hit[0].end())):
        if _asks(view, match) and not (kept and match.start("to") < kept[-1][0].end()):
            kept.append((match, way))
    turns = [m.start() for m in rule("turns", view.language).finditer(view.text, start, end)]
    ends = sorted([*turns, *(match.start() for match, _ in kept), end])
    stops = [next(at for at in ends if at >= match.end()) for match, _ in kept]
    return [
        Asking(*one, _shared(view, one[0], stop, stops[n + 1 : n + 2]))
        for n, (one, stop) in enumerate(zip(kept, stops, strict=True))
    ]


def _shared(view: Scene, match: re.Match[str], stop: int, following: list[int]) -> int:
    """Where an asking ends; one that says nothing but whom ("invites A and encourages B to …") shares what the next one asks."""
    alone = rule("alone", view.language).fullmatch(view.text, match.end(), stop)
    return following[0] if alone and following else stop


def _asks(view: Scene, match: re.Match[str]) -> bool:
    """Whether it is a verb here, and nobody's act that is asked for ("requests the Council to encourage States …")."""
    if match.start() == match.start("to") or match.groupdict().get("s"):
        return True  # it begins with a name
    before = view.text[max(0, match.start() - _BEFORE) : match.start()]
    return rule("no_request", view.language).search(before) is None
