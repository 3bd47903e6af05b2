"""Requests as obligations: who asks whom for what, by when, through whom, to whom it goes.

A reader (see ``loader``). Each thing asked is a node of its own, keyed by the paragraph in which it is read and a number, with its
details; five things asked of one body in one paragraph are five nodes. The plain statement (``requests``, ``recommends``,
``requests_report_from``) says who asks whom and how strongly: one, with the places of all five. What is asked stands in the quotes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from loaders.reading.cast import Cast, Speaker, body_of, speaker_at, speakers
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.oversight import Oversight
from loaders.reading.relations import joined
from loaders.reading.scene import Scene, Token, expand
from ontology import vocabulary
from ontology.identifiers import part_key
from ontology.records import Literal, Qualifiers, Statement, qualifiers

RULE = "request"
ASKING = ("requests", "recommends", "requests_report_from")
ADDRESSEES = "BGOP"
"""Classes of those who can be asked."""
_RECEIVERS = vocabulary.predicate("reports_go_to").range
_LONG = 6000
_PLAIN = {"requests": "requests", "requests_report_from": "requests", "recommends": "recommends"}
"""The modality that a predicate has by itself: it is not said twice."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked. ``start``, ``end``: its words in the stored text; ``said``: qualifiers; ``goes_to``: who gets the report;
    ``node``: the paragraph of another document that asks it, else None; ``when``: EDTF or None."""

    source: str
    addressee: str
    predicate: str
    start: int
    end: int
    said: dict[str, str | list[str]] = field(default_factory=dict)
    goes_to: tuple[str, ...] = ()
    node: str | None = None
    when: str | None = None


def read(laid: Laid, context: Context) -> Finds:
    """The requests of a report, as statements and as nodes."""
    cast = Cast(laid, context)
    oversight = Oversight(laid, context)
    chapeau: tuple[str, list[Asked]] | None = None
    out: list[Statement] = []
    for paragraph in laid.paragraphs:
        if paragraph.end - paragraph.start > _LONG or paragraph.label.startswith("table"):
            continue
        view = cast.scene(paragraph)
        asked = list(_asked(view, cast))
        if chapeau and paragraph.label.startswith(chapeau[0] + "("):
            asked = asked or [_item(view, above, laid.language) for above in chapeau[1] if not _speaks(view, laid.language)]
        elif view.text.endswith(("：", ":")) and asked and not _complete(view, laid.language):
            chapeau = (paragraph.label, [one for one in asked if one.start == asked[-1].start])
            asked = asked[: -len(chapeau[1])]
        out += _statements(oversight.keyed(view, asked), cast, paragraph.label)
    return Finds(statements=tuple(joined(out)))


class Asking(NamedTuple):
    """A way of asking: its pattern with whom it asks (``to``), its predicate and modality."""

    pattern: re.Pattern[str]
    predicate: str
    modality: str


@cache
def _askings(language: str) -> tuple[Asking, ...]:
    """The verbs of asking (``verbs.csv``, their forms in ``said``), and the constructions of their own (``also``)."""
    rule = rules(language, "requests")
    said: dict[tuple[str, str], list[str]] = {}
    for row in vocabulary.rows("verbs"):
        if row["language"] == language and row["predicate"] in ASKING:
            forms = rule.get("said", {}).get(row["verb"]) or re.escape(row["verb"])
            said.setdefault((row["predicate"], row["modality"]), []).append(forms)
    made = [(f"(?:{'|'.join(sorted(v, key=len)[::-1])})(?:{rule['addressee']})", *claim) for claim, v in said.items()]
    own = [(row["pattern"], row["predicate"], row.get("modality", "")) for row in rule.get("also", ())]
    return tuple(Asking(expand(pattern, language), predicate, modality) for pattern, predicate, modality in (*own, *made))


def _verbs(view: Scene, start: int, end: int, language: str) -> list[tuple[re.Match[str], Asking]]:
    """Where it is asked, in order; of two that overlap the first, of two that begin together the longer."""
    hits = [(m, asking) for asking in _askings(language) for m in asking.pattern.finditer(view.text, start, end)]
    out: list[tuple[re.Match[str], Asking]] = []
    for match, asking in sorted(hits, key=lambda hit: (hit[0].start(), -hit[0].end())):
        if _asks(view, match, language) and not (out and match.start() < out[-1][0].end()):
            out.append((match, asking))
    return out


def _asked(view: Scene, cast: Cast) -> Iterator[Asked]:
    for start, end in view.sentences():
        acting = list(speakers(view, start, end, cast))
        yield from _told(view, start, end, cast)
        verbs = _verbs(view, start, end, cast.laid.language)
        for (match, asking), following in zip_longest(verbs, verbs[1:]):
            stop = following[0].start() if following else end
            yield from _things(view, match, stop, asking.predicate, asking.modality, acting, cast)


def _told(view: Scene, start: int, end: int, cast: Cast) -> Iterator[Asked]:
    """What is told of a request that names both sides: done because somebody asked for it, asked of by somebody."""
    language = cast.laid.language
    for row in rules(language, "requests")["told"]:
        for match in expand(row["pattern"], language).finditer(view.text, start, end):
            source = next(cast.speaking(view.tokens[match[s]].key) for s in ("by", "s") if match.groupdict().get(s))
            said = {"modality": row["modality"]} if "modality" in row else {}
            for _, token in view.tokens_in(*match.span("to"), ADDRESSEES):
                yield Asked(source.partition("#")[0], token.key, row["predicate"], *view.place(*match.span()), said=dict(said))


def _asks(view: Scene, match: re.Match[str], language: str) -> bool:
    before = view.text[max(0, match.start() - 24) : match.start()]
    return re.search(rules(language, "requests")["no_request"], before) is None


def _things(
    view: Scene, match: re.Match[str], stop: int, predicate: str, modality: str, acting: list[Speaker], cast: Cast
) -> Iterator[Asked]:
    source = _source(acting, match.start(), cast)
    if source is None or (source == cast.context.document and _told_elsewhere(view, match[0], cast.laid.language)):
        return
    named = view.tokens_in(*match.span("to"), ADDRESSEES)
    bodies = [key for at, token in named if (key := _whom(view, at, token, cast.laid.language))]
    cuts = [match.start(), *_further(view, match.end(), stop, cast.laid.language), stop]
    for body in dict.fromkeys(bodies):
        if body != source:
            for first, last in pairwise(cuts):
                thing = _thing(view, (first, last), source, body, predicate, modality, cast.laid.language)
                yield replace(thing, when=None if source == cast.context.document else _when(view, match.start()))


def _whom(view: Scene, at: int, token: Token, language: str) -> str | None:
    """Who is meant by a name in a list of those asked: a name may go on and mean more, or be a part of another's, and mean none."""
    rule = rules(language, "requests")
    if expand(rule.get("inside", "(?!)"), language).search(view.text, 0, at):
        return None
    longer = (row for row in rule.get("goes_on", {}).get(token.key, ()) if re.match(row["words"], view.text[at + 1 :]))
    return next((row.get("key") for row in longer), token.key)


