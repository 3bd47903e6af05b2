"""The loader of the scheme: one reading for each file, of the form that the file has."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox
import yaml

from loaders.base import Source, SourceError, folder_version
from loaders.sdg.scheme import Scheme, once, triples
from ontology.errors import ModelError
from ontology.identifiers import Key
from ontology.readings import Reading, Remark
from ontology.records import Evidence, Literal, Method, Statement

_FOLDER = "loaders.sdg"


class Sdg:
    """Reads the scheme (Turtle) and its wording in a language (YAML, the language told by the folder's name)."""

    name = "sdg"

    @property
    def version(self) -> str:
        """A hash of the folder."""
        return _version()

    def recognises(self, source: Source) -> bool:
        """A Turtle file that speaks of the scheme's concepts, or one of the three files of a translation."""
        if source.path.suffix == ".ttl":
            return bool(re.search(_concepts(), source.content[:400_000]))
        return re.fullmatch(str(description()["translations"]["file"]), source.path.name) is not None

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of the file; ``SourceError`` says what was expected."""
        yield self._scheme(source) if source.path.suffix == ".ttl" else self._wording(source)

    def _scheme(self, source: Source) -> Reading:
        about = description()
        found = triples(source)
        kind = "subjects" if all(quad.predicate.value.endswith("/subject") for quad in found) else "scheme"
        scheme = Scheme(about, about["documents"][kind])
        scheme.read(found)
        counts = about["expected"]["concepts"]
        if kind == "scheme" and not counts["least"] <= len(scheme.keys) <= counts["most"]:
            few = f"{counts['least']} to {counts['most']} goals, targets and indicators"
            raise SourceError(f"{source.path}: expected {few}; found {len(scheme.keys)}")
        remarks = [*scheme.remarks, *_series(found, scheme)]
        return self._reading(source, scheme.document, None, tuple(once(scheme.statements)), tuple(remarks))

    def _wording(self, source: Source) -> Reading:
        about = description()
        folder = source.path.resolve().parent.name
        language = about["languages"].get(folder, folder)
        document = about["documents"]["wording"].format(language=f"{language}-{source.path.stem.removeprefix('global_')}")
        said, strange = [], []
        for entry, text in _entries(source).items():
            match = re.fullmatch(about["translations"]["entry"], entry)
            if match is None or not isinstance(text, str) or not text.strip():
                strange.append(Remark("unplaced", f"{entry}: expected a code with -title or -short and its wording", entry))
            else:
                said.append(_named(document, language, match["code"].replace("-", "."), match["what"], text, source))
        return self._reading(source, document, None, tuple(once(said)), tuple(strange))

    def _reading(
        self, source: Source, document: str, language: str | None, said: tuple[Statement, ...], remarks: tuple[Remark, ...]
    ) -> Reading:
        about = description()
        return Reading(
            document=source.symbol or document,
            language=language,
            loader=self.name,
            loader_version=self.version,
            source_hash=source.sha256,
            title=about["title"],
            date=about["date"],
            statements=said,
            remarks=remarks,
        )


def _series(found: list[ox.Quad], scheme: Scheme) -> Iterator[Remark]:
    """What is said of series of data, which have no key here: told as a number."""
    others = {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)} - set(scheme.keys)
    if others:
        yield Remark("ignored", f"{len(others)} subjects that are no goal, target or indicator, such as {min(others)}")


@cache
def description() -> Any:
    """``source.yaml``: title, publisher, rights, forms."""
    return yaml.safe_load(files(_FOLDER).joinpath("source.yaml").read_text(encoding="utf-8"))


def _entries(source: Source) -> dict[str, Any]:
    try:
        found = yaml.safe_load(source.text())
    except yaml.YAMLError as error:
        raise SourceError(f"{source.path}: no YAML: {error}") from error
    if not isinstance(found, dict):
        raise SourceError(f"{source.path}: expected entries such as 1-1-title; found {type(found).__name__}")
    return {str(key): value for key, value in found.items()}


def _named(document: str, language: str, code: str, what: str, text: str, source: Source) -> Statement:
    try:
        value = Literal(" ".join(text.split()), language=language)
        key = str(Key.parse(f"SDG/{code}"))
    except ModelError as error:
        raise SourceError(f"{source.path}, {code}: {error}; the folder's name tells the language") from error
    method = Method("register", "sdg", str(description()["date"]))
    return Statement(document, key, "name" if what == "title" else "also_called", value, evidence=(Evidence(code, method),))


@cache
def _concepts() -> bytes:
    """What tells a file of the scheme from other Turtle: a concept of its namespace as a subject."""
    prefix = re.escape(str(description()["namespace"]).encode())
    return rb"(?m)^(?:sdg:[\w.]+|<" + prefix + rb"[\w.]+>)\s"


@cache
def _version() -> str:
    return folder_version(files(_FOLDER))
