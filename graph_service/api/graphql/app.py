"""The routes of GraphQL."""

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from graph_service.api.graphql.context import Service
from graph_service.api.graphql.http import Endpoint
from graph_service.api.graphql.schema import schema, sdl

METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
"""All, so that those that are not answered get an answer of ours."""


def routes(service: Service) -> list[BaseRoute]:
    """``/graphql``, and its schema as text at ``/graphql/schema.graphql``."""
    endpoint = Endpoint(service, schema)

    async def graphql(request: Request) -> Response:
        return await endpoint(request)

    return [
        Route("/graphql", graphql, methods=METHODS, middleware=_cors(service.settings.cors_origins)),
        Route("/graphql/schema.graphql", _schema_text),
    ]


async def _schema_text(request: Request) -> Response:
    return PlainTextResponse(sdl())


def _cors(origins: str) -> list[Middleware]:
    allowed = origins.split()
    if not allowed:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=allowed,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Accept"],
        )
    ]
