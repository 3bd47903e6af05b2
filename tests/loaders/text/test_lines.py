"""Physical lines and how they join."""

import pytest

from loaders.text.lines import join, split, width


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["联合国环境", "规划署"], "联合国环境规划署"),
        (["the United", "Nations"], "the United Nations"),
        (["2011-", "2020 年"], "2011-2020 年"),
        (["第", "66/288 号"], "第66/288 号"),
        (["见 UNEP/", "GC.26/18"], "见 UNEP/GC.26/18"),
    ],
)
def test_lines_join_as_people_would_write_them(lines: list[str], whole: str) -> None:
    assert join(lines) == whole


def test_a_wide_character_takes_two_columns() -> None:
    assert (width("环境"), width("UN")) == (4, 2)


def test_blank_lines_are_counted_and_a_rule_of_blanks_is_noticed() -> None:
    first, second = split("  甲\n\n" + " " * 40 + "\n1 乙")
    assert (first.indent, second.gap, second.ruled) == (2, 2, True)


def test_odd_blanks_become_blanks() -> None:
    assert split("甲\u00a0\u3000乙")[0].text == "甲 乙"
