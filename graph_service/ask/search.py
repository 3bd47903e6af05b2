"""Finding things by name, symbol or title, as people type them, in every language."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.ask import terms
from graph_service.ask.scope import Scope, scope
from graph_service.graph.name_index import NAME, Spelling
from graph_service.graph.snapshot import Snapshot

FITS = ("exact key", "exact name", "beginning", "inside", "all words")


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found: ``matched`` is the name, key or symbol that fits, ``fit`` how (one of ``FITS``)."""

    key: str
    type: str
    labels: dict[str, str]
    held: bool
    matched: str
    fit: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits; ``total``: how many there are."""

    hits: tuple[Hit, ...]
    total: int
    scope: Scope


def search(
    snapshot: Snapshot, text: str, types: Iterable[str] = (), language: str | None = None, limit: int = 20, offset: int = 0
) -> SearchResult:
    """What contains the text, or all its words as beginnings of words, in a key, symbol, name or title (NFKC, case folded): exact
    key, exact name, beginning, inside, all words in any order; then by key. ``types``: names of the code list. ``language``: names
    in that language only; keys and symbols count always."""
    wanted = terms.types(types)
    best: dict[str, tuple[int, Spelling]] = {}
    for fit, spelling in snapshot.name_index.find(text):
        if language is not None and spelling.what == NAME and spelling.language != language:
            continue
        if spelling.key not in best or fit < best[spelling.key][0]:
            best[spelling.key] = (fit, spelling)
    found = [key for key in sorted(best, key=lambda key: (best[key][0], key)) if not wanted or snapshot.type_of(key) in wanted]
    first, last = terms.page(limit, offset)
    return SearchResult(tuple(_hit(snapshot, key, *best[key]) for key in found[first:last]), len(found), scope(snapshot))


def _hit(snapshot: Snapshot, key: str, fit: int, spelling: Spelling) -> Hit:
    row = snapshot.entity(key)
    return Hit(key, row.type, row.labels, row.held, spelling.text, FITS[fit])
