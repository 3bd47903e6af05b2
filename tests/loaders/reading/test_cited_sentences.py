"""What a sentence cites and names, language by language: ``<language>/citations.tsv``.

Columns: what is read (``citation``: instruments; ``goal``: the Sustainable Development Goals; ``entity``: bodies, sessions,
places), the document's symbol or nothing, the sentence, the keys that it names (blanks in a key as underscores).
"""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.loaders.reading.conftest import Write

REPORTS = {
    "en": "I. Introduction\n1. {}\n2. The report is for the members.\n3. It was issued in the year.\n",
    "zh": "一、 导言\n1. {}\n2. 本报告供成员参考。\n3. 本报告已经印发。\n",
}
FORMS = ("symbol", "ibid", "anaphora")


class Sentence(NamedTuple):
    language: str
    of: str
    document: str
    words: str
    reads: str


def sentences(of: str) -> list[Sentence]:
    out: list[Sentence] = []
    for language in REPORTS:
        with Path(__file__).with_name(language).joinpath("citations.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
        out += [Sentence(language, *row) for row in rows if row[0] == of]
    return out


@pytest.mark.parametrize("sentence", sentences("citation"), ids=lambda s: s.words[:40])
def test_a_sentence_cites_these_and_no_others(report: Write, sentence: Sentence) -> None:
    reading = report(REPORTS[sentence.language].format(sentence.words), symbol=sentence.document or None)
    cited = [m.key for m in reading.mentions if m.type == "instrument" and m.form in FORMS and m.paragraph == "1"]
    assert sorted(key.replace(" ", "_") for key in cited) == sorted(sentence.reads.split())


@pytest.mark.parametrize("sentence", sentences("goal"), ids=lambda s: s.words[:40])
def test_a_sentence_names_these_goals_and_no_others(report: Write, sentence: Sentence) -> None:
    reading = report(REPORTS[sentence.language].format(sentence.words))
    named = [m.key for m in reading.mentions if m.type == "sdg" and m.paragraph == "1"]
    assert sorted(named) == sorted(sentence.reads.split())


@pytest.mark.parametrize("sentence", sentences("entity"), ids=lambda s: s.words[:40])
def test_a_sentence_names_these_bodies_and_no_others(report: Write, sentence: Sentence) -> None:
    reading = report(REPORTS[sentence.language].format(sentence.words), symbol=sentence.document or None)
    assert {m.key for m in reading.mentions if m.type == "entity" and m.paragraph == "1"} == set(sentence.reads.split())


def test_a_clause_does_not_cut_numbers_off_from_their_noun(report: Write) -> None:
    words = "Recalling its resolutions 58/217 of 23 December 2003, on which we rely, and 59/228 of 22 December 2004,"
    reading = report(REPORTS["en"].format(words), symbol="A/C.2/73/L.1")
    assert [m.quote for m in reading.mentions if m.type == "instrument"] == ["resolutions 58/217", "59/228"]


def test_ibid_in_a_footnote_is_what_the_footnote_before_it_cites(report: Write) -> None:
    text = (
        REPORTS["en"].format("One thing¹ and another² of resolution 70/1.")
        + f"{'_' * 10}\n1 A/72/82, para. 12.\n2 Ibid., para. 14.\n"
    )
    found = [(m.paragraph, m.key) for m in report(text).mentions if m.form == "ibid"]
    assert found == [("fn2", "A/72/82#14")]


def test_that_decision_means_the_one_that_the_paragraph_above_cites(report: Write) -> None:
    text = "I. Introduction\n1. Decision 27/2 of the Governing Council stands.\n2. That decision is long.\n3. It is old.\n"
    assert [(m.paragraph, m.key) for m in report(text).mentions if m.form == "anaphora" and m.type == "instrument"] == [
        ("2", "UNEP/GC/DEC/27/2")
    ]
