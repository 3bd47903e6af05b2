"""Lineage and paths asked of the store are those of the snapshot, over made-up records with what real ones have: parts, parallel
claims, aliases, plans, verdicts, second readings, withdrawals."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any, cast

import pytest

from bench import stores, worlds
from bench.varied import AGAIN_AT, Varied
from bench.walks import Walk, Way, same, told, walks, ways
from bench.worlds import World
from graph_service.ask import stored
from graph_service.ask.lineage import Lineage, lineage
from graph_service.ask.paths import Paths, paths
from graph_service.ask.stored import Stored
from graph_service.graph import frame, snapshot
from graph_service.graph.snapshot import Snapshot
from graph_service.store import Store, open_store
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.steps import Bounds
from tests.graph_service.held_steps import HeldSteps
from tests.neo4j_server import Neo4jServer

SIZES = [(5, 100, 800), (6, 60, 400)]
Ask = Callable[[str, str | None, tuple[Any, ...], dict[str, Any]], Lineage | Paths]


class Both:
    """One record, asked step by step and as snapshots."""

    def __init__(self, world: World, store: Store, ask: Ask) -> None:
        self.world, self.ask = world, ask
        self.shots: dict[str | None, Snapshot] = {at: snapshot.build(store, at) for at in (None, AGAIN_AT)}

    def differs(self, walk: Walk) -> bool:
        found = told(lambda: self.ask("lineage", walk.known_at, (walk.key, walk.direction), walk.terms))
        return not same(found, told(lambda: lineage(self.shots[walk.known_at], walk.key, walk.direction, **walk.terms)))

    def leads_elsewhere(self, way: Way) -> bool:
        found = told(lambda: self.ask("paths", None, (way.source, way.target), way.terms))
        return not same(found, told(lambda: paths(self.shots[None], way.source, way.target, **way.terms)))


@pytest.fixture(scope="module", params=SIZES, ids=str)
def world(request: pytest.FixtureRequest) -> World:
    return worlds.make(*request.param)


@pytest.fixture(scope="module", params=["one file", "Neo4j"])
def both(request: pytest.FixtureRequest, world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The record of a world; of a file the steps are answered in memory, as a store has to answer them."""
    in_neo4j = request.param == "Neo4j"
    url = _emptied(request.getfixturevalue("neo4j_server")) if in_neo4j else str(tmp_path_factory.mktemp("varied") / "varied.db")
    with closing(open_store(url)) as store:
        stores.write(store, Varied.of(world))
        yield Both(world, store, _in_neo4j(cast(Neo4jStore, store)) if in_neo4j else _in_memory(store))


def _emptied(server: Neo4jServer) -> str:
    server.empty()
    return server.url


def _in_neo4j(store: Neo4jStore) -> Ask:
    asked = Stored(store.steps(60), Bounds(seconds=60))
    return lambda what, at, given, terms: getattr(asked, what)(*given, known_at=at, **terms).answer


def _in_memory(store: Store) -> Ask:
    steps = HeldSteps.of(store, AGAIN_AT)
    known = {at: frame.read(steps, at) for at in (None, AGAIN_AT)}
    return lambda what, at, given, terms: partial(getattr(stored, what), steps, known[at])(*given, **terms).answer


def test_lineage_is_that_of_the_snapshot(both: Both) -> None:
    assert [walk for walk in walks(both.world, 64) if both.differs(walk)] == []


def test_paths_are_those_of_the_snapshot(both: Both) -> None:
    assert [way for way in ways(both.world, 24) if both.leads_elsewhere(way)] == []


def test_a_place_of_evidence_is_asked_for_as_on_the_snapshot(both: Both) -> None:
    places = [f"{s.document}#{e.paragraph}" for s in both.shots[None].records[::40] for e in s.evidence]
    assert [place for place in places if both.differs(Walk(place, "UPSTREAM", {"depth": 1}, None))] == []


def test_the_questions_meet_what_the_rules_depend_on(both: Both) -> None:
    shot = both.shots[None]
    asked = [w for w in walks(both.world, 64) if w.known_at is None]
    found = [told(partial(lineage, shot, w.key, w.direction, **w.terms)) for w in asked]
    claims = [claim for answer in found if answer for claim in answer.claims]
    assert any(len(claim.documents) > 1 for claim in claims)
    assert {claim.status for claim in claims} > {"fact"}
    assert any("#" in claim.subject + claim.object for claim in claims)
    assert any(evidence.verdict for claim in claims for evidence in claim.evidence)
    assert any(claim.predicate == "issued_as" for claim in claims)
    assert {claim.holds for claim in claims} == {None, "CERTAIN", "POSSIBLE"}
