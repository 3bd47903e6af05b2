"""Work for the server that goes on while the client does something else: neither waits for the other without need."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def begun(work: Callable[[], T]) -> "Future[T]":
    """The work, begun in a thread of its own; who asks for its result waits for it.

    Nobody waits for it at the end of the process: it is ended then as a killed client is, which leaves nothing half-written.
    """
    coming: Future[T] = Future()
    Thread(target=_do, args=(work, coming), name="neo4j-beside", daemon=True).start()
    return coming


def _do(work: Callable[[], T], coming: "Future[T]") -> None:
    try:
        coming.set_result(work())
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is told to who waits for the result
        coming.set_exception(error)
