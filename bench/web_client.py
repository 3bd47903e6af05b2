"""Two ways to ask an ASGI application in this process: as httpx does, and with nothing around it."""

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

JSON = "application/json"


class Client(Protocol):
    """Asks one application."""

    def ask(self, bodies: Sequence[bytes]) -> list[bytes]:
        """The bodies of the answers to POSTs to ``/graphql``, one after the other."""


class HttpxClient:
    """Through httpx, which takes a good part of the time itself. ``encoding``: what it accepts (identity: as it is)."""

    def __init__(self, app: ASGIApp, runner: asyncio.Runner, encoding: str = "identity") -> None:
        headers = {"Content-Type": JSON, "Accept": JSON, "Accept-Encoding": encoding}
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench.test", headers=headers)
        self._runner = runner

    def ask(self, bodies: Sequence[bytes]) -> list[bytes]:
        """See ``Client``."""
        return self._runner.run(self._ask(bodies))

    async def _ask(self, bodies: Sequence[bytes]) -> list[bytes]:
        return [(await self._client.post("/graphql", content=body)).content for body in bodies]


class PlainClient:
    """Calls the application as a server does."""

    def __init__(self, app: ASGIApp, runner: asyncio.Runner) -> None:
        self._app, self._runner = app, runner

    def ask(self, bodies: Sequence[bytes]) -> list[bytes]:
        """See ``Client``."""
        return self._runner.run(self._ask(bodies))

    async def _ask(self, bodies: Sequence[bytes]) -> list[bytes]:
        return [await self._one(body) for body in bodies]

    async def _one(self, body: bytes) -> bytes:
        parts: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            parts.append(message.get("body", b""))

        await self._app(_scope(len(body)), receive, send)
        return b"".join(parts)


def _scope(length: int) -> Scope:
    headers = {"host": "bench.test", "content-type": JSON, "accept": JSON, "content-length": str(length)}
    scope: dict[str, Any] = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http"}
    address = {"path": "/graphql", "raw_path": b"/graphql", "root_path": "", "query_string": b"", "client": ("127.0.0.1", 1)}
    return scope | address | {"server": ("127.0.0.1", 80), "headers": [(k.encode(), v.encode()) for k, v in headers.items()]}


class BareEndpoint:
    """The least that an ASGI application does: reads the request, answers with bytes that it has. ``answers``: by request body."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        content = self._answers[(await receive())["body"]]
        headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})
