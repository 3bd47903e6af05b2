"""Tables put together again from loose lines, their figures, and whether they add up."""

from decimal import Decimal

from loaders.reading import layout, table_lines, table_sums, tables
from ontology.readings import Reading
from ontology.records import Figure

from .conftest import Write

HEAD = "联合国 UNEP/EA.9/7\n\n一、 导言\n1. 湿地中心 2020-2021 年的资源见下表。\n"
RESOURCES = """表 1
湿地中心：财政资源和员额资源(千美元/员额数目)
变动
2019 年
决算数
2020 年
核定数 技术调整新的/
扩大的任务 其他变动 共计 百分比2021 年估计数
(重计费用前)
按支出用途列示的财政资源
员额 1 100.5 1 200.0 — 50.5 — 50.5 4.2 1 250.5
非员额 40.2 30.0 — — (5.0) (5.0) (16.7) 25.0
共计 1 140.7 1 230.0 — 50.5 (5.0) 45.5 3.7 1 275.5
按职等列示的员额数目
专业及以上职类 9 — — — — — 9
一般事务及有关职类 2 — 1 — 1 50.0 3
共计 11 — 1 — 1 9.1 12
0.5 1.0 1.5
"""
DELIVERABLES = """表 2
湿地方案三年的应交付产出类别和次类别2019 年
计划数
2019 年
实际数
2020 年
计划数
B. 生成和转让知识
出版物(出版物数目) 3 2 —
7. 关于湿地的
报告 2 1 —
8. 关于河流以及沿岸居民的长篇报告
1 1 —
类别和次类别2019 年
计划数
2019 年
实际数
2020 年
计划数
研讨会、讲习班和培训活动(天数) 6 5 4
9. 培训活动 6 5 4
"""
FUND = """表 3
环境基金的款项（百万美元）
两年期 核准的拨款 实际收到的资金
2010–2011 180 164.7
2012–2013 190.962 152.2
"""


def read(report: Write, table: str) -> Reading:
    return report(f"{HEAD}{table}\n2. 资源见上表。\n")


def table_of(table: str) -> tables.Table:
    laid = layout.lay(f"{HEAD}{table}\n2. 资源见上表。\n", "zh")
    return tables.read(laid, next(p for p in laid.paragraphs if p.label.startswith("table")))


def of_item(reading: Reading, item: str) -> list[Figure]:
    return [f for f in reading.figures if dict(f.dimensions).get("item") == item]


def test_numbers_with_blanks_are_parted_by_the_number_of_columns() -> None:
    cells = table_lines.of("zh")
    line = cells.line("湿地中心 166 166", 0)
    assert [c.value for c in cells.cells(line, 2) or []] == [166, 166]
    assert [c.value for c in cells.cells(line, 1) or []] == [166166]


def test_a_dash_is_nil_and_parentheses_are_negative() -> None:
    cells = table_lines.of("zh")
    nil, less, more = cells.cells(cells.line("其他 — (1 250.5) 7", 0), 3) or []
    assert nil.nil
    assert [nil.value, less.value, more.value] == [Decimal(0), -Decimal("1250.5"), Decimal(7)]


def test_columns_are_told_by_their_words_over_several_lines() -> None:
    (part,) = table_of(RESOURCES).parts
    assert [c.role for c in part.columns] == ["before", "base", "part", "part", "part", "total", "percent", "result"]
    assert [c.period for c in part.columns] == ["2019", "2020", *["2021"] * 6]


def test_rows_stand_in_their_groups_and_what_is_of_a_chart_is_no_row() -> None:
    rows = [(row.group, row.label, row.kind, len(row.cells)) for _, row in table_of(RESOURCES).rows]
    money, posts = "按支出用途列示的财政资源", "按职等列示的员额数目"
    assert rows == [
        (money, "员额", "item", 8),
        (money, "非员额", "item", 8),
        (money, "共计", "total", 8),
        (posts, "专业及以上职类", "item", 7),
        (posts, "一般事务及有关职类", "item", 7),
        (posts, "共计", "total", 7),
    ]


