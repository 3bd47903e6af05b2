"""Relay's rules, held through whole lists."""

from typing import Any

import pytest

PAGE = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }"


def pages(client: Any, field: str, first: int) -> list[dict[str, Any]]:
    """All pages of a root field, following endCursor."""
    out: list[dict[str, Any]] = []
    after = None
    while True:
        query = f"query($after: String) {{ {field}(first: {first}, after: $after) {{ {PAGE} }} }}"
        out.append(client.data(query, after=after)[field])
        after = out[-1]["pageInfo"]["endCursor"]
        if not out[-1]["pageInfo"]["hasNextPage"]:
            return out


@pytest.mark.parametrize(("field", "first"), [("statements", 30), ("statements", 100), ("entities", 37)])
def test_paging_gives_everything_once(client: Any, field: str, first: int) -> None:
    found = pages(client, field, first)
    ids = [edge["node"]["id"] for page in found for edge in page["edges"]]
    assert (len(set(ids)), len(ids)) == (found[0]["totalCount"], found[0]["totalCount"])


def test_only_the_first_page_has_none_before_it(client: Any) -> None:
    assert [page["pageInfo"]["hasPreviousPage"] for page in pages(client, "entities", 60)][:3] == [False, True, True]


def test_the_cursors_of_a_page_are_those_of_its_ends(client: Any) -> None:
    page = pages(client, "statements", 100)[0]
    ends = (page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"])
    assert ends == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])


def test_a_query_without_arguments_gives_a_first_page(client: Any) -> None:
    assert len(client.data("{ statements { edges { cursor } } }")["statements"]["edges"]) == 20


def test_a_first_of_zero_gives_the_total_only(client: Any) -> None:
    data = client.data(f"{{ statements(first: 0) {{ {PAGE} }} }}")["statements"]
    assert (data["totalCount"] > 0, data["edges"], data["pageInfo"]["endCursor"]) == (True, [], None)


LISTS = [
    "statements(ARGS) { totalCount }",
    "entities(ARGS) { totalCount }",
    'search(text: "e", ARGS) { totalCount }',
    "mentions(ARGS) { totalCount }",
    "requests(ARGS) { totalCount }",
    'paragraphs(text: "emg", ARGS) { totalCount }',
    'commonAncestors(keys: ["EMG", "UNEP"], ARGS) { totalCount }',
    'lineage(key: "EMG") { nodes(ARGS) { totalCount } }',
    'lineage(key: "EMG") { claims(ARGS) { totalCount } }',
    'entity(key: "EMG") { statements(ARGS) { totalCount } }',
    'document(key: "UNEP/NOTE/1") { paragraphs(ARGS) { totalCount } }',
    "coordination { brokers(ARGS) { totalCount } }",
]


@pytest.mark.parametrize("first", ["101", "-1"])
@pytest.mark.parametrize("field", LISTS)
def test_a_first_out_of_bounds_names_the_limit_in_every_list(client: Any, field: str, first: str) -> None:
    error = client.error("{ " + field.replace("ARGS", f"first: {first}") + " }")
    assert (error["extensions"]["code"], "0 to 100" in error["message"]) == ("LIMIT_EXCEEDED", True)


@pytest.mark.parametrize("field", LISTS)
def test_a_bad_cursor_is_an_error_in_every_list(client: Any, field: str) -> None:
    error = client.error("{ " + field.replace("ARGS", 'after: "nonsense"') + " }")
    assert error["extensions"]["code"] == "BAD_ARGUMENT"


def test_a_cursor_is_the_same_each_time_within_a_snapshot(client: Any) -> None:
    first, second = (pages(client, "entities", 100)[0]["edges"] for _ in range(2))
    assert first == second


def test_a_cursor_of_another_filter_is_an_error(client: Any) -> None:
    cursor = pages(client, "statements", 100)[0]["pageInfo"]["endCursor"]
    error = client.error("query($c: String) { statements(predicate: NAME, after: $c) { totalCount } }", c=cursor)
    assert "other arguments" in error["message"]


def test_lineage_is_paged_to_its_end(client: Any) -> None:
    query = """query($after: String) { lineage(key: "A/RES/67/251", grain: WHOLE, depth: null) {
      nodes(first: 4, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { degree node { key } } } } }"""
    keys: list[str] = []
    after, more, total = None, True, 0
    while more:
        nodes = client.data(query, after=after)["lineage"]["nodes"]
        keys += [edge["node"]["key"] for edge in nodes["edges"]]
        after, more, total = nodes["pageInfo"]["endCursor"], nodes["pageInfo"]["hasNextPage"], nodes["totalCount"]
    assert (len(keys), len(set(keys))) == (total, total)
