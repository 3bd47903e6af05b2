"""The engine of the current snapshot: started in the background, swapped when the record has changed, closed with the service."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from graph_service.api.dumps import Dumps
from graph_service.api.sparql import refusals
from graph_service.api.sparql.engine import Engine, EngineGone, Worker
from graph_service.api.sparql.messages import Answer, DataFile, Limits, Query
from graph_service.errors import LimitExceeded, MandateGraphError, NoSnapshot
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings

WAITING = 32
"""How many queries may wait beside those that run; more are told at once that all workers are busy."""
_log = logging.getLogger(__name__)


@dataclass
class Generation:
    """A snapshot's engine, or why there is none. ``ready`` is set when either is known."""

    snapshot: str
    engine: Engine | None = None
    failure: MandateGraphError | None = None
    ready: threading.Event = field(default_factory=threading.Event)


class SparqlPool:
    """Answers queries over the snapshot that it was last given. Safe from several threads and from the event loop."""

    def __init__(self, settings: Settings, dumps: Dumps | None = None) -> None:
        self.limits = Limits.of(settings)
        self._dumps = dumps or Dumps(settings.base)
        self._own_dumps = dumps is None
        self._lock = threading.Lock()
        self._current: Generation | None = None
        self._coming: Generation | None = None
        self._threads = ThreadPoolExecutor(self.limits.workers + WAITING, thread_name_prefix="sparql")
        self._engines: set[Engine] = set()
        self._asked = 0
        self._closed = False

    def refresh(self, snapshot: Snapshot) -> None:
        """Make ready for a snapshot, in the background; nothing to do if it is the current one or on its way."""
        self.follow(lambda: snapshot)

    def follow(self, latest: Callable[[], Snapshot]) -> None:
        """``refresh`` for the snapshot that ``latest`` gives when it is this one's turn: of two who follow, neither goes back."""
        with self._lock:
            snapshot = latest()
            newest = self._coming or self._current
            if self._closed or (newest and newest.snapshot == snapshot.hash and not _broken(newest)):
                return
            self._coming = coming = Generation(snapshot.hash)
        threading.Thread(target=self._build, args=(coming, snapshot), name="sparql-start", daemon=True).start()

    async def answer(self, query: Query, gone: asyncio.Event | None = None) -> tuple[Answer, str]:
        """The answer and the hash of the snapshot that it is from. ``gone``: set when nobody waits any more, which ends it.

        A refusal is an answer with its status: 503 with ``retry_after`` where no worker is free or ready in time.
        """
        if self._asked >= self.limits.workers + WAITING:
            return refusals.too_busy(self.limits), ""
        self._asked += 1
        running: list[Worker] = []
        try:

            def started(worker: Worker) -> None:
                running.append(worker)
                if gone and gone.is_set():  # while it waited for a worker
                    worker.hang_up()

            work = asyncio.get_running_loop().run_in_executor(self._threads, self.answer_now, query, started)
            await _first(work, gone)
            for worker in running if not work.done() else ():
                worker.hang_up()
            return await work
        finally:
            self._asked -= 1

    def wait_until_ready(self) -> None:
        """Block until the engine of the snapshot that was last given is ready, or can't be."""
        with self._lock:
            newest = self._coming or self._current
        if newest:
            newest.ready.wait()

    def answer_now(self, query: Query, started: Callable[[Worker], None] = lambda worker: None) -> tuple[Answer, str]:
        """``answer`` for those who may block."""
        generation = self._ready_one()
        if generation is None or generation.engine is None:
            return _not_ready(generation, self.limits), ""
        try:
            return generation.engine.answer(query, started), generation.snapshot
        except EngineGone as error:
            generation.failure = error
            return Answer.refusal(503, "the SPARQL engine is being started again; try again", retry_after=1), generation.snapshot

    def close(self) -> None:
        """End all processes; queries that run get no answer."""
        with self._lock:
            self._closed = True
            engines = list(self._engines)
        for engine in engines:
            engine.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        if self._own_dumps:
            self._dumps.close()

    def _build(self, coming: Generation, snapshot: Snapshot) -> None:
        try:
            files = [DataFile(str(self._dumps.file(snapshot, name))) for name in ("nq", "nt")]
            coming.engine = Engine(files, self.limits)
            self._engines.add(coming.engine)
        except Exception as error:  # noqa: BLE001  # whatever it is: those who wait must be told that there is no engine
            coming.failure = self._told(coming, error)
        self._take_over(coming)

    def _told(self, coming: Generation, error: Exception) -> MandateGraphError:
        """Why there is no engine, written to the log too, unless it is meant: closed meanwhile, or no snapshot held."""
        expected = isinstance(error, MandateGraphError)
        if not (self._closed or isinstance(error, NoSnapshot)):
            _log.error("no SPARQL engine for snapshot %s: %s", coming.snapshot, error, exc_info=None if expected else error)
        return error if isinstance(error, MandateGraphError) else EngineGone(f"the SPARQL engine could not be started: {error}")

    def _take_over(self, coming: Generation) -> None:
        with self._lock:
            wanted = self._coming is coming and not self._closed
            old = self._current if wanted else coming
            if wanted:
                self._current, self._coming = coming, None
        coming.ready.set()
        if old and old.engine:
            old.engine.retire()
            self._engines.discard(old.engine)

    def _ready_one(self) -> Generation | None:
        """The generation that answers; while a new one is made ready, the one before; else the new one once it is ready."""
        with self._lock:
            current, coming = self._current, self._coming
        if coming is None or (current is not None and current.failure is None):
            return current
        return coming if coming.ready.wait(self.limits.seconds) else None


def _broken(generation: Generation) -> bool:
    """Whether another try may help: an engine that was ended from outside, not a graph that is too large."""
    return isinstance(generation.failure, EngineGone)


async def _first(work: "asyncio.Future[tuple[Answer, str]]", gone: asyncio.Event | None) -> None:
    waiting = asyncio.ensure_future((gone or asyncio.Event()).wait())
    both: list[asyncio.Future[Any]] = [work, waiting]
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()


def _not_ready(generation: Generation | None, limits: Limits) -> Answer:
    if generation is None:
        return Answer.refusal(503, "the SPARQL engine is being started; try again", retry_after=max(1, round(limits.seconds)))
    if isinstance(generation.failure, (LimitExceeded, NoSnapshot)):
        return Answer.refusal(503, str(generation.failure))
    return Answer.refusal(503, "the SPARQL engine could not be started; it is tried again", retry_after=5)
