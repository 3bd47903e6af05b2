"""Depth, width and cycles are seen in time linear to the query, whatever its fragments do."""

import pytest
from graphql import GraphQLError, parse

from graph_service.api.graphql.shape import MAX_FIELDS, Shape, check, measure


def doubling(levels: int) -> str:
    """Fragments each of which spreads the next one twice: 2^levels fields once written out."""
    bodies = [f"fragment f{n} on Q {{ a {{ ...f{n + 1} }} b: a {{ ...f{n + 1} }} }}" for n in range(levels)]
    return " ".join(["{ ...f0 }", *bodies, f"fragment f{levels} on Q {{ a }}"])


def test_depth_counts_fields_inside_fields() -> None:
    assert measure(parse("{ a { b { c } } d }")) == Shape(depth=3, fields=4)


def test_inline_fragments_add_no_depth() -> None:
    assert measure(parse("{ ... on Q { ... { a } } }")).depth == 1


def test_a_fragment_counts_wherever_it_is_spread() -> None:
    assert measure(parse("{ x { ...f } y { ...f } } fragment f on Q { a b }")) == Shape(depth=2, fields=6)


def test_the_width_of_doubling_fragments_is_known_without_writing_them_out() -> None:
    assert measure(parse(doubling(45))).fields > 2**45


def test_doubling_fragments_are_refused_by_their_width() -> None:
    with pytest.raises(GraphQLError, match=rf"the limit is {MAX_FIELDS}"):
        check(parse(doubling(25)), max_depth=100)


def test_a_deep_query_is_refused_and_the_limit_is_named() -> None:
    with pytest.raises(GraphQLError, match="13 fields deep; the limit is 12"):
        check(parse("{ a " * 13 + "}" * 13), max_depth=12)


def test_depth_hidden_in_fragments_is_seen() -> None:
    with pytest.raises(GraphQLError, match="deep"):
        check(parse("{ ...f } fragment f on Q { a { ...g } } fragment g on Q { a { a } }"), max_depth=2)


@pytest.mark.parametrize(
    "query",
    ["{ ...f } fragment f on Q { a { ...f } }", "{ ...f } fragment f on Q { ...g } fragment g on Q { b { ...f } }"],
)
def test_fragments_that_contain_themselves_are_refused_by_name(query: str) -> None:
    with pytest.raises(GraphQLError, match="contains itself"):
        measure(parse(query))


def test_a_long_chain_of_fragments_is_refused() -> None:
    chain = " ".join(f"fragment f{n} on Q {{ ...f{n + 1} }}" for n in range(300))
    with pytest.raises(GraphQLError, match="inside one another"):
        measure(parse("{ ...f0 } " + chain + " fragment f300 on Q { a }"))


def test_introspection_is_left_to_its_own_rule() -> None:
    deep = "{ __schema { types { fields { type " + "{ ofType " * 12 + "{ name }" + "}" * 12 + "} } } }"
    check(parse(deep), max_depth=12)
