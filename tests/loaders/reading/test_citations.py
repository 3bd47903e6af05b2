"""Which instrument is cited, and in which part."""

import pytest

from ontology.readings import Mention, Reading

from .conftest import Write

Cited = dict[str, list[Mention]]


def keys(cited: Cited, paragraph: str, form: str = "symbol") -> list[str]:
    return [m.key for m in cited[paragraph] if m.form == form]


def symbols(reading: Reading) -> list[str]:
    return [m.key for m in reading.mentions if m.type == "instrument" and m.form == "symbol"]


def test_the_organ_named_before_a_number_tells_whose_it_is(cited: Cited) -> None:
    assert keys(cited, "2") == ["A/RES/2997(XXVII)", "UNEP/GC/DEC/19/1", "UNEP/GC/DEC/25/4", "UNEP/GCSS/DEC/XI/1#10"]


def test_numbers_of_a_group_share_their_noun(cited: Cited) -> None:
    assert keys(cited, "3")[:3] == ["UNEP/EA.1/Res.3", "UNEP/EA.1/Res.5", "UNEP/EA.2/Res.8"]


def test_a_symbol_with_its_paragraph_is_one_citation(cited: Cited) -> None:
    assert "A/72/82#12" in keys(cited, "3")


def test_ibid_is_what_was_cited_last(cited: Cited) -> None:
    assert keys(cited, "3", "ibid") == ["A/72/82#14"]


def test_a_conference_of_parties_is_told_from_the_general_assembly(cited: Cited) -> None:
    assert keys(cited, "draft-decision 2(a)") == ["CBD/COP/DEC/X/2"]


def test_an_annex_behind_a_decision_is_its_part(cited: Cited) -> None:
    assert keys(cited, "fn1") == ["UNEP/GC/DEC/19/1#annex"]


def test_a_link_stays_as_a_mention_of_its_own_form_over_the_words_it_belongs_to(cited: Cited) -> None:
    links = {m.key: (m.quote, m.as_printed) for m in cited["3"] if m.form == "hyperlink"}
    assert links["A/72/82"] == ("A/72/82", "https://undocs.org/ch/A/72/82")


def test_a_link_that_names_another_organ_does_not_change_the_citation(cited: Cited) -> None:
    assert [m.key for m in cited["3"] if m.quote == "1/3"] == ["A/RES/1/3", "UNEP/EA.1/Res.3"]


def test_the_report_names_itself(cited: Cited) -> None:
    assert keys(cited, "summary", "self") == ["UNEP/EA.9/7"]


def test_the_document_cites_each_instrument_once_with_all_places(reading: Reading) -> None:
    found = [s for s in reading.statements if s.predicate == "cites" and s.object == "UNEP/EA.3/Res.2"]
    assert [[e.paragraph for e in s.evidence] for s in found] == [["summary", "draft-decision preamble"]]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("联大第 66/288 号决议第 88 段(a)分段", "A/RES/66/288#88(a)"),
        ("大会 S-19/2 号决议附件", "A/RES/S-19/2#annex"),
        ("环境署理事会第 26/11 号决定第四节", "UNEP/GC/DEC/26/11#IV"),
        ("经济及社会理事会第 2011/21 号决议", "E/RES/2011/21"),
        ("安理会第 1325(2000)号决议", "S/RES/1325(2000)"),
        ("亚太经社会第 73/9 号决议", "ESCAP/RES/73/9"),
        ("人权理事会第 48/13 号决议", "A/HRC/RES/48/13"),
        ("第 1/CP.21 号决定", "UNFCCC/COP/DEC/1/CP.21"),
        ("第 3/COP.14 号决定", "UNCCD/COP/DEC/3/COP.14"),
        ("《巴塞尔公约》第 BC-10/3 号决定", "BASEL/COP/DEC/BC-10/3"),
        ("文件 UNEP/GC.26/INF/23", "UNEP/GC.26/INF/23"),
        ("文件 ST/SGB/2019/7", "ST/SGB/2019/7"),
        ("教科文组织 38 C/7 号文件", "UNESCO/38C/7"),
        ("世界银行业务政策 4.10", "WB/OP/4.10"),
        ("第 71/231 号决议", "A/RES/71/231"),
        ("环境大会第 3/11 号决议", "UNEP/EA.3/Res.11"),
    ],
)
def test_words_around_a_number_and_its_form_give_one_key(report: Write, words: str, key: str) -> None:
    assert symbols(report(f"一、 导言\n1. 见{words}。")) == [key]


def test_a_range_of_resolutions_is_filled_up(report: Write) -> None:
    found = symbols(report("一、 导言\n1. 环境大会第 3/4 至 3/7 号决议。"))
    assert sorted(found) == [f"UNEP/EA.3/Res.{n}" for n in (4, 5, 6, 7)]


def test_a_decision_that_cannot_be_one_keeps_what_is_printed_and_notes_the_likely(report: Write) -> None:
    reading = report("一、 导言\n1. 联大第 58/209 号决定。")
    assert [(m.key, m.as_printed, m.likely) for m in reading.mentions if m.type == "instrument"] == [
        ("A/DEC/58/209", "第 58/209 号决定", "A/RES/58/209")
    ]


def test_a_symbol_without_its_slash_is_kept_and_the_likely_one_noted(report: Write) -> None:
    reading = report("一、 导言\n1. 见 ICCD/CRIC(9)INF.9 号文件。")
    assert [(m.key, m.likely) for m in reading.mentions if m.form == "symbol"] == [("ICCD/CRIC(9)INF.9", "ICCD/CRIC(9)/INF.9")]


def test_a_number_without_a_noun_is_told_as_not_placed(report: Write) -> None:
    reading = report("一、 导言\n1. 见第 73/260 号。")
    assert [r.paragraph for r in reading.remarks if "73/260" in r.message] == ["1"]


def test_a_symbol_of_an_unknown_series_is_told_as_not_placed(report: Write) -> None:
    reading = report("一、 导言\n1. 见 XYZ/ABC/12/3 号文件。")
    assert [r.paragraph for r in reading.remarks if "XYZ/ABC/12/3" in r.message] == ["1"]


def test_a_provision_behind_a_title_is_keyed_under_the_carrier(report: Write) -> None:
    reading = report("一、 导言\n1. 执行“我们希望的未来”第 88 段(a)至(c)分段。")
    parts = [m.key for m in reading.mentions if "#" in m.key]
    assert parts == ["A/RES/66/288#88(a)", "A/RES/66/288#88(b)", "A/RES/66/288#88(c)"]


def test_a_section_is_about_the_provision_that_its_heading_carries_out(report: Write) -> None:
    reading = report("一、 执行“我们希望的未来”第 88 段\nA. 治理：执行第 88 段(a)分段\n1. 一句话。")
    assert [s.about for s in reading.sections] == [("A/RES/66/288#88",), ("A/RES/66/288#88(a)",)]


def test_a_long_list_of_numbers_without_their_noun_comes_to_an_end(report: Write) -> None:
    reading = report("一、 导言\n1. " + "第1/1号、" * 500 + "如上。")
    assert [m.key for m in reading.mentions if m.type == "instrument" and m.form == "symbol" and m.paragraph == "1"] == []


def test_a_year_before_the_slash_is_no_session_of_the_general_assembly(report: Write) -> None:
    reading = report("一、 导言\n1. 大会讨论了此事。经济及社会理事会第 2021/7 号决议述及此事。第 2021/7 号决议有效。")
    assert {m.key for m in reading.mentions if m.form == "symbol" and m.paragraph == "1"} == {"E/RES/2021/7"}