def _told_elsewhere(view: Scene, said: str, language: str) -> bool:
    """Whether the verb's form shows that the instrument does not ask here: a past time, or a finite verb in a preamble."""
    form = "finite" if view.paragraph.label.startswith("preamble") else "past"
    return expand(rules(language, "requests").get(form, "(?!)"), language).match(said) is not None


def _when(view: Scene, at: int) -> str | None:
    """The last date before the verb in its sentence: when it was asked."""
    start = next(first for first, last in view.sentences() if first <= at < last)
    dates = view.tokens_in(start, at, "D")
    return dates[-1][1].key if dates else None


def _further(view: Scene, start: int, stop: int, language: str) -> list[int]:
    """Where further things begin that are asked in the same breath."""
    rule = rules(language, "requests")
    found = expand(rule["and_also"], language).finditer(view.text, start, stop)
    begun = expand(rule.get("act_begins", ""), language)
    return [m.start("next") if "next" in m.groupdict() else m.end() for m in found if begun.search(view.text, start, m.start())]


def _source(acting: list[Speaker], at: int, cast: Cast) -> str | None:
    speaker = speaker_at(acting, at)
    return speaker.key if speaker else None


def _thing(view: Scene, span: tuple[int, int], source: str, body: str, predicate: str, modality: str, language: str) -> Asked:
    rule = rules(language, "requests")
    text = re.sub(rule["tail"], "", view.text[slice(*span)])
    span = (span[0], span[0] + max(1, len(text)))
    if predicate == "requests" and expand(rule["report"], language).search(view.text, *span):
        predicate = "requests_report_from"
    said, goes_to = _details(view, span, language)
    if modality and modality != _PLAIN[predicate]:
        said["modality"] = modality
    start, end = view.place(*span)
    return Asked(source, body, predicate, start, end, said, goes_to)


_DETAILS = (
    ("due", "d", "D"),
    ("to", "t", "BMGO"),
    ("via", "v", "BGO"),
    ("deliverable", "x", "SX"),
    ("capacity", "c", "BGO"),
)
"""Qualifier, its group in the rule of that name, and the classes of what it may name."""


