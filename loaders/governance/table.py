"""A table of facts: rows of a CSV file to statements, or an error that names line and column."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from loaders.base import SourceError
from ontology import dates, vocabulary
from ontology.errors import ModelError
from ontology.identifiers import Key
from ontology.records import Evidence, Literal, Method, Qualifiers, Statement, qualifiers

COLUMNS = (
    "subject",
    "predicate",
    "object",
    "value",
    "language",
    "datatype",
    "valid_from",
    "valid_to",
    "qualifiers",
    "document",
    "paragraph",
    "context",
    "note",
)
"""The columns, in order; the first line of the file."""

_DATATYPES = {"entity_type": "type"}
_VALUES: Mapping[str, tuple[str, str]] = {
    "number": (r"-?\d+(?:\.\d+)?", "a number such as 51 or 0.5"),
    "integer": (r"-?\d+", "a whole number"),
    "duration": (r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?", "an ISO 8601 duration such as P2Y or P6M"),
    "uri": (r"https?://[^\s<>\"]+", "an address that begins with http:// or https://"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: where it stands (``path, line n``) and its cells by column, stripped."""

    path: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, column: str, expected: str, found: str) -> SourceError:
        """What is wrong with one cell, for the librarian who mends it."""
        return SourceError(f"{self._cell(column)}: expected {expected}; found {found!r}")

    def refused(self, column: str, error: ModelError) -> SourceError:
        """The same where the model refuses a cell: its own sentence says what it expected and found."""
        return SourceError(f"{self._cell(column)}: {error}")

    def _cell(self, column: str) -> str:
        return f"{self.path}, line {self.line}, column {column}"

    @property
    def context(self) -> bool:
        """Whether an end follows only from the context of the paragraph."""
        return self["context"] == "yes"


@dataclass(frozen=True, slots=True)
class Fact:
    """A row and the statement that it makes, with its one piece of evidence."""

    row: Row
    statement: Statement


