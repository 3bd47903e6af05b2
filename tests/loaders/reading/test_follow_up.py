"""What became of recommendations of oversight bodies, as claimed by whom."""

from ontology.readings import Reading

from .conftest import Write

ZH = """联合国 A/75/6 (Sect. 14)

一、 导言
1. 环境署对监督机构的建议采取了后续行动，详情如下。
2. 建议一览见附件。
3. 环境署感谢审计委员会。

附件一
对监督机构建议采取的后续行动
审计委员会
A/74/5/Add.7，第二章
审计委员会建议环境署更新湿地清单(第 12 段)。
环境署公布了新的清单。环境署表示该建议已全面落实，请委员会结案。
审计委员会建议环境署培训所有区域办事处的会计(第 15 段)。
该建议正在执行。
审计委员会建议环境署合并两个信托基金(第 20 段)。
环境署不接受该建议。
审计委员会建议环境署清点所有车辆(第 31 段)。
审计委员会认为该建议已执行。
审计委员会建议环境署出版一本手册(第 33 段)。
手册的文字由一个小组拟订。
"""
EN = """United Nations A/75/6 (Sect. 14)

I. Introduction
1. The United Nations Environment Programme followed up on what the oversight bodies had recommended, as set out below.
2. The recommendations are listed in the annex to the present report, together with the action that was taken on them.
3. The United Nations Environment Programme thanks the Board of Auditors for its work in the course of the year under review.

Annex I
Follow-up action
Board of Auditors
A/74/5/Add.7, chap. II
The Board of Auditors recommended that the United Nations Environment Programme update the list of wetlands (para. 12).
UNEP considers this recommendation to have been implemented and requests its closure by the Board.
The Board of Auditors recommended that the United Nations Environment Programme train its accountants (para. 15).
The recommendation is under implementation.
"""


def claims(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [
        (s.subject, s.predicate, str(s.object), dict(s.qualifiers).get("status", ""))
        for s in reading.statements
        if s.evidence[0].method.name == "follow_up"
    ]


def test_a_claim_has_who_makes_it_and_how_far_the_recommendation_is(report: Write) -> None:
    assert claims(report(ZH)) == [
        ("UNEP", "fulfils", "A/74/5/Add.7#12!1", "achieved"),
        ("A/74/5/Add.7#12!1", "followed_up_by", "BOA", ""),
        ("UNEP", "fulfils", "A/74/5/Add.7#15!1", "in_progress"),
        ("UNEP", "fulfils", "A/74/5/Add.7#20!1", "negated"),
        ("A/74/5/Add.7#31!1", "closed_by", "BOA", ""),
    ]


def test_in_english_too(report: Write) -> None:
    assert claims(report(EN)) == [
        ("UNEP", "fulfils", "A/74/5/Add.7#12!1", "achieved"),
        ("A/74/5/Add.7#12!1", "followed_up_by", "BOA", ""),
        ("UNEP", "fulfils", "A/74/5/Add.7#15!1", "in_progress"),
    ]


def test_the_quote_is_the_sentence_that_claims_it(report: Write) -> None:
    reading = report(ZH)
    quotes = [s.evidence[0].quote for s in reading.statements if s.evidence[0].method.name == "follow_up"]
    assert quotes[0] == "环境署表示该建议已全面落实，请委员会结案。"
    assert all(quote and quote in reading.text for quote in quotes)
