"""The thing with an id."""

from graph_service.api.graphql.context import Context
from graph_service.api.graphql.documents import document
from graph_service.api.graphql.entities import entity
from graph_service.api.graphql.figures import figure
from graph_service.api.graphql.ids import parse
from graph_service.api.graphql.nodes import Node
from graph_service.api.graphql.statements import statement
from graph_service.ask import figures as ask_figures
from graph_service.ask import statements as ask


def node(context: Context, node_id: str) -> Node | None:
    """The node with an id, None where the snapshot has no such thing; ``UsageError`` for a text that is no id."""
    snapshot = context.at(None)
    type_name, key = parse(node_id)
    if type_name == "Statement":
        row = ask.statement(snapshot, key)
        return statement(snapshot, row) if row else None
    if type_name == "Figure":
        said = ask_figures.figure(snapshot, key)
        return figure(snapshot, said) if said else None
    if key not in snapshot.number:
        return None
    if type_name == "Document":
        return document(context, key)
    return entity(snapshot, key)
