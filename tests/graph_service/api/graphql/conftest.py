"""A client that speaks to an ASGI application in this process."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp


class Client:
    """``get``, ``post`` … as httpx has them, one event loop a call."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.request("POST", path, **options)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The response to a query: a dictionary with ``data`` and ``errors``."""
        body: dict[str, Any] = self.post("/graphql", json={"query": query, "variables": variables}).json()
        return body

    def data(self, query: str, **variables: Any) -> Any:
        """The data of a query that succeeds."""
        body = self.ask(query, **variables)
        assert "errors" not in body, body["errors"]
        return body["data"]

    def error(self, query: str, **variables: Any) -> dict[str, Any]:
        """The first error of a query that fails."""
        body = self.ask(query, **variables)
        assert "errors" in body, body
        error: dict[str, Any] = body["errors"][0]
        return error


@pytest.fixture
def client_of() -> Callable[[ASGIApp], Client]:
    return Client
