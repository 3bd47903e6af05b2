"""The SPARQL 1.1 Protocol, query operation: GET, POST of a form, POST of the query itself.

https://www.w3.org/TR/sparql11-protocol/ · An answer names its snapshot, and says in headers (and, where the form has a place for
it, in itself) when it was cut at the limit of rows.
"""

import asyncio
from typing import Protocol
from urllib.parse import parse_qs
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.api.open_endpoint import ROWS, SNAPSHOT, TRUNCATED
from graph_service.api.sparql.messages import Answer, Query
from graph_service.api.sparql.pool import SparqlPool
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_FIELDS = 1000
Fields = dict[str, list[str]]


class SparqlService(Protocol):
    """What the endpoint needs of the service."""

    settings: Settings

    def snapshot(self) -> Snapshot:
        """The current snapshot."""

    @property
    def sparql(self) -> SparqlPool:
        """The engine."""


class SparqlEndpoint:
    """``/sparql``."""

    def __init__(self, service: SparqlService) -> None:
        self._service = service

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        query = await read(request, self._service.settings.body_bytes)
        pool = self._service.sparql
        await asyncio.to_thread(pool.follow, self._service.snapshot)
        gone = asyncio.Event()
        watching = asyncio.ensure_future(_watch(request, gone))
        try:
            answer, snapshot = await pool.answer(query, gone)
        finally:
            watching.cancel()
        return _response(answer, snapshot, self._service.settings)


async def _watch(request: Request, gone: asyncio.Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue
    gone.set()


async def read(request: Request, largest: int) -> Query:
    """The query in a request of up to ``largest`` bytes; ``HTTPException`` 400, 413 or 415 says what is wrong with it."""
    in_url = _fields(request.scope["query_string"], "the query string", largest)
    accept = request.headers.get("accept", "*/*")
    if request.method != "POST":
        return _query(_one(in_url, "query"), in_url, accept)
    media_type = _media_type(request.headers.get("content-type", ""))
    body = await _body(request, largest)
    if media_type == FORM:
        fields = _fields(body, "the form", largest)
        return _query(_one(fields, "query"), fields, accept)
    if media_type == DIRECT:
        return _query(_decoded(body, "the query"), in_url, accept)
    if media_type == UPDATE:
        raise HTTPException(400, _NO_UPDATES)
    raise HTTPException(415, f"Content-Type {media_type or '(none)'}: expected {DIRECT} or {FORM}")


def _media_type(header: str) -> str:
    media_type, *parameters = (part.strip().lower() for part in header.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise HTTPException(415, f"Content-Type {header}: expected UTF-8")
    return media_type


_NO_UPDATES = "updates are refused: this endpoint is for reading (SELECT, ASK, CONSTRUCT, DESCRIBE)"


async def _body(request: Request, largest: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > largest:
            raise HTTPException(413, f"the request is larger than {largest} bytes (MANDATE_GRAPH_BODY_BYTES)")
        parts.append(part)
    return b"".join(parts)


def _decoded(text: bytes, where: str) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"{where} is not UTF-8 (byte {error.start})") from error


def _fields(text: bytes, where: str, largest: int) -> Fields:
    if len(text) > largest:
        raise HTTPException(413, f"{where} is larger than {largest} bytes (MANDATE_GRAPH_BODY_BYTES)")
    try:
        fields = parse_qs(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise HTTPException(400, f"{where} can't be read: {error}; expected percent-encoded UTF-8") from error
    if fields.keys() & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise HTTPException(400, _NO_UPDATES)
    return fields


def _one(fields: Fields, name: str) -> str:
    values = fields.get(name, [])
    if len(values) != 1:
        raise HTTPException(400, f"expected one parameter {name}, found {len(values)}; for example /sparql?query=ASK%7B%7D")
    return values[0]


def _query(text: str, fields: Fields, accept: str) -> Query:
    return Query(text, accept, _iris(fields, "default-graph-uri"), _iris(fields, "named-graph-uri"))


def _iris(fields: Fields, name: str) -> tuple[str, ...]:
    values = tuple(fields.get(name, ()))
    for value in values:
        try:
            ox.NamedNode(value)
        except ValueError as error:
            raise HTTPException(400, f"{name} {value!r}: expected an absolute IRI") from error
    return values


def _response(answer: Answer, snapshot: str, settings: Settings) -> Response:
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if snapshot:
        headers[SNAPSHOT] = snapshot
    if answer.rows is not None:
        headers[ROWS] = str(answer.rows)
    if answer.retry_after is not None:
        headers["Retry-After"] = str(answer.retry_after)
    body = answer.body
    if answer.truncated:
        headers[TRUNCATED] = f"true; limit={settings.sparql_rows}"
        body = _marked(answer, settings)
    # the header is set by hand: Starlette would add a charset to the types that have none of their own
    response = Response(body, answer.status, headers)
    response.headers["Content-Type"] = answer.content_type
    return response


def _marked(answer: Answer, settings: Settings) -> bytes:
    """The answer with a word on its being cut, where its form has a place for one: a comment, or the head's links (to a dump)."""
    kind = answer.content_type.partition(";")[0]
    whole = f"{settings.base}dumps/mandate-graph.nq"
    if kind in ("text/turtle", "application/n-triples"):
        return f"# cut after {answer.rows} triples, the limit; the whole graph is at {whole}\n".encode() + answer.body
    if kind.endswith("json") and answer.body.startswith(b'{"head":{'):
        return answer.body.replace(b'{"head":{', b'{"head":{"link":["' + whole.encode() + b'"],', 1)
    if kind.endswith("xml"):
        return answer.body.replace(b"</head>", f"<link href={quoteattr(whole)}/></head>".encode(), 1)
    return answer.body
