"""Dates in running text."""

import pytest

from loaders.reading.dates import find


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1972 年 12 月 15 日", "1972-12-15"),
        ("2011 年 10 月 10-21 日", "2011-10-10/2011-10-21"),
        ("2016年3月", "2016-03"),
        ("2012-2018 年", "2012/2018"),
        ("2009 年", "2009"),
    ],
)
def test_a_date_is_as_precise_as_it_is_printed(text: str, edtf: str) -> None:
    assert [d.edtf for d in find(f"于{text}举行", "zh")] == [edtf]


@pytest.mark.parametrize("text", ["2011 年 13 月 45 日", "2010 年代", "第 2012 号"])
def test_what_is_no_day_of_the_calendar_is_not_dated_to_the_day(text: str) -> None:
    assert all("-" not in d.edtf for d in find(text, "zh"))
