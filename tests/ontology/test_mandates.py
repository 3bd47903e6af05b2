"""The ontology is valid OWL 2 DL as far as its structure tells (there is no validator of the profile in Python)."""

from collections import Counter

import owlrl
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, XSD

from ontology import mandates, vocabulary
from ontology.identifiers import ONTOLOGY
from ontology.terms import PREFIXES

THIS = URIRef(ONTOLOGY.rstrip("#"))
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
BUILT_IN = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
OWL_2_DATATYPES = {RDFS.Literal, XSD.string, XSD.integer, XSD.nonNegativeInteger, XSD.double, XSD.dateTime, XSD.anyURI}
AXIOMS = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.unionOf, OWL.members, RDF.first, RDF.rest}


def ours(graph: Graph, kind: URIRef) -> list[URIRef]:
    return [term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(ONTOLOGY)]


def test_the_committed_file_is_what_the_code_lists_make() -> None:
    assert mandates.FILE.read_text(encoding="utf-8") == mandates.text()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_header_has_title_and_description_in_both_languages(ontology: Graph, language: str) -> None:
    for term in (DCTERMS.title, DCTERMS.description):
        assert [text for text in ontology.objects(THIS, term) if isinstance(text, Literal) and text.language == language]


def test_the_header_has_licence_and_version(ontology: Graph) -> None:
    assert ontology.value(THIS, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert str(ontology.value(THIS, OWL.versionIRI)).endswith(str(ontology.value(THIS, OWL.versionInfo)))


def test_no_term_is_of_two_kinds(ontology: Graph) -> None:
    declared = Counter(s for s, kind in ontology.subject_objects(RDF.type) if kind in KINDS and isinstance(s, URIRef))
    assert [term for term, times in declared.items() if times > 1] == []


def test_every_term_that_is_used_is_declared(ontology: Graph) -> None:
    declared = {s for kind in KINDS for s in ontology.subjects(RDF.type, kind)} | BUILT_IN | OWL_2_DATATYPES | {THIS}
    vocabularies = {URIRef(namespace) for namespace in PREFIXES.values()}
    header = {o for o in ontology.objects(THIS, None) if isinstance(o, URIRef)}
    used = {term for triple in ontology for term in triple if isinstance(term, URIRef)}
    undeclared = used - declared - vocabularies - header - AXIOMS - KINDS
    assert undeclared == {OWL.versionIRI, OWL.SymmetricProperty, OWL.AllDisjointClasses, RDF.nil}


def test_what_is_said_beside_axioms_is_said_by_annotation_properties(ontology: Graph) -> None:
    annotations = {*ontology.subjects(RDF.type, OWL.AnnotationProperty), *BUILT_IN, OWL.versionIRI}
    assert {p for p in ontology.predicates() if p not in AXIOMS} <= annotations


@pytest.mark.parametrize("kind", PROPERTIES)
def test_a_property_has_one_domain_and_one_range(ontology: Graph, kind: URIRef) -> None:
    for term in ours(ontology, kind):
        ends = [len(list(ontology.objects(term, end))) for end in (RDFS.domain, RDFS.range)]
        assert ends == [1, 1], term


def test_ranges_of_values_are_datatypes_of_owl_2(ontology: Graph) -> None:
    ranges = {ontology.value(term, RDFS.range) for term in ours(ontology, OWL.DatatypeProperty)}
    assert ranges <= OWL_2_DATATYPES


def test_domains_and_ranges_of_objects_are_classes_or_unions_of_classes(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for term in ours(ontology, OWL.ObjectProperty):
        assert {ontology.value(term, RDFS.domain), ontology.value(term, RDFS.range)} <= classes, term
    for union in ontology.objects(None, OWL.unionOf):
        members = list(ontology.items(union))
        assert len(members) == len(set(members)) > 1


def test_every_literal_is_text_in_a_language_or_a_string(ontology: Graph) -> None:
    literals = [o for o in ontology.objects() if isinstance(o, Literal)]
    assert {literal.datatype for literal in literals} <= {None, XSD.string, RDF.langString}


def test_blank_nodes_are_trees(ontology: Graph) -> None:
    used = Counter(o for o in ontology.objects() if isinstance(o, BNode))
    assert set(used.values()) == {1}
    roots = [node for node in ontology.subjects(unique=True) if isinstance(node, BNode) and node not in used]
    assert [ontology.value(root, RDF.type) for root in roots] == [OWL.AllDisjointClasses]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_term_of_ours_has_one_label_and_comment_in_both_languages(ontology: Graph, language: str) -> None:
    for kind in KINDS:
        for term in ours(ontology, kind):
            for property_iri in (RDFS.label, RDFS.comment):
                texts = [t for t in ontology.objects(term, property_iri) if isinstance(t, Literal) and t.language == language]
                assert len(texts) == 1, (term, property_iri)


def test_subproperties_are_of_the_same_kind(ontology: Graph) -> None:
    for child, parent in ontology.subject_objects(RDFS.subPropertyOf):
        kinds = [set(ontology.objects(term, RDF.type)) & KINDS for term in (child, parent)]
        assert kinds[0] == kinds[1], (child, parent)


def test_the_closure_under_owl_rl_finds_no_contradiction(ontology: Graph) -> None:
    assert contradictions(ontology) == []


def test_the_closure_finds_a_planted_contradiction(ontology: Graph) -> None:
    both = Graph().parse(
        data=f"<urn:x> a <{ONTOLOGY}Person>, <{ONTOLOGY}Meeting> .",
        format="turtle",
    )
    assert contradictions(_classes(ontology) + both)


def test_the_closure_of_a_renaming_has_the_ends_of_its_kinds(ontology: Graph) -> None:
    graph = _classes(ontology) + Graph().parse(data=f"<urn:a> <{ONTOLOGY}holdsOffice> <urn:b> .", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert (URIRef("urn:a"), RDF.type, URIRef(f"{PREFIXES['foaf']}Person")) in graph
    assert (URIRef("urn:b"), RDF.type, URIRef(f"{PREFIXES['org']}Post")) in graph


def _classes(ontology: Graph) -> Graph:
    """The axioms without the annotations: all that a reasoner reads."""
    kept = Graph()
    for triple in ontology:
        if triple[1] in AXIOMS:
            kept.add(triple)
    return kept


def contradictions(graph: Graph) -> list[str]:
    expanded = _classes(graph) + Graph()
    for triple in graph:
        if isinstance(triple[0], URIRef) and triple[1] == RDF.type:
            expanded.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(expanded)
    return [str(o) for o in expanded.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))]


def test_the_ontology_has_every_class_and_property_of_the_lists_and_no_other(ontology: Graph) -> None:
    named = {
        OWL.Class: {
            *(t.camel for t in vocabulary.types().values()),
            *(k.camel for k in vocabulary.kinds().values()),
            *(t.name for t in vocabulary.record_terms() if t.term == "class"),
        },
        OWL.AnnotationProperty: {t.name for t in vocabulary.record_terms() if t.term == "annotation"},
    }
    for kind, names in named.items():
        assert {term.removeprefix(ONTOLOGY) for term in ours(ontology, kind)} == names
