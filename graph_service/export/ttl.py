"""Turtle: the union of all graphs, grouped by subject, with prefixes and a base, so that people can read it."""

from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from graph_service.export.triples import triples
from graph_service.graph.snapshot import Snapshot
from ontology.terms import PREFIXES


def write(snapshot: Snapshot, out: BinaryIO, base: str) -> None:
    """Write a snapshot."""
    serialize(triples(snapshot, base), out, RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=base)
