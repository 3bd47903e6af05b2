"""The snapshot of now, kept in step with the record: it is looked for, built beside the old one, and swapped whole.

Who asks for the snapshot of now never waits for the store: a thread asks it for its version, every so often, and builds what
is new. While the store is away, or can't be read, the last snapshot stays.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from graph_service.errors import MandateGraphError, StoreError
from graph_service.graph import snapshot as snapshots
from graph_service.graph.snapshot import Snapshot
from graph_service.store.base import Store

SLOW_LOOK_SECONDS = 2.0
"""A store that has not told its version for so long is called away, whatever becomes of the question."""
CLOSE_SECONDS = 10.0
"""How long closing waits for a snapshot that is being built."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Generation:
    """A snapshot of now, and those of other times that were made while it was current."""

    now: Snapshot
    others: OrderedDict[str, Snapshot] = field(default_factory=OrderedDict)


class Current:
    """The snapshots of a store. Safe to use from several threads."""

    def __init__(self, store: Store, *, seconds: float, kept: int, swapped: Callable[[Snapshot], None]) -> None:
        """``seconds``: between two looks at the store. ``kept``: how many snapshots of other times stay in memory.
        ``swapped``: told each new snapshot of now but the first, from the thread that looks."""
        self._store, self._seconds, self._kept, self._swapped = store, seconds, kept, swapped
        self._generation: Generation | None = None
        self._building, self._short, self._looking = threading.Lock(), threading.Lock(), threading.Lock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._asked: float | None = None
        self._problem: str | None = None
        self._pause = seconds

    def snapshot(self, known_at: str | None = None) -> Snapshot:
        """The snapshot of now, at once but for the first; or that of ``known_at`` (UTC, to the second), built if need be.
        ``StoreError`` where one has to be built and the store is away."""
        generation = self._generation or self._first()
        return generation.now if known_at is None else self._then(generation, known_at)

    @property
    def problem(self) -> str | None:
        """Why the store can't be asked, or its record not be read; None while all is well."""
        asked = self._asked
        if self._problem is None and asked is not None and time.monotonic() - asked > SLOW_LOOK_SECONDS:
            return f"the store has not answered for {time.monotonic() - asked:.0f} seconds"
        return self._problem

    def look(self) -> None:
        """Ask the store for its version; where it has changed, build the snapshot and swap it in. Raises nothing: trouble is
        said once in the log, as is its end, and stands in ``problem``."""
        with self._looking:
            try:
                self._renew()
            except MandateGraphError as error:
                self._trouble(str(error))
            except Exception as error:  # noqa: BLE001  # the thread must outlive whatever a driver or a damaged record comes up with
                self._trouble(f"{type(error).__name__}: {error}", error)
            else:
                self._well()

    def close(self) -> None:
        """End the thread; one that goes on building is left behind after ``CLOSE_SECONDS``."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join(CLOSE_SECONDS)

    def _first(self) -> Generation:
        with self._building:
            if self._generation is None:
                self._generation = Generation(snapshots.build(self._store))
                self._thread = threading.Thread(target=self._watch, name="record", daemon=True)
                self._thread.start()
            return self._generation

    def _watch(self) -> None:
        while not self._closed.wait(self._pause):
            self.look()

    def _renew(self) -> None:
        if self._generation is None or self._version() == self._generation.now.version:
            return
        began = time.monotonic()
        made = snapshots.build(self._store)
        # a record that is written to all the time costs at most half of a processor
        self._pause = max(self._seconds, time.monotonic() - began)
        self._generation = Generation(made)
        _log.info("the record has changed: snapshot %s takes over", made.hash)
        self._swapped(made)

    def _version(self) -> int:
        self._asked = time.monotonic()
        try:
            return self._store.version()
        finally:
            self._asked = None

    def _trouble(self, reason: str, unexpected: Exception | None = None) -> None:
        if self._problem is None and not self._closed.is_set():
            _log.warning(
                "the store is away; answers go on from what has been read, it is asked again: %s", reason, exc_info=unexpected
            )
        self._problem = reason

    def _well(self) -> None:
        if self._problem is not None:
            _log.warning("the store is back")
        self._problem = None

    def _then(self, generation: Generation, known_at: str) -> Snapshot:
        found = self._kept_one(generation, known_at)
        if found is None:
            with self._building:  # one at a time, and whoever asks for the same waits for it
                found = self._kept_one(generation, known_at) or self._keep(generation, known_at)
        return found

    def _kept_one(self, generation: Generation, known_at: str) -> Snapshot | None:
        with self._short:
            if known_at in generation.others:
                generation.others.move_to_end(known_at)
            return generation.others.get(known_at)

    def _keep(self, generation: Generation, known_at: str) -> Snapshot:
        if (away := self.problem) is not None:
            raise StoreError(away)  # at once: a driver would first try again for a while
        made = snapshots.build(self._store, known_at)
        with self._short:
            generation.others[known_at] = made
            while len(generation.others) > self._kept:
                generation.others.popitem(last=False)
        return made
