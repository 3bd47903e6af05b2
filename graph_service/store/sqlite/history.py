"""All that was written, read back so that it can be written again: withdrawals and whole readings."""

import sqlite3
from collections.abc import Iterator

from graph_service.store.base import Told, Withdrawn
from graph_service.store.sqlite import records
from ontology.readings import Mention, Paragraph, Reading, Section

Connection = sqlite3.Connection


def events(db: Connection) -> Iterator[Told | Withdrawn]:
    """As ``Store.history`` has them."""
    for document, language, at, reason in db.execute("SELECT document, language, at, reason FROM withdrawal ORDER BY 1, 3, 2"):
        yield Withdrawn(at, document, language or None, reason)
    names = db.execute("SELECT document, language, loader, id FROM name ORDER BY 1, 2, 3").fetchall()
    for *name, row in names:
        for at, reading in db.execute("SELECT at, reading FROM told WHERE name = ? ORDER BY at", (row,)):
            yield Told(at, _reading(db, (name[0], name[1], name[2]), row, reading, at))


def _reading(db: Connection, name: tuple[str, str, str], name_row: int, row: int, at: str) -> Reading:
    document, language, loader = name
    loader_version, source_hash, title, date, text, text_hash = db.execute(
        "SELECT loader_version, source_hash, title, date, content, hash FROM reading LEFT JOIN text ON text.id = text"
        " WHERE reading.id = ?",
        (row,),
    ).fetchone()
    return Reading(
        document=document,
        language=language or None,
        loader=loader,
        loader_version=loader_version,
        source_hash=source_hash,
        title=title,
        date=date,
        text=text or "",
        text_hash=text_hash,
        aliases=tuple(key for (key,) in db.execute("SELECT key FROM alias WHERE reading = ? ORDER BY ordinal", (row,))),
        paragraphs=_paragraphs(db, row),
        sections=_sections(db, row),
        mentions=_mentions(db, row),
        statements=tuple(records.statements_told(db, name_row, at)),
        figures=tuple(records.figures_told(db, name_row, at)),
    )


def _paragraphs(db: Connection, row: int) -> tuple[Paragraph, ...]:
    found = db.execute(
        "SELECT start, end, label, section FROM paragraph JOIN passage ON passage.id = passage WHERE reading = ? ORDER BY 1, 2, 3",
        (row,),
    )
    return tuple(Paragraph(*given) for given in found)


def _sections(db: Connection, row: int) -> tuple[Section, ...]:
    about = "SELECT key FROM section_about WHERE reading = ? AND section = ? ORDER BY ordinal"
    found = db.execute("SELECT ordinal, label, title, parent FROM section WHERE reading = ? ORDER BY ordinal", (row,)).fetchall()
    return tuple(
        Section(label, title, tuple(key for (key,) in db.execute(about, (row, ordinal))), parent)
        for ordinal, label, title, parent in found
    )


def _mentions(db: Connection, row: int) -> tuple[Mention, ...]:
    found = db.execute(
        "SELECT type, form, key, paragraph, start, end, quote, as_printed, likely FROM mention WHERE reading = ? ORDER BY ordinal",
        (row,),
    )
    return tuple(Mention(*given) for given in found)
