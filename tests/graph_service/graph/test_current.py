"""The snapshot follows the record; nobody waits for it, and nobody notices a store that is away."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from graph_service.errors import StoreError
from graph_service.graph.current import Current
from graph_service.graph.snapshot import Snapshot
from graph_service.store import open_store
from graph_service.store.base import Store
from ontology.readings import Reading
from tests.graph_service.flaky_store import FlakyStore

NEVER = 3600.0


@pytest.fixture
def record(tmp_path: Path, world_readings: list[tuple[Reading, str]]) -> Iterator[Store]:
    """The small world as first read."""
    store = open_store(str(tmp_path / "world.db"))
    store.write(*world_readings[0])
    yield store
    store.close()


@pytest.fixture
def flaky(record: Store) -> FlakyStore:
    return FlakyStore(record)


@pytest.fixture
def swaps() -> list[Snapshot]:
    return []


@pytest.fixture
def current(flaky: FlakyStore, swaps: list[Snapshot]) -> Iterator[Current]:
    """The snapshots of the flaky store; looks when it is told to."""
    made = Current(cast(Store, flaky), seconds=NEVER, kept=2, swapped=swaps.append)
    yield made
    flaky.go.set()
    made.close()


def test_the_snapshot_of_a_record_that_has_not_changed_stays(current: Current, swaps: list[Snapshot]) -> None:
    before = current.snapshot()
    current.look()
    assert current.snapshot() is before
    assert swaps == []


def test_a_record_that_has_changed_is_looked_up_and_swapped_in(
    current: Current, record: Store, swaps: list[Snapshot], world_readings: list[tuple[Reading, str]]
) -> None:
    before = current.snapshot()
    record.write(*world_readings[1])
    current.look()
    assert current.snapshot().hash != before.hash
    assert swaps == [current.snapshot()]


def test_while_a_snapshot_is_built_the_one_before_answers_at_once(
    current: Current, flaky: FlakyStore, record: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    before = current.snapshot()
    record.write(*world_readings[1])
    flaky.go.clear()
    flaky.reading.clear()
    looking = threading.Thread(target=current.look)
    looking.start()
    assert flaky.reading.wait(30)
    assert current.snapshot() is before  # had it waited for the building, this line would never be passed
    flaky.go.set()
    looking.join()
    assert current.snapshot() is not before


def test_the_thread_looks_by_itself(record: Store, world_readings: list[tuple[Reading, str]]) -> None:
    swapped = threading.Event()
    current = Current(record, seconds=0.01, kept=2, swapped=lambda snapshot: swapped.set())
    current.snapshot()
    record.write(*world_readings[1])
    assert swapped.wait(30)
    current.close()


def test_a_store_that_is_away_leaves_the_snapshot_and_is_said(current: Current, flaky: FlakyStore) -> None:
    before = current.snapshot()
    flaky.away = True
    current.look()
    assert current.snapshot() is before
    assert current.problem == str(flaky.fault)


def test_a_store_that_goes_away_in_the_middle_of_building_leaves_the_snapshot(
    current: Current, flaky: FlakyStore, record: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    before = current.snapshot()
    record.write(*world_readings[1])
    flaky.go.clear()
    flaky.reading.clear()
    looking = threading.Thread(target=current.look)
    looking.start()
    assert flaky.reading.wait(30)
    flaky.away = True
    flaky.go.set()
    looking.join()
    assert (current.snapshot(), current.problem) == (before, str(flaky.fault))


def test_a_store_that_is_back_is_followed_again(
    current: Current, flaky: FlakyStore, record: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    before = current.snapshot()
    flaky.away = True
    record.write(*world_readings[1])
    current.look()
    flaky.away = False
    current.look()
    assert current.problem is None
    assert current.snapshot().hash != before.hash


def test_going_and_coming_back_are_logged_once_each(current: Current, flaky: FlakyStore, caplog: pytest.LogCaptureFixture) -> None:
    current.snapshot()
    with caplog.at_level(logging.INFO, "graph_service"):
        for away in (True, True, True, False, False):
            flaky.away = away
            current.look()
    assert [record.message.partition(";")[0] for record in caplog.records] == ["the store is away", "the store is back"]


def test_an_error_that_nobody_expected_does_not_end_the_looking(current: Current, flaky: FlakyStore) -> None:
    current.snapshot()
    flaky.away, flaky.fault = True, RuntimeError("a driver's own")
    current.look()
    assert current.problem == "RuntimeError: a driver's own"
    flaky.away = False
    current.look()
    assert current.problem is None


def test_a_store_that_does_not_answer_is_said_to_be_away(
    current: Current, flaky: FlakyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    current.snapshot()
    said: list[Any] = []

    def ask() -> int:
        monkeypatch.setattr("graph_service.graph.current.SLOW_LOOK_SECONDS", -1.0)
        said.append(current.problem)
        return 1

    monkeypatch.setattr(flaky, "version", ask)
    current.look()
    assert said[0].startswith("the store has not answered for")


def test_a_moment_that_is_kept_is_answered_without_the_store(current: Current, flaky: FlakyStore) -> None:
    then = current.snapshot("2026-01-20T00:00:00Z")
    flaky.away = True
    assert current.snapshot("2026-01-20T00:00:00Z") is then


def test_a_moment_that_is_not_kept_needs_the_store(current: Current, flaky: FlakyStore) -> None:
    current.snapshot()
    flaky.away = True
    with pytest.raises(StoreError, match="is the server running"):
        current.snapshot("2026-01-20T00:00:00Z")


def test_no_more_moments_are_kept_than_allowed(current: Current) -> None:
    first = current.snapshot("2026-01-20T00:00:00Z")
    for day in ("21", "22"):
        current.snapshot(f"2026-01-{day}T00:00:00Z")
    assert current.snapshot("2026-01-20T00:00:00Z") is not first


def test_moments_are_read_anew_when_the_record_has_changed(
    current: Current, record: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    before = current.snapshot("2026-06-01T00:00:00Z")
    record.write(*world_readings[1])
    current.look()
    assert current.snapshot("2026-06-01T00:00:00Z").hash != before.hash


def test_building_a_moment_keeps_nobody_waiting_who_asks_for_now(current: Current, flaky: FlakyStore) -> None:
    now = current.snapshot()
    flaky.go.clear()
    flaky.reading.clear()
    asking = threading.Thread(target=current.snapshot, args=("2026-01-20T00:00:00Z",))
    asking.start()
    assert flaky.reading.wait(30)
    assert current.snapshot() is now
    flaky.go.set()
    asking.join()
