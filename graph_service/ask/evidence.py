"""Where an answer's line is said: its evidence, each piece with what a reader needs to look it up."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from graph_service.graph.aliases import halves
from graph_service.graph.folding import Line
from graph_service.graph.snapshot import Snapshot
from ontology import labels
from ontology.records import Evidence, Figure, Qualifiers, Statement

UN_DOCUMENTS = "https://undocs.org/"
_SYMBOL = re.compile(r"(?:A|E|S|ST|DP|UNEP|CEB|TD|LC|FCCC|ICCD|CEDAW|CRC|HSP|JIU|UNW)/[^/].*")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One place that says it.

    ``quote``, ``start``, ``end`` (code points of the stored text, end exclusive) are None where the words are not held with it.
    ``paragraph_text``: for evidence that names its paragraph without words, the paragraph's words, if the document is held;
    ``to_load``: else the document to load. ``url``: the document at its publisher. ``statement``: the id of the statement that it
    belongs to, by ``verdict`` rejected, corrected, confirmed, or None. ``known_from``, ``known_to``: record time.
    """

    document: str
    language: str | None
    paragraph: str
    start: int | None
    end: int | None
    quote: str | None
    method: str
    confidence: float
    url: str | None
    statement: str
    wording: Qualifiers = ()
    paragraph_text: str | None = None
    paragraph_language: str | None = None
    to_load: str | None = None
    verdict: str | None = None
    known_from: str | None = None
    known_to: str | None = None


def rows(snapshot: Snapshot, line: Line) -> tuple[EvidenceRow, ...]:
    """All evidence of a line: that of the head's document first, words before mere places, then in order of the text."""
    pieces = [(s, e) for s in line for e in s.evidence]
    head = line[0].document
    if len(pieces) > 1:
        pieces.sort(key=lambda p: (p[0].document != head, p[0].document, p[1].quote is None, *_in_text(p[1]), p[0].id))
    return tuple(row(snapshot, s, e) for s, e in pieces)


def _in_text(e: Evidence) -> tuple[object, ...]:
    return labels.sort_key(e.paragraph), e.place, e.known_from or ""


def row(snapshot: Snapshot, s: Statement, e: Evidence) -> EvidenceRow:
    """One piece of evidence of a statement."""
    verdict = snapshot.verdict(s.id)
    return _row(snapshot, s.document, s.id, e, verdict.verdict if verdict else None)


def of_figure(snapshot: Snapshot, figure: Figure) -> tuple[EvidenceRow, ...]:
    """All evidence of a figure, in order of the text; ``statement`` is the figure's id."""
    pieces = sorted(figure.evidence, key=lambda e: (e.quote is None, *_in_text(e)))
    return tuple(_row(snapshot, figure.document, figure.id, e, None) for e in pieces)


def _row(snapshot: Snapshot, said_in: str, said: str, e: Evidence, verdict: str | None) -> EvidenceRow:
    document = snapshot.aliases.canonical(said_in)
    words = snapshot.words.find(document, e.paragraph, e.language) if e.quote is None else None
    missing = e.quote is None and words is None and not document.startswith("REG/")
    return EvidenceRow(
        document=document,
        language=e.language,
        paragraph=e.paragraph,
        start=e.start,
        end=e.end,
        quote=e.quote,
        method=str(e.method),
        confidence=e.confidence,
        url=url(snapshot, document),
        statement=said,
        wording=e.wording,
        paragraph_text=words.text if words else None,
        paragraph_language=words.language if words else None,
        to_load=document if missing and not snapshot.held(document) else None,
        verdict=verdict,
        known_from=e.known_from,
        known_to=e.known_to,
    )


def url(snapshot: Snapshot, document: str) -> str | None:
    """Where a document (or what carries the text) is published: what a ``url`` statement says, else the UN's page of its symbol."""
    found = (snapshot.addresses.get(key) or official(key) for key in (document, snapshot.aliases.carriers.get(document)) if key)
    return next((address for address in found if address), None)


def official(document: str) -> str | None:
    """The UN's page of a document symbol; None for keys that are no symbols, such as ``UNEP/GC/DEC/26/11`` or a report by name."""
    symbol = (halves(document) or [document])[0].partition("#")[0]
    named = "/DEC/" in symbol or "/REPORT/" in symbol or not re.search(r"\d", symbol)
    if named or not _SYMBOL.fullmatch(symbol):
        return None
    return UN_DOCUMENTS + quote(symbol.replace(" ", ""), safe="/().")
