"""The labels of an instrument's paragraphs are those that people cite."""

import textwrap

import pytest

from .conftest import Read, labels
from .excerpts import BOTH, ENGLISH, Excerpt

LABELS = ["header", "preamble", "preamble 1", "preamble 2", "preamble 3", "fn1", "1", "fn2", "2", "3", "3(a)", "3(b)", "closing"]


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_paragraphs_have_the_legal_numbers_whatever_the_ids_of_elements_are(excerpt: Excerpt, read: Read) -> None:
    assert labels(read(excerpt.xml(), "some.xml")) == LABELS


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_text_and_xml_give_the_same_stored_text(excerpt: Excerpt, read: Read) -> None:
    from_text, from_xml = read(excerpt.text()), read(excerpt.xml(), "some.xml")
    assert from_text.text == from_xml.text
    assert from_text.paragraphs == from_xml.paragraphs


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_text_and_xml_give_the_same_statements(excerpt: Excerpt, read: Read) -> None:
    from_text, from_xml = read(excerpt.text()), read(excerpt.xml(), "some.xml")
    assert {s.id for s in from_text.statements} == {s.id for s in from_xml.statements}


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_quotes_stand_where_the_offsets_say(excerpt: Excerpt, read: Read) -> None:
    reading = read(excerpt.text())
    places = [e for s in reading.statements for e in s.evidence]
    assert places
    assert all(reading.text[e.start : e.end] == e.quote for e in places)


HEAD = "United Nations\n\nA/RES/76/998\n\nResolution adopted by the General Assembly on 17 December 2021\n\n76/998. Hills\n\n"


def numbered(*paragraphs: str) -> str:
    return HEAD + "The General Assembly,\n\nRecalling its resolution 70/1,\n\n" + "\n\n".join(paragraphs)


def test_where_numbers_start_again_the_section_stands_before_them(read: Read) -> None:
    reading = read(
        numbered("I", "Hills", "1. Decides to count hills;", "2. Urges States to help;", "II", "Dales", "1. Decides to rest.")
    )
    assert [label for label in labels(reading) if "." in label] == ["I.1", "I.2", "II.1"]


def test_where_numbers_go_on_a_section_changes_no_label(read: Read) -> None:
    reading = read(numbered("I", "Hills", "1. Decides to count hills;", "II", "Dales", "2. Decides to rest."))
    assert [label for label in labels(reading) if label[0].isdigit()] == ["1", "2"]


def test_a_section_is_titled_by_the_line_below_its_numeral(read: Read) -> None:
    reading = read(numbered("I", "Hills", "1. Decides to count hills."))
    assert next((s.label, s.title) for s in reading.sections) == ("heading I", "Hills")


def test_letters_below_a_numeral_are_sections_of_it(read: Read) -> None:
    reading = read(numbered("I", "Land", "A", "Hills", "1. Decides to count hills;", "B", "Dales", "2. Decides to rest."))
    assert [s.label for s in reading.sections if "." in s.label] == ["heading I.A", "heading I.B"]


def test_a_heading_without_a_number_is_called_by_the_paragraph_that_follows(read: Read) -> None:
    reading = read(numbered("1. Decides to count hills;", "High hills", "2. Decides to climb them."))
    assert labels(reading)[-2:] == ["heading 2", "2"]


def test_the_paragraphs_of_an_annex_say_so(read: Read) -> None:
    reading = read(
        numbered("1. Adopts the rules annexed hereto.", "Annex", "Rules of the hills", "1. Hills are high.", "2. Dales are low.")
    )
    assert labels(reading)[-4:] == ["annex-header", "heading annex 1", "annex 1", "annex 2"]


def test_roman_letters_stand_below_letters(read: Read) -> None:
    reading = read(numbered("1. Decides:", "(a) To count:", "(i) High hills;", "(ii) Low hills;", "(b) To rest."))
    assert labels(reading)[-5:] == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]


def test_operative_paragraphs_without_numbers_are_counted(read: Read) -> None:
    assert labels(read(numbered("Decides to count hills;", "Urges States to help.")))[-2:] == ["1", "2"]


def test_lost_enacting_words_are_told_by_the_verbs(read: Read) -> None:
    reading = read(HEAD + "Recalling its resolution 70/1,\n\nAware of the hills,\n\n1. Decides to count them.")
    assert labels(reading) == ["header", "preamble 1", "preamble 2", "1"]


PRESIDENT = "At the 9000th meeting of the Security Council the President of the Security Council made the following statement:"


def test_the_paragraphs_of_a_presidential_statement_are_counted(read: Read) -> None:
    said = "“The Security Council recalls resolution 1325 (2000).\n\n“The Security Council urges calm.”"
    reading = read(f"United Nations\n\nS/PRST/2021/99\n\n{PRESIDENT}\n\n{said}")
    assert (reading.document, labels(reading)) == ("S/PRST/2021/99", ["header", "preamble", "1", "2"])


@pytest.mark.parametrize("width", [60, 90])
def test_broken_lines_join_again(width: int, read: Read) -> None:
    broken = "\n\n".join("\n".join(textwrap.wrap(line, width)) for line in ENGLISH.text().split("\n\n"))
    assert labels(read(broken)) == LABELS


def test_a_number_left_out_is_told(read: Read) -> None:
    reading = read(numbered("1. Decides to count hills;", "3. Decides to rest."))
    assert "1 paragraph numbers missing before 3" in [r.message for r in reading.remarks]
