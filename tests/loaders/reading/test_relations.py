"""First relations, dates, contributions."""

from pathlib import Path

from loaders.reading.constructions import patterns
from ontology.readings import Reading
from ontology.records import Literal, Statement

from .conftest import Write, read

HOUSE = "\n2. 环境署支持环境管理小组；环境管理小组协助环境署，环境署又协助环境管理小组。\n"
"""A paragraph that tells whose report it is."""
READ_HERE = ("name", "acronym", "type", "title", "cites")


def said(reading: Reading) -> set[tuple[str, str, str]]:
    return {
        (s.subject, s.predicate, s.object.text if isinstance(s.object, Literal) else s.object)
        for s in reading.statements
        if s.predicate not in READ_HERE
    }


def statement(reading: Reading, predicate: str) -> Statement:
    return next(s for s in reading.statements if s.predicate == predicate)


def test_groups_that_were_merged_each_merge_into_the_new_one(report: Write) -> None:
    reading = report("一、 导言\n1. 气候中立和可持续采购两个问题管理小组后来合并为可持续性管理小组。\n")
    assert {
        ("EMG/IMG-CLIMATE-NEUTRALITY", "merges_into", "EMG/IMG-ESM"),
        ("EMG/IMG-SUSTAINABLE-PROCUREMENT", "merges_into", "EMG/IMG-ESM"),
    } <= said(reading)


def test_a_meeting_acts_through_what_it_decides_with_the_term_as_a_qualifier(report: Write) -> None:
    reading = report("一、 导言\n1. 在环境管理小组高级官员第十五次会议上，各方同意把土地问题管理小组的任期延长三年。\n")
    extended = statement(reading, "extends_term")
    assert (extended.subject, extended.object, extended.qualifier("duration")) == ("EMG/SOM-15", "EMG/IMG-LAND", "P3Y")


def test_who_presides_does_so_for_a_body_in_a_role(report: Write) -> None:
    reading = report(
        "一、 导言\n1. 环境管理小组高级官员第十七次会议在纽约召开。"
        "会议由开发署主办，由环境署执行主任兼小组主席和开发署副署长共同主持。\n"
    )
    chaired = {(s.object, s.qualifier("role")) for s in reading.statements if s.predicate == "co_chaired_by"}
    assert chaired == {("UNEP", "UNEP-ED"), ("UNDP", "UNDP-ASSOCIATE-ADMINISTRATOR")}
    assert ("UNDP", "hosts_meeting", "EMG/SOM-17") in said(reading)


def test_a_provision_is_a_qualifier_of_the_instrument(report: Write) -> None:
    reading = report(f"一、 导言\n1. 环境署理事会第 27/2 号决定规定了执行大会第 66/288 号决议第 88 段的措施。\n{HOUSE}")
    done = statement(reading, "implements")
    assert (done.object, done.qualifier("provision")) == ("A/RES/66/288", "88")


def test_what_is_done_by_means_of_something_is_no_adoption(report: Write) -> None:
    by_means_of = report("一、 导言\n1. 2019 年，环境署开始通过培训落实第 66/288 号决议。\n")
    assert not [s for s in by_means_of.statements if s.predicate == "adopted_on"]
    adopted = report("一、 导言\n1. 2012 年 7 月 27 日，大会通过第 66/288 号决议。\n")
    assert ("A/RES/66/288", "adopted_on", "2012-07-27") in said(adopted)


def test_dates_beside_sessions_and_instruments_are_theirs(report: Write) -> None:
    reading = report("一、 导言\n1. 联合国环境大会第二届会议于 2016 年 5 月举行。大会 2012 年 7 月 27 日第 66/288 号决议。\n")
    assert {("UNEA-2", "held_on", "2016-05"), ("A/RES/66/288", "adopted_on", "2012-07-27")} <= said(reading)


