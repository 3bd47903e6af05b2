"""Dumps, the ontology and the description of the dataset."""

import gzip
import io
from zipfile import ZipFile

import pyoxigraph as ox
import pytest

from graph_service.bootstrap import Service
from graph_service.export import csv
from ontology.records import Statement
from tests.graph_service.api.client import Client

NAMES = ("ttl", "nt", "nq", "jsonld", "rdf", "graphml")
VOID = "http://rdfs.org/ns/void#"


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_is_tagged_with_its_snapshot(linked: Client, world_service: Service, name: str) -> None:
    answer = linked.get(f"/dumps/mandate-graph.{name}")
    assert (answer.status_code, answer.headers["etag"]) == (200, f'"{world_service.snapshot().hash}"')


@pytest.mark.parametrize("name", NAMES)
def test_a_compressed_dump_holds_the_same(linked: Client, name: str) -> None:
    packed = linked.get(f"/dumps/mandate-graph.{name}.gz").content
    assert gzip.decompress(packed) == linked.get(f"/dumps/mandate-graph.{name}").content


def test_a_compressed_dump_has_no_time_in_it(linked: Client) -> None:
    assert linked.get("/dumps/mandate-graph.nt.gz").content[4:8] == b"\0\0\0\0"


def test_the_table_comes_in_an_archive(linked: Client, world: list[Statement]) -> None:
    with ZipFile(io.BytesIO(linked.get("/dumps/mandate-graph-csv.zip").content)) as archive:
        table = io.StringIO(archive.read("statements.csv").decode(), newline="")
    assert [statement.id for statement in csv.statements(table)] == [statement.id for statement in world]


def test_a_dump_that_the_client_holds_is_not_sent_again(linked: Client, world_service: Service) -> None:
    headers = {"if-none-match": f'W/"{world_service.snapshot().hash}"'}
    assert linked.request("GET", "/dumps/mandate-graph.ttl", headers=headers).status_code == 304


def test_a_part_of_a_dump_can_be_asked_for(linked: Client) -> None:
    part = linked.request("GET", "/dumps/mandate-graph.nt", headers={"range": "bytes=0-9"})
    assert (part.status_code, len(part.content)) == (206, 10)


@pytest.mark.parametrize("name", ["mandate-graph.xlsx", "mandate-graph", "../secret.ttl", "other.ttl", ""])
def test_a_dump_that_there_is_not_is_404_and_scripts_may_read_why(linked: Client, name: str) -> None:
    answer = linked.get(f"/dumps/{name}")
    assert (answer.status_code, answer.headers.get("access-control-allow-origin", "*")) == (404, "*")


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_the_ontology_comes_in_every_form(linked: Client, accept: str) -> None:
    answer = linked.get("/ontology", accept)
    form = ox.RdfFormat.from_media_type(accept)
    assert form is not None
    subjects = {str(quad.subject) for quad in ox.parse(answer.content, form)}
    assert "<https://w3id.org/mandate-graph/ontology#Statement>" in subjects


def test_the_description_counts_the_union(linked: Client) -> None:
    found = {q.predicate.value: q.object for q in ox.parse(linked.get("/.well-known/void").content, ox.RdfFormat.TURTLE)}
    count = found[f"{VOID}triples"]
    assert isinstance(count, ox.Literal)
    assert int(count.value) == len(linked.get("/dumps/mandate-graph.nt").content.splitlines())


def test_the_description_names_dumps_that_are_there(linked: Client) -> None:
    quads = list(ox.parse(linked.get("/.well-known/void").content, ox.RdfFormat.TURTLE))
    named = [q.object.value for q in quads if q.predicate.value == f"{VOID}dataDump" and isinstance(q.object, ox.NamedNode)]
    statuses = {linked.get("/dumps/" + name.rpartition("/")[2]).status_code for name in named}
    assert (len(named) > 2, statuses) == (True, {200})


@pytest.mark.parametrize(
    "path", ["/id/UNEA", "/data/UNEA.ttl", "/graph/inferred", "/ontology", "/dumps/mandate-graph.nt", "/.well-known/void"]
)
def test_all_are_open_to_scripts_of_any_origin(linked: Client, path: str) -> None:
    answers = [linked.request(method, path, headers={"origin": "https://example.org"}) for method in ("GET", "OPTIONS", "DELETE")]
    assert [answer.headers["access-control-allow-origin"] for answer in answers] == ["*"] * 3
