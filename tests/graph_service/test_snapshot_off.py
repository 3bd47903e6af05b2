"""A service that holds no snapshot: lineage and paths by the store, the same answers over GraphQL; all else says what it needs."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from graph_service.api.graphql import app as graphql
from graph_service.ask.questions import question
from graph_service.bootstrap import Service
from graph_service.errors import UsageError
from graph_service.settings import Settings
from graph_service.store import open_store
from ontology.readings import Reading
from tests.graph_service.api.client import Client
from tests.neo4j_server import Neo4jServer


@pytest.fixture(scope="module")
def both(neo4j_server: Neo4jServer, world_readings: list[tuple[Reading, str]]) -> Iterator[tuple[Client, Client]]:
    """The small world in Neo4j, served with a snapshot and without."""
    neo4j_server.empty()
    with closing(open_store(neo4j_server.url)) as store:
        for reading, known_at in world_readings:
            store.write(reading, known_at)
    held, unheld = (Settings(store=neo4j_server.url, snapshot=on, graphql_seconds=60, stored_seconds=60) for on in (True, False))
    with closing(Service(held)) as one, closing(Service(unheld)) as other:
        yield Client(Starlette(routes=graphql.routes(one))), Client(Starlette(routes=graphql.routes(other)))


def asked(client: Client, query: str, **variables: Any) -> Any:
    return client.request("POST", "/graphql", json={"query": query, "variables": variables}).json()


ROOTS = ["A/RES/67/251", "EMG/IMG-LAND", "UN-SWFS-ENV", "THE-FUTURE-WE-WANT", "A/74/72", "UNEP"]
TOLD = """query Told($root: String!) { lineage(key: $root, direction: BOTH, depth: 2) {
  root { key label aliases }
  nodes(first: 30) { totalCount edges { degree direction node { key label(language: "zh") type }
    via { subject subjectEntity { label } evidence { document paragraph paragraphText url } } } }
  claims(first: 5) { totalCount edges { node { object objectEntity { label } } } pageInfo { hasNextPage } }
  stopReasons scope { documents reported } } }"""


@pytest.mark.parametrize("root", ROOTS)
def test_lineage_without_a_snapshot_is_the_same(both: tuple[Client, Client], root: str) -> None:
    held, unheld = (asked(client, TOLD, root=root) for client in both)
    assert unheld == held
    assert "errors" not in held


@pytest.mark.parametrize("name", ["lineage", "paths"])
def test_the_question_as_data_is_answered_the_same(both: tuple[Client, Client], name: str) -> None:
    put = question(name)
    values = {parameter.name: parameter.example for parameter in put.parameters}
    held, unheld = (asked(client, put.graphql, **values) for client in both)
    assert unheld == held
    assert "errors" not in held


@pytest.mark.parametrize(
    "query",
    [
        '{ search(text: "EMG") { edges { node { key } } } }',
        '{ lineage(key: "EMG") { root { statements(first: 1) { totalCount } } } }',
    ],
)
def test_what_needs_a_snapshot_says_so(both: tuple[Client, Client], query: str) -> None:
    [error, *_] = asked(both[1], query)["errors"]
    assert "MANDATE_GRAPH_SNAPSHOT=off" in error["message"]


def test_a_store_that_answers_no_steps_is_refused_with_what_to_do(world_file: Path) -> None:
    with (
        closing(Service(Settings(store=str(world_file), snapshot=False))) as service,
        pytest.raises(UsageError, match="MANDATE_GRAPH_SNAPSHOT=on"),
    ):
        service.snapshot()
