"""Statements ⇄ nodes and relationships of a property graph such as Neo4j, once and generic.

    (:Entity:Instrument:Resolution {key})-[:RECALLS {statement, validFrom, validTo, knownFrom, knownTo}]->(:Entity {key})
    (:Statement {id, claim, predicate, validFromText, validFrom, …, q_role, confidence})-[:SUBJECT]->(:Entity)
    (:Statement)-[:OBJECT]->(:Entity), -[:SAID_IN]->(:Document {key})
    (:Evidence {id, quote, …})-[:OF]->(:Statement), -[:AT]->(:Paragraph {key})

A claim that is no fact, and a value, draw no plain relationship. No property holds JSON: qualifiers are properties of their own,
lists where a name comes more than once. Valid time is the text as it was said and the days it can mean (``datetime.date``);
record time is ISO text in UTC, which sorts as it is. ``ontology.property_graph_reading`` reads them back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ontology import dates, vocabulary
from ontology.identifiers import part_key, type_of
from ontology.property_graph_reading import NodeRow, RelationshipRow, Value, statements
from ontology.records import Evidence, Literal, Qualifiers, Statement, as_mapping

__all__ = [
    "NodeRow",
    "RelationshipRow",
    "Rows",
    "evidence_properties",
    "labels",
    "rows",
    "statement_properties",
    "statements",
    "walk_properties",
]


@dataclass
class Rows:
    """Nodes and relationships, each once. ``types``: the type of a key where a statement said it; else its form tells."""

    types: Mapping[str, str] = field(default_factory=dict)
    nodes: dict[tuple[str, str], NodeRow] = field(default_factory=dict)
    relationships: list[RelationshipRow] = field(default_factory=list)

    def add(self, statement: Statement) -> None:
        """A statement's rows: the entities at its ends, its document, itself, its evidence and their relationships."""
        this = self._node(("Statement",), statement.id, statement_properties(statement))
        self._relate("SUBJECT", this, self._entity(statement.subject))
        self._relate("SAID_IN", this, self._entity(statement.document, "Document"))
        if isinstance(statement.object, str):
            self._relate("OBJECT", this, self._entity(statement.object))
            self._draw(statement)
        for number, evidence in enumerate(sorted(statement.evidence, key=Evidence.order), 1):
            self._evidence(this, statement, number, evidence)

    def _draw(self, statement: Statement) -> None:
        if statement.is_fact and isinstance(statement.object, str):
            ends = (("Entity", statement.subject), ("Entity", statement.object))
            self._relate(vocabulary.predicate(statement.predicate).upper, *ends, walk_properties(statement))

    def _evidence(self, said: tuple[str, str], statement: Statement, number: int, evidence: Evidence) -> None:
        this = self._node(("Evidence",), f"ev:{statement.id}-{number}", evidence_properties(evidence))
        place = self._entity(part_key(statement.document, evidence.paragraph), "Paragraph")
        self._relate("OF", this, said)
        self._relate("AT", this, place, {"label": evidence.paragraph})

    def _entity(self, key: str, role: str | None = None) -> tuple[str, str]:
        found = labels(self.types.get(key) or type_of(key))
        return self._node(tuple(dict.fromkeys((*found, role) if role else found)), key, {})

    def _node(self, labels: tuple[str, ...], name: str, properties: Mapping[str, Value]) -> tuple[str, str]:
        unique = "key" if labels[0] == "Entity" else "id"
        before = self.nodes.get((labels[0], name))
        merged = tuple(dict.fromkeys((*before.labels, *labels))) if before else labels
        self.nodes[labels[0], name] = NodeRow(merged, name, {unique: name, **properties})
        return labels[0], name

    def _relate(
        self, type_name: str, start: tuple[str, str], end: tuple[str, str], properties: Mapping[str, Value] | None = None
    ) -> None:
        self.relationships.append(RelationshipRow(type_name, start, end, dict(properties or {})))


def rows(given: Iterable[Statement], types: Mapping[str, str] | None = None) -> Rows:
    """The nodes and relationships of statements, in the statements' order; each node once."""
    made = Rows(types or {})
    for statement in given:
        made.add(statement)
    return made


def labels(type_name: str) -> tuple[str, ...]:
    """The labels of a thing of a type: ``Entity``, its kind's and its own."""
    entity_type = vocabulary.entity_type(type_name)
    return ("Entity", vocabulary.kinds()[entity_type.kind].camel, entity_type.camel)


def statement_properties(statement: Statement) -> dict[str, Value]:
    """What a ``Statement`` node carries beside its id: value, qualifiers, period."""
    found: dict[str, Value] = {"claim": statement.claim, "predicate": statement.predicate, "confidence": statement.confidence}
    if isinstance(statement.object, Literal):
        found |= _given(
            value=statement.object.text, valueLanguage=statement.object.language, valueDatatype=statement.object.datatype
        )
    return found | dict(_qualifiers(statement.qualifiers)) | _period(statement)


def _period(statement: Statement) -> dict[str, Value]:
    """The texts, and the days between which it can hold (``validFrom`` to ``validTo``) or surely holds (``…Sure``)."""
    found: dict[str, Value] = {}
    if statement.valid_from is not None:
        first, last = _days(statement.valid_from)
        found |= {"validFromText": statement.valid_from, "validFrom": first, "validFromSure": last}
    if statement.valid_to is not None:
        first, last = _days(statement.valid_to)
        found |= {"validToText": statement.valid_to, "validTo": last, "validToSure": first}
    return found


def _days(text: str) -> tuple[date, date]:
    first, last = dates.span(text)
    return date.fromisoformat(first), date.fromisoformat(last)


def walk_properties(statement: Statement) -> dict[str, Value]:
    """What a walk needs on the relationship: the statement's id, the widest reading of its valid time, when it was known."""
    began = [e.known_from for e in statement.evidence if e.known_from]
    ended = [e.known_to for e in statement.evidence]
    return _given(
        statement=statement.id,
        validFrom=_days(statement.valid_from)[0] if statement.valid_from else None,
        validTo=_days(statement.valid_to)[1] if statement.valid_to else None,
        knownFrom=min(began, default=None),
        knownTo=None if None in ended else max((e for e in ended if e), default=None),
    )


def evidence_properties(evidence: Evidence) -> dict[str, Value]:
    """What an ``Evidence`` node carries beside its id: words, method, confidence, wording, clocks; not its paragraph."""
    found = _given(
        language=evidence.language,
        start=evidence.start,
        end=evidence.end,
        quote=evidence.quote,
        textHash=evidence.text_hash,
        methodKind=evidence.method.kind,
        methodName=evidence.method.name,
        methodVersion=evidence.method.version,
        confidence=float(evidence.confidence),
        knownFrom=evidence.known_from,
        knownTo=evidence.known_to,
    )
    return found | dict(_qualifiers(evidence.wording))


def _given(**properties: Value | None) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None}


def _qualifiers(pairs: Qualifiers) -> Iterator[tuple[str, Value]]:
    for name, value in as_mapping(pairs).items():
        yield vocabulary.qualifier(name).property, value
