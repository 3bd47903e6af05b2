"""What is asked of a worker and what it answers, and how both travel between processes: two lengths, a JSON header, bytes."""

import socket
import struct
import time
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from graph_service.settings import Settings

_LENGTHS = struct.Struct(">II")
ORDER = struct.Struct(">cI")
"""What the template is told: ``s`` start a worker (its channel travels along), ``e`` end the one with this process id."""
REPLY = struct.Struct(">i")
"""What the template answers: a process id, or how the worker ended."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it came. ``accept``: an Accept header. ``default_graphs``, ``named_graphs``: the protocol's dataset, IRIs.
    ``base``: what relative IRIs of the query are resolved against. ``bindings``: pairs of a variable's name and the IRI that
    it stands for; the engine asks that SELECT names the variable."""

    text: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    bindings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back: an HTTP status, a media type, the bytes. ``rows``: the rows or triples in it. ``truncated``: there were more
    rows than the limit. ``retry_after``: seconds after which the same may well succeed."""

    status: int
    content_type: str
    body: bytes
    rows: int | None = None
    truncated: bool = False
    retry_after: int | None = None

    @classmethod
    def refusal(cls, status: int, message: str, retry_after: int | None = None) -> "Answer":
        """An answer that says in plain text why there is none."""
        return cls(status, "text/plain; charset=utf-8", f"{message}\n".encode(), retry_after=retry_after)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use: seconds, rows (or triples), MiB of memory of its process, bytes of the answer. And how many workers."""

    seconds: float
    rows: int
    memory_mb: int
    answer_bytes: int
    workers: int

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """The limits that are set."""
        return cls(
            settings.sparql_seconds,
            settings.sparql_rows,
            settings.sparql_memory_mb,
            settings.sparql_answer_bytes,
            settings.sparql_workers,
        )


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of RDF for the dataset. ``graph``: the graph (IRI) that its triples go to, None for the default graph; quads keep
    theirs. ``base``: what its relative IRIs are resolved against. The form follows from the file's ending."""

    path: str
    graph: str | None = None
    base: str | None = None


def send(channel: socket.socket, header: Any, body: bytes = b"") -> None:
    """Send a header (a dataclass or what JSON has) and bytes."""
    packed = orjson.dumps(header)
    channel.sendall(_LENGTHS.pack(len(packed), len(body)) + packed + body)


def receive(channel: socket.socket, seconds: float | None = None, largest: int = 1 << 30) -> tuple[Any, bytes]:
    """The next header and its bytes. ``EOFError`` if the other end is gone or sends more than ``largest`` bytes, ``TimeoutError``
    if it takes longer than ``seconds``."""
    deadline = None if seconds is None else time.monotonic() + seconds
    header, body = _LENGTHS.unpack(_exactly(channel, _LENGTHS.size, deadline))
    if header + body > largest:
        raise EOFError(f"{header + body} bytes are more than {largest}")
    return orjson.loads(_exactly(channel, header, deadline)), _exactly(channel, body, deadline)


def _exactly(channel: socket.socket, count: int, deadline: float | None) -> bytes:
    buffer = bytearray(count)
    view, filled = memoryview(buffer), 0
    while filled < count:
        channel.settimeout(None if deadline is None else _left(deadline))
        try:
            got = channel.recv_into(view[filled:])
        except ConnectionError as error:
            raise EOFError(str(error)) from error
        if not got:
            raise EOFError("the other end is gone")
        filled += got
    return bytes(buffer)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def send_query(channel: socket.socket, query: Query) -> None:
    """Send a query to a worker."""
    send(channel, asdict(query) | {"text": ""}, query.text.encode())


def receive_query(channel: socket.socket) -> Query:
    """The next query; ``EOFError`` when there will be none."""
    given, text = receive(channel)
    bindings = tuple((name, iri) for name, iri in given["bindings"])
    graphs = (tuple(given["default_graphs"]), tuple(given["named_graphs"]))
    return Query(text.decode(), given["accept"], *graphs, given["base"], bindings)


def send_answer(channel: socket.socket, answer: Answer) -> None:
    """Send an answer back."""
    send(channel, [answer.status, answer.content_type, answer.rows, answer.truncated], answer.body)


def receive_answer(channel: socket.socket, seconds: float, largest: int) -> Answer:
    """The answer of a worker; errors as ``receive``."""
    (status, content_type, rows, truncated), body = receive(channel, seconds, largest)
    return Answer(status, content_type, body, rows, truncated)
