"""GraphML: things as nodes, claims as edges, for tools that draw and measure graphs (Gephi, yEd, igraph).

A graph can't hold it all: of the evidence an edge names the documents, of the qualifiers it has ``status`` and ``role``; names
and dates stand on the node. What was rejected or corrected is left out; what is no fact yet says so in ``status``.
"""

from typing import BinaryIO

import networkx as nx

from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement


def write(snapshot: Snapshot, out: BinaryIO, base: str) -> None:
    """Write a snapshot; keys stand as they are, so that the base plays no part."""
    nx.write_graphml_xml(graph(snapshot), out, encoding="utf-8", prettyprint=False, named_key_ids=True)


def graph(snapshot: Snapshot) -> "nx.MultiDiGraph[str]":
    """The snapshot as a networkx graph: nodes by key, an edge for each claim between two things, in the snapshot's order."""
    drawn = nx.MultiDiGraph()
    for key in snapshot.keys:
        row = snapshot.entity(key)
        names = {f"label_{language}": label for language, label in sorted(row.labels.items())}
        drawn.add_node(key, type=row.type, kind=row.kind, held=row.held, **names)
    for number in snapshot.lines():
        subject, predicate, target = snapshot.ends(number)
        if target is not None and snapshot.columns.stands[number]:
            drawn.add_edge(subject, target, predicate=predicate, **_said(snapshot.line(number)))
    return drawn


def _said(line: tuple[Statement, ...]) -> dict[str, str | float]:
    head = line[0]
    told = {
        "valid_from": head.valid_from,
        "valid_to": head.valid_to,
        "status": head.qualifier("status"),
        "role": head.qualifier("role"),
        "statements": " ".join(sorted(statement.id for statement in line)),
        "documents": " | ".join(sorted({statement.document for statement in line})),
    }
    return {name: text for name, text in told.items() if text} | {"confidence": max(s.confidence for s in line)}
