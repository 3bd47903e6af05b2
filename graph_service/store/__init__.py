"""The record: one store at a time behind one interface (``base``)."""

from pathlib import Path
from urllib.parse import unquote

from graph_service.errors import UsageError
from graph_service.store.base import Store
from graph_service.store.sqlite import SqliteStore

__all__ = ["Store", "open_store"]

_NEO4J = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def open_store(url: str, *, create: bool = True) -> Store:
    """The store that a URL names: ``sqlite:///path`` (four slashes for an absolute path) or a path, ``bolt://`` or ``neo4j://``.

    ``create``: make it where there is none, else ``StoreError``. ``UsageError`` for a scheme that no store has.
    """
    scheme, divider, rest = url.partition("://")
    if not url.strip():
        raise UsageError("no store was named; expected a path such as ./mandate-graph.db, or sqlite:///path")
    if not divider:
        return SqliteStore(Path(url), create=create)
    if scheme == "sqlite":
        return SqliteStore(_path(url, rest), create=create)
    if scheme in _NEO4J:
        from graph_service.store.neo4j import Neo4jStore  # takes a while, and most stores are files

        return Neo4jStore(url, create=create)
    raise UsageError(f"{url}: unknown kind of store {scheme!r}; expected a path or sqlite:///path, bolt:// or neo4j://")


def _path(url: str, rest: str) -> Path:
    if not rest.startswith("/") or rest == "/":
        raise UsageError(
            f"{url}: expected sqlite:/// and a path, such as sqlite:///mandate-graph.db or sqlite:////var/lib/mandate-graph.db"
        )
    return Path(unquote(rest[1:]))
