"""``/id/{key}``, ``/data/{key}.{ending}`` and ``/graph/{key}``: everything with an IRI of ours answers at it.

An IRI stands for a thing, which no server can send; so it leads on (303) to a page or to data about it, by the Accept header.
"""

import asyncio
from typing import Protocol
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph_service.api.linked_data.descriptions import Described, Descriptions
from graph_service.api.linked_data.forms import FORMS, rdf_response, wanted
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings
from ontology.identifiers import UNRESERVED


class IdentifierService(Protocol):
    """What these endpoints need of the service."""

    settings: Settings

    def snapshot(self) -> Snapshot:
        """The current snapshot."""


class IdentifierEndpoint:
    """``/id/{key}``."""

    def __init__(self, service: IdentifierService) -> None:
        self._service = service
        self._descriptions = Descriptions(service.settings.base)

    async def __call__(self, request: Request) -> Response:
        """Lead on to the page or the data; 404 names the nearest keys, 406 the forms there are."""
        ending = wanted(request, page=True)
        described = await asyncio.to_thread(self._describe, request.path_params["key"])
        target = _page(described) if ending == "html" else f"/data/{quote(described.key, safe=UNRESERVED)}.{ending}"
        return RedirectResponse(request.scope.get("root_path", "") + target, 303, {"Vary": "Accept"})

    def _describe(self, key: str) -> Described:
        return self._descriptions.describe(self._service.snapshot(), key)


class DataEndpoint:
    """``/data/{key}.{ending}``."""

    def __init__(self, service: IdentifierService) -> None:
        self._service = service
        self._descriptions = Descriptions(service.settings.base)

    async def __call__(self, request: Request) -> Response:
        """What is said of the thing, in the form that the ending names."""
        key, _, ending = request.path_params["name"].rpartition(".")
        if not key or ending not in FORMS:
            raise HTTPException(404, f"no such data: expected the key and one of {', '.join(f'.{one}' for one in FORMS)}")
        return await asyncio.to_thread(self._answer, request, key, ending)

    def _answer(self, request: Request, key: str, ending: str) -> Response:
        snapshot = self._service.snapshot()
        quads = self._descriptions.describe(snapshot, key).quads
        return rdf_response(request, quads, ending, snapshot.hash)


class GraphEndpoint:
    """``/graph/{key}``: a graph is a thing that can be sent, so it is; its page is that of its document."""

    def __init__(self, service: IdentifierService) -> None:
        self._service = service
        self._descriptions = Descriptions(service.settings.base)

    async def __call__(self, request: Request) -> Response:
        """The triples of a named graph."""
        return await asyncio.to_thread(self._answer, request, request.path_params["key"], wanted(request, page=False))

    def _answer(self, request: Request, key: str, ending: str) -> Response:
        snapshot = self._service.snapshot()
        quads = self._descriptions.graph(snapshot, key)
        return rdf_response(request, quads, ending, snapshot.hash)


def _page(described: Described) -> str:
    key, fragment = described.page
    anchor = f"#{quote(fragment, safe=UNRESERVED)}" if fragment else ""
    return f"/entity/{quote(key, safe=UNRESERVED)}{anchor}"