def test_a_table_of_money_and_posts_has_both_units(report: Write) -> None:
    found = read(report, RESOURCES)
    asked = [(f.measure, f.value, f.unit, f.period, f.status) for f in of_item(found, "员额") if f.measure == "resources"]
    assert asked == [
        ("resources", "1100500", "USD", "2019", "spent"),
        ("resources", "1200000", "USD", "2020", "approved"),
        ("resources", "1250500", "USD", "2021", "estimate"),
    ]
    posts = [(f.value, f.unit, f.status) for f in of_item(found, "一般事务及有关职类") if f.measure == "posts"]
    assert posts == [("2", "count", "approved"), ("3", "count", "estimate")]


def test_changes_say_which_and_a_share_keeps_its_unit(report: Write) -> None:
    changes = [
        (dict(f.dimensions)["change"], f.value, f.unit)
        for f in of_item(read(report, RESOURCES), "非员额")
        if f.measure == "resource_change"
    ]
    assert changes == [
        ("technical_adjustments", "0", "USD"),
        ("new_and_expanded_mandates", "0", "USD"),
        ("other", "-5000", "USD"),
        ("total", "-5000", "USD"),
        ("total", "-16.7", "%"),
    ]


def test_labels_of_several_lines_and_headings_of_the_next_page_are_joined() -> None:
    (part,) = table_of(DELIVERABLES).parts
    assert [(row.number, row.label) for row in part.rows] == [
        ("", "出版物(出版物数目)"),
        ("7", "关于湿地的报告"),
        ("8", "关于河流以及沿岸居民的长篇报告"),
        ("", "研讨会、讲习班和培训活动(天数)"),
        ("9", "培训活动"),
    ]


def test_deliverables_count_what_the_row_above_them_counts(report: Write) -> None:
    found = read(report, DELIVERABLES)
    (planned, actual, nil) = of_item(found, "关于湿地的报告")
    assert [(f.measure, f.value, f.period, f.status) for f in (planned, actual, nil)] == [
        ("publications", "2", "2019", "planned"),
        ("publications", "1", "2019", "actual"),
        ("publications", "0", "2020", "planned"),
    ]
    assert {f.measure for f in of_item(found, "培训活动")} == {"training_days"}
    assert {dict(f.dimensions)["row"] for f in of_item(found, "出版物(出版物数目)")} == {"subtotal"}


def test_a_heading_of_other_words_gives_columns_by_name(report: Write) -> None:
    found = [
        (f.subject, f.measure, f.value, f.period, f.status)
        for f in read(report, FUND).figures
        if f.evidence[0].paragraph == "table 3"
    ]
    assert found == [
        ("EF", "appropriation", "180000000", "2010/2011", "approved"),
        ("EF", "resources", "164700000", "2010/2011", "received"),
        ("EF", "appropriation", "190962000", "2012/2013", "approved"),
        ("EF", "resources", "152200000", "2012/2013", "received"),
    ]


def test_sums_that_hold_are_checked_down_and_across() -> None:
    for table, least in ((RESOURCES, 20), (DELIVERABLES, 6)):
        found = list(table_sums.checks(table_of(table)))
        assert len(found) >= least
        assert [c for c in found if not c.holds] == []


def test_rounding_is_no_error_in_a_sum_of_parts() -> None:
    rounded = RESOURCES.replace("共计 1 140.7", "共计 1 140.8")
    assert all(c.holds for c in table_sums.checks(table_of(rounded)))


def test_a_sum_that_does_not_add_up_is_told_and_kept_as_printed(report: Write) -> None:
    found = read(report, DELIVERABLES.replace("(出版物数目) 3 2", "(出版物数目) 4 2"))
    assert [f.value for f in of_item(found, "出版物(出版物数目)")] == ["4", "2", "0"]
    assert [dict(f.dimensions).get("parts_come_to") for f in of_item(found, "出版物(出版物数目)")] == ["3", None, None]
    told = [r for r in found.remarks if r.kind == "misprint" and r.paragraph == "table 2"]
    assert [r.message for r in told] == ["出版物(出版物数目) (2019年计划数): 4 is printed, its parts come to 3"]


