"""The project's own means to a real Neo4j."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from tests.neo4j_server import MEANS, Neo4jServer, not_to_be_had


def _run(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, MEANS, *arguments], capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )


def test_the_server_answers_and_is_the_one_that_the_pom_names(neo4j_server: Neo4jServer) -> None:
    with GraphDatabase.driver(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        version, edition = driver.execute_query("CALL dbms.components() YIELD versions, edition").records[0].values()
    named = re.search(r"<neo4j\.version>(.+)</", MEANS.with_name("pom.xml").read_text(encoding="utf-8"))
    assert named
    assert version == [named[1]]
    assert edition == "community"


def test_a_killed_server_comes_back_with_what_was_committed(empty_neo4j: Neo4jServer) -> None:
    with GraphDatabase.driver(empty_neo4j.url, auth=(empty_neo4j.user, empty_neo4j.password)) as driver:
        driver.execute_query("CREATE (:Kept {key: 'A/RES/66/288'})")
        empty_neo4j.kill()
        empty_neo4j.start()
        assert driver.execute_query("MATCH (n:Kept) RETURN n.key").records[0].values() == ["A/RES/66/288"]


def test_a_bare_server_has_neither_nodes_nor_constraints_nor_indexes(neo4j_server: Neo4jServer) -> None:
    with GraphDatabase.driver(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        driver.execute_query("CREATE CONSTRAINT one IF NOT EXISTS FOR (n:Entity) REQUIRE n.key IS UNIQUE")
        driver.execute_query("CREATE INDEX two IF NOT EXISTS FOR (n:Entity) ON (n.captionEn)")
        driver.execute_query("CREATE (:Entity {key: 'UNEA'})")
        neo4j_server.bare()
        assert driver.execute_query("SHOW INDEXES YIELD type WHERE type <> 'LOOKUP'").records == []
        assert driver.execute_query("MATCH (n) RETURN n").records == []


def test_reading_sessions_can_not_read_files_of_the_server(neo4j_server: Neo4jServer) -> None:
    with (
        GraphDatabase.driver(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password)) as driver,
        pytest.raises(Exception, match="allow_csv_import_from_file_urls"),
    ):
        driver.execute_query("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line")


def test_starting_a_running_server_says_where_it_is(neo4j_server: Neo4jServer) -> None:
    done = _run("start", neo4j_server.home)
    assert (done.returncode, done.stdout) == (0, f"{neo4j_server.url}\n")


def test_where_no_server_runs_status_says_so(tmp_path: Path) -> None:
    done = _run("status", tmp_path)
    assert done.returncode == 1
    assert "no server runs in" in done.stdout


def test_a_short_password_is_refused_with_the_name_of_its_variable(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    done = _run("start", tmp_path, MANDATE_GRAPH_NEO4J_PASSWORD="short")
    assert done.returncode == 2
    assert "MANDATE_GRAPH_NEO4J_PASSWORD" in done.stderr


def test_another_process_with_the_number_of_a_server_that_has_gone_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pid").write_text(str(os.getpid()))
    assert _run("kill", tmp_path).returncode == 0


def test_a_server_that_can_not_be_had_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Java"):
        not_to_be_had("no Java")


def test_a_server_that_can_not_be_had_is_skipped_aloud_on_a_users_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Java"):
        not_to_be_had("no Java")


def test_a_setting_that_is_given_stands_in_the_place_of_ours(neo4j_server: Neo4jServer) -> None:
    neo4j_server.stop()
    try:
        neo4j_server.start("server.memory.pagecache.size=128m")  # the server refuses a setting that is there twice
        lines = (neo4j_server.home / "conf/neo4j.conf").read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line.startswith("server.memory.pagecache.size=")] == ["server.memory.pagecache.size=128m"]
    finally:
        neo4j_server.stop()
        neo4j_server.start()
