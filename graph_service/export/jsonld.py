"""JSON-LD: the union of all graphs."""

from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from graph_service.export.triples import triples
from graph_service.graph.snapshot import Snapshot


def write(snapshot: Snapshot, out: BinaryIO, base: str) -> None:
    """Write a snapshot."""
    serialize(triples(snapshot, base), out, RdfFormat.JSON_LD)
