"""The thing with an id."""

from graph_service.api.graphql.entities import entity
from graph_service.api.graphql.ids import parse
from graph_service.api.graphql.nodes import Node
from graph_service.api.graphql.statements import statement
from graph_service.ask import statements as ask
from graph_service.graph.snapshot import Snapshot


def node(snapshot: Snapshot, node_id: str) -> Node | None:
    """The node with an id, None where the snapshot has no such thing; ``UsageError`` for a text that is no id."""
    type_name, key = parse(node_id)
    if type_name == "Statement":
        row = ask.statement(snapshot, key)
        return statement(snapshot, row) if row else None
    if key not in snapshot.number:
        return None
    return entity(snapshot, key)
