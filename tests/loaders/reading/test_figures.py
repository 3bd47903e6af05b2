"""Figures in running text: values, units, what they are told to be, whose and when."""

import pytest

from loaders.reading import amounts
from loaders.reading.language import rules
from ontology.measures import counted, measures, units
from ontology.readings import Reading
from ontology.records import Figure

from .conftest import Write

HEAD = "联合国 UNEP/EA.9/7\n\n一、 导言\n"


def figures(reading: Reading, paragraph: str = "1") -> list[Figure]:
    return [f for f in reading.figures if f.evidence[0].paragraph == paragraph]


def said(report: Write, words: str) -> list[Figure]:
    return figures(report(f"{HEAD}1. {words}\n"))


@pytest.mark.parametrize(
    ("words", "value", "unit", "exactness"),
    [
        ("申请了 5 210 万美元", "52100000", "USD", "exact"),
        ("批款 3.6 亿美元", "360000000", "USD", "exact"),
        ("支出 12 345 600 美元", "12345600", "USD", "exact"),
        ("约 2 万名渔民", "20000", "count", "about"),
        ("超过 40 个港口", "40", "count", "at_least"),
        ("不超过 40 个港口", "40", "count", "at_most"),
        ("最多 40 个港口", "40", "count", "at_most"),
        ("80 多个港口", "80", "count", "at_least"),
        ("近百分之三十的湿地", "30", "%", "nearly"),
        ("提高了 3 个百分点", "3", "percentage_point", "exact"),
        ("约一半的湿地", "50", "%", "about"),
        ("四分之三的湿地", "75", "%", "exact"),
        ("召开了两次会议", "2", "count", "exact"),
        ("十二个港口", "12", "count", "exact"),
        ("一百二十个港口", "120", "count", "exact"),
        ("恢复了 1 250 公顷湿地", "1250", "hectare", "exact"),
        ("排放 30 万吨二氧化碳当量", "300000", "tCO2e", "exact"),
        ("惠及 7 亿以上的人", "700000000", "count", "at_least"),
    ],
)
def test_a_number_is_read_with_its_scale_unit_and_exactness(words: str, value: str, unit: str, exactness: str) -> None:
    (amount,) = amounts.of("zh").find(words)
    assert (amount.value, amount.unit, amount.exactness) == (value, unit, exactness)


@pytest.mark.parametrize(
    "words",
    [
        "2019 年 3 月 11 日",
        "第三次会议",
        "第七十四届会议",
        "第 14 段",
        "目标 13 和 15",
        "这两个问题",
        "上述三项建议",
        "各国",
        "持续两年",
        "为期 6 个月",
        "湿地的三个方面",
        "表 3 和图 4",
        "A/72/82",
        "数百万人",
    ],
)
def test_dates_ordinals_symbols_and_what_was_named_before_are_no_amounts(words: str) -> None:
    assert list(amounts.of("zh").find(words)) == []


def test_a_range_has_two_ends_of_one_unit() -> None:
    low, high = amounts.of("zh").find("每年有 300 万至 400 万人迁移")
    assert (low.value, low.bound, high.value, high.bound) == ("3000000", "lower", "4000000", "upper")
    assert low.unit == high.unit == "count"


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        ("2018-2019 两年期，秘书长申请了 900 万美元，而大会核准了 700 万美元。", ["requested", "approved"]),
        ("拟议向湿地中心批款 300 万美元，大会核准了其中的 200 万美元。", ["requested", "approved"]),
        ("该基金实际收到 500 万美元，支出 400 万美元。", ["received", "spent"]),
        ("预计将收到捐款 600 万美元。", ["estimate"]),
        ("成果已经实现，证明是新增了 12 个港口，而目标是 10 个。", ["actual", "target"]),
        ("湿地面积达 90 公顷，而基线则为 70 公顷。", ["actual", "baseline"]),
        ("2021 年将有 8 个国家加入。", ["planned"]),
        ("在 20 个拟议员额中，15 个获得核准。", ["requested", "approved"]),
        ("到 2030 年减排 40%的目标不变。", ["target"]),
        ("约占核定预算的三分之二。", ["actual"]),
    ],
)
def test_the_words_around_a_number_tell_whether_it_was_asked_granted_or_happened(
    report: Write, words: str, statuses: list[str]
) -> None:
    assert [f.status for f in said(report, words)] == statuses


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        ("对于 2018-2019 两年期，大会核准了 700 万美元。", ["2018/2019"]),
        ("2019 年有 62 个城市参加，与 2018 年的 44 个相比增加了 18 个。", ["2019", "2018", "2019"]),
        ("截至 2018 年 9 月，共有 118 个国家参加。", ["2018-09"]),
        ("2017 年的计划成果是恢复湿地。证明是有 6 个国家参加。", ["2017"]),
        ("湿地的 6 个港口。", [None]),
    ],
)
def test_the_period_is_the_nearest_one_that_is_no_comparison(report: Write, words: str, periods: list[str | None]) -> None:
    assert [f.period for f in said(report, words)] == periods


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("共有 41 个组织和 30 个国家参加。", ["organizations", "countries"]),
        ("设立了 47 个新员额，有 30 名工作人员。", ["posts", "staff"]),
        ("举行了三次会议，进行了 5 次评价。", ["meetings", "evaluations"]),
        ("设有六个国家办事处。", ["sites"]),
        ("参加的国家新增了 9 个，总共是 21 个。", ["countries", "countries"]),
        ("批款增加了 300 万美元，占 20%。", ["resource_change", "share"]),
        ("排放量减少了 15%。", ["rate_of_change"]),
        ("排放了 20 万吨二氧化碳当量。", ["emissions"]),
    ],
)
def test_what_is_counted_is_told_by_its_noun(report: Write, words: str, named: list[str]) -> None:
    assert [f.measure for f in said(report, words)] == named


