"""What the record has already is not read again, where that can't change anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.ingest.report import LoadReport
from graph_service.ingest.withdraw import withdraw
from graph_service.store import Store
from loaders.base import Source
from ontology.readings import Reading
from tests.graph_service.ingest.conftest import Write
from tests.graph_service.ingest.fake_loaders import Citations
from tests.graph_service.ingest.test_load import Load


@pytest.fixture
def folder(write: Write) -> Path:
    write("a.cites", "document: A/74/1\nsee X")
    return write("b.cites", "document: A/74/2\nsee Y").parent


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    plain = Citations.read

    def noted(loader: Citations, source: Source) -> Iterator[Reading]:
        names.append(source.path.name)
        return plain(loader, source)

    monkeypatch.setattr(Citations, "read", noted)
    return names


def told(report: LoadReport) -> dict[str, str]:
    return {line.document: line.outcome for line in report.lines}


def test_a_folder_that_did_not_change_is_not_read_again(store: Store, load: Load, folder: Path, read: list[str]) -> None:
    load(store, [Source(folder)])
    read.clear()
    report = load(store, [Source(folder)])
    assert (read, told(report)) == ([], {"A/74/1": "unchanged", "A/74/2": "unchanged"})
    assert "A/74/1 (citations): unchanged, not read again" in report.text()


def test_only_a_file_of_new_bytes_is_read_again(store: Store, load: Load, folder: Path, read: list[str]) -> None:
    load(store, [Source(folder)])
    read.clear()
    (folder / "a.cites").write_text("document: A/74/1\nsee Z")
    assert told(load(store, [Source(folder)])) == {"A/74/1": "changed", "A/74/2": "unchanged"}
    assert read == ["a.cites"]


def test_a_better_loader_reads_all_again(
    store: Store, load: Load, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, [Source(folder)])
    read.clear()
    monkeypatch.setattr(Citations, "version", "v2")
    load(store, [Source(folder)])
    assert read == ["a.cites", "b.cites"]


def test_a_file_named_by_itself_and_one_that_was_withdrawn_are_read(
    store: Store, load: Load, folder: Path, read: list[str]
) -> None:
    load(store, [Source(folder)], known_at="2026-01-01T00:00:00Z")
    withdraw(store, "A/74/2", None, reason="a slip", known_at="2026-01-02T00:00:00Z")
    read.clear()
    load(store, [Source(folder)])
    load(store, [Source(folder / "a.cites")])
    assert read == ["b.cites", "a.cites"]


def test_another_file_for_a_reading_that_is_held_is_refused_with_it(store: Store, load: Load, write: Write, folder: Path) -> None:
    load(store, [Source(folder)])
    write("c.cites", "document: A/74/1\nsee Q")
    report = load(store, [Source(folder)])
    assert sorted(Path(refusal.path).name for refusal in report.refused) == ["a.cites", "c.cites"]
    assert told(report) == {"A/74/2": "unchanged"}
