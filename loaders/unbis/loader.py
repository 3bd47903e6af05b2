"""The loader of headings: a list of concepts with their labels, each an address and a word."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from loaders.base import Source, SourceError, folder_version
from ontology.errors import ModelError
from ontology.identifiers import Key
from ontology.readings import Reading, Remark
from ontology.records import Evidence, Literal, Method, Statement

_FOLDER = "loaders.unbis"


class Unbis:
    """Reads a list of headings; the file's name begins with the language (``zh_sorted``)."""

    name = "unbis"

    @property
    def version(self) -> str:
        """A hash of the folder."""
        return _version()

    def recognises(self, source: Source) -> bool:
        """A list of entries whose first is a concept of the thesaurus."""
        return _language(source) is not None and str(description()["namespace"]).encode() in source.content[:400]

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of the list; ``SourceError`` says what was expected."""
        about, language = description(), _language(source)
        if language is None:
            raise SourceError(f"{source.path}: expected a name that begins with the language, such as zh_sorted.json")
        document = about["document"].format(language=language)
        said: dict[str, Statement] = {}
        strange: list[Remark] = []
        for number, entry in enumerate(_entries(source), start=1):
            try:
                said |= {s.id: s for s in _statements(document, language, entry)}
            except (ModelError, KeyError, TypeError, AttributeError) as error:
                strange.append(Remark("unplaced", f"entry {number}: expected uri and prefLabel; found {str(entry)[:80]} ({error})"))
        if not about["expected"]["least"] <= len(said) // 2 <= about["expected"]["most"]:
            raise SourceError(f"{source.path}: expected {about['expected']['least']} headings and more; found {len(said) // 2}")
        yield Reading(
            document=source.symbol or document,
            language=language,
            loader=self.name,
            loader_version=self.version,
            source_hash=source.sha256,
            title=about["title"],
            date=about["date"],
            statements=tuple(said[key] for key in sorted(said)),
            remarks=tuple(strange),
        )


@cache
def description() -> Any:
    """``source.yaml``: title, publisher, rights, form."""
    return yaml.safe_load(files(_FOLDER).joinpath("source.yaml").read_text(encoding="utf-8"))


def _language(source: Source) -> str | None:
    match = re.fullmatch(str(description()["file"]), source.path.name)
    return match["language"] if match else None


def _entries(source: Source) -> list[Any]:
    """The list as it is written: of constants of Python, which JSON's are too but for ``null``."""
    try:
        found = ast.literal_eval(source.text().strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SourceError(f"{source.path}: expected a list of entries with uri and prefLabel: {error}") from error
    if not isinstance(found, list):
        raise SourceError(f"{source.path}: expected a list; found {type(found).__name__}")
    return found


def _statements(document: str, language: str, entry: dict[str, str]) -> Iterator[Statement]:
    number = entry["uri"].removeprefix(str(description()["namespace"]))
    key = str(Key.parse(f"UNBIS/{number}"))
    place = (Evidence(number, Method("register", "unbis", str(description()["date"]))),)
    yield Statement(document, key, "type", Literal("topic", datatype="type"), evidence=place)
    yield Statement(document, key, "name", Literal(" ".join(entry["prefLabel"].split()), language=language), evidence=place)


@cache
def _version() -> str:
    return folder_version(files(_FOLDER))
