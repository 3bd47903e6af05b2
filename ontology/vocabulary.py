"""The closed lists of the model, read from ``codelists/``: predicates, types, kinds and qualifiers.

The lists are the authority: code asks them and never repeats a name of theirs.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from ontology.errors import UnknownName

Upstream = Literal["subj", "obj", "none", "identity"]
DATATYPES = {"entity_type": "type", "edtf": "edtf", "key": "key", "integer": "integer", "uri": "uri"}
"""Ranges of literal predicates that are not plain text, and the datatype that their values carry."""


def camel(name: str) -> str:
    """``takes_note_of`` → ``takesNoteOf``."""
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate: which kinds it joins, which end is upstream, and how it reads.

    ``upstream_if``: kinds of the object for which the upstream end holds; empty for all kinds.
    ``domain`` and ``range`` are kinds of ``kinds.csv``, or ``any``; the range of a literal is its datatype.
    ``act``: it happened on a date and stays done; a date asked for later counts it, while a state counts from its first to its
    last day only.
    """

    name: str
    group: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    upstream: Upstream
    upstream_if: tuple[str, ...]
    symmetric: bool
    act: bool
    en: str
    zh: str
    inverse_en: str
    inverse_zh: str
    definition_en: str = ""
    definition_zh: str = ""
    maps_to: tuple[str, ...] = ()
    """CURIEs of public terms that mean nearly the same."""
    specialises: tuple[str, ...] = ()
    """CURIEs of public properties of which this is one."""
    node_terms: tuple[str, str, str] = ("", "", "")
    """Class of the statement's node, and its properties to subject and object, as a public vocabulary has them."""

    @property
    def is_literal(self) -> bool:
        """Whether its object is a value, not a key."""
        return self.group == "literal"

    @property
    def datatype(self) -> str | None:
        """What ``Literal.datatype`` of its values must be (``edtf``, ``type``, ``key``, ``integer``, ``uri``); None for text."""
        return DATATYPES.get(self.range[0]) if self.is_literal else None

    @property
    def camel(self) -> str:
        """``takesNoteOf``: the spelling in RDF."""
        return camel(self.name)

    @property
    def upper(self) -> str:
        """``TAKES_NOTE_OF``: the spelling in Neo4j and GraphQL."""
        return self.name.upper()


@dataclass(frozen=True, slots=True)
class Term:
    """What every row of a closed list says of its term; ``maps_to``: CURIEs of public terms that mean nearly the same."""

    name: str
    en: str
    zh: str
    definition_en: str
    definition_zh: str
    maps_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityType(Term):
    """A type of entity: its kind (what lineage and domains go by) and its names."""

    kind: str

    @property
    def camel(self) -> str:
        """``IssueManagementGroup``: the name of the class in RDF and of the label in Neo4j."""
        return "".join(word.title() for word in self.name.split("_"))


@dataclass(frozen=True, slots=True)
class Kind(Term):
    """A kind of entity. ``lineage``: whether lineage ``passes`` through it, ``ends`` at it, or ``never`` reaches it."""

    lineage: str

    @property
    def camel(self) -> str:
        """``Instrument``: the name of the class in RDF and of the label in Neo4j; a type of the same name is the same class."""
        return self.name.title()


@dataclass(frozen=True, slots=True)
class Qualifier(Term):
    """A qualifier; ``part_of_claim`` ones are hashed into a statement's id, the others say how it was said."""

    part_of_claim: bool
    datatype: str
    values: tuple[str, ...]

    @property
    def camel(self) -> str:
        """``newName``: the spelling in RDF."""
        return camel(self.name)

    @property
    def property(self) -> str:
        """``q_new_name``: the property of a Statement node in a property graph."""
        return f"q_{self.name}"


