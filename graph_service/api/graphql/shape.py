"""The shape of a query before anything is validated: depth, width and cycles, in time linear to its length.

Fragments are measured once and remembered, so that 25 fragments that spread each other twice cost 25 measurements, not 2^25.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from graph_service.api.graphql.errors import refusal

MAX_FIELDS = 5000
"""How many fields a query may have once its fragments are written out."""

MAX_SPREADS = 50
"""How many fragments may stand inside one another."""

INTROSPECTION = ("__schema", "__type")
"""Their depth is limited by a rule of graphql-core (MaxIntrospectionDepthRule), not here: the tools' query is deep."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``depth``: fields inside fields; ``fields``: how many, fragments written out."""

    depth: int = 0
    fields: int = 0


class _Measure:
    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.known: dict[str, Shape] = {}
        self.open: list[str] = []

    def selections(self, selection_set: SelectionSetNode | None) -> Shape:
        shapes = [self.selection(one) for one in selection_set.selections] if selection_set else []
        return Shape(max((s.depth for s in shapes), default=0), sum(s.fields for s in shapes))

    def selection(self, node: SelectionNode) -> Shape:
        if isinstance(node, FieldNode):
            inner = self.selections(node.selection_set)
            depth = 1 if node.name.value in INTROSPECTION else 1 + inner.depth
            return Shape(depth, 1 + inner.fields)
        if isinstance(node, FragmentSpreadNode):
            return self.fragment(node.name.value)
        return self.selections(getattr(node, "selection_set", None))

    def fragment(self, name: str) -> Shape:
        if name in self.open:
            raise refusal(f"Fragment {name} contains itself: {' > '.join([*self.open, name])}.", "GRAPHQL_VALIDATION_FAILED")
        if name in self.known or name not in self.fragments:  # validation names a fragment that is missing
            return self.known.get(name, Shape())
        if len(self.open) >= MAX_SPREADS:
            raise refusal(f"More than {MAX_SPREADS} fragments stand inside one another.", "LIMIT_EXCEEDED")
        self.open.append(name)
        self.known[name] = self.selections(self.fragments[name].selection_set)
        self.open.pop()
        return self.known[name]


def measure(document: DocumentNode) -> Shape:
    """The greatest depth and width among the operations and fragments of a query; a refusal for a cycle of fragments."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    ruler = _Measure(fragments)
    shapes = [ruler.fragment(name) for name in fragments]
    shapes += [ruler.selections(d.selection_set) for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    return Shape(max((s.depth for s in shapes), default=0), max((s.fields for s in shapes), default=0))


def check(document: DocumentNode, max_depth: int) -> None:
    """A refusal that names the limit when the query is too deep or too wide."""
    shape = measure(document)
    if shape.depth > max_depth:
        raise refusal(
            f"The query nests {shape.depth} fields deep; the limit is {max_depth} (MANDATE_GRAPH_GRAPHQL_DEPTH).", "LIMIT_EXCEEDED"
        )
    if shape.fields > MAX_FIELDS:
        raise refusal(
            f"The query selects {shape.fields} fields once its fragments are written out; the limit is {MAX_FIELDS}.",
            "LIMIT_EXCEEDED",
        )
