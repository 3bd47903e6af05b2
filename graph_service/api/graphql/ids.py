"""Ids of nodes: made from the GraphQL type and the key or the id of the statement or figure, so that they outlive snapshots."""

import base64
import binascii

from graph_service.errors import UsageError

TYPES = ("Entity", "Statement", "Document", "Figure")


def global_id(type_name: str, key: str) -> str:
    """The id of a thing: opaque to clients, equal in every snapshot."""
    return base64.urlsafe_b64encode(f"{type_name}:{key}".encode()).decode()


def parse(text: str) -> tuple[str, str]:
    """(type, key) of an id; ``UsageError`` for a text that is none."""
    try:
        type_name, _, key = base64.urlsafe_b64decode(text.encode()).decode().partition(":")
    except (binascii.Error, UnicodeError) as error:
        raise UsageError(f"{text!r} is no id of this service: give the id of a node that it gave.") from error
    if type_name not in TYPES or not key:
        raise UsageError(f"{text!r} is no id of this service: expected the id of an {', '.join(TYPES)}.")
    return type_name, key
