"""How many nodes a query can reach, worked out before it runs.

The rule is GitHub's (docs.github.com, "Rate limits and node limits for the GraphQL API"): each connection counts ``first``
times whatever encloses it. Fragments are counted once and remembered. ``@skip`` and ``@include`` are not taken off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from graph_service.api.graphql.errors import refusal

MAX_FIRST = 100
"""The largest ``first`` of a connection."""

LIST_SIZE = 10
"""What a list without ``first`` counts as: such lists are short by nature (the evidence of a statement, the steps of a path)."""

COUNTED_ABOVE = frozenset({"edges", "paths"})
"""Lists whose length is the ``first`` of the field that encloses them."""

QUESTION = 100
"""What a question that walks the graph or searches all texts counts beside its rows, so that nobody asks for hundreds of them at
once."""

QUESTIONS = frozenset(
    {
        "Query.lineage",
        "Query.paths",
        "Query.commonAncestors",
        "Query.requests",
        "Query.figures",
        "Query.contradictions",
        "Query.paragraphs",
        "Coordination.overlap",
        "Coordination.brokers",
    }
)
"""Their fields, each with the type that has it."""

FIELDS_A_NODE = 20
"""How many fields a query may resolve for each node of its ceiling."""

Composite = GraphQLObjectType | GraphQLInterfaceType


@dataclass(frozen=True, slots=True)
class Reach:
    """``nodes`` that a query can reach and ``fields`` that it can resolve."""

    nodes: int = 0
    fields: int = 0

    def __add__(self, other: "Reach") -> "Reach":
        return Reach(self.nodes + other.nodes, self.fields + other.fields)

    def __mul__(self, times: int) -> "Reach":
        return Reach(self.nodes * times, self.fields * times)


class _Count:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self.schema = schema
        self.variables = variables
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self.known: dict[str, Reach] = {}

    def selections(self, selection_set: SelectionSetNode | None, parent: Composite) -> Reach:
        return sum((self.selection(one, parent) for one in selection_set.selections), Reach()) if selection_set else Reach()

    def selection(self, node: SelectionNode, parent: Composite) -> Reach:
        if isinstance(node, FieldNode):
            return self.field(node, parent)
        if isinstance(node, FragmentSpreadNode):
            return self.fragment(node.name.value)
        if isinstance(node, InlineFragmentNode) and node.type_condition:
            return self.selections(node.selection_set, self.type(node.type_condition.name.value))
        return self.selections(getattr(node, "selection_set", None), parent)

    def fragment(self, name: str) -> Reach:
        if name not in self.known:
            fragment = self.fragments[name]
            self.known[name] = self.selections(fragment.selection_set, self.type(fragment.type_condition.name.value))
        return self.known[name]

    def field(self, node: FieldNode, parent: Composite) -> Reach:
        name = node.name.value
        definition = parent.fields.get(name)
        if definition is None:  # __typename, __schema, __type
            return Reach(0, 1)
        named = get_named_type(definition.type)
        times = self.times(node, definition)
        own = Reach(self.own(f"{parent.name}.{name}", definition, times), 1)
        if not isinstance(named, Composite):
            return own
        return own + self.selections(node.selection_set, named) * times

    def own(self, name: str, definition: GraphQLField, times: int) -> int:
        extra = QUESTION if name in QUESTIONS else 0
        if "first" in definition.args:
            return times + extra
        named = get_named_type(definition.type)
        is_node = isinstance(named, Composite) and "Node" in {named.name, *(i.name for i in named.interfaces)}
        return extra + (times if is_node and not name.endswith(".node") else 0)  # the node of an edge is counted by its connection

    def times(self, node: FieldNode, definition: GraphQLField) -> int:
        if "first" in definition.args:
            return min(max(self.first(node, definition), 0), MAX_FIRST)  # what is beyond is refused where it is read
        is_plain_list = is_list_type(get_nullable_type(definition.type)) and node.name.value not in COUNTED_ABOVE
        return LIST_SIZE if is_plain_list else 1

    def first(self, node: FieldNode, definition: GraphQLField) -> int:
        default = _of_argument(definition.args["first"])
        given = next((a.value for a in node.arguments or () if a.name.value == "first"), None)
        if isinstance(given, VariableNode):
            given_value = self.variables.get(given.name.value, default)
        elif isinstance(given, IntValueNode):
            given_value = int(given.value)
        else:
            given_value = default
        return given_value if isinstance(given_value, int) else MAX_FIRST

    def type(self, name: str) -> Composite:
        found = self.schema.get_type(name)
        assert isinstance(found, Composite)  # the query is valid
        return found


def reach(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Reach:
    """How far a valid operation can reach with these variables (as given; the operation's own defaults are applied)."""
    declared = [(d.variable.name.value, d.default_value) for d in operation.variable_definitions or ()]
    defaults = {name: _default(value) for name, value in declared if value is not None}
    root = schema.query_type
    assert root is not None
    return _Count(schema, document, {**defaults, **variables}).selections(operation.selection_set, root)


def _of_argument(argument: GraphQLArgument) -> Any:
    if argument.default is None:
        return argument.default_value
    return argument.default.value if argument.default.literal is None else _default(argument.default.literal)


def _default(value: object) -> Any:
    return int(value.value) if isinstance(value, IntValueNode) else None


def check(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    max_nodes: int,
) -> None:
    """A refusal that names the ceiling when the operation could reach beyond it."""
    reached = reach(schema, document, operation, variables)
    if reached.nodes > max_nodes:
        raise refusal(
            f"The query could reach {reached.nodes} nodes; the limit is {max_nodes} (MANDATE_GRAPH_GRAPHQL_NODES). "
            "Ask for a smaller first, and page with after.",
            "LIMIT_EXCEEDED",
        )
    if reached.fields > max_nodes * FIELDS_A_NODE:
        raise refusal(
            f"The query could resolve {reached.fields} fields; the limit is {max_nodes * FIELDS_A_NODE} "
            f"({FIELDS_A_NODE} for each node of MANDATE_GRAPH_GRAPHQL_NODES). Ask for a smaller first or fewer fields.",
            "LIMIT_EXCEEDED",
        )
