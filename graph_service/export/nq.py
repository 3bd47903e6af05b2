"""N-Quads: every quad on a line of its own, the named graphs kept."""

from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from graph_service.export.triples import quads
from graph_service.graph.snapshot import Snapshot


def write(snapshot: Snapshot, out: BinaryIO, base: str) -> None:
    """Write a snapshot."""
    serialize(quads(snapshot, base), out, RdfFormat.N_QUADS)
