"""The service as an ASGI application: ``uvicorn graph_service.asgi:create_app --factory``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service import web
from graph_service.api import linked_data
from graph_service.api.graphql import app as graphql
from graph_service.bootstrap import Service
from graph_service.errors import MandateGraphError
from graph_service.settings import Settings


def create_app(settings: Settings | None = None, service: Service | None = None) -> Starlette:
    """The application over the store that the settings name, or over a service that is put together already."""
    service = service or Service(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if service.settings.snapshot:
            service.sparql.refresh(service.snapshot())
        yield
        service.close()

    routes = [
        Route("/health", health),
        Route("/ready", ready(service)),
        *graphql.routes(service),
        *linked_data.routes(service),
        *web.routes(service),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(Compressed)])
    app.state.service = service
    return app


class Compressed:
    """Compresses answers, but for the dumps: their bytes are what their entity tag names, and they are there compressed too."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._plain, self._compressed = app, GZipMiddleware(app, minimum_size=2000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        plain = scope["type"] != "http" or scope["path"].startswith("/dumps/")
        await (self._plain if plain else self._compressed)(scope, receive, send)


async def health(request: Request) -> Response:
    """Whether the process answers at all."""
    return JSONResponse({"status": "ok"})


def ready(service: Service):  # type: ignore[no-untyped-def]  # an endpoint; its type is Starlette's
    """An endpoint that says whether questions can be answered, and from which snapshot; 503 where they can't.

    A store that is away leaves 200 where a snapshot is held, because it is answered from: it is said, with the reason.
    """

    def endpoint(request: Request) -> Response:
        try:
            return JSONResponse({"status": "ready", **(_held(service) if service.settings.snapshot else _unheld(service))})
        except MandateGraphError as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, status_code=503)

    return endpoint


def _held(service: Service) -> dict[str, str | None]:
    snapshot, away = service.snapshot(), service.current.problem
    store = {"store": "reachable"} if away is None else {"store": "away", "reason": away}
    return {"snapshot": snapshot.hash, "knownAt": snapshot.known_at, **store}


def _unheld(service: Service) -> dict[str, str | None]:
    service.store.version()
    return {"snapshot": None, "knownAt": None, "store": "reachable"}
