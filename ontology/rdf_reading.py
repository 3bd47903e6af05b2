"""RDF → statements: reads back what ``ontology.rdf`` writes, from quads of any graphs in any order."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ontology import records, vocabulary
from ontology.errors import ModelError
from ontology.identifiers import DEFAULT_BASE, key_of
from ontology.records import Evidence, Method, Qualifiers, Statement
from ontology.terms import PREFIXES, TYPE, node

_PREDICATES = {PREFIXES["mg"] + predicate.camel: predicate for predicate in vocabulary.predicates().values()}


class Nodes:
    """Named nodes with what is said of them, asked by CURIE; each value once, whatever graphs say it."""

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self.base = base
        self._nodes: dict[str, dict[str, dict[NamedNode | Literal, None]]] = {}
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                said = self._nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, {})
                said[quad.object] = None

    def having(self, curie: str) -> list[str]:
        """The IRIs of nodes that have a property."""
        return [iri for iri, said in self._nodes.items() if node(curie).value in said]

    def of_class(self, curie: str) -> list[str]:
        """The IRIs of nodes of a class."""
        return [iri for iri in self._nodes if node(curie) in self._values(iri, TYPE.value)]

    def literals(self, iri: str, curie: str) -> list[Literal]:
        """The literals of a property."""
        return [value for value in self._values(iri, node(curie).value) if isinstance(value, Literal)]

    def texts(self, iri: str, curie: str) -> list[str]:
        """The values of a property as text."""
        return [value.value for value in self._values(iri, node(curie).value)]

    def text(self, iri: str, curie: str) -> str | None:
        """The value of a property as text, or None; ``ModelError`` where there are several."""
        values = self.texts(iri, curie)
        if len(values) > 1:
            raise ModelError(f"{iri}: {curie} has {len(values)} values, expected one")
        return values[0] if values else None

    def one(self, iri: str, curie: str) -> str:
        """The value of a property as text; ``ModelError`` where there is none or several."""
        text = self.text(iri, curie)
        if text is None:
            raise ModelError(f"{iri}: {curie} is missing")
        return text

    def key(self, iri: str, curie: str) -> str:
        """The key that a property names; ``ModelError`` where it is no IRI of this base."""
        value = self.one(iri, curie)
        key = key_of(value, self.base)
        if key is None:
            raise ModelError(f"{iri}: {curie} is {value}, expected an IRI that begins with {self.base}id/")
        return key

    def _values(self, iri: str, property_iri: str) -> Iterable[NamedNode | Literal]:
        return self._nodes.get(iri, {}).get(property_iri, {})


def statements(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> list[Statement]:
    """The statements whose nodes stand in the quads, sorted by id, evidence in order.

    ``ModelError`` where a node lacks something, says what the model does not allow, or has an id that does not follow from
    what it says. Flat triples are not read: the nodes say more.
    """
    nodes = Nodes(quads, base)
    return sorted((_statement(iri, nodes) for iri in nodes.of_class("mg:Statement")), key=lambda s: s.id)


def _statement(iri: str, nodes: Nodes) -> Statement:
    predicate = _predicate(iri, nodes.one(iri, "mg:predicate"))
    statement = Statement(
        document=nodes.key(iri, "mg:saidIn"),
        subject=nodes.key(iri, "mg:subject"),
        predicate=predicate.name,
        object=_value(iri, nodes, predicate) if predicate.is_literal else nodes.key(iri, "mg:object"),
        qualifiers=_qualifiers(iri, nodes, part_of_claim=True),
        valid_from=nodes.text(iri, "mg:validFrom"),
        valid_to=nodes.text(iri, "mg:validTo"),
        evidence=read_evidence(iri, nodes),
    )
    if key_of(iri, nodes.base) != statement.key:
        raise ModelError(f"{iri}: what it says has the id {statement.id}; expected the same id in its IRI")
    return statement


def _predicate(iri: str, value: str) -> vocabulary.Predicate:
    try:
        return _PREDICATES[value]
    except KeyError:
        raise ModelError(f"{iri}: {value} is no predicate; see ontology/codelists/predicates.csv") from None


def _value(iri: str, nodes: Nodes, predicate: vocabulary.Predicate) -> records.Literal:
    values = nodes.literals(iri, "mg:value")
    if len(values) != 1:
        raise ModelError(f"{iri}: expected one literal as mg:value, found {len(values)}")
    return records.Literal(values[0].value, values[0].language, None if values[0].language else predicate.datatype)


def read_evidence(iri: str, nodes: Nodes) -> tuple[Evidence, ...]:
    """The evidence of a statement or figure, in order."""
    return tuple(sorted((_evidence(place, nodes) for place in nodes.texts(iri, "mg:hasEvidence")), key=Evidence.order))


def _evidence(iri: str, nodes: Nodes) -> Evidence:
    words = dict(_words(iri, nodes))
    version = nodes.text(iri, "mg:methodVersion") or ""
    return Evidence(
        paragraph=nodes.one(iri, "mg:paragraphLabel"),
        method=Method(nodes.one(iri, "mg:methodKind"), nodes.one(iri, "mg:methodName"), version),
        language=nodes.text(iri, "mg:language"),
        start=int(words["oa:start"]) if "oa:start" in words else None,
        end=int(words["oa:end"]) if "oa:end" in words else None,
        quote=words.get("oa:exact"),
        text_hash=nodes.text(iri, "mg:textHash"),
        confidence=float(nodes.one(iri, "mg:confidence")),
        wording=_qualifiers(iri, nodes, part_of_claim=False),
        known_from=nodes.text(iri, "mg:knownFrom"),
        known_to=nodes.text(iri, "mg:knownTo"),
    )


def _words(iri: str, nodes: Nodes) -> Iterator[tuple[str, str]]:
    for selector in nodes.texts(iri, "oa:hasSelector"):
        for curie in ("oa:start", "oa:end", "oa:exact"):
            text = nodes.text(selector, curie)
            if text is not None:
                yield curie, text


def _qualifiers(iri: str, nodes: Nodes, *, part_of_claim: bool) -> Qualifiers:
    known = [q for q in vocabulary.qualifiers().values() if q.part_of_claim is part_of_claim]
    pairs = ((q.name, q.datatype == "key", value) for q in known for value in nodes.texts(iri, f"mg:{q.camel}"))
    return tuple(sorted((name, (key_of(value, nodes.base) or value) if is_key else value) for name, is_key, value in pairs))
