"""What does this come from, in one step? The same answer in every query language, for everything in the small world."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette

from graph_service.api.graphql import app as graphql
from graph_service.api.sparql.messages import Query
from graph_service.ask.questions import Question, question, questions
from graph_service.bootstrap import Service
from graph_service.errors import UsageError
from graph_service.settings import Settings
from ontology import vocabulary
from ontology.identifiers import key_of
from ontology.readings import Reading
from tests.graph_service.api.client import Client
from tests.queries.reading import Reader

Step = tuple[set[str], set[tuple[str, str, str]]]
"""The things one step upstream, and the claims (subject, predicate, object) that make the step."""


@dataclass(frozen=True)
class World:
    """The small world, asked in both languages."""

    service: Service
    client: Client
    asked: Question

    def graphql(self, key: str) -> Step:
        body = {"query": self.asked.graphql, "variables": self.asked.variables({"root": key})}
        found = self.client.request("POST", "/graphql", json=body).json()["data"]["lineage"]
        assert found["nodes"]["totalCount"] <= 100 >= found["claims"]["totalCount"], "the page holds all"
        claims = [edge["node"] for edge in found["claims"]["edges"]]
        return (
            {edge["node"]["key"] for edge in found["nodes"]["edges"] if edge["degree"] == 1},
            {(c["subject"], c["predicate"], c["object"]) for c in claims if c["predicate"] != "ISSUED_AS"},
        )

    def sparql(self, key: str) -> Step:
        return self.rows(Query(self.asked.sparql, bindings=self.asked.bindings({"root": key})))

    def rows(self, query: Query) -> Step:
        answer, _ = self.service.sparql.answer_now(query)
        assert (answer.status, answer.truncated) == (200, False), answer.body
        rows = [{name: term["value"] for name, term in row.items()} for row in json.loads(answer.body)["results"]["bindings"]]
        claims = {(_key(row["subject"]), _upper(row["predicate"]), _key(row["object"])) for row in rows}
        return {_key(row["upstream"]) for row in rows}, claims


def _key(address: str) -> str:
    key = key_of(address)
    assert key is not None, address
    return key


def _upper(predicate: str) -> str:
    return next(p.upper for p in vocabulary.predicates().values() if predicate.endswith(f"#{p.camel}"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, world_readings: list[tuple[Reading, str]]) -> Iterator[World]:
    path: Path = tmp_path_factory.mktemp("questions") / "world.db"
    with closing(Service(Settings(store=str(path)))) as service:
        for reading, known_at in world_readings:
            service.store.write(reading, known_at)
        service.sparql.refresh(service.snapshot())
        service.sparql.wait_until_ready()
        yield World(service, Client(Starlette(routes=graphql.routes(service))), question("lineage-one-step"))


def test_graphql_and_sparql_give_the_same_answer_for_everything_in_the_small_world(small: World) -> None:
    keys = small.service.snapshot().keys
    by_graphql = {key: small.graphql(key) for key in keys}
    assert {key: small.sparql(key) for key in keys} == by_graphql


def test_cypher_gives_the_same_answer_for_everything_in_the_small_world(small: World, in_neo4j: Reader) -> None:
    keys = small.service.snapshot().keys
    found = {key: in_neo4j.rows(small.asked.cypher, root=key) for key in keys}
    by_cypher = {
        key: ({row["upstream"] for row in rows}, {(row["subject"], row["predicate"], row["object"]) for row in rows})
        for key, rows in found.items()
    }
    assert by_cypher == {key: small.graphql(key) for key in keys}


def test_the_answer_is_the_one_worked_by_hand(small: World) -> None:
    assert small.sparql("UN-SWFS-ENV")[0] == {"UNEP/GC/DEC/27/5", "UNEP/EA.1/Res.11", "UNEA-2"}


def test_the_query_that_can_be_pasted_gives_the_same_answer(small: World) -> None:
    pasted = Query(small.asked.standalone({"root": "A/RES/67/251"}))
    assert small.rows(pasted) == small.sparql("A/RES/67/251") != (set(), set())


def test_a_value_can_not_end_the_query(small: World) -> None:
    nasty = "X> } ; DROP ALL # \\u003E"
    assert (small.sparql(nasty), small.rows(Query(small.asked.standalone({"root": nasty})))) == ((set(), set()), (set(), set()))


@pytest.mark.parametrize("form", ["sparql", "cypher"])
@pytest.mark.parametrize("name", [p.name for p in vocabulary.predicates().values() if p.upstream != "none"])
def test_every_predicate_of_lineage_stands_in_the_query(form: str, name: str) -> None:
    predicate = vocabulary.predicate(name)
    spelling = f"mg:{predicate.camel}" if form == "sparql" else predicate.upper
    assert re.search(rf"(?<!\w){spelling}(?!\w)", getattr(question("lineage-one-step"), form))


@pytest.mark.parametrize("form", ["sparql", "cypher"])
@pytest.mark.parametrize("name", [p.name for p in vocabulary.predicates().values() if p.upstream == "none"])
def test_no_other_predicate_does(form: str, name: str) -> None:
    predicate = vocabulary.predicate(name)
    spelling = f"mg:{predicate.camel}" if form == "sparql" else predicate.upper
    assert not re.search(rf"(?<!\w){spelling}(?!\w)", getattr(question("lineage-one-step"), form))


@pytest.mark.parametrize(
    "name", [p.name for p in vocabulary.predicates().values() if p.upstream in ("subj", "obj") and p.upstream_if]
)
def test_the_kinds_in_cypher_are_those_of_the_code_list(name: str) -> None:
    predicate = vocabulary.predicate(name)
    listed = re.findall(rf"^    {predicate.upper}: \[(.*?)\]", question("lineage-one-step").cypher, re.M)
    kinds = sorted(f"'{vocabulary.kinds()[kind].camel}'" for kind in predicate.upstream_if)
    assert [sorted(names.split(", ")) for names in listed] == [kinds]


def test_what_lineage_never_reaches_in_cypher_is_what_the_code_list_says() -> None:
    listed = re.findall(r"AND NOT (upper|lower):(\w+)", question("lineage-one-step").cypher)
    never = [kind.camel for kind in vocabulary.kinds().values() if kind.lineage == "never"]
    assert sorted(listed) == sorted((end, name) for end in ("upper", "lower") for name in never)


@pytest.mark.parametrize(
    "name", [p.name for p in vocabulary.predicates().values() if p.upstream in ("subj", "obj") and p.upstream_if]
)
def test_the_kinds_for_which_an_end_is_upstream_are_those_of_the_code_list(name: str) -> None:
    predicate = vocabulary.predicate(name)
    listed = re.findall(rf"\(mg:{predicate.camel} mg:(\w+)\)", question("lineage-one-step").sparql)
    assert sorted(listed) == sorted(vocabulary.kinds()[kind].camel for kind in predicate.upstream_if)


def test_what_lineage_never_reaches_is_what_the_code_list_says() -> None:
    listed = re.findall(r"VALUES \?spokenOf \{ ([^}]*) \}", question("lineage-one-step").sparql)
    never = sorted(f"mg:{kind.camel}" for kind in vocabulary.kinds().values() if kind.lineage == "never")
    assert [sorted(names.split()) for names in listed] == [never, never]


@pytest.mark.parametrize("given", [{}, {"root": "EMG", "other": "x"}])
def test_parameters_that_are_missing_or_strange_are_named(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="expected root"):
        question("lineage-one-step").bindings(given)


def test_an_unknown_question_is_answered_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="lineage-one-step"):
        question("nonsense")


@pytest.mark.parametrize("name", questions())
def test_every_question_is_put_in_plain_words_in_both_languages(name: str) -> None:
    assert {"en", "zh"} <= question(name).texts.keys()
