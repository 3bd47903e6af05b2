"""What is held of a document: its readings, sections, paragraphs and what it mentions."""

from dataclasses import dataclass

from graph_service.ask import evidence
from graph_service.ask.scope import Scope, scope
from graph_service.graph.snapshot import Snapshot
from graph_service.store.base import Store
from ontology.readings import Mention, Section


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph with its words; ``start``, ``end`` in code points of the stored text, end exclusive."""

    document: str
    language: str | None
    label: str
    section: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """``read``: its text is held; else ``to_load`` names it and ``url`` is where it is published. ``labels``: titles by language.
    ``statements``: how many lines of the graph it says."""

    key: str
    type: str
    labels: dict[str, str]
    languages: tuple[str, ...]
    date: str | None
    read: bool
    url: str | None
    to_load: str | None
    statements: int
    sections: tuple[Section, ...]
    paragraphs: tuple[ParagraphRow, ...]
    mentions: tuple[Mention, ...]
    scope: Scope


def document(snapshot: Snapshot, store: Store, key: str, language: str | None = None) -> Document:
    """A document by its key as typed, with its text as the store holds it now, in one language or all."""
    found = snapshot.resolve(key)
    about, row = snapshot.entity(found), snapshot.document(found)
    names = sorted({r.document for r in snapshot.readings.get(found, ())})
    paragraphs = [
        ParagraphRow(found, lang or None, p.label, p.section, p.start, p.end, text)
        for name in names
        for lang, p, text in store.paragraphs(name, language)
    ]
    node = snapshot.number[found]
    return Document(
        key=found,
        type=about.type,
        labels=about.labels,
        languages=row.languages,
        date=row.date,
        read=row.read,
        url=evidence.url(snapshot, found),
        to_load=None if row.read else found,
        statements=len({int(line) for line in snapshot.columns.line[snapshot.columns.document == node]}),
        sections=tuple(s for name in names for s in store.sections(name)),
        paragraphs=tuple(paragraphs),
        mentions=tuple(m for name in names for m in store.mentions(name, language)),
        scope=scope(snapshot, complete=row.read),
    )
