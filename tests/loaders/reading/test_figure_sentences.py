"""Sentences of our own with the figures that they tell, in full: whose, what, how much, when, asked or done, how exact."""

import csv
from pathlib import Path

import pytest

from ontology.records import Figure

from .conftest import Write

HEADS = {
    "zh": "联合国 UNEP/EA.9/7\n\n一、 导言\n1. ",
    "en": "UNEP/EA.9/7\nReport on the wetlands of the world\nI. Introduction\n1. ",
}
ENDS = {"zh": "\n2. 有序言。\n", "en": "\n2. The report was put before those who had asked for it, and it is of a known kind.\n"}


def rows() -> list[tuple[str, str, str]]:
    with Path(__file__).with_name("figure_sentences.tsv").open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["language"], row["words"], row["figures"]) for row in table]


def told(figure: Figure) -> str:
    """A figure in one line: nothing is a dash, blanks in dimensions are underscores."""
    dimensions = [f"{name}={value.replace(' ', '_')}" for name, value in figure.dimensions]
    said = (figure.subject, figure.measure, figure.value, figure.unit, figure.period, figure.status, figure.exactness, *dimensions)
    return " ".join(str(value or "-") for value in said)


def sorted_dimensions(line: str) -> str:
    words = line.split(" ")
    return " ".join([*words[:7], *sorted(words[7:])])


@pytest.mark.parametrize(("language", "words", "figures"), rows())
def test_a_sentence_tells_its_figures_in_full(report: Write, language: str, words: str, figures: str) -> None:
    reading = report(f"{HEADS[language]}{words}{ENDS[language]}")
    found = sorted((e.start or 0, told(f)) for f in reading.figures for e in f.evidence if e.paragraph == "1")
    assert [line for _, line in found] == [sorted_dimensions(line) for line in figures.split(" ; ") if line]


def test_there_are_sentences_of_both_languages_and_as_many_kinds() -> None:
    assert {language: sum(row[0] == language for row in rows()) >= 30 for language in HEADS} == {"zh": True, "en": True}
