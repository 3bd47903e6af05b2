"""The engine: real processes, real limits, and nobody else notices."""

import json
import os
import signal
import socket
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph_service.api.sparql.engine import Engine, EngineGone, Worker
from graph_service.api.sparql.messages import DataFile, Query
from graph_service.errors import InputError, LimitExceeded

from .conftest import LIMITS, Start

COUNT = Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
RUNAWAY = Query("SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . ?i ?t ?j }")


def _n(engine: Engine, query: Query = COUNT) -> int:
    return int(json.loads(engine.answer(query).body)["results"]["bindings"][0]["n"]["value"])


def test_the_default_graph_is_the_union_each_triple_once(engine: Engine) -> None:
    assert _n(engine) == 300


def test_the_named_graphs_are_there_as_well(engine: Engine) -> None:
    assert _n(engine, Query("SELECT (COUNT(*) AS ?n) { GRAPH <urn:g:1> { ?s ?p ?o } }")) == 100


def test_from_in_the_query_chooses_the_graphs(engine: Engine) -> None:
    assert _n(engine, Query("SELECT (COUNT(*) AS ?n) FROM <urn:g:0> FROM <urn:g:1> { ?s ?p ?o }")) == 200


def test_the_protocols_dataset_goes_before(engine: Engine) -> None:
    query = replace(COUNT, default_graphs=("urn:g:0",), named_graphs=("urn:g:1",))
    assert _n(engine, query) == 100


def test_a_graph_that_is_not_there_is_refused_not_empty(engine: Engine) -> None:
    answer = engine.answer(replace(COUNT, default_graphs=("urn:g:9",)))
    assert (answer.status, b"<urn:g:9>" in answer.body) == (400, True)


def test_a_bound_variable_is_that_iri_whatever_it_looks_like(engine: Engine) -> None:
    query = Query("SELECT ?s ?o { ?s <urn:next> ?o }", accept="text/csv", bindings=(("s", "urn:n:7"),))
    assert engine.answer(query).body == b"s,o\r\nurn:n:7,urn:n:8\r\n"


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/turtle"])
def test_rows_beyond_the_limit_are_cut_and_the_answer_says_so(engine: Engine, accept: str) -> None:
    verb = "CONSTRUCT { ?s ?p ?o }" if accept == "text/turtle" else "SELECT *"
    answer = engine.answer(Query(verb + " { ?s ?p ?o }", accept))
    assert (answer.status, answer.rows, answer.truncated) == (200, 100, True)


def test_as_many_rows_as_the_limit_are_not_cut(engine: Engine) -> None:
    answer = engine.answer(Query("SELECT * { ?s ?p ?o } LIMIT 100"))
    assert (answer.rows, answer.truncated) == (100, False)


@pytest.mark.parametrize("text", ["SELECT * {}", "SELECT ?x {}", "SELECT ?x { VALUES ?x { 1 UNDEF 'a\\nb' } }"])
def test_every_row_is_counted_though_it_be_empty_or_have_line_breaks(engine: Engine, text: str) -> None:
    answer = engine.answer(Query(text))
    assert answer.rows == len(json.loads(answer.body)["results"]["bindings"])


def test_a_runaway_query_is_ended_and_the_next_is_answered(start: Start) -> None:
    engine = start(replace(LIMITS, seconds=0.5, workers=1))
    ended = engine.answer(RUNAWAY)
    assert (ended.status, b"ended after 0.5 seconds" in ended.body, _n(engine)) == (504, True, 300)


def test_while_one_query_runs_away_another_is_answered(start: Start) -> None:
    engine = start(replace(LIMITS, seconds=2))
    running = threading.Event()
    ended: list[int] = []
    thread = threading.Thread(target=lambda: ended.append(engine.answer(RUNAWAY, lambda worker: running.set()).status))
    thread.start()
    assert running.wait(timeout=30)
    meanwhile = (_n(engine), list(ended))
    thread.join()
    assert (meanwhile, ended) == ((300, []), [504])


def test_a_query_that_finds_no_free_worker_is_told_to_come_again(start: Start) -> None:
    engine = start(replace(LIMITS, seconds=0.5, workers=1))
    second: list[Any] = []

    def ask_meanwhile(worker: Worker) -> None:
        thread = threading.Thread(target=lambda: second.append(engine.answer(COUNT)))
        thread.start()
        thread.join()

    engine.answer(RUNAWAY, ask_meanwhile)
    assert (second[0].status, second[0].retry_after is not None) == (503, True)


