"""Readers run one after another, and what they found becomes a reading."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from typing import TypeVar

from loaders.base import Source, folder_version
from loaders.reading import header
from loaders.reading.laid import Context, Finds, Laid, Reader
from ontology.readings import Reading
from ontology.records import Evidence, Figure, Statement


def version(*folders: str) -> str:
    """The version of a loader that reads prose: a hash of its own ``folders`` (packages) and of all that it reads with them."""
    packages = (*folders, "loaders.reading", "loaders.text", "loaders.formats", "loaders.bodies")
    parts = [folder_version(files(name)) for name in packages]
    lists = files("ontology").joinpath("codelists")
    parts += [lists.joinpath(f"{name}.csv").read_text(encoding="utf-8") for name in ("organs", "measures", "units", "verbs")]
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def read(source: Source, context: Context, readers: Iterable[Reader], least: int = header.LEAST_PARAGRAPHS) -> Reading:
    """The reading of a document laid out and identified: a later reader sees what the earlier ones found. ``least``: so many
    numbered paragraphs such a document has; fewer are told."""
    for reader in readers:
        context = context.after(reader(context.laid, context))
    return _reading(source, context, context.found, least)


_Said = TypeVar("_Said", Statement, Figure)


def _merged(said: tuple[_Said, ...]) -> tuple[_Said, ...]:
    """One statement or figure for each id, with the evidence of all its places in order of the text."""
    places: dict[str, dict[Evidence, None]] = {}
    for one in said:
        places.setdefault(one.id, {}).update(dict.fromkeys(one.evidence))
    first = {one.id: one for one in reversed(said)}
    return tuple(
        replace(first[key], evidence=tuple(sorted(evidence, key=lambda e: e.start or 0))) for key, evidence in places.items()
    )


def _reading(source: Source, context: Context, found: Finds, least: int) -> Reading:
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
        figures=_merged(found.figures),
        remarks=(*laid.remarks, *header.shortfalls(laid, least), *header.too_long(laid), *found.remarks),
    )
