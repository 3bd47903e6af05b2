"""The schema says what it offers, and the file at the top of the project is its text."""

from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_introspection_query,
    graphql_sync,
)

from graph_service.api.graphql.schema import schema, sdl
from ontology import vocabulary

ROOT = Path(__file__).parents[4]


def own_types() -> list[GraphQLObjectType | GraphQLInterfaceType]:
    named = [t for name, t in schema.type_map.items() if not name.startswith("__")]
    return [t for t in named if isinstance(t, GraphQLObjectType | GraphQLInterfaceType)]


def own_fields() -> list[tuple[str, GraphQLField]]:
    return [(f"{t.name}.{name}", field) for t in own_types() for name, field in t.fields.items()]


def test_the_file_at_the_top_is_the_schema() -> None:
    assert (ROOT / "schema.graphql").read_text(encoding="utf-8") == sdl(), "write it anew: mandate-graph schema > schema.graphql"


def test_every_type_and_field_is_described() -> None:
    types = [t.name for t in own_types() if not t.description]
    fields = [name for name, field in own_fields() if not field.description]
    assert (types, fields) == ([], [])


def test_every_argument_is_described() -> None:
    assert [f"{name}({arg})" for name, field in own_fields() for arg, made in field.args.items() if not made.description] == []


def test_every_value_of_an_enum_is_described() -> None:
    enums = [t for name, t in schema.type_map.items() if isinstance(t, GraphQLEnumType) and not name.startswith("__")]
    assert [f"{enum.name}.{name}" for enum in enums for name, value in enum.values.items() if not value.description] == []


def test_predicates_are_those_of_the_code_list_in_capitals() -> None:
    enum = schema.type_map["Predicate"]
    assert isinstance(enum, GraphQLEnumType)
    assert set(enum.values) == {predicate.upper for predicate in vocabulary.predicates().values()}


def test_types_are_those_of_the_code_list_in_capitals() -> None:
    enum = schema.type_map["EntityType"]
    assert isinstance(enum, GraphQLEnumType)
    assert set(enum.values) == {name.upper() for name in vocabulary.types()}


def test_whatever_is_called_a_connection_keeps_the_rules_of_relay() -> None:
    connections = [t for t in own_types() if t.name.endswith("Connection")]
    assert len(connections) >= 8
    for made in connections:
        assert {"edges", "pageInfo", "totalCount", "scope"} <= set(made.fields), made.name
        assert (str(made.fields["pageInfo"].type), str(made.fields["totalCount"].type)) == ("PageInfo!", "Int!"), made.name


def test_whatever_is_called_an_edge_has_a_cursor_and_a_node() -> None:
    for edge in (t for t in own_types() if t.name.endswith("Edge")):
        assert str(edge.fields["cursor"].type) == "String!", edge.name
        assert isinstance(edge.fields["node"].type, GraphQLNonNull), edge.name


def test_every_connection_is_paged_with_first_and_after() -> None:
    paged = [(name, field) for name, field in own_fields() if str(field.type).endswith("Connection!")]
    assert [name for name, field in paged if not {"first", "after"} <= set(field.args)] == []


def test_node_takes_an_id_and_nothing_else() -> None:
    assert schema.query_type is not None
    assert set(schema.query_type.fields["node"].args) == {"id"}


def test_statements_and_entities_need_no_argument() -> None:
    assert schema.query_type is not None
    for name in ("statements", "entities"):
        needed = [a for a, made in schema.query_type.fields[name].args.items() if isinstance(made.type, GraphQLNonNull)]
        assert [a for a in needed if a != "first"] == []


def test_the_schema_can_be_introspected() -> None:
    result = graphql_sync(schema, get_introspection_query(descriptions=True))
    assert result.errors is None
