"""The rows of a table, whatever its form: CSV, TSV, JSON (a list of objects), JSON lines, or JSON objects one behind the other."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Any

from loaders.base import Source, SourceError

Value = str | tuple[str, ...] | None
SEPARATORS = {".csv": ",", ".tsv": "\t"}
"""What parts the cells of a line, by the ending of the file."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number from 1, and its cells by column; a list of the source is a tuple, what is not there None."""

    number: int
    cells: Mapping[str, Value]


def rows(source: Source, records: str | None = None) -> Iterator[Row]:
    """The rows of a file in its order. ``records``: the dotted way to the list in a JSON file.

    ``SourceError`` names the line where the form breaks.
    """
    text = source.text().removeprefix("\ufeff")
    made = _separated(source, text) if source.path.suffix.lower() in SEPARATORS else _objects(source, text, records)
    for number, cells in enumerate(made, start=1):
        yield Row(number, cells)


def _separated(source: Source, text: str) -> Iterator[Mapping[str, Value]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[source.path.suffix.lower()], strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if twice := sorted({name for name in header if header.count(name) > 1}):
            raise SourceError(f"{source.path}, line 1: the column {', '.join(twice)} stands twice; expected each once")
        for found in reader:
            if not found:
                continue
            if len(found) != len(header):
                raise SourceError(f"{source.path}, line {reader.line_num}: expected {len(header)} cells; found {len(found)}")
            yield {name: cell.strip() or None for name, cell in zip(header, found, strict=True)}
    except csv.Error as error:
        raise SourceError(f"{source.path}, line {reader.line_num}: {error}; expected quotes doubled inside quotes") from error


def _objects(source: Source, text: str, records: str | None) -> Iterator[Mapping[str, Value]]:
    for one in _values(source, text):
        for found in _led(source, one, records):
            if not isinstance(found, dict):
                raise SourceError(f"{source.path}: expected JSON objects as rows; found {type(found).__name__}: {str(found)[:60]}")
            yield {str(name): _value(value) for name, value in found.items()}


def _values(source: Source, text: str) -> Iterator[Any]:
    """The JSON values of a text, whatever blanks stand between them, as text of their own too (a known fault of some sources)."""
    decoder, at = JSONDecoder(strict=False), 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        try:
            found, at = decoder.raw_decode(text, at)
        except JSONDecodeError as error:
            raise SourceError(f"{source.path}, line {error.lineno}, column {error.colno}: no JSON: {error.msg}") from error
        except RecursionError as error:
            raise SourceError(f"{source.path}: JSON nested too deeply to be a table") from error
        # an object that was written as a text is an object all the same
        yield from _values(source, found) if isinstance(found, str) else (found,)


def _led(source: Source, found: Any, records: str | None) -> list[Any]:
    for name in records.split(".") if records else ():
        if not isinstance(found, dict) or name not in found:
            raise SourceError(f"{source.path}: expected the rows at {records!r} (mapping, records); there is no {name!r}")
        found = found[name]
    return found if isinstance(found, list) else [found]


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(filter(None, (_entry(entry) for entry in value)))
    return _scalar(value)


def _entry(entry: Any) -> str | None:
    """An entry of a list; one that is a list itself has bars between its parts."""
    return " | ".join(filter(None, map(_scalar, entry))) if isinstance(entry, list) else _scalar(entry)


def _scalar(value: Any) -> str | None:
    if value is None or value == {} or value == []:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) or None
