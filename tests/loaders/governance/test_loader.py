"""The loader of the register: what it recognises, and the one reading that it yields."""

from pathlib import Path

import pytest

from loaders.base import Source, SourceError
from loaders.governance import loader, table
from loaders.governance.documents import document_statements
from loaders.governance.loader import Governance, source

HEAD = ",".join(table.COLUMNS) + "\n"
ROW = "A/RES/53/242,establishes,EMG,,,,,,,A/75/6 (Sect. 14),14.61,,\n"


def table_in(folder: Path, rows: str) -> Source:
    path = folder / "facts.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return Source(path)


def test_the_register_that_ships_is_recognised_by_its_description() -> None:
    assert Governance().recognises(source())


def test_a_table_of_facts_is_recognised_by_its_first_line(tmp_path: Path) -> None:
    assert Governance().recognises(table_in(tmp_path, ""))


def test_another_table_is_not_recognised(tmp_path: Path) -> None:
    other = tmp_path / "facts.csv"
    other.write_text("key,name\nEMG,Environment Management Group\n", encoding="utf-8")
    assert not Governance().recognises(Source(other))


def test_the_reading_is_one_and_has_no_language_and_no_text() -> None:
    readings = list(Governance().read(source()))
    assert [(r.document, r.language, r.text, r.date) for r in readings] == [("REG/governance", None, "", "2026-11-20")]


def test_statements_are_sorted_and_none_comes_twice() -> None:
    ids = [s.id for s in next(Governance().read(source())).statements]
    assert ids == sorted(set(ids))


def test_every_document_that_a_fact_names_has_an_address() -> None:
    reading = next(Governance().read(source()))
    named = {s.document for s in reading.statements if s.document != "REG/governance"}
    assert named <= {s.subject for s in document_statements() if s.predicate == "url"}


def test_a_table_of_ones_own_becomes_the_document_that_is_named(tmp_path: Path) -> None:
    own = Source(table_in(tmp_path, ROW).path, symbol="REG/own")
    reading = next(Governance().read(own))
    assert (reading.document, [s.subject for s in reading.statements]) == ("REG/own", ["A/RES/53/242"])


def test_the_register_that_ships_must_have_the_expected_number_of_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = table_in(tmp_path, ROW)
    monkeypatch.setattr(loader, "_shipped_path", lambda: short.path)
    with pytest.raises(SourceError, match=r"expected 1000 to 3000 facts \(source.yaml\); found 1"):
        list(Governance().read(short))


def test_the_version_is_the_same_each_time() -> None:
    assert Governance().version == Governance().version
