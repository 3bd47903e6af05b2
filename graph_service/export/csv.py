"""CSV (RFC 4180, UTF-8): one table, a row for each piece of evidence of each statement, sorted by statement and place.

The columns are those of the record, so that the table can be read back without loss: ``statements`` does. ``object`` holds a
key, or ``value`` with ``language`` or ``datatype`` a literal. ``qualifiers`` and ``wording`` are JSON objects. ``known_from`` and
``known_to`` are UTC to the second.

A cell that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return) has an
apostrophe in front, and so has one that begins with an apostrophe: who reads the table takes one leading apostrophe away,
and has the very text again.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import BinaryIO, TextIO

from graph_service.graph.snapshot import Snapshot
from ontology import records
from ontology.records import Evidence, Literal, Method, Qualifiers, Statement

COLUMNS = (
    *("statement", "subject", "predicate", "object", "value", "language", "datatype", "valid_from", "valid_to", "qualifiers"),
    *("document", "document_language", "paragraph", "start", "end", "quote", "text_hash"),
    *("method", "method_name", "method_version", "confidence", "wording", "known_from", "known_to"),
)
_MARK = "'"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", _MARK)


def write(snapshot: Snapshot, out: BinaryIO, base: str) -> None:
    """Write a snapshot; keys stand as they are, so that the base plays no part."""
    write_statements(snapshot.records, out)


def write_statements(statements: Iterable[Statement], out: BinaryIO) -> None:
    """Write statements, sorted by id, each with its evidence in the order of its place."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for statement in sorted(statements, key=lambda s: s.id):
        writer.writerows(_rows(statement))
    text.detach()


def _rows(statement: Statement) -> Iterator[list[str]]:
    for evidence in sorted(statement.evidence, key=lambda e: (e.place, e.known_from or "", e.known_to or "")):
        yield [_safe(cell) for cell in (*_said(statement), *_place(statement.document, evidence), *_how(evidence))]


def _said(s: Statement) -> tuple[str | None, ...]:
    value = s.object if isinstance(s.object, Literal) else None
    literal = (value.text, value.language, value.datatype) if value else (None, None, None)
    target = None if value else str(s.object)
    return s.id, s.subject, s.predicate, target, *literal, s.valid_from, s.valid_to, _packed(s.qualifiers)


def _place(document: str, e: Evidence) -> tuple[str | int | None, ...]:
    return document, e.language, e.paragraph, e.start, e.end, e.quote, e.text_hash


def _how(e: Evidence) -> tuple[str | float | None, ...]:
    m = e.method
    return m.kind, m.name, m.version, repr(float(e.confidence)), _packed(e.wording), e.known_from, e.known_to


def _packed(pairs: Qualifiers) -> str:
    return json.dumps(records.as_mapping(pairs), ensure_ascii=False, sort_keys=True, separators=(",", ":")) if pairs else ""


def _safe(cell: str | float | None) -> str:
    text = "" if cell is None else str(cell)
    return _MARK + text if text.startswith(_FORMULA) else text


def statements(table: TextIO) -> Iterator[Statement]:
    """The statements of a table that ``write_statements`` wrote (open it with ``newline=""``), with their evidence."""
    rows = ({name: cell.removeprefix(_MARK) for name, cell in row.items()} for row in csv.DictReader(table))
    for _, group in groupby(rows, key=lambda row: row["statement"]):
        listed = list(group)
        yield _statement(listed[0], tuple(_evidence(row) for row in listed))


def _statement(row: Mapping[str, str], evidence: tuple[Evidence, ...]) -> Statement:
    value = Literal(row["value"], row["language"] or None, row["datatype"] or None)
    return Statement(
        document=row["document"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"] or value,
        qualifiers=_unpacked(row["qualifiers"]),
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        evidence=evidence,
    )


def _evidence(row: Mapping[str, str]) -> Evidence:
    return Evidence(
        paragraph=row["paragraph"],
        method=Method(row["method"], row["method_name"], row["method_version"]),
        language=row["document_language"] or None,
        start=int(row["start"]) if row["start"] else None,
        end=int(row["end"]) if row["end"] else None,
        quote=row["quote"] if row["start"] else None,
        text_hash=row["text_hash"] or None,
        confidence=float(row["confidence"]),
        wording=_unpacked(row["wording"]),
        known_from=row["known_from"] or None,
        known_to=row["known_to"] or None,
    )


def _unpacked(text: str) -> Qualifiers:
    return records.qualifiers(json.loads(text)) if text else ()
