"""By whom a document is presented, and to which session: its byline, and the footnote with the agenda of the session.

A report of the United Nations carries on its first page a footnote mark behind the item of the agenda; the footnote is the symbol
of that agenda, and agendas have symbols that tell the session (``agendas.csv``).
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from loaders.reading.cast import Cast
from loaders.reading.language import rules
from loaders.reading.scene import Scene, expand
from loaders.text.numerals import number
from ontology.records import Statement

_MARKED = ("fn*", "fn**", "fn∗")


@cache
def _agendas() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = files("loaders.reading").joinpath("agendas.csv").read_text(encoding="utf-8")
    return tuple((re.compile(row["symbol"]), row["session"]) for row in csv.DictReader(text.splitlines()))


def session_of(agenda: str) -> str | None:
    """The session of which a symbol is the agenda: ``UNEP/EA.4/1/Rev.1`` → ``UNEA-4``."""
    for pattern, session in _agendas():
        if match := pattern.fullmatch(agenda):
            return session.format(n=number(match["n"]))
    return None


def presented(view: Scene, cast: Cast) -> Iterator[Statement]:
    """Who presents the document and to which session, where this paragraph says so."""
    document = cast.context.document
    if view.paragraph.label in _MARKED and len(view.text.strip(" .。")) == 1:
        for _, token in view.tokens_in(0, len(view.text), "X"):
            if session := session_of(token.key):
                evidence = cast.context.evidence(token.start, token.end, "agenda-footnote", 0.9)
                yield Statement(document, document, "submitted_to", session, evidence=(evidence,))
    if view.paragraph.label in ("header", "summary", "cover-note"):
        pattern = expand(rules(cast.laid.language, "relations")["byline"], cast.laid.language)
        for start, end in view.sentences():
            if match := pattern.fullmatch(view.text[start:end]):
                token = view.tokens[match["by"]]
                evidence = cast.context.evidence(token.start, token.end, "byline", 0.9)
                yield Statement(document, document, "prepared_by", token.key, evidence=(evidence,))
