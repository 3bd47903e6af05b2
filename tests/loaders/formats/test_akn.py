"""Akoma Ntoso becomes lines: words, marks, links and ids apart."""

from pathlib import Path

import pytest

from loaders.base import Source, SourceError
from loaders.formats.printed import Printed, printed
from tests.loaders.resolution.excerpts import BOTH, CHINESE, ENGLISH, Excerpt


def read(excerpt: Excerpt, folder: Path) -> Printed:
    path = folder / "some.xml"
    path.write_text(excerpt.xml(), encoding="utf-8")
    return printed(Source(path))


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_the_file_declares_its_language(excerpt: Excerpt, tmp_path: Path) -> None:
    assert read(excerpt, tmp_path).language == excerpt.language


def test_a_paragraph_is_a_line_with_its_number_in_front(tmp_path: Path) -> None:
    lines = [line.text for line in read(ENGLISH, tmp_path).lines]
    assert "(a) To keep the water of lakes clean;" in lines
    assert "76/999. Lakes of the high plains" in lines


def test_the_mark_of_a_footnote_is_no_part_of_the_words(tmp_path: Path) -> None:
    lines = read(CHINESE, tmp_path).lines
    line = next(line for line in lines if line.text.startswith("1. "))
    assert (line.text[-1], [(m.at, m.mark) for m in line.marks]) == ("；", [(len(line.text), "2")])


def test_a_footnote_follows_the_line_on_which_it_hangs(tmp_path: Path) -> None:
    lines = read(ENGLISH, tmp_path).lines
    notes = [(lines[i - 1].text[:6], line.note, line.text) for i, line in enumerate(lines) if line.note]
    assert notes == [("Noting", "1", "See UNEP/EA.4/2, annex I."), ("1. Tak", "2", "A/76/100.")]


def test_a_link_lies_on_its_words(tmp_path: Path) -> None:
    lines = read(CHINESE, tmp_path).lines
    found = [(line.text[link.start : link.end], link.url) for line in lines for link in line.links]
    assert found == [("70/1", "https://undocs.org/ch/A/RES/70/1"), ("4/10", "https://undocs.org/ch/UNEP/EA.3/Res.10")]


def test_the_ids_of_elements_stand_beside_their_lines(tmp_path: Path) -> None:
    anchors = [(line.anchor, line.text[:2]) for line in read(ENGLISH, tmp_path).lines if line.anchor.startswith("para")]
    assert anchors[:2] == [("para_40", "1."), ("para_41", "2.")]


def test_what_the_metadata_tell_are_facts(tmp_path: Path) -> None:
    facts = read(ENGLISH, tmp_path).facts
    assert (facts["symbol"], facts["adopted_on"], facts["drafts"]) == ("A/RES/76/999", "2021-12-17", "A/C.2/76/L.99")


def test_a_break_in_a_line_makes_two(tmp_path: Path) -> None:
    assert [line.text for line in read(ENGLISH, tmp_path).lines[-2:]] == ["54th plenary meeting", "17 December 2021"]


def test_a_file_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.xml"
    path.write_text("<akomaNtoso><statement><meta/></statement></akomaNtoso>", encoding="utf-8")
    with pytest.raises(SourceError, match=r"empty\.xml: Akoma Ntoso without words; expected preamble"):
        printed(Source(path))


def test_a_link_that_was_split_into_two_anchors_is_one(tmp_path: Path) -> None:
    path = tmp_path / "split.xml"
    anchors = '<a href="https://undocs.org/en/A/RES/70/1">70</a><a href="https://undocs.org/en/A/RES/70/1">/1</a>'
    path.write_text(f"<akomaNtoso><statement><preamble><p>Recalling resolution {anchors},</p></preamble></statement></akomaNtoso>")
    (line,) = printed(Source(path)).lines
    assert [line.text[link.start : link.end] for link in line.links] == ["70/1"]
