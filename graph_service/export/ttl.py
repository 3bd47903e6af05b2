"""Turtle: the union of all graphs, grouped by subject, with prefixes, so that people can read it."""

from typing import BinaryIO

from graph_service.export.serializing import write_turtle
from graph_service.export.triples import triples
from graph_service.graph.snapshot import Snapshot


def write(snapshot: Snapshot, out: BinaryIO, base: str) -> None:
    """Write a snapshot."""
    write_turtle(triples(snapshot, base), out)
