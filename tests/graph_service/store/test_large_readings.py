"""Readings that are too large for one transaction of a server: the same as any other, whoever looks and whatever dies meanwhile."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep
from typing import LiteralString

import pytest
from hypothesis import HealthCheck, given, settings
from neo4j import GraphDatabase

from graph_service.errors import StoreError, StoreLocked
from graph_service.store import Store, open_store
from graph_service.store.neo4j import connection, documents, staging, writing
from graph_service.store.neo4j.connection import Tx
from graph_service.store.neo4j.plan import Plan
from graph_service.store.neo4j.staging import Staging
from ontology.readings import Reading
from ontology.records import Evidence, Method, Statement
from tests.graph_service.store.conftest import emptied
from tests.graph_service.store.samples import T1, T2, T3, cites, dump, reading, rich, said
from tests.graph_service.store.test_batches import ANY, singly
from tests.graph_service.store.test_order import MOMENTS, Event
from tests.neo4j_server import Neo4jServer, another_server

ROOT = Path(__file__).parents[3]
REGISTER = Method("register", "rows")


@pytest.fixture
def all_staged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is too large, in parts of two rows; a process is taken for dead after half a second."""
    monkeypatch.setattr(staging, "LARGE", -1)
    monkeypatch.setattr(staging, "LEASE_SECONDS", 0.5)
    for module in (connection, documents, staging, writing):
        monkeypatch.setattr(module, "BATCH", 2)


@pytest.fixture
def record(neo4j_server: Neo4jServer) -> Iterator[Store]:
    opened = open_store(emptied(neo4j_server))
    yield opened
    opened.close()


def register(rows: int, document: str = "REG/rows", source: str = "1") -> Reading:
    """A register: a statement a row, each about other things."""
    statements = tuple(
        Statement(
            "A/1", f"A/RES/{40 + n % 50}/{n + 1}", "cites", f"A/RES/30/{n % 997 + 1}", evidence=(Evidence(f"row-{n}", REGISTER),)
        )
        for n in range(rows)
    )
    bare = reading(statements, document=document, language=None, source=source)
    return replace(bare, text="", text_hash=None, paragraphs=(), mentions=(), sections=())


def asked(server: Neo4jServer, cypher: LiteralString) -> list[list[object]]:
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        return [list(row.values()) for row in driver.execute_query(cypher).records]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=ANY)
def test_what_is_staged_ends_in_the_record_of_the_embedded_store(
    all_staged: None, neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory, events: list[Event]
) -> None:
    staged, file = open_store(emptied(neo4j_server)), open_store(str(tmp_path_factory.mktemp("one") / "record.db"))
    assert list(singly(staged, events)) == list(singly(file, events))
    assert dump(staged, [None, *MOMENTS[::3]]) == dump(file, [None, *MOMENTS[::3]])
    assert list(staged.history()) == list(file.history())
    staged.close()
    file.close()


