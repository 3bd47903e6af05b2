"""What belongs to one reading version: text, paragraphs, sections, mentions, aliases; and asking for them."""

import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter

from graph_service.store import fulltext
from graph_service.store.base import TextHit
from graph_service.store.sqlite import names
from ontology.errors import ModelError
from ontology.readings import Mention, Paragraph, Reading, Section

Connection = sqlite3.Connection

_CURRENT = "name JOIN reading ON reading.id = name.current"
_LANGUAGE = "(:language IS NULL OR name.language = :language)"
_ORDER = "name.language, name.loader"


def reading_id(db: Connection, name: int, reading: Reading) -> int:
    """The row of a reading version, written with all that belongs to it where it is not there."""
    given = (name, reading.source_hash, reading.loader_version)
    found = db.execute("SELECT id FROM reading WHERE name = ? AND source_hash = ? AND loader_version = ?", given).fetchone()
    return found[0] if found else _write(db, name, reading)


def _write(db: Connection, name: int, reading: Reading) -> int:
    text = names.text_id(db, reading.text_hash, reading.text)
    cursor = db.execute(
        "INSERT INTO reading (name, source_hash, loader_version, title, date, text) VALUES (?, ?, ?, ?, ?, ?)",
        (name, reading.source_hash, reading.loader_version, reading.title, reading.date, text),
    )
    made = cursor.lastrowid
    assert made is not None
    db.executemany("INSERT INTO alias VALUES (?, ?, ?)", [(made, n, alias) for n, alias in enumerate(reading.aliases)])
    _write_paragraphs(db, made, text, reading)
    _write_sections(db, made, reading)
    db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _mention_rows(made, reading))
    return made


def _mention_rows(reading_row: int, reading: Reading) -> list[tuple[object, ...]]:
    return [
        (reading_row, n, m.type, m.form, m.key, m.paragraph, m.start, m.end, m.quote, m.as_printed, m.likely)
        for n, m in enumerate(reading.mentions)
    ]


def _write_paragraphs(db: Connection, reading_row: int, text: int | None, reading: Reading) -> None:
    if not reading.paragraphs:
        return
    if text is None:
        raise ModelError(f"{reading.document}: a reading with paragraphs needs its text and the text's hash")
    passages = _passages(db, text, reading)
    rows = [(reading_row, passages[p.start, p.end], p.label, p.section) for p in reading.paragraphs]
    db.executemany("INSERT INTO paragraph VALUES (?, ?, ?, ?)", rows)


def _passages(db: Connection, text: int, reading: Reading) -> dict[tuple[int, int], int]:
    """The rows of the stretches of a text, with their words, written where they are not there."""
    known = {(start, end): row for row, start, end in db.execute("SELECT id, start, end FROM passage WHERE text = ?", (text,))}
    first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM passage").fetchone()[0]
    spans = dict.fromkeys((p.start, p.end) for p in reading.paragraphs if (p.start, p.end) not in known)
    fresh = {span: row for row, span in enumerate(spans, start=first)}
    db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?)", [(row, text, *span) for span, row in fresh.items()])
    words = [(row, fulltext.set_apart(reading.text[slice(*span)])) for span, row in fresh.items()]
    db.executemany("INSERT INTO words (rowid, said) VALUES (?, ?)", words)
    return known | fresh


def _write_sections(db: Connection, reading_row: int, reading: Reading) -> None:
    rows = [(reading_row, n, s.label, s.title, s.parent) for n, s in enumerate(reading.sections)]
    db.executemany("INSERT INTO section VALUES (?, ?, ?, ?, ?)", rows)
    about = [(reading_row, n, place, key) for n, s in enumerate(reading.sections) for place, key in enumerate(s.about)]
    db.executemany("INSERT INTO section_about VALUES (?, ?, ?, ?)", about)


