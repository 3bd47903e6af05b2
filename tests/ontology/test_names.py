"""Ontology, code lists, records, RDF and property graph have the same names, each in its spelling."""

from dataclasses import fields
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from ontology import rdf, rdf_figures, records, vocabulary
from ontology.examples import APPROVED, CONFIRMED, RENAMING
from ontology.identifiers import ONTOLOGY
from ontology.property_graph import rows
from ontology.records import Evidence, Figure, Statement, Verdict
from ontology.terms import PREFIXES

IN_RDF = {
    Statement: {
        "document": "saidIn", "subject": "subject", "predicate": "predicate", "object": "object", "valid_from": "validFrom",
        "valid_to": "validTo", "evidence": "hasEvidence", "claim": "claim",
    },
    Evidence: {
        "paragraph": "paragraphLabel", "method": "methodName", "language": "language", "text_hash": "textHash",
        "confidence": "confidence", "known_from": "knownFrom", "known_to": "knownTo",
    },
    Figure: {
        "document": "saidIn", "subject": "measures", "measure": "measure", "value": "measuredValue", "unit": "unit",
        "period": "period", "status": "figureStatus", "exactness": "exactness", "dimensions": "dimension", "because_of": "cause",
        "evidence": "hasEvidence",
    },
    Verdict: {
        "statement": "judges", "verdict": "verdict", "by": "judgedBy", "at": "judgedAt", "reason": "reason",
        "correction": "correctedBy",
    },
}  # fmt: skip
ELSEWHERE = {
    Statement: {"id", "qualifiers"},
    Evidence: {"start", "end", "quote", "wording"},
    Figure: {"id"},
    Verdict: set(),
}
"""Fields that are the IRI, properties by the list of qualifiers, or Web Annotation selectors."""


def label(ontology: Graph, term: str, property_iri: URIRef, language: str) -> set[str]:
    found = ontology.objects(URIRef(ONTOLOGY + term), property_iri)
    return {str(text) for text in found if isinstance(text, Literal) and text.language == language}


@pytest.mark.parametrize("predicate", vocabulary.predicates().values(), ids=lambda predicate: predicate.name)
def test_a_predicate_is_a_property_with_its_names_ends_and_upstream(ontology: Graph, predicate: vocabulary.Predicate) -> None:
    term, inverse = URIRef(ONTOLOGY + predicate.camel), URIRef(f"{ONTOLOGY}inverseLabel")
    kind = OWL.DatatypeProperty if predicate.is_literal else OWL.ObjectProperty
    assert (term, RDF.type, kind) in ontology
    assert label(ontology, predicate.camel, RDFS.label, "en") == {predicate.en}
    assert label(ontology, predicate.camel, RDFS.label, "zh") == {predicate.zh}
    assert label(ontology, predicate.camel, inverse, "en") == {predicate.inverse_en} - {""}
    assert str(ontology.value(term, URIRef(f"{ONTOLOGY}upstreamEnd"))) == predicate.upstream
    assert str(ontology.value(term, URIRef(f"{ONTOLOGY}codeName"))) == predicate.name
    assert classes(ontology, term, RDFS.domain) == expected(predicate.domain)
    if not predicate.is_literal:
        assert classes(ontology, term, RDFS.range) == expected(predicate.range)


def classes(ontology: Graph, term: URIRef, end: URIRef) -> set[str]:
    node = ontology.value(term, end)
    union = ontology.value(node, OWL.unionOf)
    members = list(ontology.items(union)) if union is not None else [node]
    return {str(member).removeprefix(ONTOLOGY) for member in members}


def expected(kinds: tuple[str, ...]) -> set[str]:
    return {"Entity"} if kinds == ("any",) else {vocabulary.kinds()[kind].camel for kind in kinds}


@pytest.mark.parametrize("entity_type", vocabulary.types().values(), ids=lambda entity_type: entity_type.name)
def test_a_type_is_a_class_below_its_kind(ontology: Graph, entity_type: vocabulary.EntityType) -> None:
    kind = vocabulary.kinds()[entity_type.kind].camel
    above = set(ontology.transitive_objects(URIRef(ONTOLOGY + entity_type.camel), RDFS.subClassOf))
    assert {URIRef(ONTOLOGY + kind), URIRef(f"{ONTOLOGY}Entity")} <= above
    assert label(ontology, entity_type.camel, RDFS.label, "zh") == {entity_type.zh}


@pytest.mark.parametrize("qualifier", vocabulary.qualifiers().values(), ids=lambda qualifier: qualifier.name)
def test_a_qualifier_is_a_property_of_what_it_qualifies(ontology: Graph, qualifier: vocabulary.Qualifier) -> None:
    domain = URIRef(ONTOLOGY + ("Statement" if qualifier.part_of_claim else "Evidence"))
    assert (URIRef(ONTOLOGY + qualifier.camel), RDFS.domain, domain) in ontology


def test_no_name_is_used_twice() -> None:
    names = [
        *(p.camel for p in vocabulary.predicates().values()),
        *(q.camel for q in vocabulary.qualifiers().values()),
        *(t.name for t in vocabulary.record_terms()),
        *{*(t.camel for t in vocabulary.types().values()), *(k.camel for k in vocabulary.kinds().values())},
    ]
    assert [name for name in set(names) if names.count(name) > 1] == []


@pytest.mark.parametrize("record", [Statement, Evidence, Figure, Verdict])
def test_every_field_of_a_record_is_a_property_of_its_class(ontology: Graph, record: type[Any]) -> None:
    assert {field.name for field in fields(record)} == {*IN_RDF[record], *ELSEWHERE[record]}
    assert (URIRef(ONTOLOGY + record.__name__), RDF.type, OWL.Class) in ontology
    for name in IN_RDF[record].values():
        term = URIRef(ONTOLOGY + name)
        annotation = (term, RDF.type, OWL.AnnotationProperty) in ontology
        assert annotation or record.__name__ in classes(ontology, term, RDFS.domain), name


def test_every_name_of_ours_that_is_written_is_in_the_ontology(ontology: Graph, world: list[Statement]) -> None:
    quads = [quad for statement in (*world, RENAMING) for quad in rdf.quads(statement)]
    quads += [*rdf_figures.figure_quads(APPROVED), *rdf_figures.verdict_quads(CONFIRMED)]
    written = {term.value for quad in quads for term in (quad.predicate, quad.object) if hasattr(term, "value")}
    ours = {URIRef(name) for name in written if name.startswith(PREFIXES["mg"])}
    assert ours
    assert ours <= set(ontology.subjects())


def test_the_labels_and_relationships_of_a_property_graph_are_those_of_the_lists(world: list[Statement]) -> None:
    made = rows(world)
    known = {t.camel for t in vocabulary.types().values()} | {k.camel for k in vocabulary.kinds().values()}
    assert {name for node in made.nodes.values() for name in node.labels} <= known | {"Entity", "Statement", "Evidence"}
    relationships = {p.upper for p in vocabulary.predicates().values()} | {"SUBJECT", "OBJECT", "SAID_IN", "OF", "AT"}
    assert {relationship.type for relationship in made.relationships} <= relationships


def test_qualifiers_under_which_nothing_is_a_fact_are_in_the_lists() -> None:
    assert all(value in vocabulary.qualifier(name).values for name, value in records.NO_FACT)
