"""Headings of the UNBIS Thesaurus: own entries in the list's form, and with the corpus the list itself."""

from pathlib import Path

import pytest

from loaders import registry
from loaders.base import Source, SourceError
from loaders.unbis.loader import Unbis

ENTRY = "{'uri': 'http://metadata.un.org/thesaurus/100', 'prefLabel': '沙尘'}"


def test_a_heading_is_a_topic_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "zh_sorted.json").write_text(f"[{ENTRY}, {{'uri': 'http://metadata.un.org/thesaurus/7'}}]", encoding="utf-8")
    source = Source(tmp_path / "zh_sorted.json")
    (reading,) = registry.pick(source).read(source)
    assert reading.document == "REG/unbis-zh"
    assert {(s.subject, s.predicate, getattr(s.object, "text", "")) for s in reading.statements} == {
        ("UNBIS/100", "type", "topic"),
        ("UNBIS/100", "name", "沙尘"),
    }
    assert "entry 2: expected uri and prefLabel" in reading.remarks[0].message


@pytest.mark.parametrize("text", ["[{'uri': open('x')}]", "{'uri': 1}", "[", "[" * 100_000])
def test_what_is_no_list_of_headings_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "zh_sorted.txt").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="expected"):
        list(Unbis().read(Source(tmp_path / "zh_sorted.txt")))


def test_the_list_at_hand_is_read_whole(corpus: Path) -> None:
    source = Source(corpus / "data" / "unbis" / "zh_sorted.pylist.txt")
    (reading,) = registry.pick(source).read(source)
    assert len({s.subject for s in reading.statements}) > 7_000
    assert not reading.remarks