def rows(path: str, text: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a CSV text with exactly these columns; ``SourceError`` for another first line or a row of another width."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != list(columns):
            raise SourceError(f"{path}, line 1: expected the columns {','.join(columns)}; found {','.join(header)!r}")
        for cells in reader:
            if len(cells) != len(columns):
                raise SourceError(f"{path}, line {reader.line_num}: expected {len(columns)} cells; found {len(cells)}")
            yield Row(path, reader.line_num, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    except csv.Error as error:
        raise SourceError(f"{path}, line {reader.line_num}: {error}; expected CSV with quotes doubled inside quotes") from error


def facts(path: str, text: str, edition: str, confidence: Mapping[str, float]) -> Iterator[Fact]:
    """The facts of a table, in its order.

    ``edition`` becomes the version of the method (``curated:governance``); it is not a hash of the file, so that mending one row
    leaves the others' evidence as it is. ``confidence`` has ``said`` and ``context``. ``SourceError`` for a row that the model does
    not allow, or that stands twice.
    """
    seen: dict[tuple[str, str], int] = {}
    for row in rows(path, text, COLUMNS):
        fact = Fact(row, _statement(row, edition, confidence))
        place = (fact.statement.id, row["paragraph"])
        if place in seen:
            raise SourceError(
                f"{path}, line {row.line}: the same fact in the same paragraph stands on line {seen[place]}; delete one"
            )
        seen[place] = row.line
        yield fact


def gathered(found: Iterator[Fact]) -> tuple[Statement, ...]:
    """The statements of facts, each once, with the evidence of all its rows, sorted by id."""
    by_id: dict[str, Statement] = {}
    for fact in found:
        new = fact.statement
        old = by_id.get(new.id)
        by_id[new.id] = with_evidence(new, (*old.evidence, *new.evidence)) if old else new
    return tuple(by_id[key] for key in sorted(by_id))


def with_evidence(statement: Statement, evidence: tuple[Evidence, ...]) -> Statement:
    """The same statement with other evidence, in order of place."""
    s = statement
    ordered = tuple(sorted(evidence, key=lambda one: one.place))
    return Statement(s.document, s.subject, s.predicate, s.object, s.qualifiers, s.valid_from, s.valid_to, ordered)


def _statement(row: Row, edition: str, confidence: Mapping[str, float]) -> Statement:
    _need(row)
    claimed, wording = _qualifiers(row)
    surety = confidence["context" if row.context else "said"]
    evidence = Evidence(row["paragraph"], Method("curated", "governance", edition), confidence=surety, wording=wording)
    try:
        return Statement(
            document=row["document"],
            subject=row["subject"],
            predicate=row["predicate"],
            object=_object(row),
            qualifiers=claimed,
            valid_from=row["valid_from"] or None,
            valid_to=row["valid_to"] or None,
            evidence=(evidence,),
        )
    except ModelError as error:
        raise SourceError(f"{row.path}, line {row.line}: {error}") from error


def _need(row: Row) -> None:
    for column in ("subject", "predicate", "document", "paragraph"):
        if not row[column]:
            raise row.error(column, "a value", "")
    _checked(row, "predicate", vocabulary.predicate)
    for column in ("subject", "object", "document"):
        if row[column]:
            _checked(row, column, Key.parse)
    _need_dates(row)
    if row["context"] not in ("", "yes"):
        raise row.error("context", "yes or nothing", row["context"])
    if row.context and not row["note"]:
        raise row.error("note", "why an end follows only from the context", "")


def _need_dates(row: Row) -> None:
    for column in ("valid_from", "valid_to"):
        if row[column]:
            _checked(row, column, dates.span)
    if row["valid_from"] and row["valid_to"] and dates.span(row["valid_from"])[0] > dates.span(row["valid_to"])[1]:
        raise row.error("valid_to", f"a date not before {row['valid_from']}", row["valid_to"])


def _checked(row: Row, column: str, parse: Callable[[str], object]) -> None:
    try:
        parse(row[column])
    except ModelError as error:
        raise row.refused(column, error) from error


def _object(row: Row) -> str | Literal:
    predicate = vocabulary.predicate(row["predicate"])
    wanted, other = ("value", "object") if predicate.is_literal else ("object", "value")
    if not row[wanted] or row[other]:
        raise row.error(wanted, f"a value here and none in the column {other}, for the predicate {predicate.name}", row[wanted])
    if not predicate.is_literal:
        return _no_language(row)
    return _literal(row, predicate.range[0])


def _no_language(row: Row) -> str:
    for column in ("language", "datatype"):
        if row[column]:
            raise row.error(column, "nothing beside a key", row[column])
    return row["object"]


def _literal(row: Row, given: str) -> Literal:
    datatype = "" if given == "text" else _DATATYPES.get(given, given)
    if row["datatype"] != datatype:
        raise row.error("datatype", f"{datatype or 'nothing'} for the predicate {row['predicate']}", row["datatype"])
    _check_value(row, "value", datatype, row["value"])
    try:
        return Literal(row["value"], row["language"] or None, datatype or None)
    except ModelError as error:
        raise row.refused("language", error) from error


def _qualifiers(row: Row) -> tuple[Qualifiers, Qualifiers]:
    given: dict[str, list[str]] = {}
    for pair in filter(None, (piece.strip() for piece in row["qualifiers"].split(";"))):
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not (name and equals and value):
            raise row.error("qualifiers", "name=value, several with a semicolon between", pair)
        _check_qualifier(row, name, value)
        given.setdefault(name, []).append(value)
    claimed = {name: values for name, values in given.items() if vocabulary.qualifier(name).part_of_claim}
    return qualifiers(claimed), qualifiers({name: values for name, values in given.items() if name not in claimed})


def _check_qualifier(row: Row, name: str, value: str) -> None:
    try:
        known = vocabulary.qualifier(name)
    except ModelError as error:
        raise row.refused("qualifiers", error) from error
    if known.values and value not in known.values:
        raise row.error("qualifiers", f"{name}= one of {', '.join(known.values)}", value)
    _check_value(row, "qualifiers", known.datatype, value)


def _check_value(row: Row, column: str, datatype: str, value: str) -> None:
    if datatype in _VALUES and not re.fullmatch(_VALUES[datatype][0], value):
        raise row.error(column, _VALUES[datatype][1], value)
    checks: Mapping[str, Callable[[str], object]] = {"edtf": dates.span, "key": Key.parse, "type": vocabulary.entity_type}
    parse = _date_or_key if datatype == "date_or_key" else checks.get(datatype)
    if parse is None:
        return
    try:
        parse(value)
    except ModelError as error:
        raise row.refused(column, error) from error


def _date_or_key(value: str) -> object:
    return dates.span(value) if value[0] in "0123456789." else Key.parse(value)
