"""The texts of a made-up world: each instrument as a reading, with words, paragraphs and statements that stand in them."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from bench.worlds import PREDICATES, World
from ontology.readings import Paragraph, Reading
from ontology.records import Evidence, Literal, Method, Qualifiers, Statement

METHOD = Method("rule", "bench", "1")
LOADER = "bench"
KNOWN_AT = "2026-01-15T09:00:00Z"
"""The record time at which a world is written."""
VERBS = {
    "cites": "Bearing in mind {object}",
    "recalls": "Recalling {object}",
    "reaffirms": "Reaffirming {object}",
    "takes_note_of": "Takes note of {object}",
    "renews": "Renews what was decided in {object}",
    "adopted_at": "Adopted at {object}",
    "establishes": "Decides to establish {object}",
    "mandates": "Asks {object} to carry out the present resolution",
    "adopted_by": "Adopted by {object}",
    "member_of": "Invites {subject} to take part in {object}",
}


class Line(NamedTuple):
    """A paragraph, and what is said in it."""

    subject: str
    predicate: str
    object: str | Literal
    words: str
    qualifiers: Qualifiers = ()
    since: str | None = None
    until: str | None = None


def readings(world: World) -> Iterator[Reading]:
    """A reading for each instrument, in order of time: its title, its day of adoption, then all that it says, a paragraph each."""
    for place, claims in enumerate(said(world)):
        key, date = world.keys[world.instruments[place]], day(world, place)
        yield reading(key, date, (*head(key, date), *(_line(world, claim) for claim in claims)))


def said(world: World) -> Iterator[range]:
    """The claims of each instrument, in order of time."""
    bounds = np.flatnonzero(np.diff(world.document, prepend=-1, append=-1))
    claims = {
        int(world.document[first]): range(first, last)
        for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    }
    return (claims[number] for number in world.instruments.tolist())


def day(world: World, place: int) -> str:
    """The day on which the instrument at a place in time was adopted."""
    return f"{world.years[place]}-{9 + place % 4:02d}-{1 + place % 28:02d}"


def head(key: str, date: str) -> tuple[Line, Line]:
    """What every instrument begins with."""
    title = f"Coordination of work on matter {hashlib.sha256(key.encode()).hexdigest()[:6]}"
    return Line(key, "title", Literal(title, "en"), title), Line(key, "adopted_on", Literal(date, datatype="edtf"), date)


def _line(world: World, claim: int) -> Line:
    subject, target = world.keys[world.subject[claim]], world.keys[world.object[claim]]
    name = PREDICATES[world.predicate[claim]]
    return Line(subject, name, target, VERBS[name].format(subject=subject, object=target))


def reading(key: str, date: str, lines: Iterable[Line], version: str = "1") -> Reading:
    """A document with a paragraph for each line; its first line is its title."""
    given = tuple(lines)
    text = "\n".join(line.words for line in given)
    text_hash = hashlib.sha256(text.encode()).hexdigest()
    paragraphs = tuple(_paragraphs(given))
    return Reading(
        document=key,
        language="en",
        loader=LOADER,
        loader_version=version,
        source_hash=text_hash,
        title=given[0].words,
        date=date,
        text=text,
        text_hash=text_hash,
        paragraphs=paragraphs,
        statements=tuple(statement(key, line, place, text_hash) for line, place in zip(given, paragraphs, strict=True)),
    )


def _paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    start = 0
    for number, line in enumerate(lines):
        yield Paragraph(start, start + len(line.words), str(number) if number else "header")
        start += len(line.words) + 1


def statement(document: str, line: Line, place: Paragraph, text_hash: str) -> Statement:
    """What a line says, with the words that say it."""
    evidence = (Evidence(place.label, METHOD, "en", place.start, place.end, line.words, text_hash),)
    return Statement(document, line.subject, line.predicate, line.object, line.qualifiers, line.since, line.until, evidence)
