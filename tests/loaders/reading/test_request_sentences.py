"""What one sentence asks, sentence by sentence: ``request_sentences.tsv``.

Columns: in what it stands (a report, or an operative paragraph of a resolution), the sentence, and all the obligations that it
makes: who asks, the predicate, who is asked, then the qualifiers that have to be there. ``SELF`` is the resolution, ``DOC`` the
report. An empty cell is a sentence that asks nobody.
"""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from loaders.base import Source
from loaders.resolution.loader import Resolution
from loaders.un_report.loader import UnReport
from ontology.readings import Reading
from ontology.records import Statement

SELF = "A/RES/76/998"
FRAMES = {
    (
        "report",
        "en",
    ): "Report of the Secretary-General on the hills\n\nI. Introduction\n1. {words}\n2. The hills of the region are high.\n",
    ("report", "zh"): "一、 导言\n1. {words}\n2. 该区域的山丘很高。\n",
    ("resolution", "en"): "76/998. Hills\n\nThe General Assembly,\n\nAware of the hills,\n\n1. {words}\n\n2. Decides to rest.\n",
    ("resolution", "zh"): "76/998. 山丘\n\n大会，\n\n意识到山丘，\n\n1. {words}\n\n2. 决定休息。\n",
}


@cache
def sentences() -> tuple[tuple[str, str, str], ...]:
    with Path(__file__).with_name("request_sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple((kind, words, asks) for kind, words, asks in list(rows)[1:])


def reading_of(kind: str, words: str, folder: Path) -> Reading:
    language = "zh" if re.search("[一-鿿]", words) else "en"
    path = folder / "some.txt"
    path.write_text(FRAMES[kind, language].format(words=words), encoding="utf-8")
    loader = Resolution() if kind == "resolution" else UnReport()
    return next(loader.read(Source(path)))


def obligations(reading: Reading) -> list[tuple[str, dict[str, str]]]:
    """Each obligation as who asks, predicate and who is asked, with its qualifiers; in the order of the text."""
    by: dict[str, list[str]] = {}
    asked: dict[str, Statement] = {}
    plain = {(s.subject, s.object): s for s in reading.statements if s.predicate in ("requests", "recommends")}
    reports = {
        (s.subject, s.object, e.start) for s in reading.statements if s.predicate == "requests_report_from" for e in s.evidence
    }
    for statement in reading.statements:
        if statement.predicate == "requested_by":
            by.setdefault(statement.subject, []).append(str(statement.object))
        if statement.predicate == "addressed_to":
            asked[statement.subject] = statement
    found = []
    for node, statement in asked.items():
        for source in by[node]:
            report = (source, statement.object, statement.evidence[0].start) in reports
            said = "requests_report_from" if report else plain[source, statement.object].predicate
            who = {reading.document: "SELF" if reading.document == SELF else "DOC"}.get(source, source)
            found.append((f"{who} {said} {statement.object}", dict(statement.qualifiers)))
    return found


@pytest.mark.parametrize(("kind", "words", "asks"), sentences(), ids=lambda value: str(value)[:48])
def test_a_sentence_asks_this_and_no_more(kind: str, words: str, asks: str, tmp_path: Path) -> None:
    wanted = [one.split(" ") for one in asks.split("; ") if one]
    found = obligations(reading_of(kind, words, tmp_path))
    assert Counter(claim for claim, _ in found) == Counter(" ".join(one[:3]) for one in wanted)
    for one in wanted:
        said = dict(part.split("=") for part in one[3:])
        assert any(claim == " ".join(one[:3]) and said.items() <= qualifiers.items() for claim, qualifiers in found), (one, found)


def test_the_sentences_are_many_in_both_languages() -> None:
    chinese = sum(bool(re.search("[一-鿿]", words)) for _, words, _ in sentences())
    assert min(chinese, len(sentences()) - chinese) >= 30
