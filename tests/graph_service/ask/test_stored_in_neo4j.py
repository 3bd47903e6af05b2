"""Lineage and paths asked of a real Neo4j are what the snapshot answers: the small world, and made-up ones from a seed."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pytest

from bench import worlds
from graph_service.ask.lineage import Lineage, lineage
from graph_service.ask.paths import Paths, paths
from graph_service.ask.stored import Stored
from graph_service.errors import LimitExceeded, StoreError
from graph_service.graph import snapshot
from graph_service.graph.snapshot import Snapshot
from graph_service.store import open_store
from graph_service.store.neo4j import steps as neo4j_steps
from graph_service.store.neo4j.store import Neo4jStore
from graph_service.store.steps import Bounds
from ontology.readings import Reading
from ontology.records import Verdict
from tests.graph_service import made_up
from tests.neo4j_server import Neo4jServer

EARLY, LATE = "2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z"
WALKS: list[dict[str, Any]] = [
    {"direction": "UPSTREAM", "depth": 1},
    {"direction": "BOTH", "depth": 3, "grain": "WHOLE", "through": ("BODIES",)},
    {"direction": "DOWNSTREAM", "depth": None, "as_of": "2001", "statuses": ("planned",)},
    {"direction": "UPSTREAM", "depth": 8, "predicates": ("recalls", "renews", "adopted_at", "implements")},
]
WAYS: list[dict[str, Any]] = [{}, {"any_direction": True}, {"grain": "WHOLE", "as_of": "2001"}]


@dataclass
class Both:
    """One record in Neo4j: asked step by step, and as a snapshot."""

    store: Neo4jStore
    stored: Stored
    shot: Snapshot


@pytest.fixture(scope="module", params=["the small world", "a made-up one"])
def both(request: pytest.FixtureRequest, neo4j_server: Neo4jServer, world_readings: list[tuple[Reading, str]]) -> Iterator[Both]:
    """The small world as read twice, or a thousand relationships of a seeded one; with a verdict in each."""
    neo4j_server.empty()
    small = request.param == "the small world"
    given = world_readings if small else [(made_up.register(worlds.make(7, 100, 700)), made_up.AT)]
    with closing(cast(Neo4jStore, open_store(neo4j_server.url))) as store:
        for reading, known_at in given:
            store.write(reading, known_at)
        doubted = next(s for s in given[-1][0].statements if s.predicate == "recalls")
        store.add_verdicts([Verdict(doubted.id, "rejected", "a librarian", LATE, "read again")])
        yield Both(store, Stored(store.steps(30), Bounds(seconds=60)), snapshot.build(store))


def same(found: Lineage | Paths, expected: Lineage | Paths) -> bool:
    return replace(found, scope=replace(found.scope, snapshot=expected.scope.snapshot)) == expected


def drawn(shot: Snapshot, count: int) -> list[str]:
    places = np.random.default_rng(1).choice(len(shot.keys), size=min(count, len(shot.keys)), replace=False)
    return [shot.keys[place] for place in sorted(places.tolist())]


@pytest.mark.parametrize("asked", WALKS, ids=str)
def test_lineage_in_the_store_is_that_of_the_snapshot(both: Both, asked: dict[str, Any]) -> None:
    keys = drawn(both.shot, 30)
    assert [key for key in keys if not same(both.stored.lineage(key, **asked).answer, lineage(both.shot, key, **asked))] == []


@pytest.mark.parametrize("asked", WAYS, ids=str)
def test_paths_in_the_store_are_those_of_the_snapshot(both: Both, asked: dict[str, Any]) -> None:
    keys = drawn(both.shot, 24)
    pairs = list(zip(keys, reversed(keys), strict=True))
    assert [pair for pair in pairs if not same(both.stored.paths(*pair, **asked).answer, paths(both.shot, *pair, **asked))] == []


def test_what_was_known_then_is_that_of_the_snapshot_of_then(both: Both) -> None:
    then = snapshot.build(both.store, EARLY)
    keys = drawn(then, 20)
    assert [key for key in keys if not same(both.stored.lineage(key, known_at=EARLY).answer, lineage(then, key))] == []


def test_what_was_just_written_is_read(both: Both) -> None:
    before = both.stored.lineage("A/RES/99/1", "DOWNSTREAM").answer.total if "A/RES/99/1" in both.shot.keys else 0
    told = made_up.claim("A/RES/99/2", "recalls", "A/RES/99/1")
    both.store.write(Reading("REG/more", None, "made-up", "1", "1" * 64, statements=(told,)), LATE)
    assert both.stored.lineage("A/RES/99/1", "DOWNSTREAM").answer.total == before + 1
    both.store.withdraw("REG/more", None, "2026-06-01T00:00:00Z", "a test")


def test_a_step_that_takes_too_long_is_ended_by_the_server_and_the_limit_is_named(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_steps, "step_query", lambda: "UNWIND range(1, 1000000000000) AS i WITH i WHERE i < 0 RETURN i")
    with pytest.raises(LimitExceeded, match=r"took longer than 0\.5 s"):
        Stored(both.store.steps(0.5), Bounds()).lineage(both.shot.keys[0])


def test_a_walk_can_not_write(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_steps, "step_query", lambda: "CREATE (x:Entity {key: 'INTRUDER'}) RETURN x")
    with pytest.raises(StoreError, match="AccessMode"):
        both.stored.lineage(both.shot.keys[0])
    assert both.store.steps(5).nearest("INTRUDER", 1) == []
