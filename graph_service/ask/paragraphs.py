"""Paragraphs by the words that stand in them."""

from dataclasses import dataclass
from itertools import islice

from graph_service.ask import terms
from graph_service.ask.documents import ParagraphRow
from graph_service.ask.scope import Scope, scope
from graph_service.errors import LimitExceeded, UsageError
from graph_service.graph.snapshot import Snapshot
from graph_service.store import fulltext
from graph_service.store.base import Store, TextHit

MOST_FOUND = 1000
"""How many paragraphs are looked for; where there are more, the scope is not complete."""
LONGEST = 200
"""The longest text that is looked for, in characters."""


@dataclass(frozen=True, slots=True)
class ParagraphList:
    """A page of paragraphs, by document, language and place. ``total``: how many were found, at most ``MOST_FOUND``; the scope is
    complete where there are no more."""

    paragraphs: tuple[ParagraphRow, ...]
    total: int
    scope: Scope


def paragraphs(
    snapshot: Snapshot,
    store: Store,
    text: str,
    language: str | None = None,
    document: str | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> ParagraphList:
    """The paragraphs that contain all words of a text, as the store holds them now; what stands in quotes as a phrase, and Han
    characters in a row as one, a single one too. ``document``: a key as typed. ``UsageError`` for a text that says no word."""
    _check(text)
    first, last = terms.page(limit, offset)
    names = _names(snapshot, document)
    hits = (hit for name in names for hit in store.find_text(text, language, MOST_FOUND + 1, name))
    found = list(islice(hits, MOST_FOUND + 1))
    whole = found[:MOST_FOUND]
    rows = tuple(_row(snapshot, hit) for hit in whole[first:last])
    return ParagraphList(rows, len(whole), scope(snapshot, complete=len(found) <= MOST_FOUND))


def _check(text: str) -> None:
    if len(text) > LONGEST:
        raise LimitExceeded(f"text has {len(text)} characters; at most {LONGEST} are looked for: give fewer words")
    if not fulltext.phrases(text):
        raise UsageError(f"text {text!r} has no letter, digit or character of a word: expected words that a paragraph contains")


def _names(snapshot: Snapshot, document: str | None) -> list[str | None]:
    """The names under which the store has a document; None for all that it has."""
    if document is None:
        return [None]
    return [*sorted({reading.document for reading in snapshot.readings.get(snapshot.resolve(document), ())})]


def _row(snapshot: Snapshot, hit: TextHit) -> ParagraphRow:
    key = snapshot.aliases.canonical(hit.document)
    return ParagraphRow(key, hit.language, hit.paragraph, hit.section, hit.start, hit.end, hit.text)
