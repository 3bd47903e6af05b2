"""What is of Neo4j alone: the graph that people explore, and what goes wrong with a server, tried on a real one."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import GraphDatabase

from graph_service.errors import StoreCorrupt, StoreError, StoreMissing, StoreTooNew
from graph_service.store import Store, batches, open_store
from graph_service.store.base import Change
from graph_service.store.neo4j import evidence, layout, records, setup, staging
from graph_service.store.neo4j.store import Neo4jStore
from ontology import vocabulary
from ontology.readings import Reading
from ontology.records import Evidence, Literal, Method, Statement, Verdict
from tests.graph_service.store.conftest import emptied
from tests.graph_service.store.samples import DOCUMENT, T1, T2, cites, dump, reading, rich, said
from tests.neo4j_server import Neo4jServer

CURATED = Evidence("row", Method("curated", "governance"))


def ask(server: Neo4jServer, cypher: Any, **values: Any) -> list[list[Any]]:
    """What a person gets who asks in Cypher."""
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        return [list(record.values()) for record in driver.execute_query(cypher, values).records]


@pytest.fixture
def record(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    """A new, empty record on the server."""
    opened = Neo4jStore(emptied(neo4j_server))
    yield opened
    opened.close()


def fact(subject: str, predicate: str, target: str | Literal, **more: Any) -> Statement:
    return Statement("A/1", subject, predicate, target, evidence=(CURATED,), **more)


def facts(*given: Statement, source: str = "1") -> Reading:
    said_by = reading(given, document="REG/x", language=None, source=source)
    return replace(said_by, text="", text_hash=None, paragraphs=(), mentions=())


# The graph that people explore


def test_labels_of_the_layout_are_none_of_the_ontology() -> None:
    theirs = {kind.camel for kind in vocabulary.kinds().values()} | {named.camel for named in vocabulary.types().values()}
    assert theirs & set(layout.RECORD_LABELS) == {"Document", "Paragraph"}  # roles that entities have


def test_relationships_of_the_layout_are_no_predicates() -> None:
    ours = {"SUBJECT", "OBJECT", "SAID_IN", "OF", "AT", "WITHIN", "ON", "BECAUSE_OF", "CURRENT", "TOLD", "OF_TEXT", "READ_IN"}
    assert not {p.upper for p in vocabulary.predicates().values()} & ours


def test_the_tool_creates_constraints_and_indexes_that_are_ready(record: Store, neo4j_server: Neo4jServer) -> None:
    found = dict(ask(neo4j_server, "SHOW INDEXES YIELD name, state, type WHERE type <> 'LOOKUP' RETURN name, state"))
    assert found == dict.fromkeys((rule.name for rule in layout.rules()), "ONLINE")


def test_a_fact_is_a_typed_relationship_with_dates_that_cypher_compares(record: Store, neo4j_server: Neo4jServer) -> None:
    record.write(facts(fact("A/RES/66/288", "establishes", "HLPF", valid_from="2012-07", valid_to="2015~")), T1)
    found = ask(
        neo4j_server,
        "MATCH (:Resolution {key: 'A/RES/66/288'})-[r:ESTABLISHES]->(:Organ {key: 'HLPF'})"
        " WHERE r.validFrom <= date('2012-07-01') AND r.validTo >= date('2015-12-31') RETURN r.statement, r.knownFrom",
    )
    assert found == [[next(record.statements()).id, T1]]


def test_what_is_no_fact_draws_no_relationship_and_is_a_statement(record: Store, neo4j_server: Neo4jServer) -> None:
    record.write(facts(fact("A/RES/1/1", "establishes", "B", qualifiers=(("status", "planned"),))), T1)
    assert ask(neo4j_server, "MATCH ()-[r:ESTABLISHES]->() RETURN r") == []
    assert ask(neo4j_server, "MATCH (s:Statement {q_status: 'planned'})-[:OBJECT]->(b) RETURN b.key") == [["B"]]


def test_evidence_leads_to_its_paragraph_and_document(record: Store, neo4j_server: Neo4jServer) -> None:
    record.write(rich(), T1)
    found = ask(
        neo4j_server,
        "MATCH (:Statement {predicate: 'cites'})<-[:OF]-(e:Evidence {q_verb: 'recalls'})-[:AT]->(p:Paragraph)-[:WITHIN]->"
        "(d:Document) RETURN p.key, d.key, e.quote ORDER BY p.key",
    )
    assert [row[:2] for row in found] == [[f"{DOCUMENT}#1", DOCUMENT], [f"{DOCUMENT}#3", DOCUMENT]]


def test_captions_are_the_names_that_hold_in_english_and_chinese(record: Store, neo4j_server: Neo4jServer) -> None:
    names = (
        fact("UNEA", "name", Literal("Governing Council", language="en"), valid_from="1972", valid_to="2014"),
        fact("UNEA", "name", Literal("Environment Assembly", language="en"), valid_from="2014"),
        fact("UNEA", "name", Literal("环境大会", language="zh")),
        fact("UNEA", "acronym", Literal("UNEA", language="en")),
        fact("UNEA", "cites", "EMG"),
    )
    record.write(facts(*names), T1)
    found = ask(
        neo4j_server, "MATCH (x:Entity) WHERE x.key IN ['UNEA', 'EMG'] RETURN x.key, x.captionEn, x.captionZh ORDER BY x.key"
    )
    assert found == [["EMG", "EMG", None], ["UNEA", "Environment Assembly", "环境大会"]]


def test_a_type_that_is_said_gives_the_labels_and_goes_with_its_statement(record: Store, neo4j_server: Neo4jServer) -> None:
    labels = "MATCH (x:Entity {key: 'EMG'}) UNWIND labels(x) AS label RETURN label ORDER BY label"
    record.write(facts(fact("EMG", "type", Literal("interagency_mechanism", datatype="type"))), T1)
    typed = ask(neo4j_server, labels)
    record.write(facts(fact("EMG", "cites", "A"), source="2"), T2)
    assert (typed, ask(neo4j_server, labels)) == (
        [["Body"], ["Entity"], ["InteragencyMechanism"]],
        [["Body"], ["Entity"], ["Organ"]],
    )


def test_what_is_new_has_the_clocks_and_the_best_confidence_of_its_evidence(record: Store, neo4j_server: Neo4jServer) -> None:
    sure = replace(CURATED, paragraph="other", confidence=0.7)
    record.write(facts(source="2"), T2)
    record.write(facts(replace(fact("A", "cites", "B"), evidence=(replace(CURATED, confidence=0.5), sure))), T1)
    found = ask(
        neo4j_server,
        "MATCH (s:Statement) MATCH (:Entity {key: 'A'})-[r:CITES]->()"
        " RETURN s.confidence, s.knownFrom, s.knownTo, r.knownFrom, r.knownTo",
    )
    assert found == [[0.7, T1, T2, T1, T2]]


def test_a_relationship_ends_with_its_evidence(record: Store, neo4j_server: Neo4jServer) -> None:
    record.write(facts(fact("A/RES/1/1", "cites", "A/RES/2/2")), T1)
    record.write(facts(source="2"), T2)
    assert ask(neo4j_server, "MATCH ()-[r:CITES]->() RETURN r.knownFrom, r.knownTo") == [[T1, T2]]


def test_a_verdict_hangs_on_its_statement_whichever_came_first(record: Store, neo4j_server: Neo4jServer) -> None:
    one, other = fact("A", "cites", "B"), fact("A", "cites", "C")
    record.add_verdicts([Verdict(one.id, "confirmed", "x", T1, "seen")])
    record.write(facts(one, other), T1)
    record.add_verdicts([Verdict(other.id, "rejected", "x", T1, "misread")])
    found = ask(neo4j_server, "MATCH (v:Verdict)-[:ON]->(s:Statement) RETURN s.id, v.verdict ORDER BY v.verdict")
    assert found == [[one.id, "confirmed"], [other.id, "rejected"]]


def test_chinese_is_found_by_those_who_ask_in_cypher(record: Store, neo4j_server: Neo4jServer) -> None:
    record.write(rich(), T1)
    index = "CALL db.index.fulltext.queryNodes($index, $asked) YIELD node RETURN coalesce(node.text, node.captionZh)"
    assert ask(neo4j_server, index, index=layout.TEXT, asked='"小组"') == [["关于土地和水的小组"]]
    assert ask(neo4j_server, index, index=layout.CAPTIONS, asked='"环境管理"') == [["环境管理小组"]]


# Full text as the embedded store has it

LETTERS = st.text(st.sampled_from("aAéÉßøØñ水小组土地決决 .,_-/'’·3０６;()#ёйЙİıſﬁ½²e\u0301"), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LETTERS, min_size=1, max_size=4), asked=st.lists(LETTERS, min_size=1, max_size=6))
def test_both_stores_give_the_same_hits(
    neo4j_server: Neo4jServer, tmp_path_factory: Any, lines: list[str], asked: list[str]
) -> None:
    stores = (open_store(emptied(neo4j_server)), open_store(str(tmp_path_factory.mktemp("words") / "record.db")))
    for store in stores:
        store.write(replace(reading(lines=tuple(lines)), mentions=()), T1)
    queries = [*asked, *lines, *(line[1:3] for line in lines), '"the" of a']
    neo4j, sqlite = ([[hit.paragraph for hit in store.find_text(query)] for query in queries] for store in stores)
    for store in stores:
        store.close()
    assert dict(zip(queries, neo4j, strict=True)) == dict(zip(queries, sqlite, strict=True))


# Reading in pages, changes beside


def test_pages_are_one_record_whatever_their_size(record: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record.write(rich(), T1)
    record.write(reading([cites("B"), cites("C")], document="A/2"), T1)
    before = list(record.statements())
    monkeypatch.setattr(records, "PAGE", 1)
    assert list(record.statements()) == before


def test_a_reader_between_two_pages_sees_nothing_of_what_changes_meanwhile(record: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record.write(reading([cites(name) for name in "ABCDEFGH"]), T1)
    before = list(record.statements())
    monkeypatch.setattr(records, "PAGE", 1)
    rows = record.statements()
    seen = [next(rows)]
    record.write(reading([cites(name) for name in "EFGHIJKL"], source="2"), T2)
    record.withdraw(DOCUMENT, None, "2026-03-01T00:00:00Z", "wrong file")
    assert [*seen, *rows] == before


def test_what_is_taken_away_is_no_evidence_any_more_for_those_who_ask_in_cypher(record: Store, neo4j_server: Neo4jServer) -> None:
    record.write(reading([cites("A"), cites("B")]), T1)
    record.write(reading([cites("B"), cites("C")], source="2"), T2)
    assert ask(neo4j_server, "MATCH (e:Evidence) RETURN count(e)") == [[3]]


def test_what_was_taken_away_is_swept_when_no_reader_can_be_under_way(
    record: Store, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.write(reading([cites("A"), cites("B")]), T1)
    record.write(reading([cites("B"), cites("C")], loader_version="v2"), T1)
    record.begin(["a 1"], T1)
    kept = ask(neo4j_server, "MATCH (e:Superseded) RETURN count(e)")
    before = dump(record)
    monkeypatch.setattr(evidence, "READERS_END", timedelta(seconds=-5))
    record.begin(["a 2"], T1)
    swept = ask(neo4j_server, "MATCH (n:Superseded|Statement) RETURN labels(n)[0], count(n)")
    assert (kept, swept, dump(record)) == ([[1]], [["Statement", 2]], before)


def test_the_readings_of_the_next_transaction_are_taken_while_one_is_under_way(
    record: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, write = threading.Event(), Neo4jStore._write

    def slowly(self: Neo4jStore, *given: Any) -> Any:
        assert taken.wait(30), "the next readings were not taken"
        return write(self, *given)

    def coming() -> Iterator[tuple[Reading, str]]:
        for number in range(4):
            if number == 2:
                taken.set()
            yield reading([cites("A")], document=f"D/{number}"), T1

    monkeypatch.setattr(batches, "READINGS", 2)
    monkeypatch.setattr(Neo4jStore, "_write", slowly)
    assert list(record.write_all(coming())) == [Change(new=1)] * 4


def test_what_a_staged_version_takes_away_is_found_by_an_index_of_nothing_else(record: Store, neo4j_server: Neo4jServer) -> None:
    with (
        GraphDatabase.driver(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password)) as driver,
        driver.session() as session,
    ):
        for cypher in (staging._GONE, staging._STAY):
            plan: Any = session.run("EXPLAIN " + cypher, at_once=1, now=T1).consume().plan
            while plan.get("children"):
                [plan] = plan["children"]
            assert (plan["operatorType"], plan["args"]["Details"].partition(" WHERE")[0]) == (
                "NodeIndexScan@neo4j",
                "RANGE INDEX e:Evidence(supersededIn)",
            )


# What can be wrong with a server or its database


def test_a_server_that_is_away_is_told_at_once_with_what_to_do() -> None:
    with pytest.raises(StoreError, match=r"bolt://127\.0\.0\.1:1: no Neo4j answers.*make neo4j"):
        open_store("bolt://127.0.0.1:1")


def test_a_wrong_password_is_told_with_the_variables_to_set(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_NEO4J_PASSWORD", "not-the-password")
    with pytest.raises(StoreError, match=r"refuses user or password.*MANDATE_GRAPH_NEO4J_PASSWORD") as refused:
        open_store(neo4j_server.url)
    assert "not-the-password" not in str(refused.value)


def test_an_unknown_database_is_told(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_NEO4J_DATABASE", "elsewhere")
    with pytest.raises(StoreError, match=r"no such database.*MANDATE_GRAPH_NEO4J_DATABASE"):
        open_store(neo4j_server.url)


def test_an_empty_database_is_no_record_yet_where_none_is_to_be_made(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(StoreMissing, match="mandate-graph load SOURCE --store bolt://"):
        open_store(emptied(neo4j_server), create=False)
    assert ask(neo4j_server, "MATCH (n) RETURN count(n)") == [[0]]


def test_somebody_elses_graph_is_refused_and_left_as_it_is(neo4j_server: Neo4jServer) -> None:
    neo4j_server.bare()
    ask(neo4j_server, "CREATE (:Person {name: 'x'})-[:KNOWS]->(:Person)")
    with pytest.raises(StoreCorrupt, match=r"another graph.*Person.*left as it is"):
        open_store(neo4j_server.url)
    schema = ask(neo4j_server, "SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN type")
    assert (ask(neo4j_server, "MATCH (n) RETURN count(n)"), schema) == ([[2]], [])


@pytest.mark.parametrize(
    ("found", "error", "told"), [(0, StoreError, "mandate-graph copy"), (99, StoreTooNew, "upgrade the program")]
)
def test_another_layout_is_refused_with_what_to_do(
    record: Store, neo4j_server: Neo4jServer, found: int, error: type[StoreError], told: str
) -> None:
    ask(neo4j_server, "MATCH (m:MandateGraph) SET m.layout = $found", found=found)
    with pytest.raises(error, match=told):
        open_store(neo4j_server.url)


@pytest.mark.parametrize(
    "agent", ["Neo4j/4.4.12", "Neo4j/5.25.1", "Neo4j/v5.11.0 compatible graph database server - Memgraph", "x"]
)
def test_an_older_server_is_refused_by_what_it_says_of_itself(agent: str) -> None:
    with pytest.raises(StoreError, match=r"expected Neo4j 5\.26 or later"):
        setup.check_server("bolt://x", agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/2025.01.0"])
def test_the_oldest_server_and_later_ones_are_taken(agent: str) -> None:
    setup.check_server("bolt://x", agent)


def test_a_setup_that_was_broken_off_begins_again(neo4j_server: Neo4jServer) -> None:
    neo4j_server.bare()
    ask(neo4j_server, layout.rules()[0].cypher)
    store = open_store(neo4j_server.url)
    store.write(rich(), T1)
    assert said(store) == sorted(str(s.object) for s in rich().statements)
    store.close()


def test_two_who_set_up_at_once_both_find_a_record(neo4j_server: Neo4jServer) -> None:
    neo4j_server.bare()
    with ThreadPoolExecutor(2) as threads:
        stores = list(threads.map(open_store, [neo4j_server.url] * 2))
    assert [store.version() for store in stores] == [0, 0]
    for store in stores:
        store.close()


def test_a_record_on_a_read_only_server_is_read_and_a_write_says_why_not(record: Store, neo4j_server: Neo4jServer) -> None:
    record.write(rich(), T1)
    before = dump(record)
    neo4j_server.stop()
    neo4j_server.start("server.databases.default_to_read_only=true")
    try:
        store = open_store(neo4j_server.url, create=False)
        assert dump(store) == before
        with pytest.raises(StoreError, match=r"takes no writes.*read-only"):
            store.write(reading(source="2"), T2)
        store.close()
    finally:
        neo4j_server.restart()


# Several at once, and servers that die


def documents(count: int) -> list[Reading]:
    return [reading([cites(f"A/{n}", document=f"D/{n}"), cites("B", document=f"D/{n}")], document=f"D/{n}") for n in range(count)]


def loaded(store: Store, given: list[Reading]) -> None:
    for one in given:
        store.write(one, T1)


def test_two_loaders_at_once_make_one_record(record: Store, second_neo4j: Neo4jServer) -> None:
    given, alone = documents(30), open_store(emptied(second_neo4j))
    other = open_store(record.url)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(loaded, (record, other), (given, given[::-1])))
    loaded(alone, given)
    assert (dump(record), record.version()) == (dump(alone), len(given))
    other.close()
    alone.close()


def test_a_server_killed_in_mid_load_and_restarted_ends_in_the_same_record(
    record: Store, neo4j_server: Neo4jServer, second_neo4j: Neo4jServer
) -> None:
    given, alone = documents(60), open_store(emptied(second_neo4j))
    loaded(alone, given)
    begun = threading.Event()

    def load() -> None:
        for number, one in enumerate(given):
            record.write(one, T1)
            if number == 10:
                begun.set()

    with ThreadPoolExecutor(1) as threads:
        load_ends = threads.submit(load)
        begun.wait()
        neo4j_server.kill()
        neo4j_server.start()
        load_ends.result()
    assert dump(record) == dump(alone)
    alone.close()


class Cutter(socketserver.ThreadingTCPServer):
    """Passes bytes on to a server, and cuts all connections when it is told to."""

    allow_reuse_address = True
    daemon_threads = False  # all connections are closed when the server is

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.port = port
        self.open: list[socket.socket] = []

    def finish_request(self, request: Any, client_address: Any) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as beyond:
            self.open += [request, beyond]
            back = threading.Thread(target=self._pass, args=(beyond, request), daemon=True)
            back.start()
            self._pass(request, beyond)
            back.join()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        self._end((source, target))

    def cut(self) -> None:
        self._end(tuple(self.open))

    def _end(self, given: tuple[socket.socket, ...]) -> None:
        for one in given:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def test_connections_that_are_cut_in_mid_load_change_nothing_of_its_end(
    record: Store, neo4j_server: Neo4jServer, second_neo4j: Neo4jServer
) -> None:
    given, alone = documents(30), open_store(emptied(second_neo4j))
    loaded(alone, given)
    with Cutter(neo4j_server.port) as cutter:
        threading.Thread(target=cutter.serve_forever, daemon=True).start()
        through = open_store(f"bolt://127.0.0.1:{cutter.server_address[1]}")
        cuts = [threading.Timer(wait / 10, cutter.cut) for wait in range(1, 6)]
        for cut in cuts:
            cut.start()
        loaded(through, given)
        for cut in cuts:
            cut.join()
        through.close()
        cutter.shutdown()
    assert dump(record) == dump(alone)
    alone.close()


def test_while_the_server_is_away_each_call_says_so_and_it_goes_on_when_it_is_back(
    record: Store, neo4j_server: Neo4jServer
) -> None:
    record.write(rich(), T1)
    before = dump(record)
    neo4j_server.kill()
    with pytest.raises(StoreError, match="no Neo4j answers"):
        record.version()
    neo4j_server.start()
    assert dump(record) == before
