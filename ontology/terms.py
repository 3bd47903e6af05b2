"""RDF terms: the ontology's own names and those of the vocabularies that it reuses, as pyoxigraph nodes."""

from functools import lru_cache

from pyoxigraph import NamedNode

from ontology.identifiers import ONTOLOGY, graph_iri, iri

PREFIXES = {
    "mg": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "cito": "http://purl.org/spar/cito/",
    "undo": "https://w3id.org/un/ontology/undo/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}


@lru_cache(maxsize=1024)
def node(curie: str) -> NamedNode:
    """The node of a CURIE with one of ``PREFIXES``: ``node("mg:Statement")``; ``KeyError`` for another prefix."""
    prefix, name = curie.split(":", 1)
    return NamedNode(PREFIXES[prefix] + name)


@lru_cache(maxsize=262144)
def thing(key: str, base: str) -> NamedNode:
    """The node of a key."""
    return NamedNode(iri(key, base))


@lru_cache(maxsize=4096)
def graph(document: str, base: str) -> NamedNode:
    """The named graph of a document."""
    return NamedNode(graph_iri(document, base))


TYPE = node("rdf:type")
EDTF = node("edtf:EDTF-level1")
DATE = node("xsd:date")
DATE_TIME = node("xsd:dateTime")
DOUBLE = node("xsd:double")
INTEGER = node("xsd:integer")
NON_NEGATIVE = node("xsd:nonNegativeInteger")
URI = node("xsd:anyURI")
