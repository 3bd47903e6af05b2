"""The measure of citations against hyperlinks."""

from pathlib import Path

import pytest

from bench.hyperlinks import Read, agreement, as_text, base, read_all, recall
from loaders.base import Source
from loaders.formats.printed import Printed, printed
from loaders.resolution.structure import structure
from loaders.text.lines import Line, NoteMark


@pytest.mark.parametrize(
    ("key", "whole"),
    [("A/RES/217 (III)", "A/RES/217(III)"), ("UNEP/EA.5/Res.7#3", "UNEP/EA.5/RES.7"), ("E/ESCAP/RES/72/7", "ESCAP/RES/72/7")],
)
def test_keys_are_compared_as_whole_instruments_without_blanks(key: str, whole: str) -> None:
    assert base(key) == whole


def test_a_page_has_its_notes_below_a_rule_and_no_links() -> None:
    marked = Line("Recalling the hills,", marks=(NoteMark(19, "1"),), whole=True)
    note = Line("See A/70/1.", note="1", whole=True)
    lines = as_text(Printed((marked, note), "akn")).split("\n")
    assert lines[:1] == ["Recalling the hills1,"]
    assert lines.index("_" * 18) < lines.index("1 See A/70/1.")


def test_long_lines_are_broken_and_numbers_are_not_cut() -> None:
    text = as_text(Printed((Line("回顾第70/199号决议，" * 12, whole=True),), "akn"))
    assert text.index("\n") < len("回顾第70/199号决议，" * 12)
    assert text.count("70/199") == 12


@pytest.fixture(scope="module")
def reads(corpus: Path) -> list[Read]:
    return list(read_all(corpus))


def test_words_alone_give_nearly_all_links(reads: list[Read]) -> None:
    for language in ("en", "zh"):
        hit, linked = recall(one for one in reads if one.language == language)
        assert hit >= 0.98 * linked > 0, language


def test_both_languages_cite_nearly_the_same(reads: list[Read]) -> None:
    both, either, _ = agreement(reads)
    assert both >= 0.97 * either > 0


def test_a_file_read_with_its_links_and_without_has_one_text(corpus: Path, tmp_path: Path) -> None:
    path = sorted((corpus / "data" / "akn4un" / "zh").glob("*.xml"))[0]
    text = tmp_path / "some.txt"
    text.write_text(as_text(printed(Source(path))), encoding="utf-8")
    with_links, without = (structure(printed(Source(p)), "zh").laid for p in (path, text))
    assert (with_links.text, with_links.paragraphs) == (without.text, without.paragraphs)