def mentions(db: Connection, document: str, language: str | None) -> Iterator[Mention]:
    """The mentions of the current readings of a document, in order of the text."""
    rows = db.execute(
        "SELECT type, form, key, paragraph, start, end, quote, as_printed, likely"  # noqa: S608  # constants of this module
        f" FROM {_CURRENT} JOIN mention ON mention.reading = reading.id"
        f" WHERE document = :document AND {_LANGUAGE} ORDER BY {_ORDER}, start, end, type, form, key, ordinal",
        {"document": document, "language": language},
    )
    return (Mention(*row) for row in rows)


def sections(db: Connection, document: str) -> Iterator[Section]:
    """The sections of the current readings of a document, in order."""
    rows = db.execute(
        "SELECT section.reading, section.ordinal, section.label, section.title, section.parent"  # noqa: S608  # our constants
        f" FROM {_CURRENT} JOIN section ON section.reading = reading.id"
        f" WHERE document = ? ORDER BY {_ORDER}, section.ordinal",
        (document,),
    )
    for reading, ordinal, label, title, parent in rows:
        about = db.execute("SELECT key FROM section_about WHERE reading = ? AND section = ? ORDER BY ordinal", (reading, ordinal))
        yield Section(label, title, tuple(key for (key,) in about), parent)


def paragraphs(db: Connection, document: str, language: str | None) -> Iterator[tuple[str, Paragraph, str]]:
    """(language, paragraph, its words) of the current readings of a document, in order of the text; "" for no language."""
    readings = db.execute(
        f"SELECT reading.id, name.language, reading.text FROM {_CURRENT}"  # noqa: S608  # constants of this module
        f" WHERE document = :document AND {_LANGUAGE} ORDER BY {_ORDER}",
        {"document": document, "language": language},
    ).fetchall()
    for reading, spoken, text in readings:
        content = _content(db, text)
        rows = db.execute(
            "SELECT start, end, label, section FROM paragraph JOIN passage ON passage.id = passage"
            " WHERE reading = ? ORDER BY start, end, label",
            (reading,),
        )
        for row in rows:
            yield spoken, Paragraph(*row), content[row[0] : row[1]]


def labels(db: Connection, held: Collection[str]) -> dict[str, frozenset[str]]:
    """The labels of the paragraphs of the current readings of documents; of those that have none nothing."""
    asked = "SELECT DISTINCT label FROM name JOIN paragraph ON paragraph.reading = name.current WHERE document = ?"
    found = ((document, frozenset(label for (label,) in db.execute(asked, (document,)))) for document in held)
    return {document: said for document, said in found if said}


def find_text(db: Connection, query: str, language: str | None, limit: int, document: str | None) -> Iterator[TextHit]:
    """Paragraphs of current readings with all phrases of the query, by document, language and place."""
    asked = " AND ".join(f'"{phrase}"' for phrase in fulltext.phrases(query))
    if not asked:
        return
    hits = db.execute(
        "SELECT name.document, name.language, label, start, end, section, passage.text"  # noqa: S608  # constants of this module
        " FROM words JOIN passage ON passage.id = words.rowid JOIN paragraph ON paragraph.passage = passage.id"
        " JOIN reading ON reading.id = paragraph.reading JOIN name ON name.current = reading.id"
        f" WHERE words MATCH :asked AND {_LANGUAGE} AND (:document IS NULL OR name.document = :document)"
        f" ORDER BY name.document, {_ORDER}, start, end, label LIMIT :limit",
        {"asked": asked, "language": language, "limit": limit, "document": document},
    )
    for text, some in groupby(hits, key=itemgetter(6)):
        content = _content(db, text)
        for name, spoken, label, start, end, section, _ in some:
            yield TextHit(name, spoken or None, label, start, end, content[start:end], section)


def _content(db: Connection, text: int | None) -> str:
    found = db.execute("SELECT content FROM text WHERE id = ?", (text,)).fetchone()
    return found[0] or "" if found else ""
