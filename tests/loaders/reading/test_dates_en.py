"""Dates in English text."""

import pytest

from loaders.reading.dates import find


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("adopted on 27 July 2012", ["2012-07-27"]),
        ("from 23 to 27 May 2016", ["2016-05-23/2016-05-27"]),
        ("23–27 May 2016", ["2016-05-23/2016-05-27"]),
        ("from 28 May to 2 June 2017", ["2017-05-28/2017-06-02"]),
        ("from 30 December 2019 to 3 January 2020", ["2019-12-30/2020-01-03"]),
        ("on July 4, 2021", ["2021-07-04"]),
        ("on the 1st of March 2022", ["2022-03-01"]),
        ("in February 2017", ["2017-02"]),
        ("from March to May 2018", ["2018-03/2018-05"]),
        ("from March 2018 to May 2019", ["2018-03/2019-05"]),
        ("for the biennium 2018–2019", ["2018/2019"]),
        ("between 2018 and 2021", ["2018/2021"]),
        ("in 2013 and since 2015", ["2013", "2015"]),
        ("by the end of 2030", ["2030"]),
        ("2018-11-05", ["2018-11-05"]),
    ],
)
def test_a_date_of_any_form_is_edtf(text: str, edtf: list[str]) -> None:
    assert [found.edtf for found in find(text, "en")] == edtf


@pytest.mark.parametrize("text", ["since the 1990s", "of 2000 participants", "resolution 2030/1", "in 2000 countries"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert not list(find(text, "en"))
