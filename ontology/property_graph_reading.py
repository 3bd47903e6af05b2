"""Nodes and relationships → statements: reads back what ``ontology.property_graph`` writes, in any order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ontology import vocabulary
from ontology.errors import ModelError
from ontology.records import Evidence, Literal, Method, Qualifiers, Statement

Value = str | int | float | date | list[str]
_Ends = Mapping[str, Mapping[str, list["RelationshipRow"]]]
_T = TypeVar("_T", str, int, float)


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: its labels, the value of its unique property (``key`` of entities, ``id`` of others), all its properties."""

    labels: tuple[str, ...]
    name: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """A relationship: its type and its ends, each as a name and the label under which it is unique: Entity, Statement, Evidence."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Mapping[str, Value]


def statements(nodes: Iterable[NodeRow], relationships: Iterable[RelationshipRow]) -> list[Statement]:
    """The statements whose nodes are among the rows, sorted by id, evidence in order.

    ``ModelError`` where a node lacks an end, or has an id that does not follow from what it says.
    """
    found = {node.name: node.properties for node in nodes if node.labels[0] in ("Statement", "Evidence")}
    leaving: dict[str, dict[str, list[RelationshipRow]]] = defaultdict(lambda: defaultdict(list))
    spoken: dict[str, list[str]] = defaultdict(list)
    for relationship in relationships:
        leaving[relationship.start[1]][relationship.type].append(relationship)
        if relationship.type == "OF":
            spoken[relationship.end[1]].append(relationship.start[1])
    made = []
    for name, properties in found.items():
        if "predicate" in properties:
            evidence = (_evidence(found[e], _end(e, "AT", leaving)) for e in spoken[name])
            made.append(_statement(name, properties, leaving, tuple(sorted(evidence, key=Evidence.order))))
    return sorted(made, key=lambda s: s.id)


def _statement(name: str, said: Mapping[str, Value], leaving: _Ends, evidence: tuple[Evidence, ...]) -> Statement:
    predicate = _need(said, "predicate", str)
    statement = Statement(
        document=_end(name, "SAID_IN", leaving).end[1],
        subject=_end(name, "SUBJECT", leaving).end[1],
        predicate=predicate,
        object=_value(said) if vocabulary.predicate(predicate).is_literal else _end(name, "OBJECT", leaving).end[1],
        qualifiers=_qualifiers(said),
        valid_from=_get(said, "validFromText", str),
        valid_to=_get(said, "validToText", str),
        evidence=evidence,
    )
    if statement.id != name:
        raise ModelError(f"Statement {name}: what it says has the id {statement.id}; expected the same")
    return statement


def _value(said: Mapping[str, Value]) -> Literal:
    return Literal(_need(said, "value", str), _get(said, "valueLanguage", str), _get(said, "valueDatatype", str))


def _evidence(said: Mapping[str, Value], at: RelationshipRow) -> Evidence:
    return Evidence(
        paragraph=_need(at.properties, "label", str),
        method=Method(_need(said, "methodKind", str), _need(said, "methodName", str), _get(said, "methodVersion", str) or ""),
        language=_get(said, "language", str),
        start=_get(said, "start", int),
        end=_get(said, "end", int),
        quote=_get(said, "quote", str),
        text_hash=_get(said, "textHash", str),
        confidence=_need(said, "confidence", float),
        wording=_qualifiers(said),
        known_from=_get(said, "knownFrom", str),
        known_to=_get(said, "knownTo", str),
    )


def _qualifiers(said: Mapping[str, Value]) -> Qualifiers:
    pairs = []
    for qualifier in vocabulary.qualifiers().values():
        value = said.get(qualifier.property)
        pairs += [(qualifier.name, one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
    return tuple(sorted(pairs))


def _end(name: str, type_name: str, leaving: _Ends) -> RelationshipRow:
    found = leaving.get(name, {}).get(type_name, [])
    if len(found) != 1:
        raise ModelError(f"{name}: expected one relationship {type_name}, found {len(found)}")
    return found[0]


def _get(said: Mapping[str, Value], name: str, kind: type[_T]) -> _T | None:
    value = said.get(name)
    if value is None:
        return None
    if not isinstance(value, kind):
        raise ModelError(f"property {name}: expected {kind.__name__}, found {value!r}")
    return value


def _need(said: Mapping[str, Value], name: str, kind: type[_T]) -> _T:
    value = _get(said, name, kind)
    if value is None:
        raise ModelError(f"property {name} is missing; found {', '.join(sorted(said))}")
    return value
