"""The page to search from: things by name, paragraphs by their words; and where to start."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from graph_service.ask import search as finding
from graph_service.errors import StoreError
from graph_service.graph.snapshot import Snapshot
from graph_service.store.base import TextHit
from graph_service.web.entity_page import CITABLE
from graph_service.web.lines import Drawer, choose
from graph_service.web.service import Service
from ontology import vocabulary

THINGS = 30
PARAGRAPHS = 10
AROUND = 60
"""How many characters of a paragraph are shown on each side of what was found."""
TEXT_SECONDS = 3.0
"""How long a page waits for the words of the documents: a server that is just going away may keep a question for ever."""
_ASKING = ThreadPoolExecutor(8, thread_name_prefix="texts")
EXAMPLES = ("UN-SWFS-ENV", "UNEP/EA.3/Res.11", "A/RES/66/288", "EMG", "EMG/IMG-LAND", "UNEA")
"""Where to start, if they are in the graph."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found."""

    key: str
    label: str | None
    type_label: str
    held: bool
    citable: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph in which the words stand. ``row``: where it is, as evidence has it."""

    row: "Spot"
    document: str
    paragraph: str
    language: str | None
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a held document."""

    document: str
    paragraph: str
    quote: str
    paragraph_text: None = None


def found(snapshot: Snapshot, service: Service, query: str, language: str) -> dict[str, Any]:
    """What the template needs to show what was found. ``paragraphs`` None: the store is away, and with it the texts."""
    result = finding.search(snapshot, query, limit=THINGS)
    paragraphs = _paragraphs(service, query)
    drawer = Drawer(snapshot, language)
    hits = [_hit(drawer, hit.key) for hit in result.hits]
    return {"hits": hits, "total": result.total, "paragraphs": paragraphs}


def _paragraphs(service: Service, query: str) -> list[Found] | None:
    try:
        asked = _ASKING.submit(lambda: list(service.store.find_text(query, limit=PARAGRAPHS)))
        return [_paragraph(hit, query) for hit in asked.result(TEXT_SECONDS)]
    except (StoreError, TimeoutError):
        return None


def start(snapshot: Snapshot, language: str) -> dict[str, Any]:
    """What the template needs before anything was asked."""
    drawer = Drawer(snapshot, language)
    read = [d for d in snapshot.documents() if d.read and not d.key.startswith("REG/")]
    stubs = sum(
        vocabulary.kinds()[snapshot.kind_of(k)].name in ("instrument", "document") and not snapshot.held(k) for k in snapshot.keys
    )
    return {
        "examples": [_hit(drawer, key) for key in EXAMPLES if key in snapshot.number],
        "counts": {"documents": len(read), "entities": len(snapshot.keys), "statements": len(snapshot.lines()), "stubs": stubs},
        "documents": [{"document": d.key, "title": choose(d.titles, language)} for d in read],
    }


def nearest(snapshot: Snapshot, key: str, language: str) -> list[Hit]:
    """The things whose keys are most like one that is not there."""
    drawer = Drawer(snapshot, language)
    return [_hit(drawer, near) for near in get_close_matches(key, snapshot.keys, n=5, cutoff=0.5)]


def _hit(drawer: Drawer, key: str) -> Hit:
    snapshot = drawer.snapshot
    citable = snapshot.kind_of(key) in CITABLE
    return Hit(key, drawer.label(key), drawer.type_label(snapshot.type_of(key)), snapshot.held(key), citable)


def _paragraph(hit: TextHit, query: str) -> Found:
    at = max(hit.text.casefold().find(query.casefold()), 0)
    end = at + (len(query) if query.casefold() in hit.text.casefold() else 0)
    first, last = max(at - AROUND, 0), min(end + AROUND, len(hit.text))
    before = ("…" if first else "") + hit.text[first:at]
    after = hit.text[end:last] + ("…" if last < len(hit.text) else "")
    spot = Spot(hit.document, hit.paragraph, hit.text)
    return Found(spot, hit.document, hit.paragraph, hit.language, before, hit.text[at:end], after)
