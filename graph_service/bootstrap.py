"""The only place that reads settings and puts the parts together."""

from functools import cached_property
from typing import Any

from graph_service.api.dumps import Dumps
from graph_service.api.sparql.pool import SparqlPool
from graph_service.ask.lineage import Lineage, lineage
from graph_service.ask.paths import Paths, paths
from graph_service.ask.stored import Shown, Stored
from graph_service.errors import StoreError, UsageError
from graph_service.graph.current import Current
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings
from graph_service.store import open_store
from graph_service.store.base import Store
from graph_service.store.steps import Bounds, Stepwise


class Service:
    """A store and the snapshots made from it, shared by all faces. Safe to use from several threads."""

    def __init__(self, settings: Settings | None = None, *, create: bool = True, store: Store | None = None) -> None:
        """Open the store that the settings name, unless one is given; ``StoreError`` where it can't be used."""
        self.settings = settings or Settings()
        self._store: Store = store or open_store(self.settings.store, create=create)
        self.current = Current(
            self._store, seconds=self.settings.refresh_seconds, kept=self.settings.snapshots, swapped=self._swapped
        )

    @property
    def store(self) -> Store:
        """The record, for what snapshots don't hold (texts). ``StoreError`` at once while it is known to be away: a driver would
        first try again for half a minute."""
        if self.current.problem is not None:
            raise StoreError(self.current.problem)
        return self._store

    def snapshot(self, known_at: str | None = None) -> Snapshot:
        """The snapshot of now, which follows the record by itself; or the one of ``known_at`` (UTC, to the second).
        ``UsageError`` where none is wanted."""
        if not self.settings.snapshot:
            raise UsageError(
                "MANDATE_GRAPH_SNAPSHOT=off: without a snapshot only lineage and paths are answered; set it to on for all else"
            )
        return self.current.snapshot(known_at)

    def lineage(self, *asked: Any, known_at: str | None = None, **more: Any) -> Shown[Lineage]:
        """``ask.lineage.lineage`` with the arguments after its snapshot: on the snapshot, or in the store where none is wanted."""
        if not self.settings.snapshot:
            return self.stored.lineage(*asked, known_at=known_at, **more)
        snapshot = self.snapshot(known_at)
        return Shown(lineage(snapshot, *asked, **more), snapshot)

    def paths(self, *asked: Any, known_at: str | None = None, **more: Any) -> Shown[Paths]:
        """``ask.paths.paths``, likewise."""
        if not self.settings.snapshot:
            return self.stored.paths(*asked, known_at=known_at, **more)
        snapshot = self.snapshot(known_at)
        return Shown(paths(snapshot, *asked, **more), snapshot)

    @cached_property
    def stored(self) -> Stored:
        """Questions that run in the store; ``UsageError`` where it is of a kind that answers none."""
        store, seconds = self.store, self.settings.stored_seconds
        if not isinstance(store, Stepwise):
            raise UsageError(
                f"{store.url}: this kind of store answers through a snapshot only; set MANDATE_GRAPH_SNAPSHOT=on,"
                " or give a store at bolt:// or neo4j://"
            )
        return Stored(store.steps(seconds), Bounds(self.settings.stored_statements, seconds))

    def _swapped(self, snapshot: Snapshot) -> None:
        if "sparql" in self.__dict__:
            self.sparql.refresh(snapshot)

    @cached_property
    def dumps(self) -> Dumps:
        """The exports of snapshots as files, made when they are asked for."""
        return Dumps(self.settings.base)

    @cached_property
    def sparql(self) -> SparqlPool:
        """The SPARQL engine; it starts with its first ``refresh`` and follows the snapshot from then on."""
        return SparqlPool(self.settings, self.dumps)

    def close(self) -> None:
        """End what was started, remove the exports, close the store; a closed store is one file."""
        self.current.close()
        for name in ("sparql", "dumps"):
            if name in self.__dict__:
                getattr(self, name).close()
        self._store.close()
