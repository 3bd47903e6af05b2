"""The loader ``un_report``: UN reports as plain text, one report a file.

How it goes: ``layout.lay`` turns the file into a ``Laid`` (stored text, labelled paragraphs, sections, links); ``header.identify``
finds the document's key; then the readers of ``READERS`` run in order, each a function ``(laid, context) -> Finds``. To add a
reader: a module of its own with such a function, and one row in ``READERS``. Rules and lexicons stand by language in data files
(``zh/``); a language is known when its folder stands.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from importlib.resources import files

from loaders.base import Source, SourceError, folder_version
from loaders.un_report import (
    citations,
    entities,
    events,
    goals,
    header,
    language,
    layout,
    mandates,
    masthead,
    parts,
    programmes,
    relations,
    requests,
)
from loaders.un_report.laid import Context, Finds, Laid, Reader
from ontology.readings import Reading
from ontology.records import Evidence, Statement

READERS: tuple[Reader, ...] = (
    mandates.read,
    citations.read,
    goals.read,
    masthead.read,
    entities.read,
    parts.read,
    programmes.read,
    relations.read,
    events.read,
    requests.read,
)
"""Who reads, in order: a later reader sees what the earlier ones found."""


class UnReport:
    """Loader of UN reports as plain text (see the module)."""

    name = "un_report"

    @cached_property
    def version(self) -> str:
        """Hash of the rules and lexicons: this folder's, and those of others that it reads."""
        parts_of = [folder_version(files(name)) for name in ("loaders.un_report", "loaders.text", "loaders.bodies")]
        parts_of.append(files("ontology").joinpath("codelists", "organs.csv").read_text(encoding="utf-8"))
        return sha256("\n".join(parts_of).encode()).hexdigest()[:12]

    def recognises(self, source: Source) -> bool:
        """Whether the file is text with the marks of a UN report (a symbol, numbered paragraphs, an agenda line)."""
        if source.path.suffix.lower() != ".txt":
            return False
        try:
            text = source.text()
        except SourceError:
            return False
        known = language.detect(text)
        return known is not None and header.looks_like_report(text, known)

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of the file; ``SourceError`` where it is no text or its language has no rules."""
        text = source.text()
        known = language.detect(text)
        if known is None:
            raise SourceError(f"{source.path}: no rules for its language; expected one of {', '.join(language.known())}")
        laid = layout.lay(text, known)
        context = header.identify(laid, source, self.name, self.version)
        yield _reading(source, context, _run(context))


def _run(context: Context) -> Finds:
    for reader in READERS:
        context = context.after(reader(context.laid, context))
    return context.found


def _merged(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """One statement for each id, with the evidence of all its places in order of the text."""
    places: dict[str, dict[Evidence, None]] = {}
    for statement in statements:
        places.setdefault(statement.id, {}).update(dict.fromkeys(statement.evidence))
    first = {statement.id: statement for statement in reversed(statements)}
    return tuple(
        replace(first[key], evidence=tuple(sorted(evidence, key=lambda e: e.start or 0))) for key, evidence in places.items()
    )


def _reading(source: Source, context: Context, found: Finds) -> Reading:
    laid: Laid = context.laid
    return Reading(
        document=context.document,
        language=laid.language,
        loader=context.loader,
        loader_version=context.version,
        source_hash=source.sha256,
        title=context.header.get("title"),
        date=context.header.get("date"),
        text=laid.text,
        text_hash=laid.text_hash,
        aliases=context.aliases,
        paragraphs=laid.paragraphs,
        sections=header.sections_about(laid, found.about),
        mentions=tuple(sorted(found.mentions, key=lambda m: (m.start, m.end, m.type, m.key))),
        entities=found.entities,
        statements=_merged(found.statements),
        figures=found.figures,
        remarks=laid.remarks + header.shortfalls(laid) + found.remarks,
    )
