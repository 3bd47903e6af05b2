"""A GraphQL request as HTTP carries it (GraphQL over HTTP, draft of the GraphQL Foundation), read with a limit on its size."""

import codecs
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import Request


class BadRequest(Exception):  # its fault is the client's; it never leaves this package
    """A request that is none: ``status`` is the answer's, ``headers`` go with it."""

    def __init__(self, message: str, status: int = 400, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the query's text, its variables, and which of its operations."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation: str | None = None


async def read(request: Request, max_bytes: int) -> Asked:
    """The request of a GET's parameters or a POST's body; ``BadRequest`` says what was expected."""
    if request.method in ("GET", "HEAD"):
        return of_parameters(request.query_params)
    _check_content_type(request.headers.get("content-type", ""))
    return of_body(await _body(request, max_bytes))


def of_parameters(parameters: QueryParams) -> Asked:
    """The request of ``?query=…&variables=…&operationName=…``; variables are a JSON object."""
    document: dict[str, Any] = {"query": parameters.get("query"), "operationName": parameters.get("operationName") or None}
    for name in ("variables", "extensions"):
        if text := parameters.get(name):
            document[name] = _json(text.encode(), f"the parameter {name}")
    return _asked(document, "?query=… in the address, or POST a JSON object with query")


def of_body(body: bytes) -> Asked:
    """The request in a JSON object ``{"query": …, "variables": …, "operationName": …}``."""
    if not body.strip():
        raise BadRequest('The body is empty; expected a JSON object such as {"query": "{ snapshot { hash } }"}.')
    document = _json(body, "the body")
    if isinstance(document, list):
        raise BadRequest("The body is a list; several requests in one are not taken: send one JSON object with query.")
    return _asked(document, 'a JSON object such as {"query": "{ snapshot { hash } }"}')


def _json(text: bytes, where: str) -> Any:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"Byte {error.start} of {where} is not UTF-8; expected JSON in UTF-8.") from error
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"There is no JSON in {where}: {error}.") from error


def _asked(document: Any, expected: str) -> Asked:
    if not isinstance(document, dict):
        raise BadRequest(f"Found {_kind(document)} where the request should be; expected {expected}.")
    query = document.get("query")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest(f"The query is missing (found {_kind(query)}); expected {expected}.")
    variables, operation, extensions = (document.get(name) for name in ("variables", "operationName", "extensions"))
    if not isinstance(variables, dict | None):
        raise BadRequest(f"variables is {_kind(variables)}; expected an object or null.")
    if not isinstance(operation, str | None):
        raise BadRequest(f"operationName is {_kind(operation)}; expected a text or null.")
    if not isinstance(extensions, dict | None):
        raise BadRequest(f"extensions is {_kind(extensions)}; expected an object or null.")
    return Asked(query, variables or {}, operation)


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}
    return names.get(type(value), "an object")


def _check_content_type(header: str) -> None:
    media, _, parameters = header.partition(";")
    if media.strip().lower() != "application/json":
        found = media.strip() or "none"
        raise BadRequest(f"The content type is {found}; expected application/json.", 415, {"Accept-Post": "application/json"})
    for one in parameters.split(";"):
        name, _, value = one.strip().partition("=")
        if name.lower() == "charset" and not _is_utf8(value.strip('"')):
            raise BadRequest(f"The charset is {value}; expected utf-8.", 415)


def _is_utf8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except LookupError:
        return False


async def _body(request: Request, max_bytes: int) -> bytes:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > max_bytes:
        raise _too_large(max_bytes)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(body)


def _too_large(max_bytes: int) -> BadRequest:
    return BadRequest(f"The body is larger than {max_bytes} bytes (MANDATE_GRAPH_BODY_BYTES).", 413, {"Connection": "close"})
