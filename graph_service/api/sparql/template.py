"""The template: a process that reads the dataset once and then makes workers by forking.

A worker that was killed is replaced in milliseconds, and all share the template's pages, however large the dataset. The
template itself sees no query. Orders come over a socket: ``s`` with the worker's end of a channel starts one and answers its
process id; ``e`` and an id ends one and answers how it ended (as ``os.waitpid``). No id is ever reused behind our back, because
nobody else reaps.
"""

import gc
import os
import resource
import signal
import socket
import sys

import pyoxigraph as ox

from graph_service.api.sparql import dataset, evaluation, messages, worker
from graph_service.api.sparql.messages import ORDER, REPLY, DataFile, Limits, Query


def main() -> int:
    """Read what to hold from the socket given as file descriptor, read the data, and obey until the service is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    header, _ = messages.receive(control)
    limits = Limits(**header["limits"])
    _bound(limits.memory_mb)
    try:
        store = dataset.load(DataFile(**file) for file in header["files"])
    except (dataset.DatasetError, MemoryError) as error:
        messages.send(control, {"error": str(error), "memory": isinstance(error, MemoryError)})
        return 1
    _warm_up(store, limits)
    gc.collect()
    gc.freeze()  # else the first collection in each worker would copy every page
    messages.send(control, {"triples": len(store)})
    _obey(control, store, limits)
    return 0


def _bound(memory_mb: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = memory_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (wanted, wanted) if hard == resource.RLIM_INFINITY else (min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _warm_up(store: ox.Store, limits: Limits) -> None:
    """Everything that a worker may need is imported and opened now: later it can open no file."""
    asked = "SELECT * { ?s ?p 'service' } LIMIT 1", "DESCRIBE <urn:x>", "ASK { ?s ?p ?o }", "no query"
    for text in asked:
        for accept in (*evaluation.RESULT_TYPES, *evaluation.GRAPH_TYPES):
            evaluation.answer(store, Query(text, accept), limits)


def _obey(control: socket.socket, store: ox.Store, limits: Limits) -> None:
    children: set[int] = set()
    while True:
        order, channels, _, _ = socket.recv_fds(control, ORDER.size, 1)
        if len(order) < ORDER.size:
            break
        verb, pid = ORDER.unpack(order)
        if verb == b"s":
            pid = _start(control, channels[0], store, limits)
            children.add(pid)
            control.sendall(REPLY.pack(pid))
        elif pid in children:
            children.remove(pid)
            control.sendall(REPLY.pack(_end(pid)))
    for pid in children:
        _end(pid)


def _start(control: socket.socket, channel: int, store: ox.Store, limits: Limits) -> int:
    pid = os.fork()
    if pid == 0:
        control.close()
        worker.run(socket.socket(fileno=channel), store, limits)
    os.close(channel)
    return pid


def _end(pid: int) -> int:
    """Kill it, if it still runs; how it ended."""
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


if __name__ == "__main__":
    sys.exit(main())
