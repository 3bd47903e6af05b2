"""The lines that extract prints."""

from pathlib import Path
from typing import Any

import pytest

from loaders.base import Source
from loaders.extract import explained, lines
from loaders.un_report.loader import UnReport

SAMPLE = Path(__file__).parent / "reading" / "sample.txt"

NAMES = {
    "document": {"kind", "key", "title", "language", "date", "sha256", "paragraphs"},
    "section": {"kind", "label", "title", "about", "parent"},
    "mention": {"kind", "type", "form", "key", "document", "paragraph", "start", "end", "quote", "as_printed", "likely"},
    "entity": {"kind", "key", "type", "labels", "aliases"},
}
STATEMENT = {
    "kind", "id", "subject", "predicate", "document", "paragraph", "start", "end", "quote", "valid_from", "valid_to", "qualifiers",
    "confidence", "method",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return list(lines(next(UnReport().read(Source(SAMPLE)))))


def test_the_first_line_is_the_document(rows: list[dict[str, Any]]) -> None:
    assert (rows[0]["kind"], rows[0]["key"], rows[0]["date"]) == ("document", "UNEP/EA.9/7", "2019-03-03")


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_each_kind_of_line_has_its_names(rows: list[dict[str, Any]], kind: str) -> None:
    found = [set(row) for row in rows if row["kind"] == kind]
    assert found
    assert all(names == NAMES[kind] for names in found)


def test_a_statement_has_an_object_or_a_value(rows: list[dict[str, Any]]) -> None:
    for row in (r for r in rows if r["kind"] == "statement"):
        assert set(row) - STATEMENT in ({"object"}, {"value", "language"}, {"value", "datatype"}, {"value"})


def test_a_statement_said_in_two_places_is_two_lines_with_one_id(rows: list[dict[str, Any]]) -> None:
    places = [(r["id"], r["paragraph"]) for r in rows if r.get("predicate") == "cites" and r.get("object") == "UNEP/EA.3/Res.2"]
    assert [paragraph for _, paragraph in places] == ["summary", "draft-decision preamble"]
    assert len({identifier for identifier, _ in places}) == 1


def test_what_was_read_is_explained_by_rule_in_order_of_the_text() -> None:
    reading = next(UnReport().read(Source(SAMPLE)))
    told = list(explained(reading))
    cited = [line for line in told if "UNEP/EA.9/7 cites UNEP/EA.3/Res.2" in line]
    assert ["summary" in line and line.startswith("rule:citation (") for line in cited[:1]] == [True]
    assert sum(line.startswith("rule:") and "para." in line for line in told) == sum(len(s.evidence) for s in reading.statements)
    assert any(line.startswith("rule:citation: read ") and "judged" in line for line in told)
