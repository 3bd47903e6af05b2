"""A real Neo4j for the tests, by the project's own means (docker/neo4j/server.py)."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from neo4j import GraphDatabase

IN_PARTS = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
    "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS",
)
"""What empties a database of any size: a thing of which much is said has more relationships than one transaction can take away."""
SOON = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"}
"""For servers that live for minutes: what the JVM's second compiler gains it takes longer to compile."""
PLANNED_ONCE = ("dbms.cypher.min_replan_interval=1h",)
"""A record that is emptied and filled all the time has other statistics every ten seconds, for which all would be planned anew."""
MEANS = Path(__file__).parent.parent / "docker/neo4j/server.py"


@dataclass
class Neo4jServer:
    """A server of the tests' own. A test that stops it, or starts it with other settings, puts it back as it was."""

    home: Path
    port: int
    user: str = "neo4j"
    password: str = "of-the-tests-only"
    settings: tuple[str, ...] = PLANNED_ONCE

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What a store finds its user and password in."""
        return {"MANDATE_GRAPH_NEO4J_USER": self.user, "MANDATE_GRAPH_NEO4J_PASSWORD": self.password}

    def start(self, *settings: str) -> None:
        """Start it with further lines of neo4j.conf (``name=value``), or as it is if it runs."""
        more = [argument for setting in (*self.settings, *settings) for argument in ("--set", setting)]
        self._do("start", "--port", str(self.port), *more)

    def stop(self) -> None:
        self._do("stop")

    def kill(self) -> None:
        """End it as a crash would."""
        self._do("kill")

    def restart(self, *settings: str) -> None:
        """Start it anew, as fast as can be, with further lines of neo4j.conf."""
        self.kill()
        self.start(*settings)

    def empty(self) -> None:
        """Take all nodes away; constraints and indexes stay, because to make them takes long."""
        with GraphDatabase.driver(self.url, auth=(self.user, self.password)) as driver, driver.session() as session:
            for cypher in IN_PARTS:
                session.run(cypher).consume()

    def bare(self) -> None:
        """Take all nodes, constraints and indexes away."""
        self.empty()
        with GraphDatabase.driver(self.url, auth=(self.user, self.password)) as driver:
            for name in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
                driver.execute_query("DROP CONSTRAINT $name", name=name[0])
            for name in driver.execute_query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").records:
                driver.execute_query("DROP INDEX $name", name=name[0])

    def _do(self, verb: str, *arguments: str) -> None:
        environment = {**os.environ, **SOON, **self.environment}
        command = [sys.executable, str(MEANS), verb, str(self.home), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotToBeHad(done.stderr)


class NotToBeHad(Exception):
    """No server could be started here, and why."""


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A real server, its user and password in the environment. Where none can be had: a failure in CI, else skipped aloud."""
    server = another_server(tmp_path_factory.mktemp("neo4j"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        yield server
    server.kill()
    shutil.rmtree(server.home)


def another_server(home: Path) -> Neo4jServer:
    """A real server in a folder of its own; a failure in CI where none can be had, else skipped aloud."""
    server = Neo4jServer(home, _free_port())
    try:
        server.start()
    except NotToBeHad as error:
        not_to_be_had(str(error))
    return server


@pytest.fixture
def empty_neo4j(neo4j_server: Neo4jServer) -> Neo4jServer:
    """The server with nothing in it."""
    neo4j_server.empty()
    return neo4j_server


def not_to_be_had(reason: str) -> None:
    """Fail where CI=true; skip elsewhere, with the reason."""
    said = f"no Neo4j server can be had here: {reason.strip()}"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(said)
    pytest.skip(said)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
