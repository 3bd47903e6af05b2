"""``mandates.ttl``, made from the code lists: ``python -m ontology.mandates`` writes it, ``--check`` compares.

OWL 2 DL: every term is declared once and of one kind, foreign terms too; a property has one domain and one range, a union
class where there are several. ``mg:predicate`` is an annotation property because it points at properties.
Dates and days have the range ``rdfs:Literal``: neither EDTF nor xsd:date is a datatype of OWL 2; the shapes say more.
"""

import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from ontology import vocabulary
from ontology.generated import listed, main, named
from ontology.identifiers import ONTOLOGY
from ontology.terms import PREFIXES
from ontology.vocabulary import EntityType, Kind, Predicate, Qualifier, RecordTerm

FILE = Path(__file__).with_name("mandates.ttl")
VERSION = "1.0.0"
"""Of the ontology: raised by hand when terms are added."""

_KINDS = {"class": OWL.Class, "object": OWL.ObjectProperty, "data": OWL.DatatypeProperty, "annotation": OWL.AnnotationProperty}
_DATATYPES = {
    "text": RDFS.Literal,
    "literal": RDFS.Literal,
    "edtf": RDFS.Literal,
    "integer": XSD.integer,
    "uri": XSD.anyURI,
    "string": XSD.string,
    "double": XSD.double,
    "dateTime": XSD.dateTime,
}
_APART = ("Statement", "Evidence", "Verdict", "Figure", "Person", "Place", "Meeting", "Sdg", "Topic")
"""Classes that share no member, on whatever source."""


def graph() -> Graph:
    """The ontology as an rdflib graph."""
    made = Ontology()
    made.header()
    made.foreign_terms()
    for term in vocabulary.record_terms():
        made.record_term(term)
    for kind in vocabulary.kinds().values():
        made.kind(kind)
    for entity_type in vocabulary.types().values():
        made.entity_type(entity_type)
    for predicate in vocabulary.predicates().values():
        made.predicate(predicate)
    for qualifier in vocabulary.qualifiers().values():
        made.qualifier(qualifier)
    made.disjoint(_APART)
    return made.graph


def text() -> str:
    """The ontology in Turtle, the same for the same code lists; its header first."""
    prefixes, *blocks = graph().serialize(format="turtle").split("\n\n")
    header = next(block for block in blocks if " a owl:Ontology" in block)
    return "\n\n".join([prefixes, header, *(block for block in blocks if block != header)])


