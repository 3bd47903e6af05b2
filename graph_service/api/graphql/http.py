"""GraphQL over HTTP: what stands between a request and the executor, and the statuses that answers take.

A request that is none is a 4xx. A GraphQL request gets 200 as ``application/json`` whatever comes out of it; as
``application/graphql-response+json`` what was refused before it ran is 400 and what ran out of time 503
(GraphQL over HTTP, section 6.4).
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import orjson
from graphql import GraphQLSchema
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from graph_service.api.graphql import page
from graph_service.api.graphql.answers import Answer, Answers, answer, failure, timed_out
from graph_service.api.graphql.context import Context, Service
from graph_service.api.graphql.errors import formatted, refusal
from graph_service.api.graphql.execution import Executor
from graph_service.api.graphql.negotiation import HTML, JSON, RESPONSE, media_type
from graph_service.api.graphql.request import Asked, BadRequest, read

WORKERS = 4
"""Threads that run queries; one that is over its time gives its thread back at the next field that asks the graph."""


class Endpoint:
    """``/graphql``: an endpoint of a Starlette route."""

    def __init__(self, service: Service, schema: GraphQLSchema) -> None:
        self.service = service
        self.executor = Executor(schema, service.settings)
        self.answers = Answers()
        self.threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="graphql")

    async def __call__(self, request: Request) -> Response:
        """The answer to a request, or the page for people with a browser."""
        try:
            _check_method(request)
            if _is_browser(request):
                return HTMLResponse(page.HTML, headers=page.HEADERS)
            media = _answer_type(request)
            asked = await read(request, self.service.settings.body_bytes)
        except BadRequest as error:
            return _bad_request(error, media_type(request.headers.get("accept"), (JSON, RESPONSE)) or JSON)
        except ClientDisconnect:
            return Response(status_code=499)  # nobody reads it; nginx's number for "the client has left"
        return _response(await self.answer(asked), media)

    async def answer(self, asked: Asked) -> Answer:
        """The answer of a thread, or an honest error when it does not come in time."""
        seconds = self.service.settings.graphql_seconds
        deadline = monotonic() + seconds
        running = asyncio.get_running_loop().run_in_executor(self.threads, self._run, asked, deadline)
        try:
            return await asyncio.wait_for(running, seconds + 0.25)  # a little more: its own error comes first, and says more
        except TimeoutError:
            return timed_out(f"The query took longer than {seconds:g} seconds (MANDATE_GRAPH_GRAPHQL_SECONDS). Ask for less.")

    def _run(self, asked: Asked, deadline: float) -> Answer:
        try:
            snapshot = self.service.snapshot()
            variables = orjson.dumps(asked.variables, option=orjson.OPT_SORT_KEYS)
            question = (snapshot.hash, snapshot.version, asked.query, asked.operation, variables)
            given = self.answers.get(question)
            if given is None:
                given = self.executor.run(asked, Context(self.service, snapshot, deadline))
                self.answers.keep(question, given)
        except Exception as error:  # noqa: BLE001  # the store is away, or something nobody expected: logged and masked there
            return failure(error)
        return given


def _check_method(request: Request) -> None:
    if request.method not in ("GET", "HEAD", "POST"):
        raise BadRequest(f"{request.method} is not answered here; expected GET or POST.", 405, {"Allow": "GET, POST"})


def _is_browser(request: Request) -> bool:
    if request.method == "POST" or "query" in request.query_params:
        return False
    return media_type(request.headers.get("accept"), (JSON, RESPONSE, HTML)) == HTML


def _answer_type(request: Request) -> str:
    accept = request.headers.get("accept")
    media = media_type(accept, (JSON, RESPONSE))
    if media is None:
        raise BadRequest(f"Accept is {accept}; this answers as {JSON} or {RESPONSE}.", 406)
    return media


def _response(given: Answer, media: str) -> Response:
    status = 200
    if media == RESPONSE:
        status = 503 if given.unavailable else 200 if given.ran else 400
    return _json(given.content, status, media, {})


def _bad_request(error: BadRequest, media: str) -> Response:
    code = "LIMIT_EXCEEDED" if error.status == 413 else "BAD_REQUEST"
    body = answer({"errors": formatted([refusal(str(error), code)])}, ran=False)
    return _json(body.content, error.status, media, error.headers)


def _json(content: bytes, status: int, media: str, headers: dict[str, str]) -> Response:
    return Response(content, status, {"Vary": "Accept", **headers}, media_type=f"{media}; charset=utf-8")
