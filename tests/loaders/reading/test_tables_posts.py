"""Posts by grade in lists and charts, numbers beside charts, and milestones in words."""

from collections import Counter

from ontology.readings import Reading

from .conftest import Write

HEAD = "联合国 UNEP/EA.9/7\n\n一、 导言\n1. 环境署 2021 年的员额见下表。\n2. 员额由环境署分配。\n"
LIST = """表 1
员额变动
数目 职等
2020 年核定数 15 2 个 USG，6 个 D-1，2 个
P-5，3 个 GS(OL)，2 个 LL
2021 年拟议数 16 2 个 USG，7 个 D-1，2 个 P-5，3 个 GS(OL)，2 个 LL
"""
CHART = """附件一
2021 年组织结构和员额分配
执行办公室
(所有次级方案)
RB XB
2 USG 2 D-1
3 D-1 1 P-5
4 P-4
2 LL
法律司
RB XB
4 D-1
2 P-5 1 P-4
3 GS(OL) 6 LL
2 LL
"""
MILESTONES = """表 4
业绩计量
2018 2019 2020
两个国家通过湿地法。
五个国家参加湿地网络。
七个国家将恢复湿地。
"""
CHARTED = """图 1
环境署：2021 年拟议经费的分配情况
(员额数目/千美元)
全部员额
18 个员额
全部经费
3 385.4
"""


def posts(reading: Reading, paragraph: str) -> list[tuple[str, str, str | None, str | None]]:
    found = [f for f in reading.figures if f.evidence[0].paragraph == paragraph and f.measure == "posts"]
    return [(dict(f.dimensions).get("item", "total"), f.value, f.period, f.status) for f in found]


def test_a_list_of_posts_has_its_total_and_each_grade(report: Write) -> None:
    found = posts(report(f"{HEAD}{LIST}\n3. 员额不变。\n"), "table 1")
    assert found[:6] == [
        ("total", "15", "2020", "approved"),
        ("USG", "2", "2020", "approved"),
        ("D-1", "6", "2020", "approved"),
        ("P-5", "2", "2020", "approved"),
        ("GS(OL)", "3", "2020", "approved"),
        ("LL", "2", "2020", "approved"),
    ]
    assert found[6] == ("total", "16", "2021", "requested")


def test_a_total_that_is_not_the_sum_of_its_list_is_told(report: Write) -> None:
    wrong = LIST.replace("核定数 15", "核定数 18")
    told = [r.message for r in report(f"{HEAD}{wrong}\n3. 员额不变。\n").remarks if r.kind == "misprint"]
    assert told == ["posts (2020年核定数): 18 is printed, its parts come to 15"]


def test_an_entry_alone_in_its_line_stands_where_grades_go_down_and_totals_fit(report: Write) -> None:
    reading = report(f"{HEAD}{LIST}\n3. 员额不变。\n\n{CHART}")
    counts: Counter[tuple[str, str]] = Counter()
    for figure in reading.figures:
        told = dict(figure.dimensions)
        if "funding" in told:
            counts[told["funding"], told["item"]] += int(figure.value)
    assert {grade: n for (funding, grade), n in counts.items() if funding == "RB"} == {
        "USG": 2,
        "D-1": 7,
        "P-5": 2,
        "GS(OL)": 3,
        "LL": 2,
    }
    assert counts["XB", "P-4"] == 5
    assert counts["XB", "LL"] == 8


def test_numbers_beside_a_chart_take_year_and_unit_from_its_caption(report: Write) -> None:
    reading = report(f"{HEAD}{CHARTED}\n3. 员额不变。\n")
    found = [(f.measure, f.value, f.unit, f.period, f.status) for f in reading.figures if f.evidence[0].paragraph == "figure 1"]
    assert found == [("posts", "18", "count", "2021", "requested"), ("resources", "3385400", "USD", "2021", "requested")]


def test_milestones_are_of_the_year_above_them(report: Write) -> None:
    reading = report(f"{HEAD}{MILESTONES}\n3. 员额不变。\n")
    found = [(f.measure, f.value, f.period) for f in reading.figures if f.evidence[0].paragraph == "table 4"]
    assert found == [("countries", "2", "2018"), ("countries", "5", "2019"), ("countries", "7", "2020")]


def test_milestones_that_ran_together_have_no_year(report: Write) -> None:
    together = MILESTONES.replace("湿地法。\n", "湿地法。")
    reading = report(f"{HEAD}{together}\n3. 员额不变。\n")
    assert {f.period for f in reading.figures if f.evidence[0].paragraph == "table 4"} == {None}


def test_a_row_of_years_says_which_are_planned(report: Write) -> None:
    told = MILESTONES.replace("2018 2019 2020", "2018年(实际) 2019年(实际) 2020年(计划)")
    reading = report(f"{HEAD}{told}\n3. 员额不变。\n")
    found = [(f.measure, f.value, f.period, f.status) for f in reading.figures if f.evidence[0].paragraph == "table 4"]
    assert found == [
        ("countries", "2", "2018", "actual"),
        ("countries", "5", "2019", "actual"),
        ("countries", "7", "2020", "planned"),
    ]
