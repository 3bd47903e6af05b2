"""The tables of the register, read and checked: values for the loader, and for readers of reports that look names up."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from loaders.base import SourceError
from ontology import dates, vocabulary
from ontology.errors import ModelError
from ontology.identifiers import Key

KINDS = ("name", "acronym", "former", "short")
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The six languages of the United Nations; a thing needs no name in each."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "bodies": ("key", "type", "note"),
    "names": ("key", "language", "name", "kind", "valid_from", "valid_to", "document", "paragraph"),
    "parents": ("key", "predicate", "parent", "valid_from", "valid_to", "document", "paragraph"),
    "countries": ("code", "en", "zh", "zh_short"),
    "places": ("key", "country", "en", "zh"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing. ``kind``: name (in full), acronym, former, or short (as texts call it once it is known who is meant).

    ``language`` of an acronym is the one in which it is formed. ``valid_from``, ``valid_to``: EDTF or None. ``document`` and
    ``paragraph``: where a report says it, both or neither.
    """

    key: str
    language: str
    text: str
    kind: str
    valid_from: str | None = None
    valid_to: str | None = None
    document: str | None = None
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """A body's relation to one above it: ``subsidiary_of``, ``part_of``, ``secretariat_of`` …"""

    key: str
    predicate: str
    parent: str
    valid_from: str | None = None
    valid_to: str | None = None
    document: str | None = None
    paragraph: str | None = None


@dataclass(frozen=True)
class Tables:
    """The register as values: ``types`` by key, names and parents in the order of their tables."""

    types: Mapping[str, str]
    names: tuple[Name, ...]
    parents: tuple[Parent, ...]
    counts: Mapping[str, int]


@cache
def shipped() -> Tables:
    """The register that ships; ``SourceError`` names the line of a row that can't be taken."""
    return read(files("loaders.bodies"))


def read(folder: Traversable) -> Tables:
    """The five tables of a folder, checked against each other and against the model."""
    cells = {table: list(_rows(folder, table)) for table in COLUMNS}
    types = dict(_types(cells))
    names = (*(_name(line, row, types) for line, row in cells["names"]), *_place_names(cells))
    parents = tuple(_parent(line, row, types) for line, row in cells["parents"]) + tuple(_located(cells, types))
    return Tables(types, names, parents, {table: len(rows) for table, rows in cells.items()})


def _rows(folder: Traversable, table: str) -> Iterator[tuple[int, dict[str, str]]]:
    path = folder.joinpath(f"{table}.csv")
    reader = csv.reader(path.read_text(encoding="utf-8").splitlines())
    if (header := tuple(next(reader, []))) != COLUMNS[table]:
        raise SourceError(f"{table}.csv, line 1: expected the columns {','.join(COLUMNS[table])}; found {','.join(header)}")
    for cells in reader:
        if len(cells) != len(header):
            raise SourceError(f"{table}.csv, line {reader.line_num}: expected {len(header)} cells; found {len(cells)}")
        yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _types(cells: Mapping[str, list[tuple[int, dict[str, str]]]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for line, row in cells["bodies"]:
        _take(f"bodies.csv, line {line}", Key.parse, row["key"])
        _take(f"bodies.csv, line {line}", vocabulary.entity_type, row["type"])
        if row["key"] in seen:
            raise SourceError(f"bodies.csv, line {line}: {row['key']} stands there already; expected one row for each key")
        seen.add(row["key"])
        yield row["key"], row["type"]
    yield from ((f"COUNTRY/{row['code']}", "country") for _, row in cells["countries"])
    yield from ((row["key"], "place") for _, row in cells["places"])


def _name(line: int, row: dict[str, str], types: Mapping[str, str]) -> Name:
    where = f"names.csv, line {line}"
    _known(where, row["key"], types)
    if row["kind"] not in KINDS or row["language"] not in LANGUAGES:
        raise SourceError(
            f"{where}: expected language {', '.join(LANGUAGES)} and kind {', '.join(KINDS)}; found {row['language']}, {row['kind']}"
        )
    if not row["name"]:
        raise SourceError(f"{where}: the name is empty")
    return Name(row["key"], row["language"], row["name"], row["kind"], *_when_and_where(where, row))


def _place_names(cells: Mapping[str, list[tuple[int, dict[str, str]]]]) -> Iterator[Name]:
    for _, row in cells["countries"]:
        key = f"COUNTRY/{row['code']}"
        yield Name(key, "en", row["en"], "name")
        yield Name(key, "zh", row["zh"], "name")
        yield from (Name(key, "zh", short, "short") for short in row["zh_short"].split(";") if short)
    for _, row in cells["places"]:
        yield Name(row["key"], "en", row["en"], "name")
        yield Name(row["key"], "zh", row["zh"], "name")


def _parent(line: int, row: dict[str, str], types: Mapping[str, str]) -> Parent:
    where = f"parents.csv, line {line}"
    _known(where, row["key"], types)
    _known(where, row["parent"], types)
    _take(where, vocabulary.predicate, row["predicate"])
    return Parent(row["key"], row["predicate"], row["parent"], *_when_and_where(where, row))


def _located(cells: Mapping[str, list[tuple[int, dict[str, str]]]], types: Mapping[str, str]) -> Iterator[Parent]:
    for line, row in cells["places"]:
        country = f"COUNTRY/{row['country']}"
        _known(f"places.csv, line {line}", country, types)
        yield Parent(row["key"], "located_in", country)


def _when_and_where(where: str, row: dict[str, str]) -> tuple[str | None, str | None, str | None, str | None]:
    for column in ("valid_from", "valid_to"):
        _take(where, dates.check, row[column] or None)
    if bool(row["document"]) != bool(row["paragraph"]):
        raise SourceError(f"{where}: expected document and paragraph, both or neither")
    return row["valid_from"] or None, row["valid_to"] or None, row["document"] or None, row["paragraph"] or None


def _known(where: str, key: str, types: Mapping[str, str]) -> None:
    if key not in types:
        raise SourceError(f"{where}: {key} has no row in bodies.csv; add one, or mend the key")


def _take(where: str, check: object, value: str | None) -> None:
    try:
        check(value)  # type: ignore[operator]  # any of the model's checks
    except ModelError as error:
        raise SourceError(f"{where}: {error}") from error
