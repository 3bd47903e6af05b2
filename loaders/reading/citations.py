"""Citations of instruments and documents in running text: numbers with a noun, symbols, papers, ibid, links.

A reader (see ``loader``). It gives mentions of the type instrument, and for each symbol a statement that the document ``cites`` it.
"""

import re
from bisect import bisect_left, insort_right
from collections.abc import Iterator
from dataclasses import replace

from loaders.reading import document_symbols, links, numbered, provisions
from loaders.reading.instruments import Cited
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.organs import OrganSense, home_organs
from loaders.reading.spans import Spans
from ontology.readings import Mention, Paragraph
from ontology.records import Statement, qualifiers
from ontology.symbols import Symbol

_BACK = 400
"""So many citations before a word are looked at for the one that it means."""


def read(laid: Laid, context: Context) -> Finds:
    """All citations of a document, in order of the text."""
    own = Symbol.parse(context.document)
    sense = OrganSense(laid, home_organs(context.document, laid), own=own.organ if own else None)
    entries = [(m.start, m.end) for m in context.found.mentions]  # of lists of mandates: those are read already
    found, remarks = numbered.find(laid, sense)
    taken, listed = Spans((c.start, c.end) for c in found), Spans(entries)
    symbols = (*document_symbols.find(laid, context), *document_symbols.papers(laid, context))
    found += [c for c in symbols if not taken.hold(c.start)]
    found = [c for c in found if not listed.meet(c.start, c.end)]
    remarks += document_symbols.strange(laid, [*((c.start, c.end) for c in found), *entries])
    found = [replace(c, form="self") if c.key in (context.document, *context.aliases) else c for c in found]
    found = _in_order([*found, *_again(laid, _in_order(found))])
    whole = [part for one in found for part in _with_provision(laid, one)]
    mentions = [_mention(context, one) for one in whole]
    statements = tuple(_cites(context, one) for one in whole if one.form in ("symbol", "ibid"))
    linked = links.read(laid, context)
    return Finds(tuple(mentions), (), statements, (), tuple(remarks)) + linked


def cites_something(text: str, language: str) -> bool:
    """Whether a text has the number of a resolution or decision."""
    return bool(numbered.group(language).search(text))


def _in_order(found: list[Cited]) -> list[Cited]:
    return sorted(found, key=_place)


# ---------------------------------------------------------------------- what was cited before
def _again(laid: Laid, found: list[Cited]) -> list[Cited]:
    """``ibid`` and words such as "that decision": what was cited last before them; and words for the document itself."""
    rule = rules(laid.language, "citations")
    out: list[Cited] = []
    known = list(found)
    for match in re.finditer(str(rule["ibid"]), laid.text):
        documents = re.match(str(rule["ibid_of_document"]), laid.text[match.end() : match.end() + 40])
        if last := _noted(laid, match.start(), [c for c in _before(known, match.start()) if not (documents and c.kind)]):
            out.append(Cited(match.start(), match.end(), last.key.partition("#")[0], "ibid", None, 0.9, last.kind))
            insort_right(known, out[-1], key=_place)
    kinds: dict[str, str] = rule["kinds"]
    for match in re.finditer(str(rule["anaphora"]), laid.text):
        if last := _meant(laid, match.start(), kinds.get(match["kind"]), found):
            out.append(Cited(match.start(), match.end(), last.key.partition("#")[0], "anaphora", None, 0.8, last.kind))
    return [*out, *(Cited(match.start(), match.end(), "", "self") for match in re.finditer(str(rule["self"]), laid.text))]


def _before(found: list[Cited], at: int) -> list[Cited]:
    """Of the citations in order the last that begin before a place."""
    behind = bisect_left(found, (at, 0), key=_place)
    return found[max(0, behind - _BACK) : behind]


def _place(cited: Cited) -> tuple[int, int]:
    return cited.start, cited.end


def _meant(laid: Laid, at: int, kind: str | None, found: list[Cited]) -> Cited | None:
    """What "that decision" at a place means: the last one cited alone before it in the paragraph, else in the one above it."""
    here = laid.at(at)
    above = laid.at(max(0, here.start - 1))
    begin = above.start if above.section == here.section else here.start
    near = _before(found, at)
    before = [c for c in near if begin <= c.start and c.end <= at and c.form == "symbol" and kind and c.kind == kind]
    return max(before, key=lambda c: c.end, default=None)


def _noted(laid: Laid, at: int, found: list[Cited]) -> Cited | None:
    """What ``ibid`` at a place means: in a footnote what that note or the one before it cites last, else what is cited last."""
    before = [c for c in found if c.end <= at and c.form in ("symbol", "ibid")]
    here = laid.at(at)
    if _note(here):
        notes = _notes(laid)
        above = bisect_left(notes, here.start)
        begin = notes[above - 1] if above else here.start
        before = [c for c in before if c.start >= begin and _note(laid.at(c.start))]
    return max(before, key=lambda c: c.end, default=None)


def _notes(laid: Laid) -> list[int]:
    """Where the footnotes begin."""
    if "notes" not in laid.kept:
        laid.kept["notes"] = [p.start for p in laid.paragraphs if _note(p)]
    found: list[int] = laid.kept["notes"]
    return found


def _note(paragraph: Paragraph) -> bool:
    return paragraph.label.startswith("fn")


# ---------------------------------------------------------------------- what becomes of them
def _with_provision(laid: Laid, one: Cited) -> Iterator[Cited]:
    """The citation, with the part of the instrument that is meant; one for each part of a range."""
    part = None
    paragraph = laid.at(one.start)
    if one.form != "self":
        inner = provisions.before(laid.text, one.start, laid.language, paragraph.start)
        outer = provisions.behind(laid.text, one.end, laid.language, paragraph.end)
        part = provisions.within(inner, outer) if inner else outer
    if part is None:
        yield one
        return
    for name in part.parts:
        likely = f"{one.likely}#{name}" if one.likely else None
        place = min(one.start, part.start), max(one.end, part.end)
        yield Cited(*place, _part_of(one.key, name), one.form, likely, one.confidence)


def _part_of(key: str, name: str) -> str:
    """The key of a part; of a part of a part too (part A of a resolution, and its annex)."""
    return f"{key}{'#' if '#' not in key else '-' if name[0].isalpha() else '.'}{name}"


def _mention(context: Context, one: Cited) -> Mention:
    return context.mention("instrument", one.form, one.key or context.document, one.start, one.end, likely=one.likely)


def _cites(context: Context, one: Cited) -> Statement:
    key, _, part = one.key.partition("#")
    label = context.laid.at(one.start).label
    places = (
        {"preamble": "preamble"} if label.endswith("preamble") else {"draft": "operative"} if label.startswith("draft-") else {}
    )
    wording: dict[str, str] = {"part": next(iter(places.values()))} if places else {}
    if one.likely:
        wording |= {"as_printed": context.laid.text[one.start : one.end], "likely": one.likely}
    return Statement(
        document=context.document,
        subject=context.document,
        predicate="cites",
        object=key,
        qualifiers=qualifiers({"provision": part}),
        evidence=(context.evidence(one.start, one.end, "citation", 0.95, qualifiers(wording), at_most=one.confidence),),
    )
