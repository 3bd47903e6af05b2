"""A worker: one process that answers one query after the other, shut in before it sees the first.

What a query does here can end this process and nothing else: it can open no file and no socket (``RLIMIT_NOFILE`` 0), use no more
memory than its limit (``RLIMIT_AS``, set by the template), and a timer of the system's ends it even if nobody is left to do so.
"""

import os
import resource
import signal
import socket
from typing import NoReturn

import pyoxigraph as ox

from graph_service.api.sparql import evaluation, messages
from graph_service.api.sparql.messages import Limits

GRACE = 0.4
"""Seconds behind the limit after which the system's own timer ends the worker; the service has killed it before."""
_STANDARD_STREAMS = 3


def run(channel: socket.socket, store: ox.Store, limits: Limits) -> NoReturn:
    """Answer queries until the service closes the channel; never returns, so that nothing of the parent process goes on here."""
    try:
        _shut_in(channel)
        _answer_all(channel, store, limits)
    except (EOFError, OSError):
        os._exit(0)  # the service has gone, or wants this worker no more
    finally:
        os._exit(1)


def _shut_in(channel: socket.socket) -> None:
    for stream in range(_STANDARD_STREAMS):
        os.dup2(_null(), stream)
    os.closerange(_STANDARD_STREAMS, channel.fileno())
    os.closerange(channel.fileno() + 1, _open_files())
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _null() -> int:
    return os.open(os.devnull, os.O_RDWR)


def _open_files() -> int:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return limit if 0 < limit < 1 << 20 else 1 << 20


def _answer_all(channel: socket.socket, store: ox.Store, limits: Limits) -> NoReturn:
    while True:
        query = messages.receive_query(channel)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)
        answer = evaluation.answer(store, query, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        messages.send_answer(channel, answer)
