"""A service that holds no snapshot: lineage and paths by the store, the same answers over GraphQL; all else says what it needs."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from graph_service.api.graphql import app as graphql
from graph_service.asgi import create_app
from graph_service.ask.questions import question
from graph_service.bootstrap import Service
from graph_service.errors import UsageError
from graph_service.settings import Settings
from graph_service.store import open_store
from graph_service.store.sqlite import SqliteStore
from ontology.readings import Reading
from tests.graph_service.api.client import Client
from tests.graph_service.held_steps import HeldSteps
from tests.graph_service.visitor import Visitor
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


class Stepped(SqliteStore):
    """A store of a file that answers by steps, in memory."""

    def steps(self, seconds: float) -> HeldSteps:
        return HeldSteps.of(self)


@pytest.fixture
def unheld(world_file: Path) -> Iterator[Visitor]:
    """A visitor of the whole service over the small world, without a snapshot."""
    service = Service(Settings(snapshot=False), store=Stepped(world_file, create=False))
    with closing(service):
        yield Visitor(create_app(service=service))


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/?q=EMG", "/?q=EMG&lang=zh", "/entity/EMG", "/entity/NO/SUCH/THING", "/entity/EMG?knownAt=2026-02-01T00:00:00Z"),
        *("/document/A/RES/67/251", "/contradictions", "/id/EMG", "/id/EMG.ttl", "/sparql?query=ASK%7B%7D"),
        *("/dumps/mandate-graph.nq", "/dumps/mandate-graph-csv.zip", "/.well-known/void"),
    ],
)
def test_what_needs_a_snapshot_is_not_available_and_says_why(unheld: Visitor, path: str) -> None:
    answer = unheld.get(path, headers={"accept": "*/*"})
    assert answer.status_code == 503
    assert "MANDATE_GRAPH_SNAPSHOT=off" in answer.text
    assert "only lineage and paths are answered" in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/query", "/ontology", "/health", "/ready", "/graphql", "/static/style.css"])
def test_what_needs_none_is_there(unheld: Visitor, path: str) -> None:
    assert unheld.get(path, headers={"accept": "*/*"}).status_code < 500  # /graphql says that it wants a query


@pytest.mark.parametrize(
    "query",
    [
        '{ search(text: "EMG") { edges { node { key } } } }',
        '{ entity(key: "EMG") { key } }',
        "{ statements { totalCount } }",
        '{ commonAncestors(keys: ["EMG", "UNEP"]) { __typename } }',
        '{ lineage(key: "EMG") { root { statements(first: 1) { totalCount } } } }',
    ],
)
def test_a_field_that_needs_a_snapshot_says_so_by_code_and_in_words(unheld: Visitor, query: str) -> None:
    [error, *_] = unheld.post("/graphql", json={"query": query}).json()["errors"]
    assert error["extensions"]["code"] == "NO_SNAPSHOT"
    assert "MANDATE_GRAPH_SNAPSHOT=off" in error["message"]


def test_lineage_is_answered_beside_them(unheld: Visitor) -> None:
    answer = unheld.post("/graphql", json={"query": '{ lineage(key: "A/RES/67/251") { nodes { totalCount } } }'}).json()
    assert answer["data"]["lineage"]["nodes"]["totalCount"] > 0


def test_the_log_is_quiet_about_what_is_meant(unheld: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    unheld.get("/sparql?query=ASK%7B%7D")
    unheld.get("/")
    assert [record.message for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def test_a_store_that_answers_no_steps_is_refused_with_what_to_do(world_file: Path) -> None:
    with (
        closing(Service(Settings(store=str(world_file), snapshot=False))) as service,
        pytest.raises(UsageError, match="MANDATE_GRAPH_SNAPSHOT=on"),
    ):
        service.snapshot()