def test_a_sum_follows_from_the_resolution_that_grants_it(report: Write) -> None:
    (figure,) = said(report, "环境大会在其第 2/20 号决议中核准为环境基金批款 2.5 亿美元。")
    assert (figure.subject, figure.because_of) == ("EF", "UNEP/EA.2/Res.20")


def test_who_decides_on_money_is_not_whom_it_is_for(report: Write) -> None:
    (figure,) = said(report, "大会核准向环境署拨款 3 300 万美元。")
    assert figure.subject == "UNEP"


def test_the_owner_right_before_a_number_has_it(report: Write) -> None:
    (figure,) = said(report, "联合国系统的 35 个成员参加了环境管理小组的工作。")
    assert figure.subject == "UN-SYSTEM"


def test_a_heading_of_what_is_expected_makes_numbers_targets(report: Write) -> None:
    reading = report(f"{HEAD}1. 有序言。\n\n二、 预期成果\n2. 四个国家的立法可证明这一点。\n")
    assert [f.status for f in figures(reading, "2")] == ["target"]


def test_measures_and_units_are_of_the_closed_lists(report: Write) -> None:
    found = report(f"{HEAD}1. 有 5 个国家、3 吨、7%和 2 万美元。\n").figures
    assert len(found) == 4
    assert {f.measure for f in found} <= set(measures())
    assert {f.unit for f in found} <= set(units())


def test_the_quote_of_a_figure_stands_where_it_says(report: Write) -> None:
    reading = report(f"{HEAD}1. 联合国有 500 多处工作地点，2019 年排放 170 万吨二氧化碳当量。\n")
    places = [(e.start, e.end, e.quote) for f in reading.figures for e in f.evidence]
    assert [reading.text[start:end] for start, end, _ in places] == ["500 多处", "170 万吨二氧化碳当量"]
    assert all(reading.text[start:end] == quote for start, end, quote in places)


def test_numbers_of_one_thing_are_told_apart_by_what_they_count_and_how_it_changed(report: Write) -> None:
    found = said(
        report, "2019 年有 62 个城市，与 2018 年的 44 个相比增加了 18 个。员额从 48 个增加到 95 个。又有 4 个国家通过了湿地法。"
    )
    told = [(f.value, dict(f.dimensions).get("change"), dict(f.dimensions).get("counted")) for f in found]
    assert told == [
        ("62", None, "cities"),
        ("44", None, "cities"),
        ("18", "difference", "cities"),
        ("48", "from", "posts"),
        ("95", None, "posts"),
        ("4", "additional", "countries"),
    ]


def test_what_stands_in_brackets_tells_nothing_of_the_numbers_outside(report: Write) -> None:
    added, total = said(report, "新增了 6 个(目标是 5 个)，总共是 9 个。")[::2]
    assert (added.status, total.status) == ("actual", "actual")


def test_money_of_a_component_without_a_key_says_which(report: Write) -> None:
    reading = report(f"{HEAD}1. 有序言。\n\n方案支助\n2. 2021 年拟议资源为 5 300 万美元。\n")
    (figure,) = figures(reading, "2")
    assert dict(figure.dimensions) == {"component": "方案支助"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_rules_of_a_language_name_stands_in_the_closed_lists(language: str) -> None:
    told = rules(language, "figures")
    things = {row["thing"] for part in ("counted", "people") for row in told[part]} | set(told["classifier_things"].values())
    assert things <= set(counted())
    named = {row["measure"] for part in ("money", "amounts") for row in told[part]} | {one.measure for one in counted().values()}
    units_named = {row["unit"] for part in ("units", "signs") for row in told[part]}
    assert named | {row["measure"] for row in rules(language, "tables")["measures"]} <= set(measures())
    assert units_named | {row["unit"] for row in rules(language, "tables")["units"]} <= set(units())
