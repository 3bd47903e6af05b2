"""A client that speaks to an ASGI application in this process."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from graph_service.api.graphql.app import routes
from graph_service.bootstrap import Service
from graph_service.settings import Settings
from graph_service.store import open_store
from ontology.readings import Mention, Paragraph, Reading, Section

TEXT = "1. UNEP chairs the EMG.\n2. See A/RES/66/288.\n3. Nothing."
NOTE = Reading(
    document="UNEP/NOTE/1",
    language="en",
    loader="tests",
    loader_version="1",
    source_hash=hashlib.sha256(TEXT.encode()).hexdigest(),
    title="A note",
    date="2020-01-01",
    text=TEXT,
    text_hash=hashlib.sha256(TEXT.encode()).hexdigest(),
    paragraphs=(Paragraph(0, 23, "1", "heading I"), Paragraph(24, 44, "2", "heading I"), Paragraph(45, 56, "3")),
    sections=(Section("heading I", "On coordination", ("EMG",)),),
    mentions=(
        Mention("entity", "title", "UNEP", "1", 3, 7, "UNEP"),
        Mention("entity", "title", "EMG", "1", 19, 22, "EMG"),
        Mention("instrument", "symbol", "A/RES/66/288", "2", 31, 43, "A/RES/66/288"),
    ),
)
"""A document whose words are held."""


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


@pytest.fixture(scope="session")
def service(world_readings: list[tuple[Reading, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over the small world, both readings of it, and over a document of three paragraphs that ships with the tests."""
    path = tmp_path_factory.mktemp("graphql") / "world.db"
    store = open_store(str(path))
    for reading, known_at in world_readings:
        store.write(reading, known_at)
    store.write(NOTE, "2026-03-01T09:00:00Z")
    store.close()
    made = Service(Settings.model_validate({"store": str(path), "cors_origins": "https://portal.example"}))
    yield made
    made.close()


@pytest.fixture(scope="session")
def client(service: Service) -> Client:
    """A client of the GraphQL routes over the small world."""
    return Client(Starlette(routes=routes(service)))
