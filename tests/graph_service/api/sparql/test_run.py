"""A query over files, as the command line asks it."""

import json
from pathlib import Path

import pytest

from graph_service.api.sparql.run import run
from graph_service.errors import InputError, UsageError
from graph_service.settings import Settings


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    data, named = tmp_path / "data.ttl", tmp_path / "named.ttl"
    data.write_text("<a> <urn:p> <b> .")
    named.write_text("<a> <urn:p> <c> , <d> .")
    return data, named


def test_the_default_graph_holds_the_data_and_nothing_of_the_named_graphs(files: tuple[Path, Path]) -> None:
    data, named = files
    _, answer = run("SELECT * { ?s <urn:p> ?o }", [data], {"http://x/g": named}, base="http://x/")
    assert [row["o"]["value"] for row in json.loads(answer)["results"]["bindings"]] == ["http://x/b"]


def test_a_named_graph_holds_its_file(files: tuple[Path, Path]) -> None:
    data, named = files
    _, answer = run("SELECT ?o { GRAPH <g> { <a> ?p ?o } } ORDER BY ?o", [data], {"http://x/g": named}, base="http://x/")
    assert [row["o"]["value"] for row in json.loads(answer)["results"]["bindings"]] == ["http://x/c", "http://x/d"]


def test_a_graph_comes_as_n_triples(files: tuple[Path, Path]) -> None:
    content_type, answer = run("CONSTRUCT { ?o <urn:q> ?s } { ?s ?p ?o }", [files[0]], base="http://x/")
    assert (content_type, answer) == ("application/n-triples", b"<http://x/b> <urn:q> <http://x/a> .\n")


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "DROP ALL", "nonsense"])
def test_a_refused_query_is_an_error_of_usage(files: tuple[Path, Path], query: str) -> None:
    with pytest.raises(UsageError):
        run(query, [files[0]])


def test_more_rows_than_the_limit_are_an_error_not_a_shorter_answer(files: tuple[Path, Path]) -> None:
    with pytest.raises(UsageError, match="more than 1 rows"):
        run("SELECT * { ?s ?p ?o }", [files[1]], settings=Settings(sparql_rows=1))


def test_a_file_that_is_not_there_is_an_error_of_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl"):
        run("ASK {}", [tmp_path / "none.ttl"])
