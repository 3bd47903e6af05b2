"""Cypher asked of a server, as an analyst would."""

from typing import Any

from neo4j import READ_ACCESS, GraphDatabase

from tests.neo4j_server import Neo4jServer


class Reader:
    """Rows of queries, by sessions that read."""

    def __init__(self, server: Neo4jServer) -> None:
        self._driver = GraphDatabase.driver(server.url, auth=(server.user, server.password), notifications_min_severity="OFF")

    def rows(self, cypher: str, **values: Any) -> list[dict[str, Any]]:
        with self._driver.session(default_access_mode=READ_ACCESS) as session:
            return session.execute_read(lambda tx: tx.run(cypher, values).data())

    def close(self) -> None:
        self._driver.close()
