"""The routes: who may use them from a browser, and the schema as text."""

from typing import Any

from graph_service.api.graphql.app import routes
from graph_service.api.graphql.schema import sdl

ALLOWED = {"Origin": "https://portal.example"}
STRANGE = {"Origin": "https://elsewhere.example"}
QUERY = {"query": "{ snapshot { hash } }"}


def test_the_schema_is_served_as_text(client: Any) -> None:
    assert client.get("/graphql/schema.graphql").text == sdl()


def test_scripts_of_an_origin_in_the_list_may_read_the_answer(client: Any) -> None:
    answer = client.post("/graphql", json=QUERY, headers=ALLOWED)
    assert answer.headers["access-control-allow-origin"] == "https://portal.example"


def test_scripts_of_another_origin_may_not(client: Any) -> None:
    assert "access-control-allow-origin" not in client.post("/graphql", json=QUERY, headers=STRANGE).headers


def test_credentials_are_never_allowed(client: Any) -> None:
    assert "access-control-allow-credentials" not in client.post("/graphql", json=QUERY, headers=ALLOWED).headers


def test_a_browser_may_ask_before_it_posts_json(client: Any) -> None:
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = client.request("OPTIONS", "/graphql", headers={**ALLOWED, **asks})
    assert (answer.status_code, "POST" in answer.headers["access-control-allow-methods"]) == (200, True)


def test_the_list_of_origins_is_empty_where_none_is_set(service: Any, client_of: Any) -> None:
    from starlette.applications import Starlette

    class Closed:
        settings = service.settings.model_copy(update={"cors_origins": ""})
        store = service.store
        snapshot = service.snapshot

    answer = client_of(Starlette(routes=routes(Closed()))).post("/graphql", json=QUERY, headers=ALLOWED)
    assert "access-control-allow-origin" not in answer.headers


def test_the_example_of_the_page_is_answered(client: Any) -> None:
    from graph_service.api.graphql import page

    query = page.HTML.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    data = client.data(query, key="UN-SWFS-ENV")
    assert data["lineage"]["nodes"]["totalCount"] == 3
