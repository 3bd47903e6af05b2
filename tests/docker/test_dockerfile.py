"""docker/: what a linter, the format's own schema and a clean directory say of it. No Docker is needed."""

import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.docker.dockerfile import ROOT, Stage, build, stages
from tests.neo4j_server import MEANS, Neo4jServer

TOOLS = Path(sys.executable).parent
READY_SECONDS = 120


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker/compose.yaml").read_text(encoding="utf-8")))


def test_a_linter_finds_nothing_in_the_dockerfile() -> None:
    done = subprocess.run([str(TOOLS / "hadolint"), str(ROOT / "docker/Dockerfile")], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_compose_file_is_as_the_schema_of_compose_files_wants_it() -> None:
    check = [str(TOOLS / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(ROOT / "docker/compose.yaml")]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_image_has_two_stages_of_one_base() -> None:
    build_stage, image = stages()
    assert build_stage.base == f"{image.base} AS build"


def test_the_image_runs_without_rights_and_says_whether_it_is_well() -> None:
    image = stages()[-1]
    assert [step.rest for step in image.all("USER")] == ["10001:10001"]
    assert image.steps.index(image.all("USER")[0]) > max(image.steps.index(step) for step in image.all("RUN"))
    assert "/ready" in image.health()[-1]


def test_what_is_copied_into_the_image_is_not_ignored() -> None:
    ignored = (ROOT / "docker/Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    assert ignored[1] == "*"
    assert {word for step in stages()[0].all("COPY") for word in step.words()[:-1]} == let_in


def test_compose_listens_on_loopback_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_compose_takes_the_password_from_the_environment_and_refuses_to_start_without(compose: dict[str, Any]) -> None:
    values = [v for s in compose["services"].values() for n, v in s["environment"].items() if "PASSWORD" in n or "AUTH" in n]
    assert len(values) == 4
    assert all(re.fullmatch(r"(neo4j/)?\$\{MANDATE_GRAPH_NEO4J_PASSWORD:\?.+\}", value) for value in values)


def test_compose_waits_until_neo4j_answers_and_the_registers_are_loaded(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["load"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["service"]["depends_on"]["load"] == {"condition": "service_completed_successfully"}
    assert services["neo4j"]["healthcheck"]["test"][0] == "CMD-SHELL"


def test_compose_runs_the_server_that_the_tests_run(compose: dict[str, Any]) -> None:
    pom = (ROOT / "docker/neo4j/pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<neo4j\.version>(.+)</", pom)
    assert version
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{version[1]}-community"


@pytest.mark.parametrize(
    "setting", ["dbms.security.allow_csv_import_from_file_urls=false", "db.transaction.monitor.check.interval=200ms"]
)
def test_compose_sets_up_the_server_as_the_tests_do(compose: dict[str, Any], setting: str) -> None:
    name, value = setting.split("=")
    assert compose["services"]["neo4j"]["environment"]["NEO4J_" + name.replace("_", "__").replace(".", "_")] == value
    assert f'"{setting}"' in (ROOT / "docker/neo4j/server.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean directory in which the steps of the Dockerfile's first stage have been done."""
    if os.environ.get("CI", "").lower() not in ("true", "1"):
        pytest.skip("installs the project anew from the package index, which takes a minute: only where CI=true")
    folder = tmp_path_factory.mktemp("app")
    build(stages()[0], folder)
    return folder


def test_installed_and_started_as_in_the_image_it_answers_and_is_well(built: Path, tmp_path: Path) -> None:
    image = stages()[-1]
    environment = _environment(image, built, tmp_path)
    with _running(image.all("CMD")[-1].words(), tmp_path, environment) as url:
        found = httpx.post(f"{url}/graphql", json={"query": '{ entity(key: "UNEA") { key } }'}).json()
        assert found == {"data": {"entity": {"key": "UNEA"}}}
        assert subprocess.run(image.health(), env=environment, cwd=tmp_path, check=False).returncode == 0
    assert subprocess.run(image.health(), env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL, check=False).returncode == 1


def test_what_is_started_ends_when_it_is_asked_to_and_leaves_one_file(built: Path, tmp_path: Path) -> None:
    image = stages()[-1]
    with _running(image.all("CMD")[-1].words(), tmp_path, _environment(image, built, tmp_path)):
        pass
    assert [file.name for file in tmp_path.iterdir()] == ["mandate-graph.db"]


def test_what_compose_starts_loads_and_serves_over_a_real_neo4j(
    built: Path, tmp_path: Path, compose: dict[str, Any], empty_neo4j: Neo4jServer
) -> None:
    load, service = compose["services"]["load"], compose["services"]["service"]
    environment = _environment(stages()[-1], built, tmp_path) | _composed(load, empty_neo4j)
    subprocess.run(load["command"], cwd=tmp_path, env=environment, check=True)
    with _running(service["command"], tmp_path, environment | _composed(service, empty_neo4j)) as url:
        found = httpx.post(f"{url}/graphql", json={"query": '{ entity(key: "UNEA") { key } }'}).json()
    assert found == {"data": {"entity": {"key": "UNEA"}}}
    assert list(tmp_path.iterdir()) == []  # the service keeps nothing of its own: the record is in Neo4j


def test_what_compose_asks_of_neo4j_tells_whether_it_is_well(
    compose: dict[str, Any], neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    means = runpy.run_path(str(MEANS))
    shell = tmp_path / "cypher-shell"
    shell.write_text(f'#!/bin/sh\nexec "{means["find_java"]()}" -cp "{means["jars"]()}/*" org.neo4j.shell.Main "$@"\n')
    shell.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", **_composed(compose["services"]["neo4j"], neo4j_server)}
    asked = compose["services"]["neo4j"]["healthcheck"]["test"][1].replace("$$", "$")
    here = asked.replace("localhost:7687", f"127.0.0.1:{neo4j_server.port}")
    nowhere = asked.replace("localhost:7687", "127.0.0.1:1")
    codes = [
        subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=False).returncode
        for command in (here, nowhere)
    ]
    assert codes[0] == 0
    assert codes[1] != 0


def _composed(service: dict[str, Any], server: Neo4jServer) -> dict[str, str]:
    """What compose gives a service as its environment, with the address and password of another server."""
    values = {name: re.sub(r"\$\{.+\}", server.password, value) for name, value in service["environment"].items()}
    return {name: value.replace("bolt://neo4j:7687", server.url) for name, value in values.items()}


def _environment(image: Stage, built: Path, data: Path) -> dict[str, str]:
    """The image's environment, its folders and port moved to here."""
    said = {name: value.replace("/app", str(built)).replace("/data", str(data)) for name, value in image.environment().items()}
    said["PATH"] = said["PATH"].replace("$PATH", os.environ["PATH"])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return {**said, "MANDATE_GRAPH_PORT": str(taken.getsockname()[1]), "MANDATE_GRAPH_HOST": "127.0.0.1"}


@contextmanager
def _running(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[str]:
    process = subprocess.Popen(command, cwd=folder, env=environment)
    url = f"http://127.0.0.1:{environment['MANDATE_GRAPH_PORT']}"
    try:
        _wait(process, f"{url}/ready")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"it ended with exit code {process.returncode}"
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{url}: no answer within {READY_SECONDS} seconds")
