import json
from typing import Any

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from ontology import context, examples, vocabulary
from ontology.identifiers import DEFAULT_BASE


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(context.FILE.read_text(encoding="utf-8"))["@context"]
    return found


def test_the_committed_file_is_what_the_code_lists_make() -> None:
    assert context.FILE.read_text(encoding="utf-8") == context.text()


def test_the_context_refers_to_no_other(names: dict[str, Any]) -> None:
    assert not {"@import", "@vocab", "@base"} & set(names)
    assert all(isinstance(value, str | dict | float) for value in names.values())


def test_every_predicate_type_and_qualifier_is_a_term(names: dict[str, Any]) -> None:
    properties = {p.camel for p in vocabulary.predicates().values()} | {q.camel for q in vocabulary.qualifiers().values()}
    classes = {t.camel for t in vocabulary.types().values()} | {k.camel for k in vocabulary.kinds().values()}
    assert properties | classes <= set(names)


@pytest.mark.parametrize("name", ["Statement", "Figure", "Verdict", "Resolution"])
def test_an_example_goes_to_json_ld_and_back(name: str, names: dict[str, Any]) -> None:
    graph = Graph().parse(data=examples.texts()[name], format="turtle")
    written = graph.serialize(format="json-ld", context=names)
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)


def test_the_terms_say_what_they_should(names: dict[str, Any]) -> None:
    document = {
        "@context": names,
        "@id": f"{DEFAULT_BASE}id/EMG",
        "@type": "InteragencyMechanism",
        "chairedBy": f"{DEFAULT_BASE}id/UNEP-ED",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    said = examples.texts()["InteragencyMechanism"]
    assert set(graph) <= set(Graph().parse(data=said, format="turtle"))
