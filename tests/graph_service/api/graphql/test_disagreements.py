"""Contradictions over the small world: one resolution with two dates of adoption."""

from typing import Any

QUERY = """
query ($kind: ContradictionKind, $about: String, $document: String, $first: Int, $after: String) {
  contradictions(kind: $kind, about: $about, document: $document, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } scope { documents complete }
    edges { node { kind about documents entity { key } statements { predicate value evidence { document paragraph } } } }
  }
}
"""


def test_a_contradiction_is_told_with_the_paragraphs_of_both_sides(client: Any) -> None:
    found = client.data(QUERY)["contradictions"]
    (edge,) = found["edges"]
    node = edge["node"]
    assert (found["totalCount"], node["kind"], node["about"], node["entity"]["key"]) == (1, "TWO_DATES", *["A/RES/72/225"] * 2)
    assert [(line["value"], [(e["document"], e["paragraph"]) for e in line["evidence"]]) for line in node["statements"]] == [
        ("2017-12-20", [("A/RES/78/158", "preamble 2")]),
        ("2018", [("A/75/6 (Sect. 14)", "14.61")]),
    ]


def test_contradictions_are_filtered_and_an_empty_list_says_what_was_looked_at(client: Any) -> None:
    def total(**asked: str) -> int:
        count: int = client.data(QUERY, **asked)["contradictions"]["totalCount"]
        return count

    assert [total(kind="TWO_DATES"), total(kind="CIRCLE")] == [1, 0]
    assert [total(about="A/RES/72/225"), total(about="EMG")] == [1, 0]
    assert [total(document="A/RES/78/158"), total(document="UNEP/NOTE/1")] == [1, 0]
    assert client.data(QUERY, kind="CIRCLE")["contradictions"]["scope"]["documents"] == ["UNEP/NOTE/1"]


def test_an_unknown_key_is_an_error_that_names_it(client: Any) -> None:
    assert "A/RES/99/999" in client.error(QUERY, about="A/RES/99/999")["message"]
