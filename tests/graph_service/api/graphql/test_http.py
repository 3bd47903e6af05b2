"""GraphQL over HTTP: statuses, media types, bodies that are none, limits and errors, over a schema of four fields."""

import gzip
import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from graphql import GraphQLArgument, GraphQLField, GraphQLInt, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, GraphQLString
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from graph_service.api.graphql.http import Endpoint
from graph_service.errors import StoreLocked, UnknownKey
from graph_service.settings import Settings

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
LIMITS = Settings.model_validate({"graphql_seconds": 0.3, "body_bytes": 2000, "graphql_tokens": 60})


@dataclass
class FakeService:
    """A service without a record: these tests stop at the door."""

    settings: Settings = LIMITS
    broken: bool = False
    store: Any = None

    def snapshot(self, known_at: str | None = None) -> Any:
        if self.broken:
            raise StoreLocked("the store is locked: try again")
        return SimpleNamespace(hash="0", version=1)


def _raise(error: Exception) -> Any:
    raise error


def _sleep(_source: object, info: GraphQLResolveInfo[Any]) -> str:
    for _ in range(30):
        time.sleep(0.05)
        info.context.check()
    return "slept"


def _schema() -> GraphQLSchema:
    fields = {
        "hello": GraphQLField(GraphQLString, args={"n": GraphQLArgument(GraphQLInt)}, resolve=lambda _s, _i, n=1: f"hello {n}"),
        "unknown": GraphQLField(GraphQLString, resolve=lambda *_: _raise(UnknownKey("no NOBODY; nearest: UNEP"))),
        "broken": GraphQLField(GraphQLString, resolve=lambda *_: _raise(ZeroDivisionError("secret inside"))),
        "slow": GraphQLField(GraphQLString, resolve=_sleep),
    }
    return GraphQLSchema(GraphQLObjectType("Query", fields))


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def client(service: FakeService, client_of: Callable[[ASGIApp], Any]) -> Any:
    endpoint = Endpoint(service, _schema())

    async def graphql(request: Any) -> Any:
        return await endpoint(request)

    methods = ["GET", "POST", "PUT", "OPTIONS"]
    return client_of(Starlette(routes=[Route("/graphql", graphql, methods=methods)]))


def test_a_post_is_answered(client: Any) -> None:
    assert client.post("/graphql", json={"query": "{ hello }"}).json() == {"data": {"hello": "hello 1"}}


def test_variables_and_the_name_of_the_operation_are_taken(client: Any) -> None:
    body = {"query": "query A { hello } query B($n: Int) { hello(n: $n) }", "variables": {"n": 3}, "operationName": "B"}
    assert client.post("/graphql", json=body).json() == {"data": {"hello": "hello 3"}}


def test_a_get_with_variables_is_answered(client: Any) -> None:
    asked = {"query": "query($n: Int) { hello(n: $n) }", "variables": '{"n": 4}'}
    assert client.get("/graphql", params=asked).json() == {"data": {"hello": "hello 4"}}


@pytest.mark.parametrize(
    ("accept", "expected"), [("*/*", JSON), (JSON, JSON), (RESPONSE, RESPONSE), (f"{RESPONSE}, {JSON};q=0.9", RESPONSE)]
)
def test_the_answer_takes_the_type_that_was_asked_for(client: Any, accept: str, expected: str) -> None:
    answer = client.post("/graphql", json={"query": "{ hello }"}, headers={"Accept": accept})
    assert answer.headers["content-type"] == f"{expected}; charset=utf-8"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"null", "null"),
        (b"7", "a number"),
        (b"true", "true or false"),
        (b'"{ hello }"', "a text"),
        (b"[]", "a list"),
        (b'[{"query": "{ hello }"}]', "a list"),
        (b"", "empty"),
        (b"{}", "query is missing"),
        (b'{"query": null}', "query is missing"),
        (b'{"query": 7}', "query is missing"),
        (b'{"query": " "}', "query is missing"),
        (b'{"query": "{ hello }", "variables": []}', "variables is a list"),
        (b'{"query": "{ hello }", "variables": "x"}', "variables is a text"),
        (b'{"query": "{ hello }", "operationName": 1}', "operationName is a number"),
        (b'{"query": "{ hello }", "extensions": 1}', "extensions is a number"),
        (b'{"query": "{ hello }"', "no JSON"),
        (b'{"query": "\xff"}', "Byte 11 of the body is not UTF-8"),
        (b'{"query": NaN}', "no JSON"),
        (b"[" * 1500, "no JSON"),
        (gzip.compress(b"{}"), "not UTF-8"),
    ],
)
def test_a_body_that_is_no_request_is_a_400_that_says_why(client: Any, body: bytes, says: str) -> None:
    answer = client.post("/graphql", content=body, headers={"Content-Type": JSON})
    assert (answer.status_code, says in answer.json()["errors"][0]["message"]) == (400, True), answer.text


