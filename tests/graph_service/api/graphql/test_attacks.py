"""Queries made to hurt are refused before they run, over the real schema."""

from typing import Any

import pytest


def code(client: Any, query: str, **variables: Any) -> str:
    found: str = client.error(query, **variables)["extensions"]["code"]
    return found


def test_25_fragments_that_double_are_refused(client: Any) -> None:
    step = "edges {{ node {{ a: subjectEntity {{ statements {{ ...f{0} }} }} b: subjectEntity {{ statements {{ ...f{0} }} }} }} }}"
    bodies = [f"fragment f{n} on StatementConnection {{ {step.format(n + 1)} }}" for n in range(25)]
    query = " ".join(["{ statements { ...f0 } }", *bodies, "fragment f25 on StatementConnection { totalCount }"])
    assert code(client, query) == "LIMIT_EXCEEDED"


def test_flat_fragments_that_double_are_refused(client: Any) -> None:
    bodies = [f"fragment f{n} on Query {{ a{n}: snapshot {{ hash }} ...f{n + 1} ...f{n + 1} }}" for n in range(25)]
    query = " ".join(["{ ...f0 }", *bodies, "fragment f25 on Query { __typename }"])
    assert code(client, query) == "LIMIT_EXCEEDED"


def test_ten_thousand_aliases_are_refused(client: Any) -> None:
    query = "{" + " ".join(f"a{n}: snapshot {{ hash }}" for n in range(10_000)) + "}"
    assert code(client, query) == "LIMIT_EXCEEDED"


def test_hundreds_of_questions_in_one_request_are_refused(client: Any) -> None:
    query = "{" + " ".join(f'a{n}: lineage(key: "EMG") {{ truncated }}' for n in range(150)) + "}"
    assert code(client, query) == "LIMIT_EXCEEDED"


def test_deep_nesting_is_refused(client: Any) -> None:
    levels = 20
    query = "{ statements " + "{ edges { node { subjectEntity { statements " * levels + "{ totalCount }" + "} } } }" * levels + "}"
    assert code(client, query) == "LIMIT_EXCEEDED"


def test_nesting_that_the_parser_can_not_follow_is_an_error(client: Any) -> None:
    assert code(client, "{a" * 900 + "}" * 900) in ("GRAPHQL_PARSE_FAILED", "LIMIT_EXCEEDED")


def test_lists_inside_lists_are_refused_by_their_product(client: Any) -> None:
    query = "{ statements(first: 100) { edges { node { subjectEntity { statements(first: 100) { totalCount } } } } } }"
    assert code(client, query) == "LIMIT_EXCEEDED"


def test_a_product_hidden_in_variables_is_seen(client: Any) -> None:
    query = (
        "query($n: Int!) { statements(first: $n) { edges { node { subjectEntity { statements(first: $n) { totalCount } } } } } }"
    )
    assert code(client, query, n=100) == "LIMIT_EXCEEDED"


def test_many_leaves_on_many_nodes_are_refused(client: Any) -> None:
    leaves = " ".join(f"m{n}: key" for n in range(250))
    ends = " ".join(f"e{n}: subjectEntity {{ ...f }}" for n in range(5))
    query = f"{{ statements(first: 100) {{ edges {{ node {{ {ends} }} }} }} }} fragment f on Entity {{ {leaves} }}"
    assert code(client, query) == "LIMIT_EXCEEDED"


@pytest.mark.parametrize("first", ["99999999999999999999", "2147483648", "1e400", '"7"', "true"])
def test_a_first_that_is_no_int_is_an_error(client: Any, first: str) -> None:
    assert code(client, f"{{ statements(first: {first}) {{ totalCount }} }}") == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize("first", [10**30, 2**31, 1.5, "7", True, [], {}, None])
def test_a_first_that_is_no_int_in_a_variable_is_an_error(client: Any, first: Any) -> None:
    query = "query($n: Int!) { statements(first: $n) { totalCount } }"
    assert code(client, query, n=first) == "BAD_ARGUMENT"


def test_recursive_introspection_is_refused(client: Any) -> None:
    inner = "{ name fields { type " * 6 + "{ name }" + "} }" * 6
    assert code(client, "{ __schema { types " + inner + " } }") == "GRAPHQL_VALIDATION_FAILED"


def test_a_huge_error_list_is_cut(client: Any) -> None:
    body = client.ask("{" + " ".join(f"x{n}" for n in range(900)) + "}")
    assert len(body["errors"]) <= 21


def test_a_key_of_half_a_million_characters_is_answered(client: Any) -> None:
    assert code(client, "query($k: String!) { entity(key: $k) { key } }", k="A/" * 250_000) == "UNKNOWN_KEY"
