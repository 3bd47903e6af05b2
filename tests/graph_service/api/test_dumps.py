"""Exports as files: who asks for one does not wait for another, and the files of old snapshots go."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph_service.api.dumps import SNAPSHOTS, Dumps
from graph_service.bootstrap import Service
from graph_service.export import export
from graph_service.graph.snapshot import Snapshot


@pytest.fixture
def snapshot(world_service: Service) -> Snapshot:
    return world_service.snapshot()


@pytest.fixture
def dumps() -> Iterator[Dumps]:
    made = Dumps()
    yield made
    made.close()


class Held:
    """Keeps the export of N-Quads from going on until it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go, self._export = threading.Event(), threading.Event(), export
        monkeypatch.setattr("graph_service.api.dumps.export", self._held)

    def _held(self, snapshot: Snapshot, name: str, *given: object) -> None:
        if name == "nq":
            self.begun.set()
            assert self.go.wait(30)
        self._export(snapshot, name, *given)  # type: ignore[arg-type]


def test_a_file_can_be_had_while_another_is_written(dumps: Dumps, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch)
    writing = threading.Thread(target=dumps.file, args=(snapshot, "nq"))
    writing.start()
    assert held.begun.wait(30)
    assert dumps.file(snapshot, "nt").stat().st_size > 0  # were it to wait, it would wait for ever
    held.go.set()
    writing.join()


def test_the_files_of_old_snapshots_go(dumps: Dumps, snapshot: Snapshot) -> None:
    files = [dumps.file(replace(snapshot, hash=f"{n:064}"), "nt") for n in range(SNAPSHOTS + 2)]
    assert [file.exists() for file in files] == [False, False, True, True]


def test_the_files_of_a_snapshot_that_is_being_written_stay_until_it_is_whole(
    dumps: Dumps, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, found = Held(monkeypatch), list[Path]()
    writing = threading.Thread(target=lambda: found.append(dumps.file(snapshot, "nq")))
    writing.start()
    assert held.begun.wait(30)
    for n in range(SNAPSHOTS + 1):
        dumps.file(replace(snapshot, hash=f"{n:064}"), "nt")
    held.go.set()
    writing.join()
    assert found[0].exists()


def test_closing_waits_for_what_is_written_and_leaves_nothing(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    held, dumps, found = Held(monkeypatch), Dumps(), list[Path]()
    writing = threading.Thread(target=lambda: found.append(dumps.file(snapshot, "nq")))
    writing.start()
    assert held.begun.wait(30)
    closing = threading.Thread(target=dumps.close)
    closing.start()
    held.go.set()
    closing.join()
    writing.join()
    assert not found[0].exists()
