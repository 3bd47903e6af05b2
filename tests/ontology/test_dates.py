import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import dates
from ontology.errors import BadDate
from tests.ontology.strategies import DATES


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012-07-27", "2012-07-27", "2012-07-27"),
        ("2011/2012", "2011-01-01", "2012-12-31"),
        ("../2010", "0001-01-01", "2010-12-31"),
        ("/2010", "0001-01-01", "2010-12-31"),
        ("2010/..", "2010-01-01", "9999-12-31"),
        ("2010/", "2010-01-01", "9999-12-31"),
        ("2012~", "2012-01-01", "2012-12-31"),
        ("2012-07?", "2012-07-01", "2012-07-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2012-XX", "2012-01-01", "2012-12-31"),
        ("2012-21", "2012-03-01", "2012-05-31"),
    ],
)
def test_a_date_covers_its_whole_span(date: str, first: str, last: str) -> None:
    assert dates.span(date) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2012-13",
        "2012-02-30",
        "2012-00",
        "0000",
        "12012",
        "-0012",
        "2012-07-27T10:00:00Z",
        "{2011,2012}",
        "[2011..2013]",
        "156X-12-25",
        "2004-06~-11",
        "2012-25",
        "Y170000002",
        "2013/2012",
        "../..",
        "/",
        " 2012",
        "2012 ",
        "\uff12\uff10\uff11\uff12",
        "2012/2013/2014",
    ],
)
def test_what_is_no_date_of_level_1_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(BadDate) as error:
        dates.span(text)
    assert repr(text) in str(error.value)


@given(DATES)
def test_a_span_begins_before_it_ends_and_is_made_of_days(date: str) -> None:
    first, last = dates.span(date)
    assert datetime.date.fromisoformat(first) <= datetime.date.fromisoformat(last)


@given(st.one_of(st.none(), DATES), st.one_of(st.none(), DATES), st.dates().map(str))
def test_a_certain_day_is_possible_under_every_shorter_statement_of_the_period(
    begin: str | None, end: str | None, day: str
) -> None:
    if dates.can_hold(begin, end, day) == "CERTAIN":
        assert dates.can_hold(None, end, day) == dates.can_hold(begin, None, day) == "POSSIBLE"


@given(DATES, DATES, st.dates().map(str))
def test_a_day_outside_every_reading_is_excluded_and_no_other(begin: str, end: str, day: str) -> None:
    outside = day < dates.span(begin)[0] or day > dates.span(end)[1]
    assert (dates.can_hold(begin, end, day) is None) is outside


@given(DATES, DATES, st.dates().map(str))
def test_a_day_is_certain_where_every_reading_covers_it(begin: str, end: str, day: str) -> None:
    covered = dates.span(begin)[1] <= day <= dates.span(end)[0]
    assert (dates.can_hold(begin, end, day) == "CERTAIN") is covered


def test_an_end_that_is_not_known_excludes_nothing() -> None:
    assert dates.can_hold(None, None, "1972-12-15") == "POSSIBLE"


@given(DATES, DATES)
def test_a_period_is_in_order_if_some_day_can_be_in_it(begin: str, end: str) -> None:
    some_day = any(dates.can_hold(begin, end, day) for day in (*dates.span(begin), *dates.span(end)))
    assert dates.in_order(begin, end) is some_day
