"""Lists of mandates."""

from ontology.readings import Reading
from ontology.records import Literal

from .conftest import Write

LIST = """5.1 环境署 2018-2021 年期间中期战略是基础。
5.2 二。
5.3 三。
5.4 四。
次级方案 3
生态系统
5.5 以下清单列示本次级方案所有授权。
大会决议
74/212 国际清洁空气
蓝天日
联合国环境规划署理事会决定
26/14 环境监测
联合国环境大会决议
4/6 海洋塑料垃圾
5.6 六。
"""


def mandates(reading: Reading) -> list[tuple[str, str, str]]:
    return [(s.subject, str(s.object), e.paragraph) for s in reading.statements if s.predicate == "mandates" for e in s.evidence]


def test_each_entry_mandates_the_programme_in_the_paragraph_of_the_list(reading: Reading) -> None:
    assert [row for row in mandates(reading) if row[2] == "5"] == [
        ("A/RES/47/190", "UNEP/SP0", "5"),
        ("A/RES/S-19/2", "UNEP/SP0", "5"),
        ("UNEP/GCSS/DEC/VIII/1#II", "UNEP/SP0", "5"),
        ("UNEP/EA.3/Res.4", "UNEP/SP0", "5"),
        ("UNEP/EA.4/Dec.1", "UNEP/SP0", "5"),
        ("UNEP/EA.4/HLS.1", "UNEP/SP0", "5"),
    ]


def test_a_title_that_breaks_over_lines_is_whole(reading: Reading) -> None:
    titles = {s.subject: s.object for s in reading.statements if s.predicate == "title"}
    assert titles["A/RES/S-19/2"] == Literal("《21 世纪议程》的后续行动", "zh")


def test_two_entries_that_ran_into_one_line_are_two(reading: Reading) -> None:
    titles = {s.subject: s.object for s in reading.statements if s.predicate == "title"}
    assert titles["UNEP/EA.4/Dec.1"] == Literal("工作方案", "zh")
    assert titles["UNEP/EA.4/HLS.1"] == Literal("部长级宣言", "zh")


def test_a_subprogramme_is_the_one_of_the_section_within_the_plan_that_the_document_names(report: Write) -> None:
    assert mandates(report(LIST)) == [
        ("A/RES/74/212", "UNEP/SP3@2018-2021", "5.5"),
        ("UNEP/GC/DEC/26/14", "UNEP/SP3@2018-2021", "5.5"),
        ("UNEP/EA.4/Res.6", "UNEP/SP3@2018-2021", "5.5"),
    ]


def test_an_entry_is_no_citation(report: Write) -> None:
    assert [s.object for s in report(LIST).statements if s.predicate == "cites"] == []


def test_an_entry_of_no_known_instrument_is_told(report: Write) -> None:
    reading = report(LIST.replace("26/14 环境监测", "99/14 环境监测"))
    assert [r.paragraph for r in reading.remarks if "99/14" in r.message] == ["5.5"]


def test_a_list_of_an_organ_that_is_not_known_is_told_entry_by_entry(report: Write) -> None:
    reading = report(LIST.replace("联合国环境大会决议", "世界气象大会决议"))
    assert [r.paragraph for r in reading.remarks if "4/6" in r.message] == ["5.5"]


def test_a_list_that_is_not_said_to_be_of_mandates_mandates_nothing(report: Write) -> None:
    assert mandates(report(LIST.replace("以下清单列示本次级方案所有授权", "有关文本如下"))) == []
