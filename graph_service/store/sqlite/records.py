"""Statements, figures and verdicts as the store answers them: in order of their ids, in one pass, whatever their number."""

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph_service.store import kept
from graph_service.store.timeline import OPEN
from ontology.records import Evidence, Figure, Literal, Method, Qualifiers, Statement, Verdict

Connection = sqlite3.Connection

_EVIDENCE = "e.paragraph, e.method, e.language, e.start, e.end, e.quote, t.hash, e.confidence, e.wording, e.known_from, e.known_to"
_KNOWN = "(:at IS NULL OR (e.known_from <= :at AND e.known_to > :at))"
_STATEMENT = "s.claim, s.document, s.subject, s.predicate, s.object, s.value, s.language, s.datatype, s.valid_from, s.valid_to"
_FIGURE = "s.document, s.subject, s.measure, s.value, s.unit, s.period, s.status, s.exactness, s.because_of"


def statements(db: Connection, known_at: str | None) -> Iterator[Statement]:
    """Statements sorted by id with their evidence, as ``Store.statements`` has them."""
    qualifiers = _Beside(
        db.execute(
            "SELECT s.key, q.name, q.value FROM statement s CROSS JOIN qualifier q ON q.statement = s.id"
            " ORDER BY s.key, q.name, q.value"
        )
    )
    for row, evidence in EvidenceReader(db, known_at).grouped("statement", _STATEMENT, "evidence"):
        yield _statement(row, qualifiers.of(row[0]), evidence)


def figures(db: Connection, known_at: str | None) -> Iterator[Figure]:
    """Figures sorted by id with their evidence, as ``Store.figures`` has them."""
    dimensions = _Beside(
        db.execute(
            "SELECT s.key, d.name, d.value FROM figure s CROSS JOIN dimension d ON d.figure = s.id ORDER BY s.key, d.ordinal"
        )
    )
    for row, evidence in EvidenceReader(db, known_at).grouped("figure", _FIGURE, "figure_evidence"):
        yield _figure(row, dimensions.of(row[0]), evidence)


def statements_told(db: Connection, name: int, at: str) -> Iterator[Statement]:
    """What a reading name said at a time, sorted by id, each with the evidence of that name, without clocks."""
    pairs = "SELECT q.name, q.value FROM statement s JOIN qualifier q ON q.statement = s.id WHERE s.key = ? ORDER BY 1, 2"
    for row, evidence in EvidenceReader(db, at, name).grouped("statement", _STATEMENT, "evidence"):
        yield _statement(row, tuple(db.execute(pairs, row[:1])), evidence)


def figures_told(db: Connection, name: int, at: str) -> Iterator[Figure]:
    """Figures, likewise."""
    pairs = "SELECT d.name, d.value FROM figure s JOIN dimension d ON d.figure = s.id WHERE s.key = ? ORDER BY d.ordinal"
    for row, evidence in EvidenceReader(db, at, name).grouped("figure", _FIGURE, "figure_evidence"):
        yield _figure(row, tuple(db.execute(pairs, row[:1])), evidence)


def _statement(row: tuple[Any, ...], qualifiers: Qualifiers, evidence: tuple[Evidence, ...]) -> Statement:
    key, claim, document, subject, predicate, target, value, language, datatype, valid_from, valid_to = row
    said = target if target is not None else Literal(value, language, datatype)
    given = (document, subject, predicate, said, qualifiers, valid_from, valid_to, evidence, key, claim)
    return kept.record(Statement, given)


def _figure(row: tuple[Any, ...], dimensions: Qualifiers, evidence: tuple[Evidence, ...]) -> Figure:
    key, *said, because_of = row
    return kept.record(Figure, (*said, dimensions, because_of, evidence, key))


def verdicts(db: Connection) -> Iterator[Verdict]:
    """All verdicts, sorted by statement, at, by."""
    rows = db.execute(
        "SELECT statement, verdict, by, at, reason, nullif(correction, '') FROM verdict"
        " ORDER BY statement, at, by, verdict, reason, correction"
    )
    return (Verdict(*row) for row in rows)


class _Beside:
    """Rows (key, name, value) in order of the key, read along with another list in the same order."""

    def __init__(self, rows: Iterator[tuple[str, str, str]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, key: str) -> Qualifiers:
        while self._next is not None and self._next[0] < key:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return ()
        found = tuple((name, value) for _, name, value in self._next[1])
        self._next = next(self._groups, None)
        return found


class EvidenceReader:
    """Reads what has evidence, one thing with all its evidence at a time."""

    def __init__(self, db: Connection, known_at: str | None, name: int | None = None) -> None:
        """``name``: only the evidence of this reading name, without clocks."""
        self._db = db
        self._known_at = known_at
        self._name = name
        self._methods = {row[0]: Method(*row[1:]) for row in db.execute("SELECT id, kind, name, version FROM method")}
        self._wording = lru_cache(maxsize=10_000)(self._read_wording)

    def grouped(self, table: str, columns: str, evidence: str) -> Iterator[tuple[tuple[Any, ...], tuple[Evidence, ...]]]:
        """(key and columns, evidence sorted by place and clock) of each thing that has evidence, sorted by key."""
        width = 1 + len(columns.split(","))
        rows = self._db.execute(
            f"SELECT s.key, {columns}, {_EVIDENCE} FROM {self._joined(table, evidence)}"  # noqa: S608  # our names only
            f" LEFT JOIN text t ON t.id = e.text WHERE {_KNOWN} ORDER BY s.key",
            {"at": self._known_at, "name": self._name},
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            some = list(group)
            pieces = [self._evidence(row[width:]) for row in some]
            if len(pieces) > 1:
                pieces.sort(key=Evidence.order)
            yield some[0][:width], tuple(pieces)

    def _joined(self, table: str, evidence: str) -> str:
        if self._name is None:
            return f"{table} s CROSS JOIN {evidence} e ON e.said = s.id"
        return f"{evidence} e CROSS JOIN {table} s ON s.id = e.said AND e.name = :name"

    def _evidence(self, row: tuple[Any, ...]) -> Evidence:
        paragraph, method, language, start, end, quote, text_hash, confidence, wording, known_from, known_to = row
        ends = None if known_to == OPEN or self._known_at is not None else known_to
        words = self._wording(wording) if wording is not None else ()
        spot = (paragraph, self._methods[method], language, start, end, quote, text_hash)
        begins = None if self._name is not None else known_from
        return kept.record(Evidence, (*spot, confidence, words, begins, ends))

    def _read_wording(self, wording: int) -> Qualifiers:
        sql = "SELECT name, value FROM wording_qualifier WHERE wording = ? ORDER BY name, value"
        return tuple(self._db.execute(sql, (wording,)))
