"""Dates of meetings and instruments, what programmes contribute to, who adopted what: what follows from how things stand together.

A reader (see ``loader``). ``held_on`` and ``adopted_on`` come from a date beside a session or an instrument; ``contributes_to``
from a goal in a sentence that says so, with the programme of the section or the body that the paragraph begins with as subject.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from loaders.reading.affiliation import affiliations
from loaders.reading.cast import Cast, body_of
from loaders.reading.dates import find
from loaders.reading.fulfilment import fulfilments
from loaders.reading.instruments import number_pattern
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.options import Options, names
from loaders.reading.presented import presented
from loaders.reading.relations import is_prose, joined
from loaders.reading.scene import Scene, Token, expand
from ontology.records import Literal, Statement

_WORKING = ("agency", "programme_or_fund", "regional_commission", "financial_institution", "department")
"""Types of bodies that a paragraph about goals is about when it begins with one of them."""


def read(laid: Laid, context: Context) -> Finds:
    """Dates, adopters and contributions of a report."""
    cast = Cast(laid, context)
    options = Options(cast)
    considered: list[Statement] = []
    out: list[Statement] = []
    for paragraph in laid.paragraphs:
        if not is_prose(laid, paragraph):
            continue
        view = cast.scene(paragraph)
        out += _dated(view, cast)
        out += _prepared(view, cast)
        out += _adopted(view, cast)
        out += affiliations(view, cast)
        out += presented(view, cast)
        considered += options.of(view)
        turns = expand(rules(laid.language, "relations").get("turns", "(?!)"), laid.language)
        for start, end in view.sentences():
            marks = [start, *(m.start() for m in turns.finditer(view.text, start, end)), end]
            for first, last in pairwise(marks):
                out += _contributes(view, first, last, cast)
    found = options.finds(considered)
    done = fulfilments([*context.found.statements, *out], cast)
    return Finds(statements=tuple(joined([*out, *considered, *names(found, cast), *done])), entities=found.entities)


def _dated(view: Scene, cast: Cast) -> Iterator[Statement]:
    rule = rules(cast.laid.language, "relations")
    for predicate in ("held_on", "adopted_on"):
        for pattern in rule[predicate]:
            for match in expand(pattern, cast.laid.language).finditer(view.text):
                date = view.tokens[match["d"]]
                for _, subject in view.tokens_in(*match.span("s"), "IM"):
                    yield _on(predicate, subject.key, date.key, view.place(*match.span()), cast)
    for _, token in view.tokens_in(0, len(view.text), "I"):
        words = cast.laid.text[token.start : token.end]
        within = list(find(words, cast.laid.language))
        # a year in a title ("the 2030 Agenda") is no day of adoption: the date stands beside the number
        if len(within) == 1 and re.search(number_pattern(cast.laid.language), words):
            yield _on("adopted_on", token.key, within[0].edtf, (token.start, token.end), cast)


def _on(predicate: str, subject: str, date: str, place: tuple[int, int], cast: Cast) -> Statement:
    evidence = cast.context.evidence(*place, predicate.replace("_", "-"), 0.9)
    value = Literal(date, datatype="edtf")
    return Statement(cast.context.document, subject.partition("#")[0], predicate, value, evidence=(evidence,))


def _adopted(view: Scene, cast: Cast) -> Iterator[Statement]:
    """An instrument in which its own organ is said to act."""
    for pattern in rules(cast.laid.language, "relations")["adopted_by"]:
        for match in expand(pattern, cast.laid.language).finditer(view.text):
            key, organ = view.tokens[match["s"]].key.partition("#")[0], view.tokens[match["o"]].key
            if body_of(key) == organ:
                evidence = cast.context.evidence(*view.place(*match.span()), "adopted-by", 0.9)
                yield Statement(cast.context.document, key, "adopted_by", organ, evidence=(evidence,))


def _contributes(view: Scene, start: int, end: int, cast: Cast) -> Iterator[Statement]:
    goals = view.tokens_in(start, end, "Q")
    words = view.text[start:end]
    rule = rules(cast.laid.language, "relations")
    if not goals or re.search(rule["threat"], words) or not re.search(rule["helps"], words):
        return
    subject = _contributor(view, goals[0][0], cast)
    if subject is None:
        return
    for _, goal in goals:
        for key in goal.keys:
            if key.count(".") < 2 and key != "SDGS":
                evidence = cast.context.evidence(goal.start, goal.end, "contributes-to", 0.8)
                yield Statement(cast.context.document, subject, "contributes_to", key, evidence=(evidence,))


def _contributor(view: Scene, before: int, cast: Cast) -> str | None:
    """The programme that the section is about; else the body that the section is about or the paragraph begins with."""
    programme = cast.subject(view.paragraph, "K")
    if programme:
        return programme
    bodies: list[Token] = [token for _, token in view.tokens_in(0, before, "B") if cast.type_of(token.key) in _WORKING]
    about = cast.subject(view.paragraph, "B")
    if about and _works(about, cast):
        return about
    return bodies[0].key if bodies else None


def _works(key: str, cast: Cast) -> bool:
    """Whether a body has work of its own: no division, office or collective."""
    return cast.type_of(key) not in ("division", "office", "collective", "internal_group")


def _prepared(view: Scene, cast: Cast) -> Iterator[Statement]:
    """A preparatory committee's name says which meeting it prepares."""
    inside = {m.key: m for m in cast.context.found.mentions if view.paragraph.start <= m.start < view.paragraph.end}
    for _, token in view.tokens_in(0, len(view.text), "GM"):
        group = body_of(token.key) or token.key
        meeting = group.removesuffix("-PREPCOM").removesuffix("-PREPARATORY-PROCESS")
        if meeting != group and (meeting in inside or cast.sort_of(meeting) == "M"):
            evidence = cast.context.evidence(token.start, token.end, "prepares", 0.9)
            yield Statement(cast.context.document, group, "informs", meeting, evidence=(evidence,))
