from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from ontology import examples, vocabulary
from ontology.identifiers import DEFAULT_BASE, ONTOLOGY, Key, key_of

CLASSES = sorted(
    {
        *(t.camel for t in vocabulary.types().values()),
        *(k.camel for k in vocabulary.kinds().values()),
        *(t.name for t in vocabulary.record_terms() if t.term == "class"),
    }
)


def test_there_is_one_file_for_each_class_and_no_other(folder: Path) -> None:
    assert sorted(file.stem for file in (folder / "examples").iterdir()) == CLASSES


def test_the_committed_files_are_what_the_code_lists_make(folder: Path) -> None:
    assert {file.stem: file.read_text(encoding="utf-8") for file in (folder / "examples").iterdir()} == examples.texts()


@pytest.mark.parametrize("name", CLASSES)
def test_an_example_is_of_its_class_and_names_keys(folder: Path, name: str) -> None:
    graph = Graph().parse(folder / "examples" / f"{name}.ttl")
    members = [str(member) for member in graph.subjects(RDF.type, URIRef(ONTOLOGY + name))]
    assert members
    assert all(Key.parse((key_of(member, DEFAULT_BASE) or "").split("#verdict")[0]) for member in members)
