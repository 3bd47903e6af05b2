"""The schema, made from the types of this package; ``schema.graphql`` at the top of the project is its text."""

import strawberry
from graphql import GraphQLSchema

from graph_service.api.graphql.documents import Document
from graph_service.api.graphql.entities import Entity
from graph_service.api.graphql.figures import Figure
from graph_service.api.graphql.query import Query
from graph_service.api.graphql.statements import Statement

_made = strawberry.Schema(query=Query, types=[Entity, Statement, Document, Figure])

schema: GraphQLSchema = _made._schema
"""The schema as graphql-core executes it."""


def sdl() -> str:
    """The schema in the schema definition language, ending with a line break: what ``schema.graphql`` holds."""
    return _made.as_str().rstrip("\n") + "\n"
