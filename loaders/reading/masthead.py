"""What the header of a report tells: its title, the day it was issued, the sessions that it goes to and their days.

A reader (see ``loader``). Nothing where the header was lost; a header's line is never guessed to be a title without a byline.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from loaders.reading.instruments import OrganName, organs_in
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import ordinal, pattern, rules
from loaders.reading.organs import home_organs
from ontology.readings import Paragraph
from ontology.records import Literal, Statement


def read(laid: Laid, context: Context) -> Finds:
    """Statements ``title``, ``type``, ``issued_on``, ``submitted_to`` of the document and ``held_on`` of its sessions."""
    head = laid.labelled("header")
    if head is None:
        return Finds()
    return Finds(statements=(*_named(laid, context, head), *_sessions(laid, context, head)))


def title(laid: Laid) -> tuple[int, int] | None:
    """Where the title stands: the lines above the byline ("Report of …") that are no line of the session or the agenda."""
    head = laid.labelled("header")
    if head is None:
        return None
    lines = list(_lines(laid, head))
    for i, (start, end) in enumerate(lines):
        if i and pattern(laid.language, "header", "byline").match(laid.text[start:end].strip()):
            first, last = lines[i - 1]
            no_title = pattern(laid.language, "header", "no_title").search(laid.text[first:last])
            return None if no_title else (first, last)
    return None


def issued(laid: Laid) -> str | None:
    """The day of issue that the header prints in a line of its own, as an EDTF date."""
    head = laid.labelled("header")
    days = (_issued(laid, laid.text[start:end]) for start, end in _lines(laid, head)) if head else iter(())
    return next((day for day in days if day), None)


def _issued(laid: Laid, line: str) -> str | None:
    """The date that is all of a line, in the document's language or (the distribution block) in English."""
    for name in ("issued", "issued_en"):
        if match := pattern(laid.language, "header", name).match(line):
            return _day(laid.language, match["y"], match["m"], match["d"])
    return None


def _lines(laid: Laid, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    at = paragraph.start
    for line in laid.words(paragraph).split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _named(laid: Laid, context: Context, head: Paragraph) -> Iterator[Statement]:
    if place := title(laid):
        words = laid.text[place[0] : place[1]]
        yield _of(context, "title", Literal(words, laid.language), place)
    kinds: dict[str, str] = rules(laid.language, "header")["kinds"]
    for start, end in _lines(laid, head):
        line = laid.text[start:end]
        if by := pattern(laid.language, "header", "byline").match(line):
            yield _of(context, "type", Literal(kinds[by["kind"]], datatype="type"), (start, end))
        if day := _issued(laid, line):
            yield _of(context, "issued_on", Literal(day, datatype="edtf"), (start, end))


def _of(context: Context, predicate: str, value: Literal | str, place: tuple[int, int], subject: str | None = None) -> Statement:
    evidence = context.evidence(*place, "masthead")
    return Statement(context.document, subject or context.document, predicate, value, evidence=(evidence,))


def _day(language: str, year: str, month: str, day: str) -> str:
    """The EDTF date; the month in digits, or by its name in the language of the text or in English."""
    number = next((months[month] for of in (language, "en") if month in (months := rules(of, "header").get("months", {}))), month)
    return f"{year}-{int(number):02d}-{int(day):02d}"


# ---------------------------------------------------------------------- sessions
@cache
def _meetings() -> dict[str, tuple[str, str]]:
    text = files("loaders.reading").joinpath("meetings.csv").read_text(encoding="utf-8")
    return {row["organ"]: (row["session"], row["special"]) for row in csv.DictReader(text.splitlines())}


def _sessions(laid: Laid, context: Context, head: Paragraph) -> Iterator[Statement]:
    """Each session of the header with its organ: in a line of two sessions the first belongs to the first of the two organs
    named last above it."""
    meetings: list[str] = []
    for start, end in _lines(laid, head):
        found = [
            m
            for rule in ("session", "year_session")
            for m in pattern(laid.language, "header", rule).finditer(laid.text, start, end)
        ]
        found = sorted(found, key=lambda m: m.start())
        organs = _organs(laid, context, head.start, end)[-len(found) :] if found and not meetings else []
        for organ, match in zip(organs, found, strict=False):
            if key := _meeting(organ, match, laid.language):
                meetings.append(key)
                yield _of(context, "submitted_to", key, (match.start(), match.end()))
    yield from _held(laid, context, head, meetings)


def _organs(laid: Laid, context: Context, start: int, end: int) -> list[str]:
    """The organs that a part of the header names in order; a bare council is that of the document's own organisation."""
    wide = pattern(laid.language, "header", "wide").sub("", laid.text[start:end])
    home = home_organs(context.document, laid)
    return [organ for name in organs_in(wide, laid.language) if (organ := _organ(name, home))]


def _organ(name: OrganName, home: tuple[str, ...]) -> str | None:
    if name.sense in ("convention", "parties", "other"):
        return None
    if name.organ:
        return name.organ if name.organ in _meetings() else None
    return next((organ for organ in home if organ in _meetings()), None)


def _meeting(organ: str, match: re.Match[str], language: str) -> str | None:
    parts = match.groupdict()
    if "y" in parts:
        return f"{organ}-{parts['y']}" if organ == "ECOSOC" else None
    value = ordinal(parts["n"] or "", language)
    return session_key(organ, value, special=bool(parts.get("s"))) if value else None


def session_key(organ: str, n: int, *, special: bool = False) -> str | None:
    """The key of an organ's session (``UNEA-2``, ``UNEP-GCSS-12``); None where the organ has no such sessions."""
    form = _meetings().get(organ, ("", ""))[1 if special else 0]
    return form.format(n=n) if form else None


def _held(laid: Laid, context: Context, head: Paragraph, meetings: list[str]) -> Iterator[Statement]:
    """The days of the session, where the header names one session and one span of days."""
    found = list(pattern(laid.language, "header", "days").finditer(laid.text, head.start, head.end))
    if len(meetings) != 1 or len(found) != 1:
        return
    m = found[0]
    first = _day(laid.language, m["y"] or m["y2"], m["m"] or m["m2"], m["d"])
    last = _day(laid.language, m["y2"] or m["y"], m["m2"] or m["m"], m["d2"])
    yield _of(context, "held_on", Literal(f"{first}/{last}", datatype="edtf"), (m.start(), m.end()), meetings[0])
