"""Paragraphs by their words, over a document of three paragraphs."""

from typing import Any

import pytest


def labels(client: Any, arguments: str) -> list[str]:
    found = client.data(f"{{ paragraphs({arguments}) {{ edges {{ node {{ label }} }} }} }}")["paragraphs"]
    return [edge["node"]["label"] for edge in found["edges"]]


def test_a_paragraph_is_found_by_its_words_with_the_place_where_it_stands(client: Any) -> None:
    query = '{ paragraphs(text: "emg") { totalCount edges { node { document language label section start end text } } } }'
    data = client.data(query)["paragraphs"]
    assert data == {
        "totalCount": 1,
        "edges": [
            {
                "node": {
                    "document": "UNEP/NOTE/1",
                    "language": "en",
                    "label": "1",
                    "section": "heading I",
                    "start": 0,
                    "end": 23,
                    "text": "1. UNEP chairs the EMG.",
                }
            }
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ('text: "A/RES/66/288"', ["2"]),
        ('text: "the chairs"', ["1"]),
        ('text: "\\"the chairs\\""', []),
        ('text: "chairs nothing"', []),
        ('text: "emg", language: "en"', ["1"]),
        ('text: "emg", language: "zh"', []),
        ('text: "emg", document: "unep/note/1"', ["1"]),
        ('text: "emg", document: "UNEP/EA.4/16"', []),
    ],
)
def test_paragraphs_are_found_by_all_words_in_a_language_in_a_document(client: Any, arguments: str, found: list[str]) -> None:
    assert labels(client, arguments) == found


def test_nothing_found_says_in_which_documents_and_that_it_is_all(client: Any) -> None:
    data = client.data('{ paragraphs(text: "unicorn") { totalCount scope { documents complete } } }')["paragraphs"]
    assert data == {"totalCount": 0, "scope": {"documents": ["UNEP/NOTE/1"], "complete": True}}


@pytest.mark.parametrize(("text", "code"), [("", "BAD_ARGUMENT"), ("…!", "BAD_ARGUMENT"), ("x" * 201, "LIMIT_EXCEEDED")])
def test_a_text_without_a_word_or_too_long_is_an_error(client: Any, text: str, code: str) -> None:
    assert client.error("query($t: String!) { paragraphs(text: $t) { totalCount } }", t=text)["extensions"]["code"] == code


def test_a_document_that_is_not_known_is_an_error(client: Any) -> None:
    assert client.error('{ paragraphs(text: "emg", document: "NOBODY") { totalCount } }')["extensions"]["code"] == "UNKNOWN_KEY"
