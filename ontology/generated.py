"""What the generated files share: terms by CURIE, lists with nodes in order, and writing or checking a file."""

import sys
from collections.abc import Callable, Sequence
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


def main(file: Path, made: str, arguments: list[str]) -> int:
    """Write a generated file, or with ``--check`` say whether it is what the code lists make (exit code 1 if not)."""
    if arguments != ["--check"]:
        file.write_text(made, encoding="utf-8")
        return 0
    if file.is_file() and file.read_text(encoding="utf-8") == made:
        return 0
    sys.stderr.write(f"{file.name} is not what the code lists make; run: python -m ontology.{file.stem}\n")
    return 1
