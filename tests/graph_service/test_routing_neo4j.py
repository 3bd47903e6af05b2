"""``neo4j://``: the driver asks who does what. Tried against a single server, which does everything: what is sent is what a cluster
would be sent."""

import logging
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph_service.ask.stored import Stored
from graph_service.graph import snapshot
from graph_service.store import open_store
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.steps import Bounds
from ontology.readings import Reading
from tests.graph_service import made_up
from tests.neo4j_server import Neo4jServer

AT, LATER = "2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z"


@pytest.fixture
def routed(empty_neo4j: Neo4jServer) -> Iterator[Neo4jStore]:
    """The record, reached by routing."""
    with closing(Neo4jStore(_routed(empty_neo4j))) as store:
        yield store


def _routed(server: Neo4jServer) -> str:
    return server.url.replace("bolt://", "neo4j://")


def _claim(subject: str, target: str, document: str) -> Reading:
    return Reading(document, None, "made-up", "1", "1" * 64, statements=(made_up.claim(subject, "recalls", target),))


class Sent:
    """What the driver said that it sent, since it was made."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog
        caplog.set_level(logging.DEBUG, "neo4j")
        caplog.clear()

    def lines(self, part: str) -> list[str]:
        """The lines with a part in them."""
        return [line for record in self._caplog.records if part in (line := record.getMessage())]

    def begun(self) -> list[str]:
        """The transactions."""
        return [line.partition("BEGIN ")[2] for line in self.lines("C: BEGIN ")]

    def members(self) -> list[str]:
        """For which kind of work a member of the cluster was looked for."""
        return [line.partition("access_mode='")[2].partition("'")[0] for line in self.lines("acquire routing connection")]


def test_the_members_and_what_they_do_are_asked_for(empty_neo4j: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    sent = Sent(caplog)
    with closing(open_store(_routed(empty_neo4j))):
        pass
    assert sent.lines("C: ROUTE ")


def test_the_record_is_the_one_that_is_there_without_routing(
    routed: Neo4jStore, neo4j_server: Neo4jServer, world_readings: list[tuple[Reading, str]]
) -> None:
    for reading, known_at in world_readings:
        routed.write(reading, known_at)
    with closing(open_store(neo4j_server.url)) as straight:
        assert snapshot.build(straight).hash == snapshot.build(routed).hash


def test_what_is_written_goes_to_the_leader(routed: Neo4jStore, caplog: pytest.LogCaptureFixture) -> None:
    sent = Sent(caplog)
    routed.write(_claim("A/RES/2/1", "A/RES/1/1", "REG/one"), AT)
    assert sent.members()[-1] == "WRITE"
    assert "'mode': 'r'" not in sent.begun()[-1]


READS = {
    "statements": lambda store: list(store.statements()),
    "readings": lambda store: list(store.readings()),
    "verdicts": lambda store: list(store.verdicts()),
    "words": lambda store: list(store.find_text("mandate")),
    "version": lambda store: store.version(),
    "a walk": lambda store: Stored(store.steps(10), Bounds()).lineage("A/RES/2/1"),
}


@pytest.mark.parametrize("what", READS)
def test_what_is_read_is_asked_of_members_that_read_and_have_what_was_written(
    routed: Neo4jStore, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    routed.write(_claim("A/RES/2/1", "A/RES/1/1", "REG/one"), AT)
    sent = Sent(caplog)
    READS[what](routed)  # type: ignore[no-untyped-call]
    assert set(sent.members()) == {"READ"}
    assert sent.begun()
    assert all("'mode': 'r'" in line and "'bookmarks': [" in line for line in sent.begun())


def test_the_bookmark_moves_with_each_write(routed: Neo4jStore, caplog: pytest.LogCaptureFixture) -> None:
    seen = []
    for number, at in enumerate((AT, LATER)):
        routed.write(_claim("A/RES/2/1", f"A/RES/1/{number}", f"REG/{number}"), at)
        sent = Sent(caplog)
        routed.version()
        seen.append(sent.begun()[-1])
    assert seen[0] != seen[1]


def test_a_walk_is_one_transaction(routed: Neo4jStore, caplog: pytest.LogCaptureFixture) -> None:
    routed.write(_claim("A/RES/2/1", "A/RES/1/1", "REG/one"), AT)
    stored = Stored(routed.steps(10), Bounds())
    stored.frame()
    sent = Sent(caplog)
    assert [node.key for node in stored.lineage("A/RES/2/1").answer.nodes] == ["A/RES/1/1"]
    assert len(sent.begun()) == 1


def test_one_reads_what_one_wrote(routed: Neo4jStore) -> None:
    stored = Stored(routed.steps(10), Bounds())
    for number in range(1, 4):
        routed.write(_claim(f"A/RES/2/{number}", "A/RES/1/1", f"REG/{number}"), AT)
        assert stored.lineage("A/RES/1/1", "DOWNSTREAM").answer.total == number


def test_a_single_server_is_reached_by_the_address_that_was_given_whatever_it_advertises(empty_neo4j: Neo4jServer) -> None:
    try:
        empty_neo4j.restart("server.bolt.advertised_address=127.0.0.1:1")
        with closing(open_store(_routed(empty_neo4j))) as store:
            assert store.write(_claim("A/RES/2/1", "A/RES/1/1", "REG/one"), AT).new == 1
    finally:
        empty_neo4j.restart()
