"""The small world in a real Neo4j."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph_service.store import open_store
from ontology.readings import Reading
from tests.neo4j_server import Neo4jServer
from tests.queries.reading import Reader


@pytest.fixture(scope="package")
def in_neo4j(neo4j_server: Neo4jServer, world_readings: list[tuple[Reading, str]]) -> Iterator[Reader]:
    """Asks the small world in Cypher, in sessions that read."""
    neo4j_server.empty()
    with closing(open_store(neo4j_server.url)) as store:
        for reading, known_at in world_readings:
            store.write(reading, known_at)
    with closing(Reader(neo4j_server)) as reader:
        yield reader
