"""What one sentence says, sentence by sentence: ``sentences.tsv``.

Columns: ``part`` (``design``: written with the rules in mind; ``held_out``: written before them and never looked at for them), the
sentence, and all the relations that it says, ``subject predicate object`` with the status where it is none of fact. An empty cell is
a sentence that says none: a plan is not done, an example is no member, a threat is no contribution.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from loaders.un_report.relations import patterns
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
HELD_OUT_SHARE = 0.85


class Sentence(NamedTuple):
    part: str
    words: str
    said: frozenset[str]


@cache
def sentences() -> tuple[Sentence, ...]:
    with Path(__file__).with_name("sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return tuple(Sentence(part, words, frozenset(filter(None, said.split("; ")))) for part, words, said in rows)


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
            if evidence.paragraph == "1":
                out.setdefault(said, set()).add(evidence.method.name)
    return out


@pytest.mark.parametrize("sentence", of("design"), ids=lambda s: s.words[:24])
def test_a_sentence_says_this_and_no_more(report: Write, sentence: Sentence) -> None:
    assert set(relations(report(f"一、 导言\n1. {sentence.words}\n{HOUSE}"))) == sentence.said


def test_most_sentences_that_no_rule_was_written_for_are_read_right(report: Write) -> None:
    wrong = [
        (s.words, sorted(read ^ s.said))
        for s in of("held_out")
        if (read := frozenset(relations(report(f"一、 导言\n1. {s.words}\n{HOUSE}")))) != s.said
    ]
    share = 1 - len(wrong) / len(of("held_out"))
    assert share >= HELD_OUT_SHARE, f"{share:.2f} read right; wrong: {wrong}"


def test_no_rule_lacks_an_example(report: Write) -> None:
    told: set[str] = set()
    for sentence in sentences():
        for said, rules in relations(report(f"一、 导言\n1. {sentence.words}\n{HOUSE}")).items():
            told |= rules if said in sentence.said else set()
    assert {rule.name for rule in patterns("zh")} - told == set()