def test_the_graph_that_people_explore_is_the_same_whether_staged_or_not(
    record: Store, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    explored = (
        "MATCH (n) WHERE NOT n:MandateGraph AND NOT n:Superseded CALL (n) { OPTIONAL MATCH (n)-[r]->(m)"
        " RETURN collect(type(r) + coalesce(m.key, m.id, m.hash, '') + coalesce(r.knownTo, '')) AS ways } UNWIND labels(n) AS label"
        " UNWIND ways + [''] AS way WITH * ORDER BY label, way"
        " RETURN coalesce(n.key, n.id, n.hash, n.label, n.quote) AS name, collect(DISTINCT label), collect(DISTINCT way),"
        " n.knownFrom, n.knownTo, n.confidence, n.captionZh, n.walk ORDER BY name"
    )
    graphs = []
    for large in (10_000, -1):
        neo4j_server.empty()
        store = open_store(neo4j_server.url)
        monkeypatch.setattr(staging, "LARGE", large)
        store.write(rich(), T1)
        store.write(reading([cites("B")], source="2"), T2)
        store.write(reading([cites("A/RES/66/288", 1)], source="3"), T3)
        store.withdraw("UNEP/GC.26/18", None, "2026-05-01T00:00:00Z", "wrong file")
        graphs.append(asked(neo4j_server, explored))
        store.close()
    assert graphs[0] == graphs[1]


def test_nobody_sees_anything_of_a_reading_that_is_being_staged(
    record: Store, all_staged: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.write(reading([cites("A"), cites("B")]), T1)
    before, version = dump(record, [None, T1, T2]), record.version()
    seen: list[object] = []
    turn = writing.turn

    def looked(tx: Tx, plan: Plan) -> None:
        seen.extend((dump(record, [None, T1, T2]) == before, record.version() == version, len(list(record.history()))))
        turn(tx, plan)

    monkeypatch.setattr(writing, "turn", looked)
    record.write(reading([cites("B"), cites("C")], source="2"), T2)
    assert (seen, said(record, T2)) == ([True, True, 1], ["B", "C"])


def test_another_writer_waits_until_a_large_reading_is_written(
    record: Store, all_staged: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, turn = open_store(record.url), writing.turn
    beside = Thread(target=lambda: other.write(reading([cites("Z")], document="D/9"), T1))

    def turned(tx: Tx, plan: Plan) -> None:
        monkeypatch.setattr(writing, "turn", turn)
        beside.start()
        turn(tx, plan)

    monkeypatch.setattr(writing, "turn", turned)
    record.write(reading([cites("A")]), T1)
    beside.join()
    assert (said(record), record.version()) == (["A", "Z"], 2)
    other.close()


def test_a_writer_who_was_taken_for_dead_is_told_and_leaves_nothing(
    record: Store, all_staged: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, step = open_store(record.url), Staging._step

    def dozed(self: Staging, number: int, work: Callable[[Tx], None]) -> None:
        if number == 2:
            monkeypatch.setattr(Staging, "_step", step)
            sleep(1)
            other.write(reading([cites("Z")], document="D/9"), T1)
        step(self, number, work)

    monkeypatch.setattr(Staging, "_step", dozed)
    with pytest.raises(StoreLocked, match="took this one for dead"):
        record.write(reading([cites("A")]), T1)
    assert said(record) == ["Z"]
    other.close()


_KILLED = """
import os, signal, sys
from graph_service.store import open_store
from graph_service.store.neo4j import connection, documents, staging, writing
from tests.graph_service.store.samples import T2, cites, reading

staging.LARGE = -1
for module in (connection, documents, staging, writing):
    module.BATCH = 2
tell, left = staging.Staging._do, int(sys.argv[2])

def counted(self, work):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return tell(self, work)

staging.Staging._do = counted
open_store(sys.argv[1]).write(reading([cites("B"), cites("C"), cites("D"), cites("E")], source="2"), T2)
"""
NEXT = reading([cites("B"), cites("C"), cites("D"), cites("E")], source="2")


@pytest.mark.parametrize("steps", [0, 1, 3, 6, 8, 9, 10, 12])
def test_killed_at_any_step_nothing_is_half_seen_and_written_again_it_is_as_if_never_killed(
    record: Store, neo4j_server: Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    never = open_store(str(tmp_path / "never.db"))
    for store in (record, never):
        store.write(reading([cites("A"), cites("B")]), T1)
    before = list(record.statements())
    killed = subprocess.run([sys.executable, "-c", _KILLED, record.url, str(steps)], cwd=ROOT, check=False)
    never.write(NEXT, T2)
    again = open_store(record.url)
    assert (killed.returncode, list(again.statements())) in ((-9, before), (-9, list(never.statements())))
    monkeypatch.setattr(staging, "LEASE_SECONDS", 0.5)
    again.write(NEXT, T2)
    assert dump(again, [None, T1, T2]) == dump(never, [None, T1, T2])
    assert asked(neo4j_server, "MATCH (n:Staged) RETURN n UNION MATCH (n:MandateGraph) WHERE n.staging IS NOT NULL RETURN n") == []
    again.close()
    never.close()


def test_a_server_that_is_killed_in_the_middle_comes_back_without_a_trace_of_it(
    record: Store, all_staged: None, neo4j_server: Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WRITE_SECONDS", 1.0)
    record.write(reading([cites("A"), cites("B")]), T1)
    before, step = dump(record), Staging._step

    def killed(self: Staging, number: int, work: Callable[[Tx], None]) -> None:
        if number == 5:
            neo4j_server.kill()
        step(self, number, work)

    with monkeypatch.context() as patch:
        patch.setattr(Staging, "_step", killed)
        with pytest.raises(StoreError, match="no Neo4j answers"):
            record.write(NEXT, T2)
    neo4j_server.start()
    again, never = open_store(record.url), open_store(str(tmp_path / "never.db"))
    assert dump(again) == before
    for store, given_to_it in ((again, [(NEXT, T2)]), (never, [(reading([cites("A"), cites("B")]), T1), (NEXT, T2)])):
        assert not [outcome for outcome in store.write_all(given_to_it) if isinstance(outcome, Exception)]
    assert dump(again, [None, T1, T2]) == dump(never, [None, T1, T2])
    again.close()
    never.close()


@pytest.fixture
def own_server(neo4j_server: Neo4jServer, tmp_path: Path) -> Iterator[Neo4jServer]:
    """A server for this alone: it is sooner started than one that held so much is emptied."""
    server = another_server(tmp_path / "neo4j")
    yield server
    server.kill()


def test_a_register_with_more_than_fifty_thousand_rows_is_taken_by_a_small_server(own_server: Neo4jServer, tmp_path: Path) -> None:
    stores = open_store(own_server.url), open_store(str(tmp_path / "record.db"))
    for store in stores:
        assert store.write(register(50_001), T1).new == 50_001
    assert list(stores[0].statements()) == list(stores[1].statements())
    assert list(stores[0].history()) == list(stores[1].history())
    for store in stores:
        store.close()
