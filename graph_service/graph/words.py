"""The words of paragraphs that curated evidence names without words, as far as the documents are held (MODEL section 4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from graph_service.store.base import Store
from graph_service.store.steps import Steps
from ontology.records import Statement


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph as a document's text has it; ``start`` and ``end`` in code points of the stored text, end exclusive."""

    document: str
    language: str | None
    paragraph: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class WordsHeld:
    """By document: the labels of its paragraphs; by (document, label): its words, one for each language that is held."""

    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[tuple[str, str], tuple[Words, ...]] = field(default_factory=dict)

    def find(self, document: str, paragraph: str, language: str | None = None) -> Words | None:
        """The paragraph's words, in that language or else the first held; ``88(a)`` may stand within ``88``."""
        for label in readings_of(paragraph):
            for words in self.words.get((document, label), ()):
                if language is None or words.language == language:
                    return words
        return None


def readings_of(label: str) -> list[str]:
    """The labels under which a paragraph may stand: itself, the annex's, the paragraph of which it is an item."""
    head = label.partition("(")[0].strip()
    found = [label, f"annex {label}"] if label[:1].isdigit() else [label]
    return found if head in ("", label) else [*found, *readings_of(head)]


def wanted(statements: Iterable[Statement], canonical: Callable[[str], str]) -> dict[str, set[str]]:
    """By document: the paragraphs that evidence names without words."""
    out: dict[str, set[str]] = {}
    for s in statements:
        for e in s.evidence:
            if e.quote is None and not s.document.startswith("REG/"):
                out.setdefault(canonical(s.document), set()).update(readings_of(e.paragraph))
    return out


def read(store: Store | Steps, held: Mapping[str, str], wanted: Mapping[str, set[str]]) -> WordsHeld:
    """The words of the wanted paragraphs. ``held``: canonical key of a document that has been read → its key in the store."""
    found = store.labels(held.values())
    labels = {document: found[stored] for document, stored in sorted(held.items()) if stored in found}
    words: dict[tuple[str, str], list[Words]] = {}
    for document in sorted(labels.keys() & wanted.keys()):
        if labels[document].isdisjoint(wanted[document]):
            continue
        for language, paragraph, text in store.paragraphs(held[document]):
            if paragraph.label in wanted[document]:
                row = Words(document, language or None, paragraph.label, paragraph.start, paragraph.end, text)
                words.setdefault((document, paragraph.label), []).append(row)
    order = {
        spot: tuple(sorted(some, key=lambda w: (w.language != "en", w.language or "", w.start))) for spot, some in words.items()
    }
    return WordsHeld(labels, order)
