"""The triples of a snapshot, always in one order: the things first, each in one place, then the statements with their evidence.

A flat triple speaks of the leading keys, as every answer does; the statement's node keeps the keys as recorded, on which
its id rests. Only what the things say themselves is sorted in memory; the statements' nodes (nine tenths of it all) stream.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from graph_service.graph.aliases import whole_of
from graph_service.graph.snapshot import OUT, Snapshot
from ontology import rdf, terms, vocabulary
from ontology.identifiers import DEFAULT_BASE
from ontology.records import Statement


def quads(snapshot: Snapshot, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """All quads, each once."""
    flat = chain(*(_flat(snapshot, s, base) for s in snapshot.records), _entities(snapshot, base))
    yield from sorted(set(flat), key=_order)
    for statement in snapshot.records:
        yield from node_quads(statement, base)


def triples(snapshot: Snapshot, base: str = DEFAULT_BASE) -> Iterator[Triple]:
    """The union of all graphs, each triple once."""
    return union(quads(snapshot, base))


def union(ordered: Iterable[Quad]) -> Iterator[Triple]:
    """The triples of quads in which those of equal triples stand side by side."""
    last = None
    for quad in ordered:
        if (triple := quad.triple) != last:
            yield triple
        last = triple


def of_statement(snapshot: Snapshot, statement: Statement, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """The quads of one statement: its flat triples, if it stands, and its node with its evidence."""
    yield from _flat(snapshot, statement, base)
    yield from node_quads(statement, base)


def of_entity(snapshot: Snapshot, key: str, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """What is derived of a thing: its class and the class of its kind, labels, other keys, the whole of which it is a part."""
    row = snapshot.entity(key)
    yield from rdf.entity_quads(row.key, row.type, _tagged(row.labels), row.aliases, base)
    this, graph = terms.thing(row.key, base), terms.graph(rdf.INFERRED, base)
    yield Quad(this, terms.TYPE, terms.node(f"mg:{vocabulary.kinds()[row.kind].camel}"), graph)
    if whole := whole_of(row.key):
        yield Quad(this, terms.node("dcterms:isPartOf"), terms.thing(snapshot.aliases.canonical(whole), base), graph)


def node_quads(statement: Statement, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """The statement's node and its evidence, without its flat triples; each subject's quads side by side."""
    flat = set(rdf.flat(statement, base))
    by_subject: dict[object, list[Quad]] = {}
    for quad in rdf.quads(statement, base):
        if (quad.subject, quad.predicate, quad.object) not in flat:
            by_subject.setdefault(quad.subject, []).append(quad)
    return chain.from_iterable(by_subject.values())


def _flat(snapshot: Snapshot, statement: Statement, base: str) -> Iterator[Quad]:
    verdict = snapshot.verdict(statement.id)
    if verdict and verdict.verdict in OUT:
        return
    graph = terms.graph(statement.document, base)
    for subject, predicate, target in rdf.flat(_leading(snapshot, statement), base):
        yield Quad(subject, predicate, target, graph)


def _leading(snapshot: Snapshot, statement: Statement) -> Statement:
    lead = snapshot.aliases.canonical
    subject, target = lead(statement.subject), statement.object
    if isinstance(target, str):
        target = lead(target)
    if (subject, target) == (statement.subject, statement.object):
        return statement
    return replace(statement, subject=subject, object=target)


def _entities(snapshot: Snapshot, base: str) -> Iterator[Quad]:
    for key in snapshot.keys:
        yield from of_entity(snapshot, key, base)


def _tagged(labels: dict[str, str]) -> dict[str, str]:
    """Labels whose language is known; RDF has no way to say that one is not (``und`` titles stand as statements)."""
    return {language: label for language, label in labels.items() if language != "und"}


def _order(quad: Quad) -> tuple[str, str, str, str]:
    """By subject, its class first."""
    predicate = "" if quad.predicate == terms.TYPE else quad.predicate.value
    return _text(quad.subject), predicate, str(quad.object), _text(quad.graph_name)


def _text(node: object) -> str:
    if isinstance(node, NamedNode):
        return node.value
    return "" if isinstance(node, DefaultGraph) else str(node)
