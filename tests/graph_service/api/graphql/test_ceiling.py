"""The nodes that a query can reach are worked out before it runs."""

from typing import Any

import pytest
from graphql import GraphQLError, OperationDefinitionNode, build_schema, parse

from graph_service.api.graphql.ceiling import LIST_SIZE, QUESTION, QUESTIONS, check, reach
from graph_service.api.graphql.schema import schema

SCHEMA = build_schema(
    """
    type Query { things(first: Int = 20): ThingConnection!  thing(key: String!): Thing
      lineage(depth: Int): Walk  node(id: ID!): Node  paths(first: Int = 10): Ways }
    type Ways { paths: [Way!]! }
    type Way { things: [Thing!]! }
    type ThingConnection { edges: [ThingEdge!]! totalCount: Int! }
    type ThingEdge { cursor: String! node: Thing! }
    type Thing implements Node { id: ID! name: String! things(first: Int = 20): ThingConnection! kin: [Thing!]! notes: [Note!]! }
    interface Node { id: ID! }
    type Note { text: String! }
    type Walk { root: Thing! nodes(first: Int = 20): ThingConnection! }
    """
)


def nodes(query: str, variables: dict[str, Any] | None = None) -> int:
    document = parse(query)
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return reach(SCHEMA, document, operation, variables or {}).nodes


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ things(first: 7) { totalCount } }", 7),
        ("{ things { totalCount } }", 20),
        ("{ things(first: 10) { edges { node { name } } } }", 10),
        ("{ things(first: 10) { edges { node { things(first: 5) { totalCount } } } } }", 10 + 10 * 5),
        ("{ a: things(first: 3) { totalCount } b: things(first: 4) { totalCount } }", 7),
        ('{ thing(key: "a") { name } }', 1),
        ('{ thing(key: "a") { kin { things(first: 2) { totalCount } } } }', 1 + LIST_SIZE + LIST_SIZE * 2),
        ('{ thing(key: "a") { notes { text } } }', 1),
        ("{ lineage { nodes(first: 5) { totalCount } } }", QUESTION + 5),
        ("{ things(first: 10) { ...f } } fragment f on ThingConnection { edges { node { things(first: 5) { totalCount } } } }", 60),
        ('{ node(id: "x") { ... on Thing { things(first: 5) { totalCount } } } }', 5),
        ("{ paths(first: 3) { paths { things { name } } } }", QUESTION + 3 + 3 * LIST_SIZE),
        ("{ things(first: -3) { totalCount } }", 0),
        ("{ things(first: 99999999999) { totalCount } }", 100),
    ],
)
def test_a_connection_counts_first_times_whatever_encloses_it(query: str, expected: int) -> None:
    assert nodes(query) == expected


def test_first_is_taken_from_the_variables() -> None:
    assert nodes("query($n: Int) { things(first: $n) { totalCount } }", {"n": 9}) == 9


def test_first_is_taken_from_the_defaults_of_the_variables() -> None:
    assert nodes("query($n: Int = 8) { things(first: $n) { totalCount } }") == 8


def test_a_variable_that_is_left_out_counts_as_the_default_of_the_argument() -> None:
    assert nodes("query($n: Int) { things(first: $n) { totalCount } }") == 20


def test_a_first_that_is_no_number_counts_as_the_largest() -> None:
    assert nodes("query($n: Int) { things(first: $n) { totalCount } }", {"n": "many"}) == 100


def test_nested_fragments_are_counted_without_being_written_out() -> None:
    levels = 40
    bodies = [f"fragment f{n} on Thing {{ a: kin {{ ...f{n + 1} }} b: kin {{ ...f{n + 1} }} }}" for n in range(levels)]
    assert nodes(" ".join(['{ thing(key: "a") { ...f0 } }', *bodies, f"fragment f{levels} on Thing {{ name }}"])) > 20**levels


def test_a_query_beyond_the_ceiling_is_refused_and_the_ceiling_is_named() -> None:
    document = parse("{ things(first: 100) { edges { node { things(first: 100) { totalCount } } } } }")
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    with pytest.raises(GraphQLError, match="10100 nodes; the limit is 5000"):
        check(SCHEMA, document, operation, {}, 5000)


def test_many_fields_on_many_nodes_are_refused() -> None:
    names = " ".join(f"n{n}: name" for n in range(300))
    document = parse(f"{{ things(first: 100) {{ edges {{ node {{ {names} }} }} }} }}")
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    with pytest.raises(GraphQLError, match="fields"):
        check(SCHEMA, document, operation, {}, 1000)


def test_every_question_that_costs_more_is_a_field_of_the_schema() -> None:
    fields = {f"{name}.{field}" for name, made in schema.type_map.items() for field in getattr(made, "fields", {})}
    assert fields >= QUESTIONS


@pytest.mark.parametrize("field", ["requests", 'paragraphs(text: "land")', 'commonAncestors(keys: ["EMG", "UNEP"])'])
def test_a_hundred_questions_that_walk_or_search_in_one_request_are_refused(client: Any, field: str) -> None:
    name, _, arguments = field.partition("(")
    given = f"{name}(first: 1, {arguments}" if arguments else f"{name}(first: 1)"
    error = client.error("{ " + " ".join(f"q{n}: {given} {{ totalCount }}" for n in range(100)) + " }")
    assert (error["extensions"]["code"], "nodes; the limit is" in error["message"]) == ("LIMIT_EXCEEDED", True)
