"""An endpoint that scripts of any origin may use: the same headers on every answer, errors included, and never credentials."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from graph_service.errors import LimitExceeded, StoreError, UnknownKey, UsageError

_log = logging.getLogger(__name__)
SNAPSHOT = "Mandate-Graph-Snapshot"
"""The header that names the snapshot from which an answer comes."""
ROWS, TRUNCATED = "Mandate-Graph-Rows", "Mandate-Graph-Truncated"
"""The headers that say how many rows or triples an answer has, and that there were more than the limit."""
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Location, Retry-After, {SNAPSHOT}, {ROWS}, {TRUNCATED}",
}
_STATUS = ((UnknownKey, 404), (LimitExceeded, 413), (UsageError, 400), (StoreError, 503))


class OpenEndpoint:
    """An ASGI application around a handler. Answers preflights and methods that are not allowed; errors become plain text."""

    def __init__(self, handler: Callable[[Request], Awaitable[Response]], methods: tuple[str, ...] = ("GET",)) -> None:
        self._handler = handler
        self._methods = (*methods, "HEAD", "OPTIONS")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await self._respond(request)
        for name, value in _OPEN.items():
            response.headers[name] = value
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=self._preflight())
        if request.method not in self._methods:
            return _say(405, f"{request.method} is not possible here; expected {', '.join(self._methods)}", self._allowed())
        try:
            return await self._handler(request)
        except HTTPException as error:
            return _say(error.status_code, error.detail, error.headers)
        except (UsageError, StoreError) as error:
            return _say(next(status for kind, status in _STATUS if isinstance(error, kind)), str(error))
        except Exception:  # noqa: BLE001  # logged, and answered with the headers that every answer has
            _log.exception("%s %s failed", request.method, request.url.path)
            return _say(500, "something went wrong in the service; it has been logged")

    def _allowed(self) -> dict[str, str]:
        return {"Allow": ", ".join(self._methods)}

    def _preflight(self) -> dict[str, str]:
        return {
            **self._allowed(),
            "Access-Control-Allow-Methods": ", ".join(self._methods),
            "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range",
            "Access-Control-Max-Age": "86400",
        }


def _say(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{message}\n", status, headers)
