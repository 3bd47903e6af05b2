"""The texts of a made-up world: each instrument as a reading, with words, paragraphs and statements that stand in them."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from bench.worlds import PREDICATES, World
from ontology.readings import Paragraph, Reading
from ontology.records import Evidence, Literal, Method, Statement

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


class _Line(NamedTuple):
    subject: str
    predicate: str
    object: str | Literal
    words: str


def readings(world: World) -> Iterator[Reading]:
    """A reading for each instrument, in order of time: its title, its day of adoption, then all that it says, a paragraph each."""
    bounds = np.flatnonzero(np.diff(world.document, prepend=-1, append=-1))
    said = {
        int(world.document[first]): range(first, last)
        for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    }
    for place, (number, year) in enumerate(zip(world.instruments.tolist(), world.years.tolist(), strict=True)):
        yield _reading(world.keys[number], f"{year}-{9 + place % 4:02d}-{1 + place % 28:02d}", _lines(world, said[number]))


def _lines(world: World, claims: range) -> Iterator[_Line]:
    for claim in claims:
        subject, target = world.keys[world.subject[claim]], world.keys[world.object[claim]]
        name = PREDICATES[world.predicate[claim]]
        yield _Line(subject, name, target, VERBS[name].format(subject=subject, object=target))


def _reading(key: str, day: str, said: Iterator[_Line]) -> Reading:
    title = f"Coordination of work on matter {hashlib.sha256(key.encode()).hexdigest()[:6]}"
    head = [_Line(key, "title", Literal(title, "en"), title), _Line(key, "adopted_on", Literal(day, datatype="edtf"), day)]
    lines = [*head, *said]
    text = "\n".join(line.words for line in lines)
    text_hash = hashlib.sha256(text.encode()).hexdigest()
    paragraphs = tuple(_paragraphs(lines))
    return Reading(
        document=key,
        language="en",
        loader=LOADER,
        loader_version="1",
        source_hash=text_hash,
        title=title,
        date=day,
        text=text,
        text_hash=text_hash,
        paragraphs=paragraphs,
        statements=tuple(_statement(key, line, place, text_hash) for line, place in zip(lines, paragraphs, strict=True)),
    )


def _paragraphs(lines: list[_Line]) -> Iterator[Paragraph]:
    start = 0
    for number, line in enumerate(lines):
        yield Paragraph(start, start + len(line.words), str(number) if number else "header")
        start += len(line.words) + 1


def _statement(document: str, line: _Line, place: Paragraph, text_hash: str) -> Statement:
    words = (place.start, place.end, line.words, text_hash)
    return Statement(document, line.subject, line.predicate, line.object, evidence=(Evidence(place.label, METHOD, "en", *words),))
