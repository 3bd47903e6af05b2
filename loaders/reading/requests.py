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
from itertools import zip_longest

from loaders.reading.cast import Cast, Speaker, body_of, speaker_at, speakers
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.oversight import Oversight
from loaders.reading.relations import joined
from loaders.reading.scene import Scene, expand
from ontology import vocabulary
from ontology.identifiers import part_key
from ontology.records import Literal, Qualifiers, Statement, qualifiers

RULE = "request"
ASKING = ("requests", "recommends", "requests_report_from")
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
    chapeau: tuple[str, Asked] | None = None
    out: list[Statement] = []
    for paragraph in laid.paragraphs:
        if paragraph.end - paragraph.start > _LONG or paragraph.label.startswith("table"):
            continue
        view = cast.scene(paragraph)
        asked = list(_asked(view, cast))
        if chapeau and paragraph.label.startswith(chapeau[0] + "("):
            asked = asked if asked else [_item(view, chapeau[1], laid.language)]
        elif view.text.endswith(("：", ":")) and asked:
            chapeau = (paragraph.label, asked.pop())
        out += _statements(oversight.keyed(view, asked), cast, paragraph.label)
    return Finds(statements=tuple(joined(out)))


@cache
def _verbs(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """The verbs of asking, longest first, with their predicate and modality (``verbs.csv``)."""
    rows = [r for r in vocabulary.rows("verbs") if r["language"] == language and r["predicate"] in ASKING]
    known = {r["verb"]: (r["predicate"], r["modality"]) for r in rows}
    verbs = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    addressee = rules(language, "requests")["addressee"]
    return expand(f"(?P<verb>{verbs})(?P<comma>)(?:{addressee})", language), known


def _asked(view: Scene, cast: Cast) -> Iterator[Asked]:
    pattern, known = _verbs(cast.laid.language)
    for start, end in view.sentences():
        acting = list(speakers(view, start, end, cast))
        yield from _at_request(view, start, end, cast)
        verbs = [m for m in pattern.finditer(view.text, start, end) if _asks(view, m, cast.laid.language)]
        for match, following in zip_longest(verbs, verbs[1:]):
            stop = following.start() if following else end
            predicate, modality = known[match["verb"]]
            yield from _things(view, match, stop, predicate, modality, acting, cast)


def _at_request(view: Scene, start: int, end: int, cast: Cast) -> Iterator[Asked]:
    """What was done because somebody asked for it."""
    language = cast.laid.language
    for name, predicate in (("at_request", "requests"), ("believes", "requests_report_from")):
        for match in expand(rules(language, "requests")[name], language).finditer(view.text, start, end):
            source, addressee = view.tokens[match["s"]].key, view.tokens[match["to"]].key
            yield Asked(cast.speaking(source), addressee, predicate, *view.place(*match.span()))


def _asks(view: Scene, match: re.Match[str], language: str) -> bool:
    before = view.text[max(0, match.start() - 6) : match.start()]
    return re.search(rules(language, "requests")["no_request"], before) is None


def _things(
    view: Scene, match: re.Match[str], stop: int, predicate: str, modality: str, acting: list[Speaker], cast: Cast
) -> Iterator[Asked]:
    source = _source(acting, match.start(), cast)
    if source is None:
        return
    bodies = [token.key for _, token in view.tokens_in(*match.span("to"), "BGO")]
    cut = _second(view, match.end(), stop, cast.laid.language)
    for body in bodies:
        if body != source:
            for first, last in ((match.start(), cut), (cut, stop)) if cut < stop else ((match.start(), stop),):
                thing = _thing(view, (first, last), source, body, predicate, modality, cast.laid.language)
                yield replace(thing, when=_when(view, match.start()))


def _when(view: Scene, at: int) -> str | None:
    """The last date before the verb in its sentence: when it was asked."""
    start = next(first for first, last in view.sentences() if first <= at < last)
    dates = view.tokens_in(start, at, "D")
    return dates[-1][1].key if dates else None


def _second(view: Scene, start: int, stop: int, language: str) -> int:
    """Where a second thing begins that is asked in the same breath; ``stop`` where none does."""
    found = expand(rules(language, "requests")["and_also"], language).search(view.text, start, stop)
    return found.end() if found else stop


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
        keys = [token.key for _, token in view.tokens_in(*match.span(group), sorts)] if match else []
        if keys:
            said[name] = keys if len(keys) > 1 else keys[0]
            goes_to += keys if name == "to" else []
    meetings = [token.key for _, token in view.tokens_in(*span, "M")]
    if meetings:
        said.setdefault("due", meetings[-1])
    return said, tuple(dict.fromkeys(body_of(key) or key for key in goes_to))


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
    for subject, predicate, target, pairs in said:
        when = one.when if predicate == one.predicate else None
        yield Statement(context.document, subject, predicate, target, pairs, valid_from=when, evidence=evidence)
