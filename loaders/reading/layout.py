"""A document's lines → ``Laid``: the stored text, its labelled paragraphs, its sections, links and rows of tables."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise

from loaders.formats.model import Printed
from loaders.reading import furniture, marks
from loaders.reading.instruments import entry_pattern, list_heading_pattern
from loaders.reading.labelling import Labelled, Stretch, label
from loaders.reading.laid import Laid, Link, TableRow
from loaders.reading.language import pattern, rules
from loaders.reading.pieces import column, cut
from loaders.text import lines
from loaders.text.lines import Line
from ontology.readings import Paragraph, Remark


def lay(document: Printed | str, language: str) -> Laid:
    """The document laid out by the rules of its language; a text is taken as a file of plain text."""
    printed = Printed(tuple(lines.split(document)), "txt") if isinstance(document, str) else document
    complete, starts = pattern(language, "layout", "complete"), _starts(language)
    stripped = furniture.strip(list(printed.lines), complete, starts, language)
    stripped.symbols += [s for s in furniture.symbols(printed.facts.get("running", "")) if s not in stripped.symbols]
    pieces = cut(stripped.body, language, entry_pattern(language), list_heading_pattern(language))
    labelled = label(pieces, language, column(stripped.body))
    known = frozenset(mark.mark for line in printed.lines for mark in line.marks)
    missing = marks.take_out(labelled.stretches, stripped.notes, language, known)
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
    sources: list[list[Line]] = []
    taken: set[str] = set()
    out: list[str] = []
    at = 0
    for stretch, source in zip(stretches, _sources(stretches, stripped), strict=True):
        words = "\n".join(line.strip() for line in stretch.lines if line.strip())
        if not words:
            continue
        paragraphs.append(Paragraph(at, at + len(words), _unlike(stretch.label, labelled, taken), stretch.section))
        sources.append(source)
        out.append(words)
        at += len(words) + 1
    text = "\n".join(out)
    inline, rows = _beside(text, paragraphs, sources, labelled.remarks)
    return Laid(
        language=language,
        text=text,
        paragraphs=tuple(paragraphs),
        sections=tuple(labelled.sections),
        links=(*inline, *_links(stretches, stripped.links, paragraphs)),
        rows=tuple(rows),
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
    waiting = [Stretch(f"fn{note.mark}", note.anchor, [note.text], note=note) for note in notes]
    for i, stretch in enumerate(stretches):
        out.append(stretch)
        following = stretches[i + 1].first if i + 1 < len(stretches) else None
        while waiting and (following is None or waiting[0].first <= following):
            note = waiting.pop(0)
            note.section = stretch.section
            out.append(note)
    return out


# ---------------------------------------------------------------------- what stands beside the words
def _sources(stretches: list[Stretch], stripped: furniture.Stripped) -> Iterator[list[Line]]:
    """The lines of the document from which each stretch was made."""
    firsts = sorted({s.first for s in stretches if s.note is None})
    following = dict(pairwise([*firsts, len(stripped.body)]))
    for stretch in stretches:
        yield stretch.note.given if stretch.note else stripped.body[stretch.first : following[stretch.first]]


def _beside(
    text: str, paragraphs: list[Paragraph], sources: list[list[Line]], remarks: list[Remark]
) -> tuple[list[Link], list[TableRow]]:
    """The links that are laid on words of the text, and the rows of tables."""
    links: list[Link] = []
    rows: list[TableRow] = []
    for paragraph, source in zip(paragraphs, sources, strict=True):
        at = paragraph.start
        for line in source:
            start = text.find(line.text, at, paragraph.end)
            if start < 0:
                remarks += [Remark("unplaced", f"link {link.url}: its words are not found", paragraph.label) for link in line.links]
                continue
            at = start + len(line.text)
            links += [Link(link.url, paragraph.label, start + link.start, start + link.end, True) for link in line.links]
            if line.cells:
                rows.append(TableRow(start, at, line.cells))
    return links, rows


def _links(stretches: list[Stretch], links: list[tuple[str, int]], paragraphs: list[Paragraph]) -> tuple[Link, ...]:
    """Each link of a block of links with the paragraph before it: it stands at that paragraph's end."""
    bodies = [s for s in stretches if not s.label.startswith("fn") and any(line.strip() for line in s.lines)]
    by_label = {p.label: p for p in reversed(paragraphs)}
    out = []
    for url, before in links:
        stretch = max((s for s in bodies if s.first < max(before, 1)), key=lambda s: s.first, default=bodies[0])
        place = by_label[stretch.label]
        out.append(Link(url, place.label, place.end - 1, place.end))
    return tuple(out)
