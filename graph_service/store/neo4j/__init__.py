"""The Neo4j store: the record as a native property graph on a server."""
