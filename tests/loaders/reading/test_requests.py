"""Requests as obligations."""

import re
from dataclasses import replace
from pathlib import Path

from graph_service.graph.snapshot import build
from graph_service.store import open_store
from ontology.readings import Reading
from ontology.records import Evidence, Method, Statement, qualifiers

from .conftest import Write

DECISION = "一、 导言\n1. 环境署、环境署。在第 26/11 号决定中，环境署理事会"


def nodes(reading: Reading) -> dict[str, dict[str, Statement]]:
    out: dict[str, dict[str, Statement]] = {}
    for statement in reading.statements:
        if "!" in statement.subject:
            out.setdefault(statement.subject.rpartition("#")[2], {})[statement.predicate] = statement
    return out


def plain(reading: Reading) -> list[tuple[str, str, str]]:
    asking = ("requests", "recommends", "requests_report_from")
    return [(s.subject, s.predicate, str(s.object)) for s in reading.statements if s.predicate in asking]


def test_a_request_has_the_decision_as_its_source_and_a_node_of_its_own(report: Write) -> None:
    reading = report(f"{DECISION}请环境管理小组协助会员国。\n")
    assert plain(reading) == [("UNEP/GC/DEC/26/11", "requests", "EMG")]
    node = nodes(reading)["1!1"]
    assert (node["requested_by"].object, node["addressed_to"].object) == ("UNEP/GC/DEC/26/11", "EMG")
    assert str(node["requested_in"].object).endswith("#1")


def test_a_report_due_says_to_whom_and_when(report: Write) -> None:
    reading = report(f"{DECISION}请执行主任向联合国环境大会第二届会议提交进度报告。\n")
    assert plain(reading) == [("UNEP/GC/DEC/26/11", "requests_report_from", "UNEP-ED")]
    node = nodes(reading)["1!1"]
    assert node["addressed_to"].qualifier("due") == "UNEA-2"
    assert node["reports_go_to"].object == "UNEA"


def test_a_report_made_for_a_decision_and_put_before_the_session_asked_for_answers_it(report: Write) -> None:
    asked = "环境署理事会在第 26/11 号决定中请执行主任向联合国环境大会第二届会议提交进度报告。"
    words = f"一、 导言\n1. 本报告系根据环境署理事会第 26/11 号决定编写。\n2. {asked}\n3. 本报告提交"
    reading = report(f"{words}联合国环境大会第二届会议。\n")
    assert nodes(reading)["2!1"]["answered_by"].object == reading.document
    assert "answered_by" not in nodes(report(f"{words}大会。\n"))["2!1"]


def test_things_asked_item_by_item_are_as_many_nodes(report: Write) -> None:
    reading = report(
        f"{DECISION}请环境管理小组：\n\n(a) 编写一份清单；\n\n(b) 举办讲习班；\n\n(c) 在 2014 年 5 月前向粮农组织通报。\n"
    )
    found = nodes(reading)
    assert list(found) == ["1(a)!1", "1(b)!1", "1(c)!1"]
    assert found["1(c)!1"]["addressed_to"].qualifier("due") == "2014-05"


def test_the_verb_tells_how_strongly_it_is_asked(report: Write) -> None:
    reading = report(f"{DECISION}鼓励环境管理小组分享经验，并邀请教科文组织参加。\n")
    modalities = {str(s.object): s.qualifier("modality") for s in reading.statements if s.predicate == "requests"}
    assert modalities == {"EMG": "encourages", "UNESCO": "invites"}


def test_what_was_done_at_the_request_of_a_body_is_a_request_of_it(report: Write) -> None:
    reading = report("一、 导言\n1. 应联合国系统行政首长协调理事会的要求，环境管理小组编写了清单。\n")
    assert ("CEB", "requests", "EMG") in plain(reading)


def test_a_noun_is_no_request(report: Write) -> None:
    assert plain(report("一、 导言\n1. 粮农组织按照世界银行的要求粮食署的意见办理。\n")) == []


def test_what_a_draft_asks_is_asked_by_the_draft_and_only_proposed(reading: Reading) -> None:
    asked = [s for s in reading.statements if s.predicate == "requests" and "#draft-decision" in s.subject]
    assert [str(s.object) for s in asked] == ["UNEP-ED", "MEMBER-STATES"]
    node = next(s for s in reading.statements if s.predicate == "addressed_to" and "#draft-decision" in s.subject)
    assert node.qualifier("status") == "proposed"


def test_a_recommendation_of_auditors_is_keyed_by_their_own_paragraph(report: Write) -> None:
    reading = report("一、 导言\n1. 背景。\n\n附件\n\nA/74/5/Add.7\n\n审计委员会建议环境署改进控制(第 29 段)。\n")
    assert "A/74/5/Add.7#29!1" in {s.subject for s in reading.statements}


FIVE = (
    "；".join(f"请环境管理小组{what}" for what in ("编制清单", "举办培训班", "翻译手册", "更新网站", "在 2014 年前总结")) + "。\n"
)


def test_five_things_asked_in_a_paragraph_are_five_nodes_and_one_statement_with_five_places(report: Write) -> None:
    reading = report(f"{DECISION}{FIVE}")
    assert list(nodes(reading)) == [f"1!{n}" for n in range(1, 6)]
    asked = [s for s in reading.statements if s.predicate == "requests"]
    assert [(s.subject, s.object, len(s.evidence)) for s in asked] == [("UNEP/GC/DEC/26/11", "EMG", 5)]


def test_the_same_request_by_rule_and_by_a_curator_is_one_line_in_a_snapshot(report: Write, tmp_path: Path) -> None:
    reading = report(f"{DECISION}鼓励环境管理小组分享经验。\n")
    row = Evidence("1", Method("curated", "register"))
    said = qualifiers({"modality": "encourages", "act": "share-experience"})
    curated = Statement(reading.document, "UNEP/GC/DEC/26/11", "requests", "EMG", said, evidence=(row,))
    register = replace(
        reading, document="REG/test", loader="register", statements=(curated,), mentions=(), paragraphs=(), sections=(), text="",
        entities=(), figures=(), remarks=(), aliases=(),
    )  # fmt: skip
    store = open_store(str(tmp_path / "both.db"))
    for one in (reading, register):
        store.write(one, "2026-01-01T00:00:00Z")
    snapshot = build(store)
    lines = [snapshot.line(n) for n in snapshot.lines_of("UNEP/GC/DEC/26/11")]
    assert [len(line) for line in lines if line[0].predicate == "requests"] == [2]
    store.close()


def test_no_words_of_the_source_stand_in_what_makes_a_statement(report: Write) -> None:
    renamed = "2. 大会第 67/251 号决议把环境署理事会改称联合国环境大会，又将土地问题管理小组更名为湿地和草原问题管理小组。\n"
    reading = report(f"{DECISION}{FIVE}\n\n{renamed}")
    for statement in reading.statements:
        for name, value in statement.qualifiers:
            assert not re.search("[一-鿿]", value), (name, value)
