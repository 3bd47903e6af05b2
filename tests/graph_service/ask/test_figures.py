"""Numbers by measure, subject, document, period, status and dimensions."""

from typing import Any

import pytest

from graph_service.ask.figures import Wanted, figure, figures
from graph_service.errors import UnknownKey, UsageError
from graph_service.graph.snapshot import Snapshot
from ontology.records import Evidence, Figure, Method
from tests.graph_service.saying import AT, say, snapshot_of


def told(measure: str, value: str, paragraph: str, **other: Any) -> Figure:
    given = {"document": "A/1", "subject": "UNEP", "unit": "USD", **other}
    return Figure(measure=measure, value=value, evidence=(Evidence(paragraph, Method("curated", "test"), known_from=AT),), **given)


ASKED = told("resources", "900", "19", period="2014/2015", status="requested")
GRANTED = told("resources", "700", "19", period="2014/2015", status="approved", because_of="A/RES/68/1")
SPENT = told("expenditure", "650", "table 2", period="2015", status="spent", dimensions=(("funding", "RB"), ("row", "total")))
POSTS = told("posts", "47", "2", unit="count", subject="EF", document="A/2")


@pytest.fixture(scope="module")
def small() -> Snapshot:
    said = [say("UNEP", "name", "UNEP", language="en"), say("A/RES/68/1", "cites", "A/1"), say("A/2", "cites", "A/1")]
    return snapshot_of(said, figures=[SPENT, POSTS, GRANTED, ASKED])


def values(snapshot: Snapshot, **wanted: Any) -> list[str]:
    return [row.value for row in figures(snapshot, Wanted(**wanted)).figures]


def test_figures_come_by_document_in_order_of_its_text(small: Snapshot) -> None:
    found = values(small)
    assert (set(found[:2]), found[2:]) == ({"900", "700"}, ["650", "47"])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"measure": "RESOURCES", "status": "requested"}, ["900"]),
        ({"subject": "ef"}, ["47"]),
        ({"document": "A/2"}, ["47"]),
        ({"period": "2015"}, ["650"]),
        ({"period": "2014/2015", "status": "approved"}, ["700"]),
        ({"period": "2013"}, []),
        ({"dimensions": (("funding", "RB"),)}, ["650"]),
        ({"dimensions": (("funding", "RB"), ("row", "item"))}, []),
    ],
)
def test_figures_are_filtered(small: Snapshot, wanted: dict[str, Any], found: list[str]) -> None:
    assert values(small, **wanted) == found


def test_a_page_keeps_the_true_total(small: Snapshot) -> None:
    page = figures(small, Wanted(), limit=1, offset=3)
    assert ([row.value for row in page.figures], page.total) == (["47"], 4)


def test_a_figure_says_what_it_follows_from_and_where_it_stands(small: Snapshot) -> None:
    row = figure(small, GRANTED.key)
    assert row is not None
    assert (row.because_of, [(e.document, e.paragraph) for e in row.evidence]) == ("A/RES/68/1", [("A/1", "19")])


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"measure": "resorces"}, "resources"),
        ({"status": "granted"}, "approved"),
        ({"period": "next year"}, "period"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_what_can(small: Snapshot, wanted: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        figures(small, Wanted(**wanted))


def test_an_unknown_subject_is_an_error(small: Snapshot) -> None:
    with pytest.raises(UnknownKey):
        figures(small, Wanted(subject="A/RES/99/999"))
