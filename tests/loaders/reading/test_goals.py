"""Goals, targets and indicators."""

import pytest

from ontology.readings import Mention, Reading

from .conftest import Write


def goals(reading: Reading) -> list[str]:
    return [m.key for m in sorted(reading.mentions, key=lambda m: m.start) if m.type == "sdg" and m.key != "SDGS"]


def test_lists_and_ranges_are_expanded(cited: dict[str, list[Mention]]) -> None:
    assert sorted(m.key for m in cited["4"]) == sorted(
        f"SDG/{code}" for code in ("6", "14", "15", "6.6", "14.1", "14.2", "14.3", "15.a", "13", "17", "6.6.1")
    )


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("可持续发展目标 3、4、5 和 17", ["3", "4", "5", "17"]),
        ("可持续发展目标具体目标 7.1、7.2 和 7.3", ["7.1", "7.2", "7.3"]),
        ("可持续发展目标 13 和 17 下的具体目标", ["13", "17"]),
        ("可持续发展目标 8 和 12 项下的具体目标", ["8", "12"]),
        ("可持续发展目标指标 17.14.1", ["17.14.1"]),
        ("可持续发展目标(3、10 和 16)", ["3", "10", "16"]),
        ("可持续发展目标 12(消费和生产)、目标 13(气候)和目标 16(和平)", ["12", "13", "16"]),
        ("落实可持续发展目标的 35 个国家", []),
        ("17 项可持续发展目标", []),
        ("《2030 年可持续发展议程》和爱知目标 11", []),
        ("可持续发展目标；另有爱知 6 个目标(目标 9、11 和 16)", []),
        ("可持续发展目标和融资目标 1 000 亿美元", []),
    ],
)
def test_only_numbers_of_goals_are_goals(report: Write, words: str, codes: list[str]) -> None:
    assert goals(report(f"一、 导言\n1. 有助于{words}。")) == [f"SDG/{code}" for code in codes]


def test_a_report_that_never_names_the_goals_has_none(report: Write) -> None:
    assert goals(report("一、 导言\n1. 战略目标 1 和目标 2。")) == []


def test_a_target_that_does_not_exist_is_told_as_not_placed(report: Write) -> None:
    reading = report("一、 导言\n1. 可持续发展目标具体目标 13.9。")
    assert goals(reading) == []
    assert [r.paragraph for r in reading.remarks if "13.9" in r.message] == ["1"]


def test_all_goals_together_are_one_key(report: Write) -> None:
    reading = report("一、 导言\n1. 各国落实可持续发展目标。")
    assert [m.key for m in reading.mentions if m.type == "sdg"] == ["SDGS"]
