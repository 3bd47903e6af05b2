"""Requests as obligations: who asks whom for what, by when, through whom, to whom it goes.

A reader (see ``loader``). Each thing asked is a node of its own, keyed by the paragraph in which it is read and a number, with its
details; five things asked of one body in one paragraph are five nodes. The plain statement (``requests``, ``recommends``,
``requests_report_from``) says who asks whom and how strongly: one, with the places of all five. What is asked stands in the quotes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from loaders.reading import addressees
from loaders.reading.asked import ADDRESSEES, Asked, asked_of, thing, things
from loaders.reading.askers import Askers
from loaders.reading.asking_rules import compiled, rule
from loaders.reading.askings import ASKING, Asking, askings, items, possible
from loaders.reading.cast import Cast
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.oversight import Oversight
from loaders.reading.relations import joined
from loaders.reading.scene import Scene
from ontology import vocabulary
from ontology.identifiers import part_key
from ontology.records import Literal, Qualifiers, Statement, qualifiers

__all__ = ["ASKING", "RULE", "read"]

RULE = "request"
_RECEIVERS = vocabulary.predicate("reports_go_to").range
_LONG = 12000


@dataclass(frozen=True)
class _Chapeau:
    """What stands above items: the paragraph's label; what it asks, so that each item is a thing asked of the same; or who may
    wish to do what the items say."""

    label: str
    asked: tuple[Asked, ...] = ()
    wishes: str | None = None

    def over(self, label: str) -> bool:
        """Whether a paragraph is one of its items."""
        return label.startswith(f"{self.label}(")


def read(laid: Laid, context: Context) -> Finds:
    """The requests of a report, as statements and as nodes."""
    cast = Cast(laid, context)
    cast.types.update(dict.fromkeys(addressees.labels(), addressees.TYPE))
    oversight, askers = Oversight(laid, context), Askers(cast)
    chapeau: _Chapeau | None = None
    out: list[Statement] = []
    for paragraph, following in zip_longest(laid.paragraphs, laid.paragraphs[1:]):
        if paragraph.end - paragraph.start > _LONG or paragraph.label.startswith("table"):
            continue
        view = cast.scene(paragraph)
        if possible(view):
            view = addressees.told_apart(view)
        asked = list(_asked(view, askers))
        if chapeau and chapeau.over(paragraph.label):
            asked = list(_below(chapeau, view, asked))
        elif following and following.label.startswith(f"{paragraph.label}(") and (found := _chapeau(view, asked)):
            chapeau = found
            asked = asked[: len(asked) - len(found.asked)]
        out += _statements(oversight.keyed(view, asked), cast, paragraph.label)
    said = tuple(joined(out))
    return Finds(statements=said) + addressees.named((str(s.object) for s in said if isinstance(s.object, str)), context, said)


def _chapeau(view: Scene, asked: list[Asked]) -> _Chapeau | None:
    """What a paragraph that ends with a colon is for the items below it; None where it is said whole before the colon."""
    if not view.text.endswith(("：", ":")) or rule("complete", view.language).search(view.text):
        return None
    if match := rule("wishes", view.language).search(view.text):
        return _Chapeau(view.paragraph.label, wishes=view.tokens[match["s"]].key)
    if not asked:
        return None
    return _Chapeau(view.paragraph.label, tuple(one for one in asked if one.start == asked[-1].start))


def _below(chapeau: _Chapeau, view: Scene, asked: list[Asked]) -> Iterator[Asked]:
    """What an item asks: what stands above it; what it says of its own, where it has a verb of its own that asks."""
    if chapeau.wishes:
        begun = [way.pattern.match(view.text) for way in items(view.language)]
        own = [Asking(m, way, len(view.text)) for m, way in zip(begun, items(view.language), strict=True) if m]
        for asking in own[:1]:
            yield from _suggested(chapeau.wishes, view, asking)
        return
    speaks = rule("own_verb", view.language).match(view.text)
    if not speaks:
        yield from (_item(view, above) for above in chapeau.asked)
    if speaks or rules(view.language, "requests").get("items_ask"):
        yield from asked


def _suggested(wishes: str, view: Scene, asking: Asking) -> Iterator[Asked]:
    for body in asked_of(view, asking.match):
        claim = (asking.way.predicate, asking.way.modality)
        yield replace(thing(view, (asking.match.start(), asking.stop), wishes, body, claim), status=asking.way.status)


def _asked(view: Scene, askers: Askers) -> Iterator[Asked]:
    for start, end in view.sentences():
        found = askings(view, start, end)
        askers.hear(view, start, end, found)
        yield from _told(view, start, end, askers)
        for asking in found:
            yield from things(view, asking, askers)


def _told(view: Scene, start: int, end: int, askers: Askers) -> Iterator[Asked]:
    """What is told of a request that names both sides: done because somebody asked for it, asked of by somebody."""
    for row in rules(view.language, "requests")["told"]:
        for match in compiled(row["pattern"], view.language).finditer(view.text, start, end):
            source = next(askers.voice(view, view.tokens[match[s]].key) for s in ("by", "s") if match.groupdict().get(s))
            said = {"modality": row["modality"]} if "modality" in row else {}
            for _, token in view.tokens_in(*match.span("to"), ADDRESSEES):
                yield Asked(source.partition("#")[0], token.key, row["predicate"], *view.place(*match.span()), said=dict(said))


def _item(view: Scene, above: Asked) -> Asked:
    """An item under "requests the group:" is a request of its own."""
    text = re.sub("^\\([a-z]+\\)", "", view.text)
    offset = len(view.text) - len(text)
    predicate = "recommends" if above.predicate == "recommends" else "requests"
    own = thing(view, (offset, len(view.text)), above.source, above.addressee, (predicate, ""))
    kept = {k: v for k, v in above.said.items() if k in ("modality", "capacity")}
    return replace(own, said={**kept, **own.said}, status=above.status)


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
    status = "proposed" if "#draft" in one.source else one.status
    claim = qualifiers({**one.said, "status": status})
    plain = qualifiers({"modality": one.said.get("modality", ""), "status": one.status})
    said: list[tuple[str, str, str | Literal, Qualifiers]] = [
        (one.source, one.predicate, one.addressee, plain),
        (node, "type", Literal("oversight_recommendation" if one.node else "obligation", datatype="type"), ()),
        (node, "requested_in", base, ()),
        (node, "requested_by", one.source, ()),
        (node, "addressed_to", one.addressee, claim),
    ]
    for other in one.others:
        said += [(other, one.predicate, one.addressee, plain), (node, "requested_by", other, ())]
    if one.node:
        said.append((one.addressee, "reviewed_by", one.source, ()))
    said += [(node, "reports_go_to", body, ()) for body in one.goes_to if cast.kind_of(body) in _RECEIVERS]
    if _answers(one, cast):
        said.append((node, "answered_by", context.document, ()))
    for subject, predicate, target, pairs in said:
        when = one.when if predicate == one.predicate else None
        yield Statement(context.document, subject, predicate, target, pairs, valid_from=when, evidence=evidence)
