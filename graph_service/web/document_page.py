"""The page of a document: its paragraphs, with what they mention as links."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.ask.documents import ParagraphRow
from graph_service.graph.snapshot import Snapshot
from ontology.readings import Mention


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph in pieces: (words, the key that they name or None)."""

    label: str
    anchor: str
    language: str | None
    pieces: tuple[tuple[str, str | None], ...]


def paragraph(row: ParagraphRow, mentions: Sequence[Mention], snapshot: Snapshot, anchor: str) -> ParagraphView:
    """The pieces of a paragraph; of mentions that overlap, the longest counts."""
    inside = [m for m in mentions if row.start <= m.start and m.end <= row.end and m.key in snapshot.number and m.end > m.start]
    pieces: list[tuple[str, str | None]] = []
    at = row.start
    for m in sorted(inside, key=lambda m: (m.start, -m.end)):
        if m.start < at:
            continue
        pieces += [(_cut(row, at, m.start), None), (_cut(row, m.start, m.end), m.key)]
        at = m.end
    pieces.append((_cut(row, at, row.end), None))
    return ParagraphView(row.label, anchor, row.language, tuple(piece for piece in pieces if piece[0]))


def _cut(row: ParagraphRow, start: int, end: int) -> str:
    return row.text[start - row.start : end - row.start]