def test_a_row_of_years_and_a_row_of_words_below_it_are_paired() -> None:
    rows = "表 1\n应交付产出\n2019 年 2019 年 2020 年\n计划数 实际数 计划数\n出版物 3 2 4\n会议 5 6 7\n"
    (part,) = table_of(rows).parts
    assert [(c.period, c.status) for c in part.columns] == [("2019", "planned"), ("2019", "actual"), ("2020", "planned")]


def test_a_heading_that_could_be_read_in_several_ways_is_not_guessed(report: Write) -> None:
    heading = "2019 年 2020 年 重计费用 2021 年\n支出 批款 数额 估计数"
    rows = f"表 1\n所需资源(千美元)\n{heading}\n领导 1.0 2.0 3.0 4.0 5.0\n支助 1.5 2.5 3.5 4.5 5.5\n"
    found = read(report, rows)
    assert [f for f in found.figures if f.evidence[0].paragraph == "table 1"] == []
    assert [r.paragraph for r in found.remarks if "heading that was not understood" in r.message] == ["table 1"]


def test_the_total_of_two_sources_sums_both_parts() -> None:
    both = """表 1
按来源列示的资源(千美元)(1) 经常预算
2020 年
批款数
2021 年
估计数
A. 领导 10.0 11.0
B. 支助 5.5 6.0
小计，(1) 15.5 17.0
(2) 预算外
2020 年
估计数
2021 年
估计数
A. 领导 20.0 21.0
小计，(2) 20.0 21.0
共计 35.5 38.0
"""
    found = list(table_sums.checks(table_of(both)))
    assert [(c.row.label, str(c.printed), str(c.summed)) for c in found][-2:] == [
        ("共计", "35.5", "35.5"),
        ("共计", "38.0", "38.0"),
    ]


def test_the_quote_of_a_cell_stands_where_it_says(report: Write) -> None:
    for table in (RESOURCES, DELIVERABLES, FUND):
        found = read(report, table)
        assert all(found.text[e.start : e.end] == e.quote for f in found.figures for e in f.evidence)


def test_a_change_follows_from_the_instrument_to_which_the_text_says_that_it_is_due(report: Write) -> None:
    reading = report(f"{HEAD}{RESOURCES}\n2. 资源增加 50 500 美元，是因为大会第 73/260 号决议新增的任务。\n")
    due = [(f.value, dict(f.dimensions)["change"], f.because_of) for f in of_item(reading, "员额") if f.because_of]
    assert due == [("50500", "new_and_expanded_mandates", "A/RES/73/260"), ("50500", "total", "A/RES/73/260")]


def test_a_row_that_names_its_own_mandate_follows_from_it(report: Write) -> None:
    organs = """表 4
决策机关
(千美元)
2020 年
批款数
2021 年
估计数
湿地委员会
委员会每年开会一次，审议湿地清单。
授权：大会第 67/213 号决议
8.5 9.0
共计 8.5 9.0
"""
    reading = read(report, organs)
    rows = {(dict(f.dimensions)["item"], f.because_of) for f in reading.figures if f.evidence[0].paragraph == "table 4"}
    assert rows == {("湿地委员会", "A/RES/67/213"), ("共计", None)}


def test_a_span_of_years_may_be_printed_short() -> None:
    rows = "表 1\n所需资源\n2022/23 年度\n支出\n2023/24 年度\n核定数\n军事 3.5 2.0\n文职 5.5 6.0\n"
    (part,) = table_of(rows).parts
    assert [(c.period, c.status) for c in part.columns] == [("2022/2023", "spent"), ("2023/2024", "approved")]
