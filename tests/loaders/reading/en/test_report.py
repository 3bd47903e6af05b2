"""How an English report is laid out, and what its header tells: ``report.txt``, in the form in which a page is printed."""

from pathlib import Path

import pytest

from ontology.readings import Reading
from ontology.records import Literal
from tests.loaders.reading.conftest import read

REPORT = Path(__file__).with_name("report.txt")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(REPORT)


@pytest.fixture(scope="module")
def words(reading: Reading) -> dict[str, str]:
    return {p.label: reading.text[p.start : p.end] for p in reading.paragraphs}


def told(reading: Reading, subject: str) -> dict[str, str]:
    """What the header says of a thing."""
    said = [s for s in reading.statements if s.subject == subject and s.evidence[0].method.name == "masthead"]
    return {s.predicate: s.object.text if isinstance(s.object, Literal) else s.object for s in said}


def test_the_header_tells_symbol_title_day_and_session(reading: Reading) -> None:
    assert reading.document == "UNEP/EA.9/12"
    assert told(reading, "UNEP/EA.9/12") == {
        "title": "Progress in the implementation of resolution 3/11",
        "type": "report",
        "issued_on": "2024-03-14",
        "submitted_to": "UNEA-9",
    }


def test_the_days_of_the_session_run_over_the_end_of_a_month(reading: Reading) -> None:
    assert told(reading, "UNEA-9") == {"held_on": "2024-02-26/2024-03-01"}


def test_headings_by_numeral_letter_and_annex_are_sections(reading: Reading) -> None:
    labels = [section.label for section in reading.sections]
    assert labels[:5] == ["heading I", "heading II", "heading II.A", "heading II.B", "heading III"]
    assert {"annex I", "annex II"} <= set(labels)


def test_items_count_inside_their_paragraph(words: dict[str, str]) -> None:
    assert [words[label] for label in ("3(a)", "3(b)(ii)", "3(c)")] == [
        "(a) A draft programme of work for the period;",
        "(ii) Travel;",
        "(c) Other matters.",
    ]


def test_a_footnote_whose_mark_stands_alone_is_a_paragraph_and_its_mark_is_gone_from_the_text(words: dict[str, str]) -> None:
    assert (words["fn1"], words["fn2"]) == ("UNEP/EA.3/Res.11, para. 4.", "See General Assembly resolution 53/242, para. 5.")
    assert words["1"].endswith("report on progress.")


def test_a_draft_decision_counts_anew(words: dict[str, str]) -> None:
    assert words["draft-decision 2"].startswith("2. Requests the Executive Director")


def test_an_annex_counts_anew(words: dict[str, str]) -> None:
    assert words["annex I 2"] == "2. Table 1 shows the dates."


def test_running_headers_and_job_numbers_are_left_out(reading: Reading) -> None:
    assert "K2400123" not in reading.text


def test_a_provision_of_a_text_named_behind_it_is_keyed_under_its_carrier(reading: Reading) -> None:
    assert "A/RES/66/288#88" in {m.key for m in reading.mentions if m.paragraph == "1"}


def test_an_acronym_in_a_symbol_is_no_mention_of_a_body(reading: Reading) -> None:
    assert [m.key for m in reading.mentions if m.paragraph == "fn*"] == ["UNEP/EA.9/1"]