def test_who_hangs_up_ends_the_query(start: Start) -> None:
    engine = start(replace(LIMITS, workers=1))
    answer = engine.answer(RUNAWAY, lambda worker: worker.hang_up())
    assert (answer.status, _n(engine)) == (503, 300)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 20000 + "}" * 20000,
        "SELECT * { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }",
        "SELECT * " + "{" * 20000 + "}" * 20000 + " # service",
        "SELECT * { ?s " + "(" * 50000 + "<urn:p>" + ")" * 50000 + " ?o }",
    ],
    ids=["braces", "brackets", "braces with the word service", "a path"],
)
def test_brackets_by_the_thousand_end_a_worker_and_not_the_service(start: Start, text: str) -> None:
    engine = start(replace(LIMITS, workers=1))
    assert (engine.answer(Query(text)).status, _n(engine)) == (400, 300)


def test_a_query_that_eats_memory_is_refused_and_the_next_is_answered(start: Start) -> None:
    engine = start(replace(LIMITS, memory_mb=300, workers=1))
    text = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } } }"
    answer = engine.answer(Query(text))
    assert (answer.status, b"300 MiB" in answer.body, _n(engine)) == (503, True, 300)


def test_an_answer_that_is_too_large_is_refused_and_the_next_is_answered(start: Start) -> None:
    engine = start(replace(LIMITS, answer_bytes=1000, workers=1))
    answer = engine.answer(Query("SELECT * { ?s ?p ?o }"))
    assert (answer.status, b"larger than 1000 bytes" in answer.body, _n(engine)) == (400, True, 300)


@pytest.mark.parametrize(
    "service",
    ["SERVICE", "SERVICE SILENT", "service", "OPTIONAL { SERVICE"],
)
def test_service_is_refused_and_no_socket_is_opened(engine: Engine, service: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        closing_brace = " }" if "{" in service else ""
        answer = engine.answer(Query(f"SELECT * {{ {service} <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}{closing_brace}"))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert (answer.status, answer.body.startswith(b"SERVICE is refused")) == (400, True)


def test_behind_the_parser_a_worker_still_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Start) -> None:
    """The first wall alone: SERVICE that reaches the engine. The template is started with a parser that sees nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        tmp_path.joinpath("sitecustomize.py").write_text(
            "import graph_service.api.sparql.service_calls as calls\ncalls.calls_service = lambda text: False\n"
        )
        monkeypatch.setattr("sys.path", [str(tmp_path), *sys.path])
        blind = start(replace(LIMITS, workers=1))
        answer = blind.answer(Query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert (answer.status, b"SERVICE is refused" in answer.body) == (400, False)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'a service' }",
        "SELECT * { ?service ?p ?o } LIMIT 1 # SERVICE <http://x/> {}",
        "PREFIX service: <urn:service:> SELECT * { ?s service:p ?o }",
    ],
)
def test_the_word_service_elsewhere_is_no_call(engine: Engine, text: str) -> None:
    assert engine.answer(Query(text)).status == 200


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX x: <urn:x>\n# note\nDELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "DROP ALL",
        "WITH <urn:g:1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_and_change_nothing(engine: Engine, text: str) -> None:
    answer = engine.answer(Query(text))
    assert (answer.status, answer.body.startswith(b"updates are refused"), _n(engine)) == (400, True, 300)


@pytest.mark.parametrize("text", ["", "hello", "SELECT", "SELECT * { ?s ?p }", "SELECT ?x { } }", "SELECT * { ?s unknown:p ?o }"])
def test_what_is_no_query_is_refused_with_the_place(engine: Engine, text: str) -> None:
    answer = engine.answer(Query(text))
    assert (answer.status, answer.body.startswith(b"not a SPARQL 1.1 query: ")) == (400, True)


def test_a_worker_that_was_killed_from_outside_is_replaced(start: Start) -> None:
    engine = start(replace(LIMITS, workers=1))
    answer = engine.answer(COUNT, lambda worker: os.kill(worker.pid, signal.SIGKILL))
    assert (answer.status, _n(engine)) in ((503, 300), (200, 300))


def test_a_closed_engine_leaves_no_process(start: Start) -> None:
    engine = start()
    pids: list[int] = []
    engine.answer(COUNT, lambda worker: pids.append(worker.pid))
    engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_a_closed_engine_says_so(start: Start) -> None:
    engine = start()
    engine.close()
    with pytest.raises(EngineGone):
        engine.answer(COUNT)


def test_a_file_that_is_no_rdf_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("this is not Turtle")
    with pytest.raises(InputError, match=r"broken\.ttl: expected Turtle, found"):
        Engine([DataFile(str(path))], LIMITS)


def test_a_graph_larger_than_the_memory_points_to_the_dumps(tmp_path: Path) -> None:
    path = tmp_path / "large.nt"
    path.write_text("".join(f"<urn:{n}> <urn:p> <urn:{n}{n}> .\n" for n in range(200_000)))
    with pytest.raises(LimitExceeded, match="does not fit into the memory"):
        Engine([DataFile(str(path))], replace(LIMITS, memory_mb=120))
