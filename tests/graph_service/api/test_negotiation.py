"""Content negotiation as RFC 9110 has it."""

import pytest

from graph_service.api.negotiation import choose

OFFERS = ("text/turtle; charset=utf-8", "application/ld+json", "application/n-triples")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, OFFERS[0]),
        ("", OFFERS[0]),
        ("*/*", OFFERS[0]),
        ("application/ld+json", OFFERS[1]),
        ("application/*", OFFERS[1]),
        ("text/turtle;q=0.5, application/n-triples", OFFERS[2]),
        ("text/turtle;q=0, */*;q=0.1", OFFERS[1]),
        ("Text/Turtle", OFFERS[0]),
        ("text/turtle;q=0.9, application/ld+json;q=0.9", OFFERS[0]),
        ("application/ld+json;q=nonsense", None),
        ("image/png", None),
    ],
)
def test_the_offer_of_the_highest_quality_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen
