"""Figures and verdicts ⇄ RDF (MODEL section 4): figures with their evidence in their document's graph, verdicts apart."""

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from ontology import terms
from ontology.errors import ModelError
from ontology.identifiers import DEFAULT_BASE, key_of
from ontology.rdf_evidence import Triple, evidence_triples
from ontology.rdf_reading import Nodes, read_evidence
from ontology.records import Figure, Verdict, hash26
from ontology.terms import TYPE, node

VERDICTS = "verdicts"
"""The named graph ``graph/verdicts``: what people judged, apart from what documents say."""


def figure_quads(figure: Figure, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """A figure's quads in its document's graph: its node ``id/fig:<id>`` and its evidence, always in the same order."""
    graph = terms.graph(figure.document, base)
    for triple in chain(_figure(figure, base), evidence_triples(figure, base)):
        yield Quad(*triple, graph)


def _figure(figure: Figure, base: str) -> Iterator[Triple]:
    this = terms.thing(figure.key, base)
    yield this, TYPE, node("mg:Figure")
    yield this, node("mg:measures"), terms.thing(figure.subject, base)
    yield this, node("mg:saidIn"), terms.thing(figure.document, base)
    said = {"measure": figure.measure, "measuredValue": figure.value, "unit": figure.unit, "exactness": figure.exactness}
    for name, text in {**said, "figureStatus": figure.status}.items():
        if text is not None:
            yield this, node(f"mg:{name}"), Literal(text)
    if figure.period is not None:
        yield this, node("mg:period"), Literal(figure.period, datatype=terms.EDTF)
    for name, text in figure.dimensions:
        yield this, node("mg:dimension"), Literal(f"{name}={text}")
    if figure.because_of is not None:
        yield this, node("mg:cause"), terms.thing(figure.because_of, base)


def verdict_quads(verdict: Verdict, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """A verdict's quads in ``graph/verdicts``; its IRI is a fragment of the statement's, so it answers with it."""
    statement = terms.thing(f"st:{verdict.statement}", base)
    name = hash26([verdict.statement, verdict.verdict, verdict.by, verdict.at, verdict.reason, verdict.correction])
    this, graph = NamedNode(f"{statement.value}#verdict-{name}"), terms.graph(VERDICTS, base)
    yield Quad(this, TYPE, node("mg:Verdict"), graph)
    yield Quad(this, node("mg:judges"), statement, graph)
    yield Quad(this, node("mg:verdict"), Literal(verdict.verdict), graph)
    yield Quad(this, node("mg:judgedBy"), Literal(verdict.by), graph)
    yield Quad(this, node("mg:judgedAt"), Literal(verdict.at, datatype=terms.DATE_TIME), graph)
    yield Quad(this, node("mg:reason"), Literal(verdict.reason), graph)
    if verdict.correction is not None:
        yield Quad(this, node("mg:correctedBy"), terms.thing(f"st:{verdict.correction}", base), graph)


def figures(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> list[Figure]:
    """The figures whose nodes stand in the quads, sorted by id; ``ModelError`` as ``rdf.statements`` has it."""
    nodes = Nodes(quads, base)
    return sorted((_read_figure(iri, nodes) for iri in nodes.having("mg:measuredValue")), key=lambda f: f.id)


def _read_figure(iri: str, nodes: Nodes) -> Figure:
    pairs = (text.split("=", 1) for text in nodes.texts(iri, "mg:dimension"))
    figure = Figure(
        document=nodes.key(iri, "mg:saidIn"),
        subject=nodes.key(iri, "mg:measures"),
        measure=nodes.one(iri, "mg:measure"),
        value=nodes.one(iri, "mg:measuredValue"),
        unit=nodes.one(iri, "mg:unit"),
        period=nodes.text(iri, "mg:period"),
        status=nodes.text(iri, "mg:figureStatus"),
        exactness=nodes.one(iri, "mg:exactness"),
        dimensions=tuple(sorted((name, text) for name, text in pairs)),
        because_of=nodes.key(iri, "mg:cause") if nodes.text(iri, "mg:cause") else None,
        evidence=read_evidence(iri, nodes),
    )
    if key_of(iri, nodes.base) != figure.key:
        raise ModelError(f"{iri}: what it says has the id {figure.id}; expected the same id in its IRI")
    return figure


def verdicts(quads: Iterable[Quad], base: str = DEFAULT_BASE) -> list[Verdict]:
    """The verdicts whose nodes stand in the quads, sorted by statement, time and person."""
    nodes = Nodes(quads, base)
    found = (_read_verdict(iri, nodes) for iri in nodes.having("mg:judges"))
    return sorted(found, key=lambda v: (v.statement, v.at, v.by, v.verdict, v.reason))


def _read_verdict(iri: str, nodes: Nodes) -> Verdict:
    correction = nodes.key(iri, "mg:correctedBy") if nodes.text(iri, "mg:correctedBy") else None
    return Verdict(
        statement=nodes.key(iri, "mg:judges").removeprefix("st:"),
        verdict=nodes.one(iri, "mg:verdict"),
        by=nodes.one(iri, "mg:judgedBy"),
        at=nodes.one(iri, "mg:judgedAt"),
        reason=nodes.one(iri, "mg:reason"),
        correction=correction.removeprefix("st:") if correction else None,
    )
