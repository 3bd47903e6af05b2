"""Stored text, labels, sections, footnotes."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from loaders.formats.model import Printed
from loaders.reading import layout
from loaders.reading.laid import Laid
from loaders.text.lines import Hyperlink, Line, NoteMark
from ontology.readings import Reading

from .conftest import Write


def words(reading: Reading, label: str) -> str:
    paragraph = next(p for p in reading.paragraphs if p.label == label)
    return reading.text[paragraph.start : paragraph.end]


def labels(text: str) -> list[str]:
    return [p.label for p in layout.lay(text, "zh").paragraphs]


def test_every_part_of_the_report_has_the_label_by_which_people_cite_it(reading: Reading) -> None:
    assert [p.label for p in reading.paragraphs] == [
        "header", "summary", "fn*", "heading I", "1", "draft-decision preamble", "draft-decision 1", "draft-decision 2",
        "draft-decision 2(a)", "draft-decision 2(b)", "heading II", "heading II.A", "2", "3", "fn1", "4", "heading II.B", "5", "6",
        "table 1", "annex-header", "annex 1", "annex 2",
    ]  # fmt: skip


def test_paragraphs_neither_overlap_nor_repeat_a_label(reading: Reading) -> None:
    ends = [(p.start, p.end) for p in reading.paragraphs]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    assert len({p.label for p in reading.paragraphs}) == len(reading.paragraphs)


def test_broken_lines_join_without_a_blank_between_chinese_characters(reading: Reading) -> None:
    assert "做了什么，又建议" in words(reading, "summary")


def test_latin_words_keep_a_blank_where_a_line_broke() -> None:
    assert "Sustainable Development" in layout.lay("一、 导言\n1. 请见 Sustainable\nDevelopment 网站。", "zh").text


def test_running_headers_page_numbers_and_links_are_no_text(reading: Reading) -> None:
    assert reading.text.count("UNEP/EA.9/7") == 1
    assert "undocs.org" not in reading.text
    assert "\n2\n" not in reading.text


def test_a_job_number_with_its_page_is_no_text() -> None:
    text = "一、 导言\n1. 第一段的文字在这里结束。\n19-05110 10/11\n2. 第二段的文字在这里结束。"
    assert "05110" not in layout.lay(text, "zh").text


def test_a_footnote_stands_under_its_mark_and_the_mark_is_gone_from_the_sentence(reading: Reading) -> None:
    assert words(reading, "fn1") == "理事会第 19/1 号决定，附件。"
    assert "任务。其后" in words(reading, "2")


def test_a_sentence_goes_on_behind_a_footnote() -> None:
    text = "一、 导言\n1. 这一段讲到了一个报告1 而且这句话在下一页才\n________________\n1 见报告全文。\n结束。\n2. 下一段。"
    laid = layout.lay(text, "zh")
    assert [laid.words(p) for p in laid.paragraphs if p.label == "1"] == ["1. 这一段讲到了一个报告而且这句话在下一页才结束。"]


def test_letters_that_begin_a_line_are_paragraphs_and_letters_inside_a_sentence_are_not() -> None:
    text = "一、 导言\n1. 包括：\n(a) 甲；\n(b) 乙。\n2. 包括(a)甲事和其他各种各样的事情以及；\n(b)乙事。"
    assert labels(text)[1:] == ["1", "1(a)", "1(b)", "2"]


def test_numbers_that_start_again_in_a_section_carry_its_numeral() -> None:
    assert labels("一、 甲\n1. 一。\n2. 二。\n二、 乙\n1. 三。\n2. 四。") == ["heading I", "1", "2", "heading II", "II.1", "II.2"]


def test_a_missing_paragraph_number_is_told() -> None:
    laid = layout.lay("一、 甲\n1. 一。\n2. 二。\n4. 四字以上的一个句子。", "zh")
    assert [(r.kind, r.paragraph) for r in laid.remarks] == [("unplaced", "4")]


def test_a_report_of_fewer_paragraphs_than_reports_have_is_told(report: Write) -> None:
    reading = report("一、 甲\n1. 见 A/72/82。")
    assert [r.kind for r in reading.remarks if "numbered paragraphs" in r.message] == ["unplaced"]


def test_a_line_that_begins_with_a_number_out_of_turn_is_no_paragraph() -> None:
    assert labels("一、 甲\n1. 一共有很多的国家参加了这次会议而且其中有\n17. 个是新成员。") == ["heading I", "1"]


def test_paragraphs_of_a_budget_count_by_chapter() -> None:
    text = "\n".join(f"5.{n} 这是第{n}段的文字。" for n in range(1, 8))
    assert labels(text) == [f"5.{n}" for n in range(1, 8)]


def test_a_chart_in_the_middle_of_a_sentence_is_set_apart() -> None:
    first, rest = (
        "1. 这一句话被一张图切成了两半所以它的后半句在图的后面才",
        "出现。这是后半句，它也相当长，长得足够占满整整一行文字。",
    )
    text = f"一、 甲\n{first}\n10\n5\n1\n13\n{rest}\n2. 二。"
    laid = layout.lay(text, "zh")
    assert [p.label for p in laid.paragraphs] == ["heading I", "1", "chart 1", "2"]
    assert "后面才出现" in laid.words(laid.paragraphs[1])


def test_sections_know_their_parents(reading: Reading) -> None:
    assert [(s.label, s.parent) for s in reading.sections if s.label.startswith("heading II")] == [
        ("heading II", None),
        ("heading II.A", "heading II"),
        ("heading II.B", "heading II"),
    ]


def whole(*lines: Line) -> Laid:
    return layout.lay(Printed(tuple(replace(line, whole=True) for line in lines), "html"), "zh")


def test_whole_paragraphs_are_neither_joined_nor_parted() -> None:
    laid = whole(Line("一、 导言"), Line("1. 第一段没有句号"), Line("(a) 甲"), Line("2. 第二段。"), Line("，怪异的一段。"))
    assert [p.label for p in laid.paragraphs] == ["heading I", "1", "1(a)", "2"]
    assert laid.words(laid.paragraphs[-1]) == "2. 第二段。\n，怪异的一段。"


def test_hyperlinks_keep_their_words_in_paragraphs_and_footnotes() -> None:
    first = Line("1. 见第 70/1 号决议。", links=(Hyperlink(6, 10, "https://undocs.org/A/RES/70/1"),), marks=(NoteMark(8, "1"),))
    note = Line("A/72/82。", note="1", links=(Hyperlink(0, 7, "https://undocs.org/A/72/82"),))
    laid = whole(Line("一、 导言"), first, note, Line("2. 第二段。"))
    assert [(laid.text[k.start : k.end], k.paragraph, k.inline) for k in laid.links] == [
        ("70/1", "1", True), ("A/72/82", "fn1", True)
    ]  # fmt: skip


def test_rows_of_tables_keep_their_cells() -> None:
    laid = whole(
        Line("1. 见表 1。"), Line("表 1"), Line("年份 捐款", cells=("年份", "捐款")), Line("2014 10", cells=("2014", "10"))
    )
    assert [(laid.text[row.start : row.end], row.cells) for row in laid.rows] == [
        ("年份 捐款", ("年份", "捐款")), ("2014 10", ("2014", "10"))
    ]  # fmt: skip
    assert laid.at(laid.rows[0].start).label == "table 1"


def test_a_footnote_that_the_format_knows_needs_no_mark_in_the_text() -> None:
    laid = whole(Line("1. 第一段。", marks=(NoteMark(5, "1"),)), Line("注解。", note="1"), Line("续。", note="1"), Line("2. 二。"))
    assert [(p.label, laid.words(p)) for p in laid.paragraphs][1] == ("fn1", "注解。续。")
    assert not laid.remarks


def test_a_heading_that_the_format_knows_is_one() -> None:
    laid = whole(Line("一、 甲"), Line("1. 一。"), Line("没有编号的标题", heading=2), Line("2. 二。"))
    assert [s.title for s in laid.sections] == ["甲", "没有编号的标题"]


def test_symbols_of_running_headers_are_the_document_s() -> None:
    laid = layout.lay(Printed((Line("1. 一。", whole=True),), "docx", facts={"running": "UNEP/EA.9/7"}), "zh")
    assert laid.symbols == ("UNEP/EA.9/7",)


def test_the_mark_of_an_english_footnote_is_taken_out() -> None:
    text = "I. Past\n1. It was said in decision 19/1.1 Later it was said again.\n" + "_" * 20 + "\n1 See the annex.\n2. The end."
    laid = layout.lay(text, "en")
    assert laid.words(laid.paragraphs[1]) == "1. It was said in decision 19/1. Later it was said again."


def test_the_five_reports_have_no_page_junk_and_no_label_twice(corpus: Any) -> None:
    for path in sorted((corpus / "seeds").glob("*.txt")):
        laid = layout.lay(path.read_text(encoding="utf-8"), "zh")
        assert "undocs.org" not in laid.text
        assert len({p.label for p in laid.paragraphs}) == len(laid.paragraphs)
        assert not [r for r in laid.remarks if r.kind == "unplaced" and not (r.paragraph or "").startswith("chart")]


def test_the_bodies_of_the_five_reports_are_complete(corpus: Any) -> None:
    last = {"000": 49, "001": 58, "002": 100, "003": 149}
    for path in sorted((corpus / "seeds").glob("*.txt")):
        found = {p.label for p in layout.lay(path.read_text(encoding="utf-8"), "zh").paragraphs}
        chapter = "14." if path.name.startswith("003") else ""
        assert {f"{chapter}{n}" for n in range(1, last.get(path.name[:3], 0) + 1)} <= found
