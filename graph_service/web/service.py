"""What the pages need of the service that is put together in ``graph_service.bootstrap``."""

from typing import Protocol

from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings
from graph_service.store.base import Store


class Service(Protocol):
    """The settings in force, a store, and snapshots of it."""

    settings: Settings

    @property
    def store(self) -> Store:
        """The record, for the texts; ``StoreError`` while it is away."""

    def snapshot(self, known_at: str | None = None) -> Snapshot:
        """The snapshot of now, or of a moment of record time."""
