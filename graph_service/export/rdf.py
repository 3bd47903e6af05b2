"""RDF/XML: the union of all graphs."""

from typing import BinaryIO

from graph_service.export.serializing import write_xml
from graph_service.export.triples import triples
from graph_service.graph.snapshot import Snapshot


def write(snapshot: Snapshot, out: BinaryIO, base: str) -> None:
    """Write a snapshot."""
    write_xml(triples(snapshot, base), out)
