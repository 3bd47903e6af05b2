"""A document's lines → ``Laid``: the stored text, its labelled paragraphs, its sections and links."""

import re
from dataclasses import replace
from itertools import count

from loaders.formats.model import Printed
from loaders.reading import furniture, marks
from loaders.reading.instruments import entry_pattern, list_heading_pattern
from loaders.reading.labelling import Labelled, Stretch, label
from loaders.reading.laid import Laid, Link
from loaders.reading.language import pattern, rules
from loaders.reading.pieces import column, cut
from loaders.text import lines
from ontology.readings import Paragraph, Remark


def lay(document: Printed | str, language: str) -> Laid:
    """The document laid out by the rules of its language; a text is taken as a file of plain text."""
    printed = Printed(tuple(lines.split(document)), "txt") if isinstance(document, str) else document
    stripped = furniture.strip(list(printed.lines), pattern(language, "layout", "complete"), _starts(language))
    pieces = cut(stripped.body, language, entry_pattern(language), list_heading_pattern(language))
    labelled = label(pieces, language, column(stripped.body))
    missing = marks.take_out(labelled.stretches, stripped.notes)
    labelled.remarks += [
        Remark("unplaced", f"the mark of footnote {mark} was not found in the text", f"fn{mark}") for mark in missing
    ]
    if stripped.ignored:
        labelled.remarks.append(Remark("ignored", f"{stripped.ignored} lines of running headers and page numbers"))
    laid = _assemble(language, labelled, stripped)
    return replace(laid, format=printed.format, facts=dict(printed.facts))


def _starts(language: str) -> re.Pattern[str]:
    """What begins a labelled paragraph, whatever its number."""
    names = ("paragraph", "budget_paragraph", "letter")
    return re.compile("|".join(f"(?:{re.sub(r'[?]P<n>', '?:', str(rules(language, 'layout')[name]))})" for name in names))


def _assemble(language: str, labelled: Labelled, stripped: furniture.Stripped) -> Laid:
    stretches = _with_notes(labelled.stretches, stripped.notes)
    paragraphs: list[Paragraph] = []
    taken: set[str] = set()
    out: list[str] = []
    at = 0
    for stretch in stretches:
        words = "\n".join(line.strip() for line in stretch.lines if line.strip())
        if not words:
            continue
        paragraphs.append(Paragraph(at, at + len(words), _unlike(stretch.label, labelled, taken), stretch.section))
        out.append(words)
        at += len(words) + 1
    return Laid(
        language=language,
        text="\n".join(out),
        paragraphs=tuple(paragraphs),
        sections=tuple(labelled.sections),
        links=_links(stretches, stripped.links, paragraphs),
        remarks=tuple(labelled.remarks),
        symbols=tuple(stripped.symbols),
    )


def _unlike(name: str, labelled: Labelled, taken: set[str]) -> str:
    """The label, with a number behind it where the document has it twice; that is told."""
    if name not in taken:
        taken.add(name)
        return name
    other = next(f"{name} {n}" for n in count(2) if f"{name} {n}" not in taken)
    labelled.remarks.append(Remark("unplaced", f"the label {name} stands twice: the second is called {other}", other))
    taken.add(other)
    return other


def _with_notes(stretches: list[Stretch], notes: list[furniture.Note]) -> list[Stretch]:
    """Each footnote behind the paragraph that it interrupted."""
    out: list[Stretch] = []
    waiting = [(note.anchor, Stretch(f"fn{note.mark}", note.anchor, [note.text])) for note in notes]
    for i, stretch in enumerate(stretches):
        out.append(stretch)
        following = stretches[i + 1].first if i + 1 < len(stretches) else None
        while waiting and (following is None or waiting[0][0] <= following):
            note = waiting.pop(0)[1]
            note.section = stretch.section
            out.append(note)
    return out


def _links(stretches: list[Stretch], links: list[tuple[str, int]], paragraphs: list[Paragraph]) -> tuple[Link, ...]:
    """Each link with the paragraph before it: it stands at that paragraph's end."""
    bodies = [s for s in stretches if not s.label.startswith("fn") and any(line.strip() for line in s.lines)]
    by_label = {p.label: p for p in reversed(paragraphs)}
    out = []
    for url, before in links:
        stretch = max((s for s in bodies if s.first < max(before, 1)), key=lambda s: s.first, default=bodies[0])
        place = by_label[stretch.label]
        out.append(Link(url, place.label, place.end - 1, place.end))
    return tuple(out)
