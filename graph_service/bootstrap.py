"""The only place that reads settings and puts the parts together."""

import threading
import time
from collections import OrderedDict
from functools import cached_property

from graph_service.api.dumps import Dumps
from graph_service.api.sparql.pool import SparqlPool
from graph_service.graph import snapshot as snapshots
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings
from graph_service.store import open_store
from graph_service.store.base import Store

LOOK_SECONDS = 1.0
"""How often at most a service asks its store whether the record has changed."""


class Service:
    """A store and the snapshots made from it, shared by all faces. Safe to use from several threads."""

    def __init__(self, settings: Settings | None = None, *, create: bool = True) -> None:
        """Open the store that the settings name; ``StoreError`` where it can't be used."""
        self.settings = settings or Settings()
        self.store: Store = open_store(self.settings.store, create=create)
        self._lock = threading.Lock()
        self._current: Snapshot | None = None
        self._version = -1
        self._looked = 0.0
        self._others: OrderedDict[str, Snapshot] = OrderedDict()

    def snapshot(self, known_at: str | None = None) -> Snapshot:
        """The snapshot of now, built anew when the record has changed; or the one of ``known_at`` (UTC, to the second)."""
        with self._lock:
            self._refresh()
            return self._now() if known_at is None else self._then(known_at)

    def _refresh(self) -> None:
        if self._current is not None and time.monotonic() - self._looked < LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        if (version := self.store.version()) != self._version:
            self._version = version
            self._current = None
            self._others.clear()

    def _now(self) -> Snapshot:
        if self._current is None:
            self._current = snapshots.build(self.store)
        return self._current

    def _then(self, known_at: str) -> Snapshot:
        if known_at not in self._others:
            self._others[known_at] = snapshots.build(self.store, known_at)
        self._others.move_to_end(known_at)
        while len(self._others) > self.settings.snapshots:
            self._others.popitem(last=False)
        return self._others[known_at]

    @cached_property
    def dumps(self) -> Dumps:
        """The exports of snapshots as files, made when they are asked for."""
        return Dumps(self.settings.base)

    @cached_property
    def sparql(self) -> SparqlPool:
        """The SPARQL engine; it starts with its first ``refresh``."""
        return SparqlPool(self.settings, self.dumps)

    def close(self) -> None:
        """End what was started, remove the exports, close the store; a closed store is one file."""
        for name in ("sparql", "dumps"):
            if name in self.__dict__:
                getattr(self, name).close()
        self.store.close()
