"""Record time."""

import pytest

from graph_service.errors import UsageError
from graph_service.store.clock import next_second, now, record_time


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"),
        ("2026-11-20T10:00:00", "2026-11-20T10:00:00Z"),
        ("2026-11-20T10:00:00.999Z", "2026-11-20T10:00:00Z"),
        ("2026-11-20T01:00:00+02:00", "2026-11-19T23:00:00Z"),
        (" 2026-11-20 ", "2026-11-20T00:00:00Z"),
        ("0999-01-01", "0999-01-01T00:00:00Z"),
    ],
)
def test_times_are_brought_to_utc_and_whole_seconds(given: str, kept: str) -> None:
    assert record_time(given) == kept


@pytest.mark.parametrize(
    "given", ["", "2026", "2026-11", "yesterday", "2026-13-01", "2026-11-20T25:00:00Z", "0001-01-01T00:00:00+14:00"]
)
def test_what_is_no_time_is_an_error_that_shows_one(given: str) -> None:
    with pytest.raises(UsageError, match="2026-11-20T10:00:00Z"):
        record_time(given)


def test_now_is_a_record_time() -> None:
    this = now()
    assert record_time(this) == this


def test_the_next_second_crosses_into_the_next_year() -> None:
    assert next_second("2026-12-31T23:59:59Z") == "2027-01-01T00:00:00Z"
