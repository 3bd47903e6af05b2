"""The Neo4j store: the record as a native property graph on a server."""

from graph_service.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
