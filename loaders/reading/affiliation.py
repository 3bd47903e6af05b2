"""Who belongs to whom by how the names stand: one inside another, one right behind another, or in an organisation chart.

"Statistics Division of the Department of Economic and Social Affairs" names the department too; a secretariat of a convention names
that; "the Agency and its Regional Office" says whose office it is; a chart of an organisation lists its units.
"""

import re
from collections.abc import Iterator

from loaders.bodies.tables import shipped
from loaders.reading.cast import Cast
from loaders.reading.language import rules
from loaders.reading.programmes import organisation
from loaders.reading.scene import Scene
from ontology import vocabulary
from ontology.readings import Mention, Paragraph
from ontology.records import Statement

_UNITS = ("division", "office", "internal_group")
"""Types of what is part of an organisation wherever it is named with it."""
_GROUPS = ("department", "interagency_mechanism", "organ")
"""Types of what is part of another body where its name ends as that of a unit does."""


def affiliations(view: Scene, cast: Cast) -> Iterator[Statement]:
    """What the names in a paragraph say of who belongs to whom (``subsidiary_of``, ``secretariat_of``)."""
    here = view.paragraph
    named = [m for m in cast.context.mentions_in(here, "entity") if m.form != "hyperlink" and m.end <= here.end]
    for outer in named:
        for inner in (m for m in named if outer.start <= m.start and m.end <= outer.end and m.key != outer.key):
            yield from _of_name(outer, inner, cast)
    yield from _adjacent(named, cast)
    if re.search(rules(cast.laid.language, "relations")["chart"], _heading(here, cast)):
        yield from _charted(view, cast)


def _of_name(outer: Mention, inner: Mention, cast: Cast) -> Iterator[Statement]:
    """A name that holds another: a secretariat is that of what it names, a unit belongs to it."""
    if re.search(rules(cast.laid.language, "relations")["secretariats"], outer.quote) and outer.key != inner.key:
        yield from _said("secretariat_of", outer.key, inner.key, outer.start, outer.end, "secretariat-by-name", cast)
    elif _belongs(outer, inner.key, cast):
        yield from _said("subsidiary_of", outer.key, inner.key, outer.start, outer.end, "unit-by-name", cast)


def _adjacent(named: list[Mention], cast: Cast) -> Iterator[Statement]:
    """A unit named right behind the body of which it is part, or behind "and its"."""
    between = re.compile(rules(cast.laid.language, "relations")["adjacent"])
    for first in named:
        for second in (m for m in named if 0 <= m.start - first.end < 9):
            gap = re.sub(r"\s", "", cast.laid.text[first.end : second.start])
            if between.fullmatch(gap) and _belongs(second, first.key, cast):
                yield from _said("subsidiary_of", second.key, first.key, first.start, second.end, "unit-behind-body", cast)


def _charted(view: Scene, cast: Cast) -> Iterator[Statement]:
    """Each unit in an organisation chart belongs to the organisation whose chart it is."""
    owner = organisation(cast.laid)
    for _, token in view.tokens_in(0, len(view.text), "B") if owner else ():
        if owner and cast.type_of(token.key) in _UNITS and _parent(token.key) in (None, owner):
            yield from _said("subsidiary_of", token.key, owner, token.start, token.end, "unit-in-chart", cast)


def _heading(paragraph: Paragraph, cast: Cast) -> str:
    """The first line of an annex, table or figure, and the titles above it."""
    if not re.match("annex|table|figure", paragraph.label):
        return ""
    return "\n".join([*cast.laid.words(paragraph).split("\n")[:3], *(s.title for s in cast.laid.chain(paragraph))])


def _belongs(unit: Mention, whole: str, cast: Cast) -> bool:
    """Whether a unit may belong to a body: the register says so, or knows nothing of it and its type is that of a part."""
    kind = cast.type_of(unit.key)
    group = kind in _GROUPS and re.search(rules(cast.laid.language, "relations")["unit_names"], unit.quote)
    if cast.sort_of(whole) not in "BG" or unit.key == whole or not (kind in _UNITS or group):
        return False
    known = {p.parent for p in shipped().parents if p.key == unit.key and p.predicate == "subsidiary_of"}
    return whole in known if known else kind in _UNITS


def _parent(unit: str) -> str | None:
    return next((p.parent for p in shipped().parents if p.key == unit and p.predicate == "subsidiary_of"), None)


def _said(predicate: str, subject: str, target: str, start: int, end: int, rule: str, cast: Cast) -> Iterator[Statement]:
    known = vocabulary.predicate(predicate)
    if cast.kind_of(subject) in known.domain and cast.kind_of(target) in known.range:
        evidence = cast.context.evidence(start, end, rule, 0.9)
        yield Statement(cast.context.document, subject, predicate, target, evidence=(evidence,))
