"""The embedded store: one SQLite file, no server."""

from graph_service.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
