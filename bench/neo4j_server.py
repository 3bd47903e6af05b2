"""A real Neo4j for a measure, by the project's own means (``docker/neo4j/server.py``)."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEANS = Path(__file__).parents[1] / "docker/neo4j/server.py"
OPENED_BY = "MANDATE_GRAPH_NEO4J_PASSWORD"


class NotToBeHad(Exception):
    """No server can be started here, and why."""


@contextmanager
def running(folder: Path, heap: str) -> Iterator[str]:
    """The address of an empty server in a folder, its password in the environment as long as it runs; ``NotToBeHad``."""
    before = os.environ.get(OPENED_BY)
    os.environ[OPENED_BY] = secrets.token_urlsafe(16)
    try:
        url = _do("start", folder, "--port", str(_free_port()), "--heap", heap)
        try:
            yield url
        finally:
            _do("kill", folder)
    finally:
        if before is None:
            del os.environ[OPENED_BY]
        else:
            os.environ[OPENED_BY] = before


def _do(verb: str, folder: Path, *arguments: str) -> str:
    command = [sys.executable, str(MEANS), verb, str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own script, no shell
    if done.returncode:
        raise NotToBeHad(
            done.stderr.strip().splitlines()[-1].removeprefix("neo4j: ") if done.stderr.strip() else "it did not start"
        )
    return done.stdout.strip()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
