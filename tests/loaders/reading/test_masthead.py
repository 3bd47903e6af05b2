"""What the header tells, and the document's key."""

import hashlib
from pathlib import Path

from ontology.readings import Reading
from ontology.records import Literal

from .conftest import SAMPLE, Write, read

BODY = "\n一、 导言\n1. 见 A/72/82。\n2. 二。\n3. 三。\n"


def said(reading: Reading) -> dict[str, object]:
    return {s.predicate: s.object for s in reading.statements if s.evidence[0].method.name == "masthead"}


def test_the_header_gives_title_kind_day_and_session(reading: Reading) -> None:
    assert said(reading) == {
        "title": Literal("湿地保护工作的协调", "zh"),
        "type": Literal("report", datatype="type"),
        "issued_on": Literal("2019-03-03", datatype="edtf"),
        "submitted_to": "UNEA-9",
        "held_on": Literal("2019-03-11/2019-03-15", datatype="edtf"),
    }


def test_a_report_to_two_organs_is_submitted_to_both_sessions(report: Write) -> None:
    reading = report("大 会 经济及社会理事会\n第七十四届会议 2019 年届会\n湿地的保护\n秘书长的报告\n" + BODY)
    found = [s.object for s in reading.statements if s.predicate == "submitted_to"]
    assert found == ["UNGA-74", "ECOSOC-2019"]


def test_the_symbol_of_the_running_header_is_the_key(reading: Reading) -> None:
    assert reading.document == "UNEP/EA.9/7"


def test_the_key_that_the_user_gives_goes_first() -> None:
    assert read(SAMPLE, "UNEP/EA.9/8").document == "UNEP/EA.9/8"


def test_a_dual_symbol_is_one_document_with_each_half_an_alias(report: Write) -> None:
    reading = report("A/74/72\nE/2019/13\n\n湿地的保护\n秘书长的报告\n" + BODY)
    assert reading.document == "A/74/72-E/2019/13"
    assert {"A/74/72", "E/2019/13"} <= set(reading.aliases)


def test_a_list_beside_the_file_gives_the_symbol(report: Write, tmp_path: Path) -> None:
    (tmp_path / "symbols.csv").write_text("file,symbol\nreport.txt,UNEP/GCSS.XII/9\n", encoding="utf-8")
    assert report("湿地的保护" + BODY).document == "UNEP/GCSS.XII/9"


def test_a_budget_section_is_keyed_by_the_rule_of_its_series(report: Write) -> None:
    text = "A. 2021 年拟议方案计划\n" + "\n".join(f"14.{n} 第{n}段。" for n in range(1, 9))
    assert report(text).document == "A/75/6 (Sect. 14)"


def test_a_document_of_no_symbol_is_keyed_by_its_bytes(report: Write, tmp_path: Path) -> None:
    reading = report("湿地的保护" + BODY)
    assert reading.document == f"DOC/{hashlib.sha256((tmp_path / 'report.txt').read_bytes()).hexdigest()[:12]}"


def test_the_made_up_key_stays_as_an_alias(reading: Reading) -> None:
    assert [alias for alias in reading.aliases if alias.startswith("DOC/")]


def test_a_symbol_given_against_the_one_that_is_printed_is_told(tmp_path: Path) -> None:
    told = [r.message for r in read(SAMPLE, "A/74/99").remarks if r.kind == "contradicted"]
    own = read(SAMPLE).document
    assert told == [
        f"--symbol says A/74/99, the document itself prints {own}: it is kept as A/74/99; if that is a slip, load it without"
    ]
    assert not [r for r in read(SAMPLE, own).remarks if r.kind == "contradicted"]