def test_what_helps_a_goal_contributes_and_what_threatens_it_does_not(report: Write) -> None:
    reading = report(
        "一、 导言\n1. 联合国训练研究所的工作有助于实现可持续发展目标 4。\n\n"
        "2. 沙尘暴对粮农组织促进可持续发展目标 2 构成严峻挑战。\n"
    )
    assert {t for t in said(reading) if t[1] == "contributes_to"} == {("UNITAR", "contributes_to", "SDG/4")}


def test_what_is_to_come_is_marked_as_planned(report: Write) -> None:
    reading = report("一、 导言\n1. 环境署将与世界气象组织合作。\n")
    assert statement(reading, "partners_with").qualifier("status") == "planned"


def test_a_byline_and_the_footnote_with_the_agenda_say_by_whom_and_to_which_session(report: Write) -> None:
    reading = report(
        "环境署的合作\n\n秘书长的报告*\n\n* UNEP/EA.7/1。\n\n一、 导言\n1. 环境署。\n\n2. 环境署。\n", symbol="UNEP/EA.7/9"
    )
    own = {(s.predicate, str(s.object)) for s in reading.statements if s.subject == "UNEP/EA.7/9"}
    assert ("prepared_by", "UN-SG") in own
    assert ("submitted_to", "UNEA-7") in own


def test_a_unit_named_with_its_body_belongs_to_it_and_a_secretariat_serves_what_it_is_named_after(report: Write) -> None:
    reading = report("一、 导言\n1. 经济和社会事务部统计司与濒危野生动植物种国际贸易公约秘书处交换数据。\n")
    assert {
        ("UNSD", "subsidiary_of", "DESA"),
        ("CITES-SECRETARIAT", "secretariat_of", "CITES"),
    } <= said(reading)


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule.name for rule in (*patterns("zh"), *patterns("zh", "titles"))]
    assert len(names) == len(set(names))


def test_the_five_reports_alone_lead_from_decision_25_4_to_resolution_67_251(corpus: Path) -> None:
    readings = [read(path) for path in sorted((corpus / "seeds").glob("*.txt"))]
    steps = {(s.subject, s.predicate, str(s.object)) for reading in readings for s in reading.statements}
    assert {
        ("UNEP/GCSS/DEC/XI/1", "based_on", "UNEP/GC/DEC/25/4"),
        ("UNEP/GCSS/DEC/XI/1", "establishes", "CGIEG"),
        ("NAIROBI-HELSINKI-OUTCOME", "prepared_by", "CGIEG"),
        ("UNEP/GC/DEC/26/1", "cites", "NAIROBI-HELSINKI-OUTCOME"),
        ("UNEP/GC/DEC/26/1", "requests", "UNCSD-PREPCOM"),
        ("UNCSD-PREPCOM", "informs", "UNCSD"),
        ("THE-FUTURE-WE-WANT", "adopted_at", "UNCSD"),
        ("A/RES/66/288", "endorses", "THE-FUTURE-WE-WANT"),
        ("UNEP/GC/DEC/27/2", "implements", "A/RES/66/288"),
        ("A/RES/67/251", "takes_note_of", "UNEP/GC/DEC/27/2"),
    } <= steps


def test_a_year_in_a_title_is_no_day_of_adoption_while_the_date_beside_a_number_is(report: Write) -> None:
    reading = report("一、 导言\n1. 《2030 年可持续发展议程》和 2012 年 7 月 27 日第 66/288 号决议是依据。")
    dated = {s.subject: s.object.text for s in reading.statements if s.predicate == "adopted_on" and isinstance(s.object, Literal)}
    assert dated == {"A/RES/66/288": "2012-07-27"}


LISTED = (
    "一、 导言\n1. 土地问题管理小组讨论了三个备选方案如下：\n\n"
    "(a) 扩大任务；\n\n(b) 设立新的秘书处；\n\n(c) 维持现状。\n\n2. {decided}\n"
)


def considered(reading: Reading) -> dict[str, str | None]:
    """The options said to be considered, each with the last outcome that is told."""
    options = [s for s in reading.statements if s.predicate == "considers" and str(s.object).partition("/OPTION-")[1]]
    return {str(s.object): s.qualifier("outcome") for s in sorted(options, key=lambda s: s.evidence[0].start or 0)}


