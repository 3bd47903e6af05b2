"""Which loader reads a file."""

from pathlib import Path

import pytest

from loaders.base import Source, SourceError
from loaders.registry import loaders, pick, shipped

SAMPLE = Path(__file__).parent / "reading" / "sample.txt"


def test_a_report_is_read_by_the_loader_of_reports() -> None:
    assert pick(Source(SAMPLE)).name == "un_report"


@pytest.mark.parametrize(
    "words",
    [
        "联合国 A/71/999\n大会\n主席给各会员国的信\n谨随函附上一份说明。\n",
        "世界卫生组织\n执行委员会\nEB130/4\n秘书处的报告\n本文件概述了进展情况。\n",
        "Note by the secretariat of the United Nations\n1. It began.\n2. It went on.\n3. It ended, and that is all of it.\n",
    ],
)
def test_a_document_is_told_by_its_symbol_or_by_whose_it_is_and_its_numbers(tmp_path: Path, words: str) -> None:
    path = tmp_path / "document.txt"
    path.write_text(words, encoding="utf-8")
    assert pick(Source(path)).name == "un_report"


def test_each_register_that_ships_is_recognised_by_its_own_loader() -> None:
    assert [pick(source).name for source in shipped()] == ["bodies", "governance"]


def test_a_loader_is_found_by_its_name() -> None:
    assert pick(Source(SAMPLE), "un_report").name == "un_report"


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SourceError, match=r"no loader 'pdf': expected one of .*un_report"):
        pick(Source(SAMPLE), "pdf")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\0\1\2", "binary"),
        ("Доклад Организации. ".encode("koi8-r") * 20, "not UTF-8"),
        (b"hello world, no report", "of no known kind"),
    ],
)
def test_a_file_that_is_no_source_is_refused_with_the_reason(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "some.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        pick(Source(path))


def test_names_of_loaders_are_unique() -> None:
    assert len({loader.name for loader in loaders()}) == len(loaders())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("A/RES/70/1\nقرار الجمعية العامة\n1. تقرر الجمعية العامة أن تعمل الدول معا.\n", "Arabic"),
        ("A/RES/70/1\nГенеральная Ассамблея\n1. Просит представить доклад.\n", "Russian"),
        ("A/RES/70/1\n1. La Asamblea pide a los Estados que se unan por el bien de las personas y del planeta.\n", "Spanish"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_language_without_rules_is_named_with_what_to_do(tmp_path: Path, words: str, told: str, encoding: str) -> None:
    path = tmp_path / "document.txt"
    path.write_text(f"\u200f{words}", encoding=encoding)
    with pytest.raises(SourceError, match=f"a text in {told}, .*it names A/RES/70/1.* Expected one in en, fr, zh"):
        pick(Source(path))


def test_a_text_in_two_encodings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes("A/74/1\n1. 大会决定如此。\n".encode() + "2. 理事会也决定如此。\n".encode("gb18030"))
    with pytest.raises(SourceError, match="not UTF-8"):
        pick(Source(path))
