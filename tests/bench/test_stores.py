"""The measure of both stores: its figures over a tiny record, wrong answers that end it, and what is said where no Neo4j is."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench import neo4j_server as means
from bench import stored, stores, worlds
from bench.figures import Figure, Skipped, WrongAnswer
from bench.stage import Stage
from bench.varied import Varied
from bench.walks import DIRECTIONS, TERMS, walks, ways
from graph_service.ask.lineage import Lineage
from graph_service.ask.stored import Stored
from graph_service.errors import LimitExceeded
from graph_service.store import open_store
from tests.neo4j_server import Neo4jServer

SIZE = 100


@pytest.fixture
def servers(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Neo4jServer:
    """The server of the tests in the place of one of the measure's own."""

    @contextmanager
    def running(folder: Path, heap: str) -> Iterator[str]:
        neo4j_server.empty()
        yield neo4j_server.url

    monkeypatch.setattr(means, "running", running)
    monkeypatch.setattr(stored, "WALKS", 24)
    monkeypatch.setattr(stored, "WAYS", 4)
    monkeypatch.setattr(stored, "WARM", 1)
    monkeypatch.delenv(stores.CORPUS, raising=False)
    return neo4j_server


def test_both_stores_are_measured_side_by_side(servers: Neo4jServer, tmp_path: Path) -> None:
    results = list(stores.run(Stage(3, SIZE, tmp_path)))
    figures = [result for result in results if isinstance(result, Figure)]
    assert [figure.what.split()[0] for figure in figures] == ["write", "snapshot", "export", "export", "lineage", "paths"]
    assert [result.why for result in results if isinstance(result, Skipped)] == [
        "MANDATE_GRAPH_CORPUS is not set: it names the folder of reports"
    ]


def test_an_answer_of_the_store_that_is_another_than_the_snapshots_ends_the_measure(
    servers: Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "same", lambda found, expected: not isinstance(found, Lineage))
    world = worlds.make(3, SIZE, SIZE)
    with means.running(tmp_path, "") as url, closing(open_store(url)) as asked:
        stores.write(asked, Varied.of(world))
        with pytest.raises(WrongAnswer, match="lineage Walk"):
            list(stored.figures("stores", world, asked, asked))


def test_without_a_server_the_measure_is_skipped_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "server.py"
    script.write_text("import sys; sys.exit('neo4j: no Java 17 or 21 was found')")
    monkeypatch.setattr(means, "MEANS", script)
    [skipped] = stores.run(Stage(3, SIZE, tmp_path))
    assert isinstance(skipped, Skipped)
    assert skipped.why == "no Neo4j can be had here: no Java 17 or 21 was found"


def test_questions_are_drawn_from_what_is_planted_and_under_every_kind_of_terms() -> None:
    world = worlds.make(3, 600, 6000)
    drawn = list(walks(world, 60))
    assert len(drawn) == 60
    starts = {walk.key for walk in drawn}
    assert starts & {chain[-1] for chain in world.chains}
    assert starts & {ring[0] for ring in world.rings}
    assert starts & set(world.founders)
    assert {walk.direction for walk in drawn} == set(DIRECTIONS)
    assert all(any(terms.items() <= (walk.terms | {"depth": terms["depth"]}).items() for walk in drawn) for terms in TERMS)
    assert {walk.known_at is None for walk in drawn} == {True, False}


def test_paths_are_asked_along_chains_and_rings_and_between_others() -> None:
    world = worlds.make(3, 600, 6000)
    drawn = [(way.source, way.target) for way in ways(world, 16)]
    assert len(drawn) == 16
    assert (world.chains[0][0], world.chains[0][-1]) in drawn
    assert (world.rings[0][-1], world.rings[0][0]) in drawn


def test_a_question_that_takes_too_long_in_the_store_is_counted_and_in_neither_sum(
    servers: Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Stored.lineage
    late = iter([False, False, True, *[False] * 1000])  # the first is only to warm up

    def sometimes(self: Stored, *given: Any, **terms: Any) -> Any:
        if next(late):
            raise LimitExceeded("too long")
        return asking(self, *given, **terms)

    monkeypatch.setattr(Stored, "lineage", sometimes)
    world = worlds.make(3, SIZE, SIZE)
    with means.running(tmp_path, "") as url, closing(open_store(url)) as asked:
        stores.write(asked, Varied.of(world))
        lineage, _ = stored.figures("stores", world, asked, asked)
    assert isinstance(lineage, Figure)
    assert lineage.what == "lineage in the store, 23 questions"
    assert "1 of 24 took longer than 30 s in the store and are in neither sum" in lineage.note
