"""Requests over the small world (its README has the answers)."""

from typing import Any

import pytest

REPORT = "DOC/bcaf153d2278#3!1"
AUDIT = "A/74/5/Add.7#104!1"
FIELDS = "key paragraph requestedBy addressees act deliverable modality due dueOn status answers closedBy"


def keys(client: Any, arguments: str) -> list[str]:
    found = client.data(f"{{ requests{arguments} {{ edges {{ node {{ key }} }} }} }}")["requests"]
    return [edge["node"]["key"] for edge in found["edges"]]


def test_a_request_says_who_asks_whom_for_what_by_when_and_what_answered_it(client: Any) -> None:
    data = client.data(f'{{ requests(addressee: "UNEP-ED") {{ totalCount edges {{ node {{ {FIELDS} }} }} }} }}')["requests"]
    (edge,) = data["edges"]
    assert edge["node"] == {
        "key": REPORT,
        "paragraph": "DOC/bcaf153d2278#3",
        "requestedBy": ["UNEP/GC/DEC/26/11"],
        "addressees": ["UNEP-ED"],
        "act": None,
        "deliverable": "progress report",
        "modality": None,
        "due": "UNEP-GCSS-12",
        "dueOn": None,
        "status": "ANSWERED",
        "answers": ["DOC/bcaf153d2278"],
        "closedBy": [],
    }


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("", [AUDIT, REPORT]),
        ("(status: ANSWERED)", [REPORT]),
        ("(status: OPEN)", [AUDIT]),
        ("(status: CLOSED)", []),
        ('(source: "UNEP/GC/DEC/26/11")', [REPORT]),
        ('(source: "A/74/5/Add.7")', [AUDIT]),
        ('(addressee: "unep")', [AUDIT]),
        ('(dueBefore: "2030")', []),  # no date of the session is said
    ],
)
def test_requests_are_filtered(client: Any, arguments: str, found: list[str]) -> None:
    assert keys(client, arguments) == found


def test_every_line_about_a_request_says_where_it_is_said(client: Any) -> None:
    query = "{ requests { edges { node { statements { predicate evidence { document paragraph } } entity { key type } } } } }"
    nodes = [edge["node"] for edge in client.data(query)["requests"]["edges"]]
    assert {node["entity"]["type"] for node in nodes} == {"OBLIGATION", "OVERSIGHT_RECOMMENDATION"}
    assert all(line["evidence"] for node in nodes for line in node["statements"])


def test_requests_of_a_day_are_those_of_which_something_can_have_held(client: Any) -> None:
    query = '{ requests(asOf: "2012") { edges { node { statements { holds } } } } }'
    held = {line["holds"] for e in client.data(query)["requests"]["edges"] for line in e["node"]["statements"]}
    assert held
    assert held <= {"CERTAIN", "POSSIBLE"}


def test_no_request_says_in_which_documents(client: Any) -> None:
    data = client.data("{ requests(status: CLOSED) { totalCount scope { documents complete } } }")["requests"]
    assert data == {"totalCount": 0, "scope": {"documents": ["UNEP/NOTE/1"], "complete": True}}


@pytest.mark.parametrize("argument", ['asOf: "soon"', 'dueBefore: "soon"'])
def test_a_day_that_is_none_is_an_error_that_names_the_argument(client: Any, argument: str) -> None:
    error = client.error(f"{{ requests({argument}) {{ totalCount }} }}")
    assert (error["extensions"]["code"], error["message"].split(":")[0]) == ("BAD_ARGUMENT", argument.split(":")[0])


def test_a_request_to_nobody_known_is_an_error(client: Any) -> None:
    assert client.error('{ requests(addressee: "UNEQ") { totalCount } }')["extensions"]["code"] == "UNKNOWN_KEY"
