"""The engine: processes that hold one dataset and answer queries over it, each within its limits.

Blocking; called from threads. A worker that is too slow, crashes or eats too much is ended, replaced at once by the template,
and its query gets an honest answer; the others notice nothing.
"""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict

from graph_service.api.sparql import messages, refusals
from graph_service.api.sparql.messages import ORDER, REPLY, Answer, DataFile, Limits, Query
from graph_service.errors import InputError, LimitExceeded, MandateGraphError

QUERIES_PER_WORKER = 1000
"""After so many queries a worker is replaced, so that memory that the engine keeps can't pile up."""


MARGIN = 100_000
"""Bytes that an answer may have beside its rows: media type, message."""


class EngineGone(MandateGraphError):
    """The engine's processes were ended from outside, or its template can't make workers."""


class Worker:
    """The service's end of one worker."""

    def __init__(self, pid: int, channel: socket.socket) -> None:
        self.pid = pid
        self.answered = 0
        self.ended = False
        self._channel = channel

    def ask(self, query: Query, limits: Limits) -> Answer:
        """Its answer; ``TimeoutError`` if it takes longer, ``EOFError`` if the worker is gone."""
        self._channel.settimeout(limits.seconds)
        try:
            messages.send_query(self._channel, query)
        except ConnectionError as error:
            raise EOFError(str(error)) from error
        self.answered += 1
        return messages.receive_answer(self._channel, limits.seconds, limits.answer_bytes + MARGIN)

    def hang_up(self) -> None:
        """Make ``ask`` in another thread end with ``EOFError``."""
        try:
            self._channel.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it is gone already

    def close(self) -> None:
        """Free the channel."""
        self._channel.close()


class Engine:
    """Opens with the dataset read and ``limits.workers`` workers ready. ``InputError``: a file can't be read;
    ``LimitExceeded``: the dataset is larger than the memory allows; ``EngineGone``: the processes can't be started."""

    def __init__(self, files: Sequence[DataFile], limits: Limits) -> None:
        self.limits = limits
        self._idle: queue.Queue[Worker | None] = queue.Queue()  # None: closed
        self._lock = threading.Lock()
        self._closed = False
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _spawn(theirs)
        try:
            self._wait_until_ready(files)
            for _ in range(limits.workers):
                self._idle.put(self._start())
        except BaseException:
            self.close()
            raise

    def answer(self, query: Query, started: Callable[[Worker], None] = lambda worker: None) -> Answer:
        """The answer, or a refusal with its status. ``started`` is called with the worker that has the query (to hang up early).
        ``EngineGone`` if there is nobody left to answer."""
        worker = self._take(self.limits.seconds)
        if worker is None:
            return refusals.too_busy(self.limits)
        keep = False
        try:
            started(worker)
            answer = worker.ask(query, self.limits)
            keep = worker.answered < QUERIES_PER_WORKER
            return answer
        except TimeoutError:
            return refusals.too_slow(self.limits)
        except EOFError:
            return self._obituary(worker)
        finally:
            self._give_back(worker, keep)

    def retire(self) -> None:
        """Close once the running queries are answered or ended."""
        with suppress(EngineGone):  # closed meanwhile
            for _ in range(self.limits.workers):
                worker = self._take(self.limits.seconds + 1)
                if worker is None:
                    break
                worker.close()
        self.close()

    def close(self) -> None:
        """End all processes now; running and waiting queries get an ``EngineGone``."""
        self._closed = True
        while not self._idle.empty():
            if worker := self._idle.get():
                worker.close()
        self._idle.put(None)
        self._control.close()  # the template then ends its workers and itself
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _take(self, seconds: float) -> Worker | None:
        """An idle worker, or None if there is none in time; ``EngineGone`` once this is closed."""
        try:
            worker = self._idle.get(timeout=seconds)
        except queue.Empty:
            return None
        if worker is None:
            self._idle.put(None)  # for the next who waits
            raise EngineGone("the SPARQL engine is closed")
        return worker

    def _wait_until_ready(self, files: Sequence[DataFile]) -> None:
        messages.send(self._control, {"files": [asdict(file) for file in files], "limits": asdict(self.limits)})
        try:
            ready, _ = messages.receive(self._control)
        except EOFError:
            ended = self._process.wait()
            if ended == -signal.SIGABRT:
                raise LimitExceeded(self._too_large()) from None
            raise EngineGone(f"the SPARQL engine could not be started: its process ended with {ended}") from None
        if "error" in ready:
            raise LimitExceeded(self._too_large()) if ready["memory"] else InputError(ready["error"])

    def _too_large(self) -> str:
        return (
            f"the graph does not fit into the memory of a SPARQL worker ({self.limits.memory_mb} MiB, "
            "MANDATE_GRAPH_SPARQL_MEMORY_MB); raise it, or load the dumps (/dumps/) into an engine of your own"
        )

    def _start(self) -> Worker:
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                socket.send_fds(self._control, [ORDER.pack(b"s", 0)], [theirs.fileno()])
                return Worker(self._reply(), ours)
        except OSError as error:
            ours.close()
            raise EngineGone("the SPARQL engine's processes are gone") from error

    def _end(self, worker: Worker) -> int:
        """Kill a worker, if it still runs; how it ended (as ``os.waitpid``)."""
        worker.close()
        worker.ended = True
        try:
            with self._lock:
                self._control.sendall(ORDER.pack(b"e", worker.pid))
                return self._reply()
        except OSError as error:
            raise EngineGone("the SPARQL engine's processes are gone") from error

    def _reply(self) -> int:
        reply = self._control.recv(REPLY.size, socket.MSG_WAITALL)
        if len(reply) < REPLY.size:
            raise ConnectionResetError
        return int(REPLY.unpack(reply)[0])

    def _give_back(self, worker: Worker, keep: bool) -> None:
        if self._closed:
            worker.close()
            return
        if not keep and not worker.ended:
            self._end(worker)
        self._idle.put(worker if keep else self._start())

    def _obituary(self, worker: Worker) -> Answer:
        """What to say of a query whose worker died of it."""
        how = self._end(worker)
        ended_by = os.WTERMSIG(how) if os.WIFSIGNALED(how) else 0
        if ended_by == signal.SIGALRM:
            return refusals.too_slow(self.limits)
        if ended_by in (signal.SIGSEGV, signal.SIGBUS):
            return refusals.too_deep()
        if ended_by == signal.SIGABRT:
            return refusals.too_much_memory(self.limits)
        return refusals.cut_off()


def _spawn(channel: socket.socket) -> subprocess.Popen[bytes]:
    """Start the template with nothing of this process's environment (it may hold passwords) but where Python finds its modules."""
    return subprocess.Popen(  # noqa: S603  # our own module, no shell
        [sys.executable, "-m", "graph_service.api.sparql.template", str(channel.fileno())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[channel.fileno()],
        start_new_session=True,  # Ctrl-C reaches the service, which then ends its workers
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
    )
