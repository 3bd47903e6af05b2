"""Numerals of labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.numerals import chinese, number, roman


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("三十一", 31), ("一百零三", 103), ("", None), ("段", None)],
)
def test_chinese_numerals_have_their_value(text: str, value: int | None) -> None:
    assert chinese(text) == value


@given(st.integers(1, 399))
def test_a_roman_numeral_reads_back_as_its_number(value: int) -> None:
    assert number(roman(value)) == value
