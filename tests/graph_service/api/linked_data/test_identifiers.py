"""Everything with an IRI of ours answers at it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from graph_service.api.linked_data.forms import FORMS
from graph_service.bootstrap import Service
from graph_service.settings import Settings
from ontology import rdf
from ontology.identifiers import DEFAULT_BASE, graph_iri, iri
from ontology.readings import Reading
from ontology.records import Evidence, Literal, Method, Statement
from tests.graph_service.api.client import Client, client_of

AWKWARD = (
    "A/75/6 (Sect. 14)",
    "A/RES/66/288#88(a)",
    "A/RES/2997(XXVII)",
    "UNEP/SP3@2018-2021",
    "A/74/5/Add.7#104!1",
    "PLACE/内罗毕",
    "PERSON/ÅSE-O'NEIL",
    "NEW/100%",
    "NEW/a?b=c&d",
    "NEW/x.ttl",
    'NEW/"<>{}|^`\\',
)


def _path(address: str) -> str:
    return "/" + address.removeprefix(DEFAULT_BASE)


def _triples(content: bytes, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, form)}


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A graph of things whose keys need care in an address."""
    how = (Evidence("1", Method("curated", "test", "1")),)
    named = [Statement("DOC/000000000000", key, "name", Literal(f"name of {key}", "en"), evidence=how) for key in AWKWARD]
    reading = Reading("DOC/000000000000", "en", "test", "1", "0" * 64, statements=tuple(sorted(named, key=lambda s: s.id)))
    path: Path = tmp_path_factory.mktemp("awkward") / "a.db"
    with closing(Service(Settings(store=str(path)))) as service:
        service.store.write(reading, "2026-01-01T00:00:00Z")
        yield client_of(service)


@pytest.mark.parametrize("key", AWKWARD)
def test_an_iri_leads_to_data_about_that_very_iri(awkward: Client, key: str) -> None:
    led = awkward.get(_path(iri(key)), "text/turtle")
    data = awkward.get(led.headers["location"])
    subjects = {t.subject.value for t in _triples(data.content) if isinstance(t.subject, ox.NamedNode)}
    assert (led.status_code, data.status_code, iri(key) in subjects) == (303, 200, True)


@pytest.mark.parametrize("key", AWKWARD)
def test_an_iri_leads_browsers_to_the_page_of_its_key(awkward: Client, key: str) -> None:
    led = awkward.get(_path(iri(key)), "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (led.status_code, led.headers["location"]) == (303, _path(iri(key)).replace("/id/", "/entity/", 1))


def test_everything_that_stands_in_a_dump_answers_at_its_iri(linked: Client) -> None:
    quads = ox.parse(linked.get("/dumps/mandate-graph.nq").content, ox.RdfFormat.N_QUADS)
    named = {term.value for q in quads for term in (q.subject, q.object, q.graph_name) if isinstance(term, ox.NamedNode)}
    ours = {address for address in named if address.startswith((f"{DEFAULT_BASE}id/", f"{DEFAULT_BASE}graph/"))}
    answers = {address: linked.get(urlsplit(_path(address)).path, "text/turtle").status_code for address in sorted(ours)}
    assert len(ours) > 500
    assert [address for address, status in answers.items() if status not in (200, 303)] == []


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/turtle", "/data/UNEA.ttl"),
        ("application/ld+json", "/data/UNEA.jsonld"),
        ("application/n-triples", "/data/UNEA.nt"),
        ("application/rdf+xml", "/data/UNEA.rdf"),
        ("text/html", "/entity/UNEA"),
        ("*/*", "/data/UNEA.ttl"),
        (None, "/data/UNEA.ttl"),
    ],
)
def test_the_accept_header_says_where_an_iri_leads(linked: Client, accept: str | None, location: str) -> None:
    led = linked.get("/id/UNEA", accept)
    assert (led.status_code, led.headers["location"], led.headers["vary"]) == (303, location, "Accept")


def test_a_form_that_there_is_not_is_406(linked: Client) -> None:
    assert linked.get("/id/UNEA", "image/png").status_code == 406


@pytest.mark.parametrize("ending", FORMS)
def test_all_forms_say_the_same(linked: Client, ending: str) -> None:
    forms = {name: _triples(linked.get(f"/data/UNEA.{name}").content, form) for name, (_, form) in FORMS.items()}
    assert forms[ending] == forms["nt"]


def test_the_data_of_a_thing_hold_its_statements_with_their_evidence(linked: Client, world: list[Statement]) -> None:
    quads = ox.parse(linked.get("/data/UNEA.nt").content, ox.RdfFormat.N_TRIPLES)
    expected = {s.id for s in world if "UNEA" in (s.subject, s.object)}
    assert {s.id for s in rdf.statements(quads) if s.evidence} == expected


def test_a_statement_answers_with_its_evidence(linked: Client, world: list[Statement]) -> None:
    quads = ox.parse(linked.get(f"/data/{world[0].key}.nt").content, ox.RdfFormat.N_TRIPLES)
    assert [s.id for s in rdf.statements(quads)] == [world[0].id]


def test_a_statement_leads_browsers_to_the_page_of_its_subject(linked: Client, world: list[Statement]) -> None:
    statement = next(s for s in world if s.subject == "UNEA")
    assert linked.get(f"/id/{statement.key}", "text/html").headers["location"] == f"/entity/UNEA#{statement.key}"


def test_a_piece_of_evidence_that_there_is_not_is_404(linked: Client, world: list[Statement]) -> None:
    assert linked.get(f"/data/ev:{world[0].id}-99.ttl").status_code == 404


def test_another_spelling_leads_to_the_key(linked: Client) -> None:
    assert linked.get("/id/a/res/66/288", "text/turtle").headers["location"] == "/data/A/RES/66/288.ttl"


@pytest.mark.parametrize("path", ["/id/UNEAA", "/data/UNEAA.ttl"])
def test_an_unknown_key_is_404_and_names_the_nearest(linked: Client, path: str) -> None:
    answer = linked.get(path, "text/turtle")
    found = (answer.status_code, "UNEA" in answer.text.replace("UNEAA", ""), answer.headers["access-control-allow-origin"])
    assert found == (404, True, "*")


@pytest.mark.parametrize(
    "path", ["/id/A/RES/66/288%23999", "/id/st:nothing", "/id/ev:nothing-1", "/graph/NOTHING", "/data/UNEA.exe"]
)
def test_what_is_not_there_is_404(linked: Client, path: str) -> None:
    assert linked.get(path, "text/turtle").status_code == 404


def test_data_that_the_client_holds_are_not_sent_again(linked: Client) -> None:
    tag = linked.get("/data/UNEA.ttl").headers["etag"]
    assert linked.request("GET", "/data/UNEA.ttl", headers={"if-none-match": tag}).status_code == 304


def test_a_named_graph_holds_what_its_document_says(linked: Client) -> None:
    address = graph_iri("UNEP/EA.4/16")
    quads = list(ox.parse(linked.get("/dumps/mandate-graph.nq").content, ox.RdfFormat.N_QUADS))
    expected = {q.triple for q in quads if q.graph_name == ox.NamedNode(address)}
    assert _triples(linked.get(_path(address)).content) == expected
