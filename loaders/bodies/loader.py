"""The loader of the register of bodies: one reading, ``REG/bodies``."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from loaders.base import Source, SourceError, folder_version
from loaders.bodies.tables import COLUMNS, Name, Parent, Tables, read
from ontology.readings import Entity, Reading
from ontology.records import Evidence, Literal, Method, Statement

_FOLDER = "loaders.bodies"


class Bodies:
    """Reads a folder of the register's tables, given by its ``bodies.csv`` or its ``source.yaml``."""

    name = "bodies"

    @cached_property
    def version(self) -> str:
        """A hash of the folder, its tables included."""
        return folder_version(files(_FOLDER))

    def recognises(self, source: Source) -> bool:
        """Whether the file is a table of bodies (its first line has the columns), or the description of this register."""
        if source.path.name == "source.yaml":
            return f"document: {description()['document']}".encode() in source.content
        first = source.content[:200].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip()
        return first == ",".join(COLUMNS["bodies"]).encode()

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of the tables beside the source; ``SourceError`` names table and line of a row that can't be taken."""
        about = description()
        tables = read(source.path.parent)
        _expect(tables, about, source)
        yield Reading(
            document=about["document"],
            language=None,
            loader=self.name,
            loader_version=self.version,
            source_hash=_hash(source.path.parent),
            title=about["title"],
            date=about["date"],
            entities=tuple(_entities(tables)),
            statements=tuple(sorted(set(_statements(tables, about["document"])), key=lambda s: s.id)),
        )


def source() -> Source:
    """The register that ships."""
    return Source(Path(__file__).with_name("bodies.csv"))


def description() -> Any:
    """``source.yaml``: title, publisher, rights, date, expected counts."""
    return yaml.safe_load(files(_FOLDER).joinpath("source.yaml").read_text(encoding="utf-8"))


def _expect(tables: Tables, about: Any, source: Source) -> None:
    for table, counts in about["expected"].items():
        found = tables.counts[table]
        if not counts["least"] <= found <= counts["most"]:
            raise SourceError(
                f"{source.path}: expected {counts['least']} to {counts['most']} rows in {table}.csv (source.yaml); found {found}. "
                "Mend the table, or the expected counts where the change is meant."
            )


def _hash(folder: Path) -> str:
    """One hash for the five tables: a change in any of them is a change of the source."""
    return sha256(b"\0".join((folder / f"{table}.csv").read_bytes() for table in COLUMNS)).hexdigest()


def _statements(tables: Tables, register: str) -> Iterator[Statement]:
    for key, kind in tables.types.items():
        yield _statement(register, key, "type", Literal(kind, datatype="type"))
    first: dict[tuple[str, str], Name] = {}
    for name in tables.names:
        if name.kind == "name" and not name.valid_to:
            first.setdefault((name.key, name.language), name)
    for name in tables.names:
        yield _of_name(register, name, _predicate(name, first))
    for parent in tables.parents:
        yield _of_parent(register, parent)


def _predicate(name: Name, first: dict[tuple[str, str], Name]) -> str:
    """``acronym``; ``name`` for the first name of a thing in a language, and for names of a period; else ``also_called``."""
    if name.kind == "acronym":
        return "acronym"
    dated = bool(name.valid_from or name.valid_to) and name.kind != "short"
    return "name" if dated or first.get((name.key, name.language)) is name else "also_called"


def _of_name(register: str, name: Name, predicate: str) -> Statement:
    value = Literal(name.text, language=name.language)
    return _statement(register, name.key, predicate, value, name)


def _of_parent(register: str, parent: Parent) -> Statement:
    return _statement(register, parent.key, parent.predicate, parent.parent, parent)


def _statement(register: str, key: str, predicate: str, target: str | Literal, said: Name | Parent | None = None) -> Statement:
    located = said is not None and said.document is not None
    document = said.document if said and said.document else register
    paragraph = said.paragraph if said and said.paragraph else key
    return Statement(
        document=document,
        subject=key,
        predicate=predicate,
        object=target,
        valid_from=said.valid_from if said else None,
        valid_to=said.valid_to if said else None,
        evidence=(Evidence(paragraph, Method("curated" if located else "register", "bodies")),),
    )


def _entities(tables: Tables) -> Iterator[Entity]:
    """Each thing with its first name in each language, and its other names as aliases."""
    names: dict[str, list[Name]] = defaultdict(list)
    for name in tables.names:
        names[name.key].append(name)
    for key, kind in sorted(tables.types.items()):
        labels: dict[str, str] = {}
        for name in sorted(names[key], key=lambda n: n.kind != "name"):
            labels.setdefault(name.language, name.text)
        others = [n.text for n in names[key] if n.text not in labels.values()]
        yield Entity(key, kind, tuple(sorted(labels.items())), tuple(dict.fromkeys(others)))
