"""The page of the model says what the code says."""

import re
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from ontology import examples, records
from ontology.property_graph import rows


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


def block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page, re.S)
    assert found, language
    return found[1]


def test_the_record_on_the_page_is_the_example(page: str) -> None:
    code = compile(block(page, "python"), "README.md", "eval")
    names = {name: getattr(records, name) for name in ("Statement", "Evidence", "Method")}
    assert eval(code, names) == examples.RENAMING  # the page's own code


def test_the_ids_on_the_page_are_the_examples(page: str) -> None:
    assert {examples.RENAMING.id, examples.RENAMING.claim} <= set(re.findall(r"`([a-z2-7]{26})`", page))


def test_the_turtle_on_the_page_is_what_the_example_gives(page: str) -> None:
    written = Graph().parse(data=block(page, "turtle"), format="turtle")
    assert isomorphic(written, Graph().parse(data=examples.texts()["Statement"], format="turtle"))


def test_the_nodes_and_relationships_on_the_page_are_those_of_the_example(page: str) -> None:
    drawn, made = block(page, "cypher"), rows([examples.RENAMING])
    assert set(re.findall(r"\[:([A-Z_]+)", drawn)) == {relationship.type for relationship in made.relationships}
    for name, text in re.findall(r'(\w+): "([^"]*)"', drawn.split("(:Statement", 1)[1]):
        values = [node.properties.get(name) for node in made.nodes.values()] + [r.properties.get(name) for r in made.relationships]
        assert text in values, name


def test_every_file_on_the_page_is_there(page: str, folder: Path) -> None:
    named = set(re.findall(r"`((?:codelists/)?[a-z_]+\.(?:py|csv|ttl|jsonld))`", page))
    assert named
    assert [name for name in named if not (folder / name).is_file() and not (folder / "codelists" / name).is_file()] == []
