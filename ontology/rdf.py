"""Statements ⇄ RDF, once and generic: the code lists say what there is (MODEL section 5).

A statement gives a flat triple for simple SPARQL and a node ``id/st:<id>`` with its evidence ``id/ev:<id>-<n>``, all in the
named graph of its document. A claim that is no fact (planned, proposed, an option, negated, a threat) gives the node only:
a flat triple would say that it is so. ``ontology.rdf_reading`` reads them back.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from ontology import dates, records, terms, vocabulary
from ontology.identifiers import DEFAULT_BASE
from ontology.rdf_evidence import Triple, evidence_triples, qualifier_triples
from ontology.rdf_reading import statements
from ontology.records import Statement
from ontology.terms import TYPE, node

__all__ = ["INFERRED", "entity_quads", "flat", "quads", "statements"]

INFERRED = "inferred"
"""The named graph ``graph/inferred``: what rules and derived labels say."""

SDG_SCHEME = "http://metadata.un.org/sdg/"
"""The UN's own IRIs of goals, targets and indicators."""

_DATATYPES = {"edtf": terms.EDTF, "integer": terms.INTEGER, "uri": terms.URI}
_WELL_KNOWN = {
    "name": ("rdfs:label",),
    "title": ("rdfs:label", "dcterms:title"),
    "also_called": ("skos:altLabel",),
    "acronym": ("skos:altLabel",),
}
"""Names also under the properties that every RDF tool reads."""


def quads(statement: Statement, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """A statement's quads in its document's graph, always in the same order: flat triples, statement node, evidence nodes.

    Evidence is numbered from 1 in the order of its place and ``known_from``: a statement must bring all its evidence at once.
    """
    graph = terms.graph(statement.document, base)
    for triple in chain(flat(statement, base), _node(statement, base), evidence_triples(statement, base)):
        yield Quad(*triple, graph)


def flat(statement: Statement, base: str = DEFAULT_BASE) -> Iterator[Triple]:
    """The plain triples of a statement; none where it is no fact."""
    if not statement.is_fact:
        return
    subject = terms.thing(statement.subject, base)
    target = _object(statement, base)
    yield subject, node(f"mg:{vocabulary.predicate(statement.predicate).camel}"), target
    for well_known in _WELL_KNOWN.get(statement.predicate, ()):
        yield subject, node(well_known), target
    if statement.predicate == "type" and isinstance(statement.object, records.Literal):
        yield subject, TYPE, _class(statement.object.text)


def entity_quads(
    key: str, type_name: str, labels: Mapping[str, str], aliases: tuple[str, ...] = (), base: str = DEFAULT_BASE
) -> Iterator[Quad]:
    """What is derived of an entity, in ``graph/inferred``: its class, one ``skos:prefLabel`` a language, its other keys, and for
    goals, targets and indicators the UN's own IRI."""
    subject, graph = terms.thing(key, base), terms.graph(INFERRED, base)
    yield Quad(subject, TYPE, _class(type_name), graph)
    for language, label in sorted(labels.items()):
        yield Quad(subject, node("skos:prefLabel"), Literal(label, language=language), graph)
    for alias in sorted(aliases):
        yield Quad(subject, node("mg:alias"), Literal(alias), graph)
    if key.startswith("SDG/"):
        yield Quad(subject, node("skos:exactMatch"), NamedNode(f"{SDG_SCHEME}{key[4:]}"), graph)


def _class(type_name: str) -> NamedNode:
    return node(f"mg:{vocabulary.entity_type(type_name).camel}")


def _object(statement: Statement, base: str) -> NamedNode | Literal:
    value = statement.object
    if isinstance(value, str):
        return terms.thing(value, base)
    if value.language:
        return Literal(value.text, language=value.language)
    datatype = _DATATYPES.get(value.datatype or "")
    return Literal(value.text, datatype=datatype) if datatype else Literal(value.text)


def _node(statement: Statement, base: str) -> Iterator[Triple]:
    this, target = terms.thing(statement.key, base), _object(statement, base)
    yield this, TYPE, node("mg:Statement")
    yield this, node("mg:claim"), Literal(statement.claim)
    yield this, node("mg:subject"), terms.thing(statement.subject, base)
    yield this, node("mg:predicate"), node(f"mg:{vocabulary.predicate(statement.predicate).camel}")
    yield this, node("mg:object" if isinstance(target, NamedNode) else "mg:value"), target
    yield this, node("mg:saidIn"), terms.thing(statement.document, base)
    yield from _public(this, statement, target, base)
    yield from qualifier_triples(this, statement.qualifiers, base)
    yield from _period(this, "From", statement.valid_from)
    yield from _period(this, "To", statement.valid_to)


def _public(this: NamedNode, statement: Statement, target: NamedNode | Literal, base: str) -> Iterator[Triple]:
    """The node in the words of a public vocabulary: a membership as ``org:Membership``, a renaming as ``org:ChangeEvent``."""
    of_class, to_subject, to_object = vocabulary.predicate(statement.predicate).node_terms
    if of_class and statement.is_fact:
        yield this, TYPE, node(of_class)
        yield from [(this, node(to_subject), terms.thing(statement.subject, base))] if to_subject else []
        yield from [(this, node(to_object), target)] if to_object else []


def _period(this: NamedNode, end: str, date: str | None) -> Iterator[Triple]:
    if date is None:
        return
    first, last = dates.span(date)
    yield this, node(f"mg:valid{end}"), Literal(date, datatype=terms.EDTF)
    yield this, node(f"mg:valid{end}First"), Literal(first, datatype=terms.DATE)
    yield this, node(f"mg:valid{end}Last"), Literal(last, datatype=terms.DATE)