def _details(view: Scene, span: tuple[int, int], language: str) -> tuple[dict[str, str | list[str]], tuple[str, ...]]:
    """Due date or session, to whom, through whom, in what capacity, what is to be delivered; and who gets the report."""
    said: dict[str, str | list[str]] = {}
    goes_to: list[str] = []
    for name, group, sorts in _DETAILS:
        match = expand(rules(language, "requests")[name], language).search(view.text, *span)
        keys = [token.key for _, token in view.tokens_in(*_spot(match, group), sorts)] if match else []
        if keys:
            said[name] = keys if len(keys) > 1 else keys[0]
            goes_to += keys if name == "to" else []
    rule = rules(language, "requests")
    meetings = [view.tokens[m["m"]].key for m in expand(rule["until"], language).finditer(view.text, *span)]
    if meetings:
        said.setdefault("due", meetings[-1])
    often = (period for period, words in rule["recurs"].items() if expand(words, language).search(view.text, *span))
    if recurs := next(often, None):
        said["recurs"] = recurs
    return said, tuple(dict.fromkeys(body_of(key) or key for key in goes_to))


def _spot(match: re.Match[str], group: str) -> tuple[int, int]:
    """Where the group stands, or that which says the same in another way (``t2`` for ``t``)."""
    return match.span(f"{group}2") if match.groupdict().get(f"{group}2") else match.span(group)


def _complete(view: Scene, language: str) -> bool:
    """Whether what is asked is said before the colon, and the items are only its parts ("a report containing:")."""
    return expand(rules(language, "requests").get("complete", "(?!)"), language).search(view.text) is not None


def _speaks(view: Scene, language: str) -> bool:
    """Whether an item has a verb of its own, so that the words above it do not govern it."""
    return expand(rules(language, "requests").get("own_verb", "(?!)"), language).match(view.text) is not None


def _item(view: Scene, above: Asked, language: str) -> Asked:
    """An item under "requests the group:" is a request of its own."""
    text = re.sub("^\\([a-z]+\\)", "", view.text)
    offset = len(view.text) - len(text)
    thing = _thing(view, (offset, len(view.text)), above.source, above.addressee, "requests", "", language)
    kept = {k: v for k, v in above.said.items() if k in ("modality", "capacity")}
    return Asked(above.source, above.addressee, thing.predicate, thing.start, thing.end, {**kept, **thing.said}, thing.goes_to)


def _statements(asked: list[Asked], cast: Cast, label: str) -> Iterator[Statement]:
    counted: Counter[str] = Counter()
    for one in asked:
        base = one.node or part_key(cast.context.document, label)
        counted[base] += 1
        yield from _of_one(one, base, counted[base], cast)


def _answers(one: Asked, cast: Cast) -> bool:
    """Whether the document is the report that was asked for: made because of that instrument, and put before that session."""
    own = [s for s in cast.context.found.statements if s.subject == cast.context.document]
    because = any(s.predicate == "responds_to" and s.object == one.source for s in own)
    sessions = {s.object for s in own if s.predicate == "submitted_to"}
    return because and one.predicate == "requests_report_from" and one.said.get("due") in sessions


def _of_one(one: Asked, base: str, number: int, cast: Cast) -> Iterator[Statement]:
    """The plain statement, and those of its node."""
    context = cast.context
    node = f"{base}!{number}"
    evidence = (context.evidence(one.start, one.end, RULE, 0.8),)
    claim = qualifiers({**one.said, "status": "proposed" if "#draft" in one.source else ""})
    plain = qualifiers({"modality": one.said.get("modality", "")})
    said: list[tuple[str, str, str | Literal, Qualifiers]] = [
        (one.source, one.predicate, one.addressee, plain),
        (node, "type", Literal("oversight_recommendation" if one.node else "obligation", datatype="type"), ()),
        (node, "requested_in", base, ()),
        (node, "requested_by", one.source, ()),
        (node, "addressed_to", one.addressee, claim),
    ]
    if one.node:
        said.append((one.addressee, "reviewed_by", one.source, ()))
    said += [(node, "reports_go_to", body, ()) for body in one.goes_to if cast.kind_of(body) in _RECEIVERS]
    if _answers(one, cast):
        said.append((node, "answered_by", context.document, ()))
    for subject, predicate, target, pairs in said:
        when = one.when if predicate == one.predicate else None
        yield Statement(context.document, subject, predicate, target, pairs, valid_from=when, evidence=evidence)
