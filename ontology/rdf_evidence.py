"""Evidence → RDF: where it stands, how it was read, when it was known, and its words as Web Annotation selectors."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology import terms, vocabulary
from ontology.identifiers import part_key
from ontology.records import Evidence, Figure, Qualifiers, Statement
from ontology.terms import TYPE, node

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def evidence_triples(statement: Statement | Figure, base: str) -> Iterator[Triple]:
    """The nodes ``id/ev:<id>-<n>`` of a statement's or figure's evidence, numbered from 1 in their order."""
    said = terms.thing(statement.key, base)
    ordered = sorted(statement.evidence, key=Evidence.order)
    for number, evidence in enumerate(ordered, 1):
        this = terms.thing(f"ev:{statement.id}-{number}", base)
        yield said, node("mg:hasEvidence"), this
        yield this, TYPE, node("mg:Evidence")
        yield from _place(this, statement.document, evidence, base)
        yield from _reading(this, evidence, base)
        yield from _selectors(this, evidence)


def _place(this: NamedNode, document: str, evidence: Evidence, base: str) -> Iterator[Triple]:
    yield this, node("mg:saidIn"), terms.thing(document, base)
    yield this, node("mg:paragraph"), terms.thing(part_key(document, evidence.paragraph), base)
    yield this, node("mg:paragraphLabel"), Literal(evidence.paragraph)
    if evidence.language:
        yield this, node("mg:language"), Literal(evidence.language)


def _reading(this: NamedNode, evidence: Evidence, base: str) -> Iterator[Triple]:
    yield this, node("mg:methodKind"), Literal(evidence.method.kind)
    yield this, node("mg:methodName"), Literal(evidence.method.name)
    if evidence.method.version:
        yield this, node("mg:methodVersion"), Literal(evidence.method.version)
    yield this, node("mg:confidence"), Literal(repr(float(evidence.confidence)), datatype=terms.DOUBLE)
    yield from qualifier_triples(this, evidence.wording, base)
    if evidence.known_from:
        yield this, node("mg:knownFrom"), Literal(evidence.known_from, datatype=terms.DATE_TIME)
    if evidence.known_to:
        yield this, node("mg:knownTo"), Literal(evidence.known_to, datatype=terms.DATE_TIME)


def _selectors(this: NamedNode, evidence: Evidence) -> Iterator[Triple]:
    """Where the words stand, as Web Annotation selectors; they are fragments of the evidence's IRI, so they answer with it."""
    if evidence.quote is None or evidence.text_hash is None:
        return
    position, quote = NamedNode(f"{this.value}#position"), NamedNode(f"{this.value}#quote")
    yield this, node("mg:textHash"), Literal(evidence.text_hash)
    yield this, node("oa:hasSelector"), position
    yield position, TYPE, node("oa:TextPositionSelector")
    yield position, node("oa:start"), Literal(str(evidence.start), datatype=terms.NON_NEGATIVE)
    yield position, node("oa:end"), Literal(str(evidence.end), datatype=terms.NON_NEGATIVE)
    yield this, node("oa:hasSelector"), quote
    yield quote, TYPE, node("oa:TextQuoteSelector")
    yield quote, node("oa:exact"), Literal(evidence.quote)


def qualifier_triples(this: NamedNode, pairs: Qualifiers, base: str) -> Iterator[Triple]:
    """Qualifiers as properties of a node; the value of one that names a thing is its IRI."""
    for name, value in pairs:
        qualifier = vocabulary.qualifier(name)
        yield this, node(f"mg:{qualifier.camel}"), terms.thing(value, base) if qualifier.datatype == "key" else Literal(value)
