"""The whole service while its record changes, and while its store is away: what readers notice of it."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from graph_service.asgi import create_app
from graph_service.bootstrap import Service
from graph_service.errors import StoreError
from graph_service.settings import Settings
from graph_service.store import open_store
from graph_service.store.base import Store
from ontology.readings import Reading
from tests.graph_service.flaky_store import FlakyStore
from tests.graph_service.visitor import Visitor

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
READING = {
    "a page": "/entity/UNEA",
    "the first page": "/",
    "what is found by name": "/?q=UNEA",
    "GraphQL": '/graphql?query={lineage(key:"UNEA",direction:BOTH){nodes(first:5){totalCount}}}',
    "SPARQL": f"/sparql?query={COUNT}",
    "linked data": "/id/UNEA",
    "a dump": "/dumps/mandate-graph.nt",
    "the description": "/.well-known/void",
    "readiness": "/ready",
}


@pytest.fixture
def record(tmp_path: Path, world_readings: list[tuple[Reading, str]]) -> Iterator[Store]:
    store = open_store(str(tmp_path / "world.db"))
    store.write(*world_readings[0])
    yield store
    store.close()


@pytest.fixture
def flaky(record: Store) -> FlakyStore:
    return FlakyStore(record)


@pytest.fixture
def service(flaky: FlakyStore) -> Iterator[Service]:
    """A service over the flaky store that looks at it when it is told to."""
    settings = Settings(store="flaky", refresh_seconds=3600, sparql_workers=1)
    with closing(Service(settings, store=cast(Store, flaky))) as made:
        made.sparql.refresh(made.snapshot())
        made.sparql.wait_until_ready()
        yield made
        flaky.away = False
        flaky.go.set()


@pytest.fixture
def visitor(service: Service) -> Visitor:
    return Visitor(create_app(service=service))


def _statuses(visitor: Visitor) -> dict[str, int]:
    return {name: visitor.get(path, headers={"accept": "*/*"}).status_code for name, path in READING.items()}


ALL_WELL = {name: 303 if name == "linked data" else 200 for name in READING}


def test_a_store_that_is_away_leaves_reading_untouched(visitor: Visitor, service: Service, flaky: FlakyStore) -> None:
    flaky.away = True
    service.current.look()
    assert _statuses(visitor) == ALL_WELL


def test_reading_is_untouched_before_anybody_has_noticed_that_the_store_is_away(visitor: Visitor, flaky: FlakyStore) -> None:
    flaky.away = True
    assert _statuses(visitor) == ALL_WELL


def test_readiness_says_that_the_store_is_away_and_why(visitor: Visitor, service: Service, flaky: FlakyStore) -> None:
    assert visitor.get("/ready").json()["store"] == "reachable"
    flaky.away = True
    service.current.look()
    said = visitor.get("/ready").json()
    assert (said["status"], said["store"], said["reason"]) == ("ready", "away", str(flaky.fault))


def test_without_a_snapshot_a_service_is_ready_only_while_its_store_answers(flaky: FlakyStore) -> None:
    with closing(Service(Settings(store="flaky", snapshot=False), store=cast(Store, flaky))) as service:
        visitor = Visitor(create_app(service=service))
        here = visitor.get("/ready")
        flaky.away = True
        gone = visitor.get("/ready")
        flaky.away = False
    assert (here.status_code, here.json()["store"]) == (200, "reachable")
    assert (gone.status_code, gone.json()["reason"]) == (503, str(flaky.fault))


def test_a_search_page_says_that_the_texts_are_away(visitor: Visitor, service: Service, flaky: FlakyStore) -> None:
    flaky.away = True
    service.current.look()
    assert "the store is away" in visitor.get("/?q=UNEA").text


def test_a_search_page_does_not_wait_for_a_store_that_keeps_its_question(
    visitor: Visitor, flaky: FlakyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = threading.Event()
    monkeypatch.setattr("graph_service.web.search_page.TEXT_SECONDS", 0.05)
    monkeypatch.setattr(flaky, "find_text", lambda *given, **more: iter([] if kept.wait(30) else [1]), raising=False)
    page = visitor.get("/?q=UNEA")
    kept.set()
    assert (page.status_code, "the store is away" in page.text) == (200, True)


def test_a_text_that_only_the_store_has_is_503_and_the_store_is_not_asked(
    visitor: Visitor, service: Service, flaky: FlakyStore
) -> None:
    flaky.away = True
    service.current.look()
    page = visitor.get("/document/UNEP/EA.4/16")
    assert (page.status_code, str(flaky.fault).partition(";")[0] in page.text) == (503, True)
    with pytest.raises(StoreError, match="no answer"):
        _ = service.store


def test_readers_are_answered_while_a_new_snapshot_is_built(
    visitor: Visitor, service: Service, flaky: FlakyStore, record: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    before = service.snapshot().hash
    record.write(*world_readings[1])
    flaky.go.clear()
    flaky.reading.clear()
    looking = threading.Thread(target=service.current.look)
    looking.start()
    assert flaky.reading.wait(30)
    assert _statuses(visitor) == ALL_WELL  # none of them can have waited: the building does not go on before they are answered
    assert visitor.get("/ready").json()["snapshot"] == before
    flaky.go.set()
    looking.join()
    assert visitor.get("/ready").json()["snapshot"] != before


def test_sparql_and_dumps_follow_the_swap(
    visitor: Visitor, service: Service, record: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    record.write(*world_readings[1])
    service.current.look()
    service.sparql.wait_until_ready()
    now = service.snapshot().hash
    found = {visitor.get(READING[name]).headers["mandate-graph-snapshot"] for name in ("SPARQL", "a dump")}
    assert found == {now}


def test_sparql_answers_from_the_snapshot_before_while_the_engine_of_the_new_one_is_made_ready(
    visitor: Visitor,
    service: Service,
    record: Store,
    world_readings: list[tuple[Reading, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, held, export = service.snapshot().hash, threading.Event(), service.dumps.file
    monkeypatch.setattr(service.dumps, "file", lambda *given: (held.wait(30), export(*given))[1])
    record.write(*world_readings[1])
    service.current.look()
    during = visitor.get(READING["SPARQL"])
    held.set()
    assert (during.status_code, during.headers["mandate-graph-snapshot"]) == (200, before)


def test_no_request_fails_while_the_record_changes_again_and_again(
    visitor: Visitor, service: Service, record: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    reading, now = world_readings[1]
    ended, found = threading.Event(), []

    def read() -> None:
        while not ended.is_set():
            found.append(_statuses(visitor))

    reader = threading.Thread(target=read)
    reader.start()
    record.write(reading, now)
    for minute in range(4):
        service.current.look()
        service.sparql.wait_until_ready()
        record.withdraw("REG/world", None, f"2026-04-01T0{minute}:00:00Z", "seen again")
        record.write(reading, f"2026-04-01T0{minute}:30:00Z")
    ended.set()
    reader.join()
    assert found
    assert [statuses for statuses in found if statuses != ALL_WELL] == []
