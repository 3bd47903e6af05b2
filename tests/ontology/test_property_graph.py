import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import property_graph
from ontology.errors import ModelError
from ontology.records import NO_FACT, Evidence, Literal, Method, Statement
from tests.ontology.strategies import statements

SAID = Statement(
    "UNEP/EA.4/16",
    "A/RES/67/251",
    "renames",
    "UNEP-GC",
    valid_from="2013-03",
    evidence=(Evidence("4", Method("curated", "governance", "1"), known_from="2026-11-20T00:00:00Z"),),
)


@given(st.lists(statements(), max_size=3, unique_by=lambda s: s.id), st.integers())
def test_statements_come_back_from_nodes_and_relationships_in_any_order(given_statements: list[Statement], seed: int) -> None:
    made = property_graph.rows(given_statements)
    nodes, relationships = list(made.nodes.values()), list(made.relationships)
    random.Random(seed).shuffle(nodes)
    random.Random(seed).shuffle(relationships)
    assert property_graph.statements(nodes, relationships) == sorted(given_statements, key=lambda s: s.id)


@given(st.lists(statements(), max_size=3, unique_by=lambda s: s.id))
def test_every_relationship_joins_nodes_that_are_there(given_statements: list[Statement]) -> None:
    made = property_graph.rows(given_statements)
    assert {end for r in made.relationships for end in (r.start, r.end)} <= set(made.nodes)


@given(statements())
def test_no_property_holds_json_or_nothing(statement: Statement) -> None:
    made = property_graph.rows([statement])
    properties = [*(node.properties for node in made.nodes.values()), *(r.properties for r in made.relationships)]
    values = [value for given_properties in properties for value in given_properties.values()]
    assert all(isinstance(value, str | int | float | date | list) for value in values)


def test_a_fact_draws_a_plain_relationship_with_what_a_walk_needs() -> None:
    (drawn,) = [r for r in property_graph.rows([SAID]).relationships if r.type == "RENAMES"]
    assert (drawn.start, drawn.end) == (("Entity", "A/RES/67/251"), ("Entity", "UNEP-GC"))
    assert drawn.properties == {"statement": SAID.id, "validFrom": date(2013, 3, 1), "knownFrom": "2026-11-20T00:00:00Z"}


@pytest.mark.parametrize("pair", sorted(NO_FACT))
def test_what_is_no_fact_draws_none(pair: tuple[str, str]) -> None:
    made = property_graph.rows([replace(SAID, qualifiers=(pair,))])
    assert {r.type for r in made.relationships} == {"SUBJECT", "OBJECT", "SAID_IN", "OF", "AT"}


def test_a_value_stands_on_the_statement() -> None:
    named = replace(SAID, predicate="name", object=Literal("更名", "zh"))
    made = property_graph.rows([named])
    assert made.nodes["Statement", named.id].properties["value"] == "更名"


def test_labels_are_those_of_kind_and_type_and_a_document_is_one_besides() -> None:
    own = replace(SAID, document="A/RES/67/251")
    made = property_graph.rows([SAID, own], {"UNEP-GC": "organ"})
    labels = {name: made.nodes["Entity", name].labels for name in ("A/RES/67/251", "UNEP-GC", "UNEP/EA.4/16#4")}
    assert labels == {
        "A/RES/67/251": ("Entity", "Instrument", "Resolution", "Document"),
        "UNEP-GC": ("Entity", "Body", "Organ"),
        "UNEP/EA.4/16#4": ("Entity", "Part", "Paragraph"),
    }


def test_a_qualifier_that_comes_twice_is_a_list() -> None:
    via = replace(SAID, qualifiers=(("via", "CEB"), ("via", "EMG")))
    assert property_graph.rows([via]).nodes["Statement", via.id].properties["q_via"] == ["CEB", "EMG"]


def test_a_node_without_its_ends_is_refused() -> None:
    made = property_graph.rows([SAID])
    with pytest.raises(ModelError, match="expected one relationship SUBJECT, found 0"):
        property_graph.statements(made.nodes.values(), [r for r in made.relationships if r.type != "SUBJECT"])


def test_a_node_with_anothers_id_is_refused() -> None:
    made = property_graph.rows([SAID])
    other = [replace(r, end=("Entity", "UNEA")) if r.type == "OBJECT" else r for r in made.relationships]
    with pytest.raises(ModelError, match="expected the same"):
        property_graph.statements(made.nodes.values(), other)