def test_options_are_considered_by_who_lists_them_and_what_became_of_them_is_their_outcome(report: Write) -> None:
    reading = report(LISTED.format(decided="小组决定采用方案(a)，不采纳方案(b)。方案(c)留待下届会议审议。"))
    group = "EMG/IMG-LAND"
    assert considered(reading) == {
        f"{group}/OPTION-A": "adopted", f"{group}/OPTION-B": "rejected", f"{group}/OPTION-C": "deferred",
    }  # fmt: skip
    names = {s.subject: s.object.text for s in reading.statements if s.predicate == "name" and isinstance(s.object, Literal)}
    assert names[f"{group}/OPTION-A"] == "扩大任务"


def test_options_without_a_decision_have_no_outcome_and_letters_of_other_lists_are_none(report: Write) -> None:
    reading = report(LISTED.format(decided="各方比较了这些方案，并建议环境署按(a)段办理；委员会采用方案 K。"))
    assert set(considered(reading).values()) == {None}
    assert len(considered(reading)) == 3


def test_a_list_within_a_paragraph_is_one_of_options_too(report: Write) -> None:
    reading = report("一、 导言\n1. 环境管理小组审议了下列备选办法，即：(a) 合并两个小组；(b) 只延长任期。小组建议备选办法(b)。\n")
    assert considered(reading) == {"EMG/OPTION-A": None, "EMG/OPTION-B": "recommended"}


def fulfilled(reading: Reading) -> set[tuple[str, str, str | None]]:
    """What fulfils which paragraph, and when."""
    done = [s for s in reading.statements if s.predicate == "fulfils"]
    return {(s.subject, str(s.object).partition("#")[2], s.valid_from) for s in done}


def test_a_group_that_was_planned_and_then_set_up_fulfils_the_paragraph_of_the_plan(report: Write) -> None:
    reading = report(
        "一、 导言\n1. 环境管理小组计划于 2011 年设立绿色经济问题管理小组。\n\n"
        "2. 2012 年，环境管理小组高级官员设立了绿色经济问题管理小组。\n"
    )
    assert fulfilled(reading) == {("EMG/IMG-GREEN-ECONOMY", "1", "2012")}
    plan = next(s for s in reading.statements if s.predicate == "establishes" and s.qualifier("status") == "planned")
    assert (plan.subject, plan.object) == ("EMG", "EMG/IMG-GREEN-ECONOMY")


def test_a_text_that_is_to_be_submitted_is_no_fact_until_it_is_said_to_have_been(report: Write) -> None:
    planned = "一、 导言\n1. 旱地报告将提交联合国环境大会。\n"
    assert fulfilled(report(planned)) == set()
    done = report(planned + "\n2. 旱地报告已提交联合国环境大会。\n", name="done.txt")
    assert fulfilled(done) == {("EMG/REPORT/DRYLANDS", "1", None)}


def test_what_was_done_before_the_time_of_a_plan_or_to_another_body_does_not_fulfil_it(report: Write) -> None:
    reading = report(
        "一、 导言\n1. 环境署计划于 2021 年启动全球泥炭地倡议。旱地报告将提交大会。\n\n"
        "2. 2016 年，环境署启动了全球泥炭地倡议。旱地报告已提交联合国环境大会。\n"
    )
    assert fulfilled(reading) == set()


def test_an_item_of_a_list_is_about_what_the_words_that_announce_it_are_about(report: Write) -> None:
    reading = report(
        "一、 导言\n1. 环境署的安排如下：\n\n(a) 与粮农组织合作；\n\n(b) 支持《巴黎协定》的执行。\n\n2. 世卫组织开会。\n"
    )
    assert {("UNEP", "partners_with", "FAO"), ("UNEP", "supports", "PARIS-AGREEMENT")} <= said(reading)
