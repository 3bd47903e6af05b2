"""A client that asks applications in this process."""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette

from graph_service.api import linked_data
from graph_service.bootstrap import Service


class Client:
    """Asks an application in this process; follows no redirects."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        """One request, answered."""
        return asyncio.run(self._request(method, path, **given))

    def get(self, path: str, accept: str | None = None, **given: Any) -> httpx.Response:
        """GET, with an Accept header if given."""
        headers = {"accept": accept} if accept else {}
        return self.request("GET", path, headers=headers, **given)

    async def _request(self, method: str, path: str, **given: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://service.test") as client:
            return await client.request(method, path, **given)


def client_of(service: Service) -> Client:
    """A client of the linked data of a service."""
    return Client(Starlette(routes=linked_data.routes(service)))
