"""Rows that are kept once and pointed at: reading names, texts, methods, wordings, statements, figures."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ontology.records import Evidence, Figure, Literal, Method, Qualifiers, Statement, hash26

Connection = sqlite3.Connection
_AT_ONCE = 500


def name_id(db: Connection, document: str, language: str, loader: str) -> int:
    """The row of a reading name, made where there is none."""
    given = (document, language, loader)
    db.execute("INSERT OR IGNORE INTO name (document, language, loader) VALUES (?, ?, ?)", given)
    return _one(db, "SELECT id FROM name WHERE document = ? AND language = ? AND loader = ?", given)


def text_id(db: Connection, text_hash: str | None, content: str | None = None) -> int | None:
    """The row of a text, made where there is none; its content is filled in when it becomes known. None for no hash."""
    if text_hash is None:
        return None
    db.execute("INSERT OR IGNORE INTO text (hash, content) VALUES (?, ?)", (text_hash, content))
    if content is not None:
        db.execute("UPDATE text SET content = ? WHERE hash = ? AND content IS NULL", (content, text_hash))
    return _one(db, "SELECT id FROM text WHERE hash = ?", (text_hash,))


def method_id(db: Connection, method: Method) -> int:
    """The row of a method, made where there is none."""
    given = (method.kind, method.name, method.version)
    db.execute("INSERT OR IGNORE INTO method (kind, name, version) VALUES (?, ?, ?)", given)
    return _one(db, "SELECT id FROM method WHERE kind = ? AND name = ? AND version = ?", given)


def wording_id(db: Connection, wording: Qualifiers) -> int | None:
    """The row of a set of qualifiers that say how something was said, made where there is none. None for no qualifiers."""
    if not wording:
        return None
    digest = hash26([list(pair) for pair in wording])
    if db.execute("INSERT OR IGNORE INTO wording (hash) VALUES (?)", (digest,)).rowcount:
        made = _one(db, "SELECT id FROM wording WHERE hash = ?", (digest,))
        db.executemany("INSERT INTO wording_qualifier VALUES (?, ?, ?)", [(made, *pair) for pair in wording])
        return made
    return _one(db, "SELECT id FROM wording WHERE hash = ?", (digest,))


def statement_ids(db: Connection, statements: Mapping[str, Statement]) -> dict[str, int]:
    """The rows of statements by id, made where there are none."""
    known = _ids(db, "statement", list(statements))
    fresh = [statement for key, statement in statements.items() if key not in known]
    db.executemany(
        "INSERT INTO statement (key, claim, document, subject, predicate, object, value, language, datatype, valid_from, valid_to)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_statement_row(statement) for statement in fresh],
    )
    made = _ids(db, "statement", [statement.id for statement in fresh])
    db.executemany("INSERT INTO qualifier VALUES (?, ?, ?)", [(made[s.id], *pair) for s in fresh for pair in s.qualifiers])
    return known | made


def figure_ids(db: Connection, figures: Mapping[str, Figure]) -> dict[str, int]:
    """The rows of figures by id, made where there are none."""
    known = _ids(db, "figure", list(figures))
    fresh = [figure for key, figure in figures.items() if key not in known]
    db.executemany(
        "INSERT INTO figure (key, document, subject, measure, value, unit, period, status, exactness, because_of)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(f.id, f.document, f.subject, f.measure, f.value, f.unit, f.period, f.status, f.exactness, f.because_of) for f in fresh],
    )
    made = _ids(db, "figure", [figure.id for figure in fresh])
    rows = [(made[f.id], number, *pair) for f in fresh for number, pair in enumerate(f.dimensions)]
    db.executemany("INSERT INTO dimension VALUES (?, ?, ?, ?)", rows)
    return known | made


def evidence_columns(db: Connection, evidence: Iterable[Evidence]) -> list[tuple[Any, ...]]:
    """For each piece the columns from ``paragraph`` to ``confidence``. Confidence is kept to four decimals, as its place is."""
    methods: dict[Method, int] = {}
    wordings: dict[Qualifiers, int | None] = {}
    texts: dict[str | None, int | None] = {}
    out = []
    for e in evidence:
        if e.method not in methods:
            methods[e.method] = method_id(db, e.method)
        if e.wording not in wordings:
            wordings[e.wording] = wording_id(db, e.wording)
        if e.text_hash not in texts:
            texts[e.text_hash] = text_id(db, e.text_hash)
        held = (e.paragraph, e.language, e.start, e.end, e.quote, texts[e.text_hash])
        out.append((*held, methods[e.method], wordings[e.wording], round(e.confidence, 4)))
    return out


def _statement_row(s: Statement) -> tuple[str | None, ...]:
    if isinstance(s.object, Literal):
        said: tuple[str | None, ...] = (None, s.object.text, s.object.language, s.object.datatype)
    else:
        said = (s.object, None, None, None)
    return (s.id, s.claim, s.document, s.subject, s.predicate, *said, s.valid_from, s.valid_to)


def _ids(db: Connection, table: str, keys: Sequence[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        marks = ",".join("?" * len(some))
        out.update(db.execute(f"SELECT key, id FROM {table} WHERE key IN ({marks})", some))  # noqa: S608  # our table, marks only
    return out


def _one(db: Connection, sql: str, values: tuple[str, ...]) -> int:
    found: int = db.execute(sql, values).fetchone()[0]
    return found
