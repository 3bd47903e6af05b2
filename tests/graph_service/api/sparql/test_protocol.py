"""The SPARQL 1.1 Protocol over HTTP, with the service behind it."""

import asyncio
import os
import signal
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from graph_service.api.sparql.engine import Worker
from graph_service.api.sparql.messages import Query
from graph_service.bootstrap import Service
from graph_service.graph import snapshot as snapshots
from graph_service.settings import Settings
from ontology.identifiers import iri
from tests.graph_service.api.client import Client, client_of

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ALL = "SELECT * { ?s ?p ?o }"
DIRECT, FORM = {"content-type": "application/sparql-query"}, {"content-type": "application/x-www-form-urlencoded"}
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }"


def _get(client: Client, query: str, accept: str | None = None, **more: str) -> Any:
    return client.get("/sparql", accept, params={"query": query, **more})


def test_the_three_ways_to_ask_give_the_same_answer(linked: Client) -> None:
    answers = [
        _get(linked, COUNT),
        linked.request("POST", "/sparql", content=urlencode({"query": COUNT}), headers=FORM),
        linked.request("POST", "/sparql", content=COUNT, headers=DIRECT),
    ]
    assert [(a.status_code, a.json()) for a in answers] == [(200, answers[0].json())] * 3


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html, */*;q=0.1", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_form_that_is_asked_for(linked: Client, accept: str | None, content_type: str) -> None:
    answer = _get(linked, COUNT, accept)
    assert (answer.status_code, answer.headers["content-type"], answer.headers["vary"]) == (200, content_type, "Accept")


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_graphs_come_in_the_form_that_is_asked_for(linked: Client, accept: str | None, content_type: str) -> None:
    answer = _get(linked, f"DESCRIBE <{iri('UNEA')}>", accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)


def test_a_form_that_there_is_not_is_406_and_names_those_there_are(linked: Client) -> None:
    answer = _get(linked, COUNT, "text/turtle")
    assert (answer.status_code, "text/csv" in answer.text) == (406, True)


def test_an_answer_names_its_snapshot(linked: Client, world_service: Service) -> None:
    assert _get(linked, COUNT).headers["mandate-graph-snapshot"] == world_service.snapshot().hash


def test_the_endpoint_counts_what_the_dump_holds(linked: Client) -> None:
    lines = linked.get("/dumps/mandate-graph.nt").text.splitlines()
    assert int(_get(linked, COUNT).json()["results"]["bindings"][0]["n"]["value"]) == len(lines)


def test_a_cut_answer_says_so_in_its_headers(linked: Client) -> None:
    headers = _get(linked, ALL, "text/csv").headers
    assert (headers["mandate-graph-truncated"], headers["mandate-graph-rows"]) == ("true; limit=500", "500")


def test_a_whole_answer_says_nothing_of_being_cut(linked: Client) -> None:
    assert "mandate-graph-truncated" not in _get(linked, COUNT).headers


def test_a_cut_answer_says_so_in_json(linked: Client) -> None:
    assert _get(linked, ALL).json()["head"]["link"] == ["https://w3id.org/mandate-graph/dumps/mandate-graph.nq"]


def test_a_cut_answer_says_so_in_xml(linked: Client) -> None:
    tree = ET.fromstring(_get(linked, ALL, "application/sparql-results+xml").text)
    assert tree.find("{*}head/{*}link") is not None


def test_a_cut_answer_says_so_in_turtle(linked: Client) -> None:
    answer = _get(linked, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert answer.text.startswith("# cut after 500 triples")


REFUSED: list[tuple[str, dict[str, Any], int]] = [
    ("GET", {"params": {"query": "nonsense"}}, 400),
    ("GET", {}, 400),
    ("GET", {"params": [("query", ALL), ("query", COUNT)]}, 400),
    ("GET", {"params": {"query": COUNT, "default-graph-uri": "relative"}}, 400),
    ("GET", {"params": {"query": COUNT, "default-graph-uri": "urn:not-here"}}, 400),
    ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400),
    ("GET", {"params": {"update": "DROP ALL"}}, 400),
    ("POST", {"content": "update=DROP+ALL", "headers": FORM}, 400),
    ("POST", {"content": "DROP ALL", "headers": {"content-type": "application/sparql-update"}}, 400),
    ("POST", {"content": "DROP ALL", "headers": DIRECT}, 400),
    ("POST", {"content": b"SELECT * { ?s ?p '\xff' }", "headers": DIRECT}, 400),
    ("POST", {"content": "query=%FF", "headers": FORM}, 400),
    ("POST", {"content": COUNT, "headers": {"content-type": "text/plain"}}, 415),
    ("POST", {"content": COUNT}, 415),
    ("POST", {"content": COUNT.encode("utf-16"), "headers": {"content-type": "application/sparql-query; charset=utf-16"}}, 415),
    ("POST", {"content": f"# {'x' * 1_000_000}\n{COUNT}", "headers": DIRECT}, 413),
    ("GET", {"params": {"query": COUNT}, "headers": {"accept": "image/png"}}, 406),
    ("PUT", {"content": COUNT}, 405),
    ("DELETE", {}, 405),
]


@pytest.mark.parametrize(("method", "given", "status"), REFUSED)
def test_what_can_not_be_answered_is_refused_and_scripts_may_read_why(
    linked: Client, method: str, given: dict[str, Any], status: int
) -> None:
    answer = linked.request(method, "/sparql", **given)
    found = (answer.status_code, answer.headers["access-control-allow-origin"], answer.text.strip() != "")
    assert found == (status, "*", True)


def test_credentials_are_never_allowed(linked: Client) -> None:
    answer = linked.request("GET", "/sparql", params={"query": COUNT}, headers={"origin": "https://example.org", "cookie": "a=b"})
    assert "access-control-allow-credentials" not in answer.headers


def test_a_preflight_is_answered(linked: Client) -> None:
    headers = {"origin": "https://example.org", "access-control-request-method": "POST"}
    answer = linked.request("OPTIONS", "/sparql", headers=headers)
    assert (answer.status_code, "POST" in answer.headers["access-control-allow-methods"]) == (204, True)


def test_the_protocols_graphs_are_honoured(linked: Client) -> None:
    graph = "https://w3id.org/mandate-graph/graph/UNEP/EA.4/16"
    here = _get(linked, COUNT, **{"default-graph-uri": graph}).json()
    there = _get(linked, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").json()
    assert here == there


@pytest.fixture
def hasty(world_store: Path) -> Iterator[Service]:
    """A service that gives a query half a second."""
    with closing(Service(Settings(store=str(world_store), sparql_seconds=0.5, sparql_workers=1))) as service:
        yield service


def _when_ready(service: Service) -> Client:
    service.sparql.refresh(service.snapshot())
    service.sparql.wait_until_ready()
    return client_of(service)


def test_a_runaway_query_is_504_and_the_next_is_answered(hasty: Service) -> None:
    client = _when_ready(hasty)
    ended = _get(client, RUNAWAY)
    found = (ended.status_code, ended.headers["access-control-allow-origin"], _get(client, COUNT).status_code)
    assert found == (504, "*", 200)


def test_a_client_that_leaves_ends_its_query(world_store: Path) -> None:
    async def leave(service: Service) -> int:
        gone = asyncio.Event()
        asking = asyncio.ensure_future(service.sparql.answer(Query(RUNAWAY), gone))
        await asyncio.sleep(0.2)
        gone.set()
        return (await asking)[0].status

    with closing(Service(Settings(store=str(world_store), sparql_seconds=60, sparql_workers=1))) as service:
        _when_ready(service)
        assert asyncio.run(leave(service)) == 503


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc to find the template's process")
def test_an_engine_that_was_ended_from_outside_is_started_again(world_store: Path) -> None:
    def end_all(worker: Worker) -> None:
        template = int(Path(f"/proc/{worker.pid}/stat").read_text().split()[3])
        for pid in (template, worker.pid):
            os.kill(pid, signal.SIGKILL)

    with closing(Service(Settings(store=str(world_store), sparql_workers=1))) as service:
        client = _when_ready(service)
        first = service.sparql.answer_now(Query(RUNAWAY), end_all)[0].status
        assert (first, _get(client, COUNT).status_code) == (503, 200)


def test_an_engine_that_can_not_be_started_is_503_and_tried_again(world_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> Path:
        raise RuntimeError("no such export")

    with closing(Service(Settings(store=str(world_store), sparql_workers=1))) as service:
        with monkeypatch.context() as patched:
            patched.setattr(service.dumps, "file", broken)
            first = _get(_when_ready(service), COUNT).status_code
        assert (first, _get(_when_ready(service), COUNT).status_code) == (503, 200)


def test_after_loading_the_endpoint_answers_from_the_new_snapshot(tmp_path: Path, world_readings: list[Any]) -> None:
    with closing(Service(Settings(store=str(tmp_path / "grows.db"), sparql_workers=1))) as service:
        (first, then), (second, now) = world_readings
        service.store.write(first, then)
        client = _when_ready(service)
        before = _get(client, COUNT).headers["mandate-graph-snapshot"]
        service.store.write(second, now)
        service.sparql.refresh(snapshots.build(service.store))
        service.sparql.wait_until_ready()
        after = asyncio.run(service.sparql.answer(Query(COUNT)))[1]
    assert before != after


def test_a_graph_that_does_not_fit_is_503_and_points_to_the_dumps(world_store: Path) -> None:
    with closing(Service(Settings(store=str(world_store), sparql_memory_mb=60))) as service:
        answer = _get(_when_ready(service), COUNT)
    assert (answer.status_code, "/dumps/" in answer.text) == (503, True)
