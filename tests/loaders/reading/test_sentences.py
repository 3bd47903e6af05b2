"""What one sentence says, sentence by sentence: ``sentences.tsv``.

Columns: ``part`` (``design``: written with the rules in mind; ``held_out``: written before them and not looked at for them), the
sentence, and all the relations that it says, ``subject predicate object`` with the status where it is no fact and ``@`` the date
where it says one. An empty cell is a sentence that says none: a plan is not done, an example is no member, a threat is no
contribution. Rows ``asking`` name the requests of a sentence instead.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from loaders.reading.constructions import patterns
from ontology.readings import Reading
from ontology.records import Literal

from .conftest import Write

HOUSE = "\n2. 环境署、环境管理小组。环境署、环境管理小组。环境署、环境管理小组。\n"
"""A paragraph that tells whose report it is."""
OTHERS = (
    "name", "acronym", "also_called", "title", "type", "cites", "adopted_by", "adopted_on", "held_on", "requests", "requested_in",
    "requested_by", "addressed_to", "recommends",
)  # fmt: skip
"""What other readers say."""
BY_NAME = ("unit-by-name", "secretariat-by-name", "unit-behind-body", "unit-in-chart", "prepares")
"""What the names themselves say, wherever they stand."""
HELD_OUT_SHARE = 0.85


ASKING = ("requests", "recommends", "requests_report_from")


class Sentence(NamedTuple):
    """``dated``: the date of what is said, where the row has one."""

    part: str
    words: str
    said: frozenset[str]
    dated: dict[str, str]


@cache
def sentences() -> tuple[Sentence, ...]:
    with Path(__file__).with_name("sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return tuple(_row(*row) for row in rows)


def _row(part: str, words: str, said: str) -> Sentence:
    parts = [one.partition(" @") for one in said.split("; ") if one]
    return Sentence(part, words, frozenset(claim for claim, *_ in parts), {claim: date for claim, _, date in parts if date})


IN_SECTION = (
    "5.1 环境署 2018-2021 年期间中期战略是基础。\n5.2 二。\n5.3 三。\n5.4 四。\n次级方案 3\n生态系统\n"
    "5.5 五。\n5.6 {words}\n5.7 七。\n"
)
"""A report on programmes: the third subprogramme is what the sentence's section is about."""
SP3 = "UNEP/SP3@2018-2021"
PROGRAMME = (
    ("本次级方案正在根据大会第 70/1 号决议开展工作。", (SP3, "implements", "A/RES/70/1"), "works-under"),
    ("根据联合国环境大会第 4/10 号决议，本次级方案提供咨询。", (SP3, "implements", "UNEP/EA.4/Res.10"), "programme-under"),
    ("本次级方案协助各国落实联合国环境大会第 3/2 号决议。", (SP3, "implements", "UNEP/EA.3/Res.2"), "helps-implement"),
    ("本次级方案在非洲启动了全球泥炭地倡议。", (SP3, "launches", "GPI"), "launches-active"),
    ("本次级方案将继续通过国际珊瑚礁倡议和全球泥炭地倡议援助各国。", (SP3, "works_through", "ICRI"), "programme-through"),
    ("科学司(次级方案 3)有四个科。", ("UNEP-SCIENCE", "leads", SP3), "units-of-programmes"),
    ("联合国环境大会 授权：大会第 67/213 号决议", ("A/RES/67/213", "mandates", "UNEA"), "mandated-in-table"),
    ("大会通过了《新城市议程》。", ("NEW-URBAN-AGENDA", "adopted_by", "UNGA"), "body-adopts-active"),
    ("《新城市议程》由大会通过。", ("NEW-URBAN-AGENDA", "adopted_by", "UNGA"), "body-adopted-passive"),
    ("大会通过的《新城市议程》有附件。", ("NEW-URBAN-AGENDA", "adopted_by", "UNGA"), "body-adopted-which-made"),
    ("由大会通过的《新城市议程》有附件。", ("NEW-URBAN-AGENDA", "adopted_by", "UNGA"), "body-adopted-made-by"),
    ("《新城市议程》是大会通过的。", ("NEW-URBAN-AGENDA", "adopted_by", "UNGA"), "body-adopted-cleft"),
    ("联合国环境大会第 4/1 号决议强调旱地报告的价值。", ("UNEP/EA.4/Res.1", "cites", "EMG/REPORT/DRYLANDS"), "cites-it"),
)  # fmt: skip
"""What is said in a section on a programme, or beside what another reader finds: sentence, relation, rule."""


def of(part: str) -> list[Sentence]:
    return [s for s in sentences() if s.part == part]


def relations(reading: Reading) -> dict[str, set[str]]:
    """The relations said in the first paragraph, each with the rules that read it."""
    out: dict[str, set[str]] = {}
    for s in reading.statements:
        if s.predicate in OTHERS or isinstance(s.object, Literal):
            continue
        status = s.qualifier("status")
        said = " ".join(filter(None, (s.subject, s.predicate, s.object, status))).replace(reading.document, "DOC")
        for evidence in s.evidence:
            if evidence.paragraph == "1" and evidence.method.name not in BY_NAME:
                out.setdefault(said, set()).add(evidence.method.name)
    return out


@pytest.mark.parametrize("sentence", of("design"), ids=lambda s: s.words[:24])
def test_a_sentence_says_this_and_no_more(report: Write, sentence: Sentence) -> None:
    reading = report(f"一、 导言\n1. {sentence.words}\n{HOUSE}")
    assert set(relations(reading)) == sentence.said
    since = {f"{s.subject} {s.predicate} {s.object}": s.valid_from for s in reading.statements}
    assert {claim: since[claim] for claim in sentence.dated} == sentence.dated


@pytest.mark.parametrize("sentence", of("asking"), ids=lambda s: s.words[:24])
def test_a_sentence_asks_this_and_no_more(report: Write, sentence: Sentence) -> None:
    reading = report(f"一、 导言\n1. {sentence.words}\n{HOUSE}")
    asked = {f"{s.subject} {s.predicate} {s.object}" for s in reading.statements if s.predicate in ASKING}
    assert asked == sentence.said


@pytest.mark.parametrize(("words", "triple", "rule"), PROGRAMME, ids=[rule for *_, rule in PROGRAMME])
def test_a_sentence_of_a_section_on_a_programme_is_about_it(
    report: Write, words: str, triple: tuple[str, str, str], rule: str
) -> None:
    reading = report(IN_SECTION.format(words=words), symbol="A/75/6 (Sect. 14)")
    read = {(s.subject, s.predicate, str(s.object)): {e.method.name for e in s.evidence} for s in reading.statements}
    assert rule in read.get(triple, set())


def test_most_sentences_that_no_rule_was_written_for_are_read_right(report: Write) -> None:
    wrong = [
        (s.words, sorted(read ^ s.said))
        for s in of("held_out")
        if (read := frozenset(relations(report(f"一、 导言\n1. {s.words}\n{HOUSE}")))) != s.said
    ]
    share = 1 - len(wrong) / len(of("held_out"))
    assert share >= HELD_OUT_SHARE, f"{share:.2f} read right; wrong: {wrong}"


def test_no_rule_lacks_an_example(report: Write) -> None:
    told = {rule for *_, rule in PROGRAMME}
    for sentence in sentences():
        for said, rules in relations(report(f"一、 导言\n1. {sentence.words}\n{HOUSE}")).items():
            told |= rules if said in sentence.said else set()
    assert {rule.name for rule in patterns("zh")} - told == set()
