"""What people read when a GraphQL request fails: a code, what to do, and never the inside of the service.

Codes (``extensions.code``): UNKNOWN_KEY, BAD_ARGUMENT, LIMIT_EXCEEDED, TIMEOUT, NO_SNAPSHOT, STORE_UNAVAILABLE, INTERNAL,
GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, BAD_REQUEST.
"""

import logging
from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from graphql import GraphQLError

from graph_service.errors import LimitExceeded, MandateGraphError, NoSnapshot, StoreError, UnknownKey, UsageError
from ontology.errors import ModelError

log = logging.getLogger(__name__)


class OutOfTime(LimitExceeded):
    """The time that a request may take is over."""


_CODES: tuple[tuple[type[Exception], str], ...] = (
    (OutOfTime, "TIMEOUT"),
    (UnknownKey, "UNKNOWN_KEY"),
    (LimitExceeded, "LIMIT_EXCEEDED"),
    (UsageError, "BAD_ARGUMENT"),
    (ModelError, "BAD_ARGUMENT"),
    (NoSnapshot, "NO_SNAPSHOT"),
    (StoreError, "STORE_UNAVAILABLE"),
    (MandateGraphError, "BAD_ARGUMENT"),
)


def refusal(message: str, code: str) -> GraphQLError:
    """An error of the request as a whole, with its code."""
    return GraphQLError(message, extensions={"code": code})


def formatted(errors: Iterable[GraphQLError], otherwise: str = "BAD_ARGUMENT") -> list[dict[str, Any]]:
    """Errors as the response carries them: message, locations, path, ``extensions.code``.

    ``otherwise``: the code of those that GraphQL itself raised without one. What nobody expected is logged with a number,
    and the person gets that number only.
    """
    return [_formatted(error, otherwise) for error in errors]


def _formatted(error: GraphQLError, otherwise: str) -> dict[str, Any]:
    out = dict(error.formatted)
    code = (error.extensions or {}).get("code") or _code(error.original_error, otherwise)
    if code == "INTERNAL":
        out["message"] = _masked(error)
    out["extensions"] = {**(error.extensions or {}), "code": code}
    return out


def _code(cause: Exception | None, otherwise: str) -> str:
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if cause is None:
        return otherwise
    return next((code for kind, code in _CODES if isinstance(cause, kind)), "INTERNAL")


def _masked(error: GraphQLError) -> str:
    number = token_hex(4)
    log.error("GraphQL error %s", number, exc_info=error.original_error or error)
    return f"The service failed at this field; this is not your query's fault. The operator finds it in the log under {number}."
