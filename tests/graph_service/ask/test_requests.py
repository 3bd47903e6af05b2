import pytest

from graph_service.ask.requests import requests
from graph_service.errors import UsageError
from graph_service.graph.snapshot import Snapshot
from tests.graph_service.saying import say, snapshot_of

FIRST, SECOND = "A/RES/1/1#4!1", "A/RES/1/1#5!1"
SAID = [
    say(FIRST, "requested_in", "A/RES/1/1#4"),
    say(FIRST, "addressed_to", "UNEP-ED", act="report", due="2012-06", modality="requests"),
    say(FIRST, "answered_by", "A/67/1"),
    say(SECOND, "requested_in", "A/RES/1/1#5"),
    say(SECOND, "addressed_to", "EMG", due="UNEP-GC-27"),
    say(SECOND, "closed_by", "BOA", status="proposed"),
    say("UNEP-GC-27", "held_on", "2013-02-18/2013-02-22", datatype="edtf"),
]


def _keys(**asked: str) -> list[str]:
    return [request.key for request in requests(snapshot_of(SAID), **asked).requests]  # type: ignore[arg-type]  # all are texts


def test_requests_come_by_key_with_what_is_asked_of_whom_by_when() -> None:
    first, _ = requests(snapshot_of(SAID)).requests
    assert (first.paragraph, first.addressees, first.act, first.due, first.modality) == (
        "A/RES/1/1#4",
        ("UNEP-ED",),
        "report",
        "2012-06",
        "requests",
    )


def test_a_session_that_is_named_as_due_gives_its_date() -> None:
    _, second = requests(snapshot_of(SAID)).requests
    assert (second.due, second.due_on) == ("UNEP-GC-27", "2013-02-18/2013-02-22")


def test_requests_are_found_by_source_addressee_and_status() -> None:
    assert _keys(source="A/RES/1/1") == [FIRST, SECOND]
    assert _keys(source="A/RES/1/1#5") == _keys(addressee="emg") == [SECOND]
    assert _keys(status="answered") == [FIRST]


def test_a_closure_that_is_only_proposed_leaves_it_open() -> None:
    assert _keys(status="OPEN") == [SECOND]


def test_what_only_a_draft_asks_is_proposed_and_names_its_addressee() -> None:
    draft = say("A/1#draft!1", "addressed_to", "UNEP-ED", status="proposed")
    [request] = requests(snapshot_of([draft])).requests
    assert (request.status, request.addressees) == ("PROPOSED", ("UNEP-ED",))


def test_a_day_that_is_none_is_named_by_its_argument() -> None:
    with pytest.raises(UsageError, match="dueBefore: 'soon' is no date"):
        requests(snapshot_of(SAID), due_before="soon")


def test_due_before_a_day_finds_only_what_is_known_to_be_due_by_then() -> None:
    assert (_keys(due_before="2012-06-15"), _keys(due_before="2013"), _keys(due_before="2013-03")) == ([], [FIRST], [FIRST, SECOND])


def test_in_the_small_world_the_progress_report_answers_its_request(small: Snapshot) -> None:
    [request] = requests(small, addressee="UNEP-ED").requests
    assert (request.requested_by, request.status, request.answers) == (
        ("UNEP/GC/DEC/26/11",),
        "ANSWERED",
        ("DOC/bcaf153d2278",),
    )
