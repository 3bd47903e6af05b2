"""What an export format is, and the list of those there are: a new one is a module and a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

from graph_service.errors import UsageError
from graph_service.export import csv, graphml, jsonld, nq, nt, rdf, ttl
from graph_service.graph.snapshot import Snapshot
from ontology.identifiers import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which a snapshot can be written. ``write`` takes the snapshot, a binary stream and the base of the IRIs; equal
    snapshots give equal bytes. ``name`` is its name on the command line and its file ending."""

    name: str
    media_type: str
    title: str
    write: Callable[[Snapshot, BinaryIO, str], None]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("ttl", "text/turtle; charset=utf-8", "Turtle: the union of all graphs, for people and tools", ttl.write),
            Format("nt", "application/n-triples", "N-Triples: the union of all graphs, a line each", nt.write),
            Format("nq", "application/n-quads", "N-Quads: the named graphs kept", nq.write),
            Format("jsonld", "application/ld+json", "JSON-LD: the union of all graphs", jsonld.write),
            Format("rdf", "application/rdf+xml", "RDF/XML: the union of all graphs", rdf.write),
            Format("graphml", "application/graphml+xml", "GraphML: things and claims, for tools that draw graphs", graphml.write),
            Format("csv", "text/csv; charset=utf-8", "CSV: a row for each piece of evidence", csv.write),
        )
    }
)


def export(snapshot: Snapshot, format_name: str, out: BinaryIO, base: str = DEFAULT_BASE) -> None:
    """Write a snapshot to a binary stream in a format of ``FORMATS``; ``UsageError`` names them for any other name."""
    if format_name not in FORMATS:
        raise UsageError(f"no export format {format_name!r}: expected one of {', '.join(FORMATS)}")
    FORMATS[format_name].write(snapshot, out, base)
