"""The Accept header chooses the media type of the answer."""

import pytest

from graph_service.api.graphql.negotiation import HTML, JSON, RESPONSE, media_type


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}, {JSON};q=0.9", RESPONSE),
        (f"{RESPONSE};q=0.5, {JSON}", JSON),
        (f"{RESPONSE}, */*", RESPONSE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("text/plain", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=many", None),
    ],
)
def test_the_type_that_is_liked_best_is_taken(accept: str | None, expected: str | None) -> None:
    assert media_type(accept, (JSON, RESPONSE, HTML)) == expected