@dataclass(frozen=True, slots=True)
class RecordTerm(Term):
    """A class or property of the record in RDF. ``term``: class, object, data or annotation; ``range`` of data: its datatype."""

    term: str
    domain: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of resolutions and reports: the predicate and the modality it carries, and the ``part`` it stands in, if only one."""

    language: str
    verb: str
    predicate: str
    modality: str | None
    part: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """What becomes of the thing at one end (``subj``, ``obj``) of a predicate; ``ends``: whether it stops standing on its own."""

    name: str
    predicate: str
    end: str
    ends: bool
    en: str
    zh: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``codelists/<name>.csv``."""
    text = files("ontology").joinpath("codelists", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def predicates() -> Mapping[str, Predicate]:
    """All predicates by name, in the order of the list."""
    return MappingProxyType({row["name"]: _predicate(row) for row in rows("predicates")})


def _predicate(row: dict[str, str]) -> Predicate:
    upstream = row["upstream"]
    if upstream not in ("subj", "obj", "none", "identity"):
        raise UnknownName(f"predicates.csv: upstream of {row['name']} is {upstream!r}, expected subj, obj, none or identity")
    return Predicate(
        name=row["name"],
        group=row["group"],
        domain=tuple(row["domain"].split()),
        range=tuple(row["range"].split()),
        upstream=upstream,  # type: ignore[arg-type]  # narrowed by the check above
        upstream_if=tuple(row["upstream_if"].split()),
        symmetric=row["symmetric"] == "yes",
        act=row["act"] == "yes",
        en=row["en"],
        zh=row["zh"],
        inverse_en=row["inverse_en"],
        inverse_zh=row["inverse_zh"],
        definition_en=row["definition_en"],
        definition_zh=row["definition_zh"],
        maps_to=tuple(row["maps_to"].split()),
        specialises=tuple(row["specialises"].split()),
        node_terms=(row["node_class"], row["node_subject"], row["node_object"]),
    )


@cache
def types() -> Mapping[str, EntityType]:
    """All entity types by name."""
    return MappingProxyType({row["name"]: EntityType(*_term(row), row["kind"]) for row in rows("types")})


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name."""
    return MappingProxyType({row["name"]: Kind(*_term(row), row["lineage"]) for row in rows("kinds")})


@cache
def qualifiers() -> Mapping[str, Qualifier]:
    """All qualifiers by name."""
    return MappingProxyType({r["name"]: _qualifier(r) for r in rows("qualifiers")})


def _qualifier(row: dict[str, str]) -> Qualifier:
    return Qualifier(*_term(row), row["part_of_claim"] == "yes", row["datatype"], tuple(row["values"].split()))


def _term(row: dict[str, str]) -> tuple[str, str, str, str, str, tuple[str, ...]]:
    definitions = row["definition_en"], row["definition_zh"]
    return row["name"], row["en"], row["zh"], *definitions, tuple(row["maps_to"].split())


@cache
def record_terms() -> tuple[RecordTerm, ...]:
    """The classes and properties of the record in RDF, in the order of the list."""
    return tuple(
        RecordTerm(*_term(row), row["term"], tuple(row["domain"].split()), tuple(row["range"].split())) for row in rows("record")
    )


@cache
def verbs() -> tuple[Verb, ...]:
    """The verbs by which texts speak, in the order of the list."""
    return tuple(Verb(r["language"], r["verb"], r["predicate"], r["modality"] or None, r["part"] or None) for r in rows("verbs"))


@cache
def lifecycle() -> tuple[Status, ...]:
    """What can become of a mandate, in the order of the list."""
    return tuple(Status(r["name"], r["predicate"], r["end"], r["ends"] == "yes", r["en"], r["zh"]) for r in rows("lifecycle"))


def predicate(name: str) -> Predicate:
    """The predicate of that name; ``UnknownName`` names the nearest ones."""
    try:
        return predicates()[name]
    except KeyError:
        raise UnknownName(_unknown("predicate", name, predicates())) from None


def qualifier(name: str) -> Qualifier:
    """The qualifier of that name; ``UnknownName`` names the nearest ones."""
    try:
        return qualifiers()[name]
    except KeyError:
        raise UnknownName(_unknown("qualifier", name, qualifiers())) from None


def entity_type(name: str) -> EntityType:
    """The type of that name; ``UnknownName`` names the nearest ones."""
    try:
        return types()[name]
    except KeyError:
        raise UnknownName(_unknown("type", name, types())) from None


def _unknown(what: str, name: str, known: Mapping[str, object]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=3) or sorted(known)[:3]
    return f"unknown {what} {name!r}: expected one of ontology/codelists, for example {', '.join(near)}"
