"""The only place that reads settings and puts the parts together."""

from functools import cached_property

from graph_service.api.dumps import Dumps
from graph_service.api.sparql.pool import SparqlPool
from graph_service.ask.stored import Stored
from graph_service.ask.unheld import unheld
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
        Where none is wanted: what stands in its place, and answers lineage and paths."""
        return self.current.snapshot(known_at) if self.settings.snapshot else unheld(self.stored, known_at)

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