@pytest.mark.parametrize(
    "parameters", [{}, {"query": ""}, {"query": "{ hello }", "variables": "{"}, {"query": "{ hello }", "variables": "[]"}]
)
def test_parameters_that_are_no_request_are_a_400(client: Any, parameters: dict[str, str]) -> None:
    assert client.get("/graphql", params=parameters).status_code == 400


def test_a_body_over_the_limit_is_a_413_that_names_it(client: Any) -> None:
    answer = client.post("/graphql", json={"query": "{ hello }" + " " * 3000})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (413, "LIMIT_EXCEEDED")


def test_a_body_of_unknown_length_is_cut_at_the_limit(client: Any) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b" " * 500

    assert client.post("/graphql", content=pieces(), headers={"Content-Type": JSON}).status_code == 413


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/json; charset=latin-1"]
)
def test_another_content_type_is_a_415(client: Any, content_type: str) -> None:
    answer = client.post("/graphql", content=b'{"query": "{ hello }"}', headers={"Content-Type": content_type})
    assert answer.status_code == 415


def test_a_content_type_with_its_charset_is_taken(client: Any) -> None:
    answer = client.post(
        "/graphql", content=b'{"query": "{ hello }"}', headers={"Content-Type": 'application/json; charset="UTF-8"'}
    )
    assert answer.status_code == 200


def test_an_accept_that_can_not_be_met_is_a_406(client: Any) -> None:
    assert client.post("/graphql", json={"query": "{ hello }"}, headers={"Accept": "image/png"}).status_code == 406


def test_another_method_is_a_405_that_names_the_right_ones(client: Any) -> None:
    answer = client.request("PUT", "/graphql", json={"query": "{ hello }"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE, 400)])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ hello", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { hello }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ a b c d e f g h i j k l m n o p q r s t u v w x y z " * 3, "LIMIT_EXCEEDED"),
        ("{ " + "hello { " * 14 + "hello" + "}" * 15, "LIMIT_EXCEEDED"),
        ("query A { hello } query B { hello }", "BAD_REQUEST"),
        ("query($n: Int!) { hello(n: $n) }", "BAD_ARGUMENT"),
    ],
)
def test_what_is_refused_before_it_runs_has_a_code_and_no_data(
    client: Any, query: str, code: str, accept: str, status: int
) -> None:
    answer = client.post("/graphql", json={"query": query}, headers={"Accept": accept})
    body = answer.json()
    assert (answer.status_code, body["errors"][0]["extensions"]["code"], "data" in body) == (status, code, False)


def test_what_is_not_there_is_an_error_with_its_code_beside_null(client: Any) -> None:
    body = client.post("/graphql", json={"query": "{ unknown hello }"}).json()
    assert body["data"] == {"unknown": None, "hello": "hello 1"}
    assert body["errors"][0] | {"locations": []} == {
        "message": "no NOBODY; nearest: UNEP",
        "locations": [],
        "path": ["unknown"],
        "extensions": {"code": "UNKNOWN_KEY"},
    }


def test_what_nobody_expected_is_masked_for_people_and_logged(client: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.post("/graphql", json={"query": "{ broken }"})
    assert ("secret" in answer.text, answer.json()["errors"][0]["extensions"]["code"]) == (False, "INTERNAL")
    assert "secret inside" in caplog.text


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE, 503)])
def test_a_query_over_its_time_is_ended_with_an_honest_error(client: Any, accept: str, status: int) -> None:
    answer = client.post("/graphql", json={"query": "{ slow }"}, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (status, "TIMEOUT")


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE, 503)])
def test_a_store_that_can_not_be_used_is_said(client: Any, service: FakeService, accept: str, status: int) -> None:
    service.broken = True
    answer = client.post("/graphql", json={"query": "{ hello }"}, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (status, "STORE_UNAVAILABLE")


def test_a_service_that_breaks_says_so_without_its_inside(
    client: Any, service: FakeService, caplog: pytest.LogCaptureFixture
) -> None:
    service.snapshot = None  # type: ignore[method-assign,assignment]
    answer = client.post("/graphql", json={"query": "{ hello }"})
    assert (answer.json()["errors"][0]["extensions"]["code"], "NoneType" in answer.text) == ("INTERNAL", False)
    assert "NoneType" in caplog.text


def test_a_browser_gets_the_page(client: Any) -> None:
    answer = client.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.headers["content-type"].startswith("text/html")


def test_the_page_fetches_nothing_from_elsewhere(client: Any) -> None:
    answer = client.get("/graphql", headers={"Accept": "text/html"})
    links = [piece.split('"')[0] for piece in answer.text.replace("src=", "href=").split('href="')[1:]]
    assert all(link.startswith("/") for link in links), links
    assert "default-src 'none'" in answer.headers["content-security-policy"]
