"""What the generated files share: terms by CURIE, lists with nodes in order, and writing or checking files."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.term import Node

from ontology.terms import PREFIXES


def named(curie: str) -> URIRef:
    """The rdflib term of a CURIE with one of ``PREFIXES``."""
    prefix, name = curie.split(":", 1)
    return URIRef(PREFIXES[prefix] + name)


def listed(graph: Graph, members: Sequence[Node], blank: Callable[[], BNode]) -> Node:
    """An RDF list in the graph, its nodes made by ``blank``; the node at its head."""
    rest: Node = RDF.nil
    for member in reversed(members):
        head = blank()
        graph.add((head, RDF.first, member))
        graph.add((head, RDF.rest, rest))
        rest = head
    return rest


def main(made: Mapping[Path, str], arguments: list[str]) -> int:
    """Write generated files, or with ``--check`` name those that are not what the code lists make (exit code 1 if any)."""
    if arguments != ["--check"]:
        for file, text in made.items():
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return 0
    stale = [file.name for file, text in made.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
    if stale:
        sys.stderr.write(f"not what the code lists make: {', '.join(stale)}; run the same command without --check\n")
    return 1 if stale else 0