class Ontology:
    """An ontology in the making: each method states one row of a code list."""

    def __init__(self) -> None:
        self.graph = Graph()
        self._numbers = count()
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace, override=True, replace=True)

    def header(self) -> None:
        """Title, description, licence and version."""
        this = URIRef(ONTOLOGY.rstrip("#"))
        self._say(this, RDF.type, OWL.Ontology)
        self._say(this, OWL.versionIRI, URIRef(f"{ONTOLOGY.rstrip('#')}/{VERSION}"))
        self._say(this, OWL.versionInfo, Literal(VERSION))
        self._say(this, named("dcterms:license"), URIRef("https://www.apache.org/licenses/LICENSE-2.0"))
        self._texts(this, "dcterms:title", "Mandate Graph Ontology", "任务授权图谱本体")
        en = "Mandates, bodies, groups and meetings of the United Nations as statements, each with the paragraph that says it."
        self._texts(
            this, "dcterms:description", en, "以陈述表示联合国系统的任务授权、机构、小组和会议\uff0c每项陈述附有载明它的段落。"
        )

    def foreign_terms(self) -> None:
        """The terms of other vocabularies that stand in the code lists, declared as what they are."""
        for row in vocabulary.rows("vocabularies"):
            self._say(named(row["term"]), RDF.type, _KINDS[row["kind"]])
            self._say(named(row["term"]), RDFS.isDefinedBy, URIRef(PREFIXES[row["term"].split(":")[0]]))

    def record_term(self, term: RecordTerm) -> None:
        """A class or property of the record."""
        this = _mg(term.name)
        self._term(this, _KINDS[term.term], term)
        if term.domain:
            self._say(this, RDFS.domain, self._union(_mg(name) for name in term.domain))
        if term.term == "data":
            self._say(this, RDFS.range, _DATATYPES[term.range[0]])
        elif term.range:
            self._say(this, RDFS.range, self._union(_mg(name) for name in term.range))
        self._maps(this, term.maps_to, RDFS.subClassOf if term.term == "class" else None)

    def kind(self, kind: Kind) -> None:
        """A kind as a class, below ``mg:Entity``; where a type has its name, the type says what it means."""
        this = _mg(kind.camel)
        self._say(this, RDFS.subClassOf, _mg("Entity"))
        if kind.name not in vocabulary.types():
            self._term(this, OWL.Class, kind)
            self._maps(this, kind.maps_to, RDFS.subClassOf)

    def entity_type(self, entity_type: EntityType) -> None:
        """A type as a class below its kind."""
        this, above = _mg(entity_type.camel), _mg(vocabulary.kinds()[entity_type.kind].camel)
        self._term(this, OWL.Class, entity_type)
        if this != above:
            self._say(this, RDFS.subClassOf, above)
        self._maps(this, entity_type.maps_to, RDFS.subClassOf)

    def predicate(self, predicate: Predicate) -> None:
        """A predicate as a property."""
        this = _mg(predicate.camel)
        self._term(this, OWL.DatatypeProperty if predicate.is_literal else OWL.ObjectProperty, predicate)
        if predicate.symmetric:
            self._say(this, RDF.type, OWL.SymmetricProperty)
        self._say(this, RDFS.domain, self._kinds(predicate.domain))
        self._say(this, RDFS.range, _value_range(predicate) if predicate.is_literal else self._kinds(predicate.range))
        if predicate.inverse_en:
            self._texts(this, "mg:inverseLabel", predicate.inverse_en, predicate.inverse_zh)
        self._say(this, _mg("upstreamEnd"), Literal(predicate.upstream))
        if not predicate.is_literal:
            self._say(this, _mg("isAct"), Literal("yes" if predicate.act else "no"))
        for kind in predicate.upstream_if:
            self._say(this, _mg("upstreamFor"), _mg(vocabulary.kinds()[kind].camel))
        self._maps(this, predicate.maps_to)
        self._maps(this, predicate.specialises, RDFS.subPropertyOf)

    def qualifier(self, qualifier: Qualifier) -> None:
        """A qualifier as a property of statements or, where it describes how something was said, of evidence."""
        this = _mg(qualifier.camel)
        names = qualifier.datatype == "key"
        self._term(this, OWL.ObjectProperty if names else OWL.DatatypeProperty, qualifier)
        self._say(this, RDFS.domain, _mg("Statement" if qualifier.part_of_claim else "Evidence"))
        self._say(this, RDFS.range, _mg("Entity") if names else XSD.string)
        self._maps(this, qualifier.maps_to)

    def disjoint(self, names: Iterable[str]) -> None:
        """Classes that share no member."""
        axiom = self._blank()
        self._say(axiom, RDF.type, OWL.AllDisjointClasses)
        self._say(axiom, OWL.members, self._list(_mg(name) for name in names))

    def _term(self, this: URIRef, kind: Node, row: RecordTerm | Kind | EntityType | Predicate | Qualifier) -> None:
        self._say(this, RDF.type, kind)
        self._texts(this, "rdfs:label", row.en, row.zh)
        self._texts(this, "rdfs:comment", row.definition_en, row.definition_zh)
        self._say(this, RDFS.isDefinedBy, URIRef(ONTOLOGY.rstrip("#")))
        if not isinstance(row, RecordTerm):
            self._say(this, _mg("codeName"), Literal(row.name))

    def _texts(self, this: URIRef, curie: str, en: str, zh: str) -> None:
        self._say(this, named(curie), Literal(en, lang="en"))
        self._say(this, named(curie), Literal(zh, lang="zh"))

    def _maps(self, this: URIRef, curies: Iterable[str], relation: URIRef | None = None) -> None:
        for curie in curies:
            self._say(this, relation or _mg("mapsTo"), named(curie))

    def _kinds(self, names: tuple[str, ...]) -> Node:
        if names == ("any",):
            return _mg("Entity")
        return self._union(_mg(vocabulary.kinds()[name].camel) for name in names)

    def _union(self, classes: Iterable[URIRef]) -> Node:
        members = list(classes)
        if len(members) == 1:
            return members[0]
        union = self._blank()
        self._say(union, RDF.type, OWL.Class)
        self._say(union, OWL.unionOf, self._list(members))
        return union

    def _list(self, members: Iterable[URIRef]) -> Node:
        return listed(self.graph, list(members), self._blank)

    def _blank(self) -> BNode:
        return BNode(f"n{next(self._numbers):06}")

    def _say(self, subject: Node, predicate: Node, target: Node) -> None:
        self.graph.add((subject, predicate, target))


def _value_range(predicate: Predicate) -> Node:
    return _DATATYPES.get(predicate.range[0], XSD.string)


def _mg(name: str) -> URIRef:
    return URIRef(ONTOLOGY + name)


if __name__ == "__main__":
    sys.exit(main({FILE: text()}, sys.argv[1:]))
