#!/usr/bin/env python3
"""A real Neo4j community server on 127.0.0.1, from Maven Central, where no Docker is: for development and for the tests.

    docker/neo4j/server.py start HOME    fetches the server once, makes HOME if need be, returns when Bolt answers
    docker/neo4j/server.py stop HOME     ends it in good order
    docker/neo4j/server.py kill HOME     ends it at once, as a crash would; the next start recovers
    docker/neo4j/server.py status HOME   exit 1 where it does not run

Its user is neo4j; the password is taken from MANDATE_GRAPH_NEO4J_PASSWORD (8 characters or more) when HOME is first started.
Needs Python, Maven, and Java 17 or 21. Exit codes: 0 done, 1 does not run, 2 can't be had or wrong usage.
"""

import argparse
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
INITIAL_FROM = "MANDATE_GRAPH_NEO4J_PASSWORD"
JAVA_VERSIONS = ("17", "21")
START_SECONDS = 180
STOP_SECONDS = 60
ENTRY_POINT = "org.neo4j.server.CommunityEntryPoint"
HANDSHAKE = bytes.fromhex("6060b017" + "00000405" + "00000000" * 3)  # Bolt's magic, then the versions that are offered: 5.4
OPENED = tuple(f"--add-opens=java.base/java.{name}=ALL-UNNAMED" for name in ("nio", "io", "util.concurrent"))
OPENED += ("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true")


class NotToBeHad(Exception):
    """What is missing or went wrong, and what to do about it."""


def main() -> int:
    """Run what the command line asks for; the exit code."""
    asked = _arguments()
    home = asked.home.resolve()
    try:
        if asked.verb == "start":
            start(home, asked.port, asked.heap, asked.set)
            print(f"bolt://127.0.0.1:{_port(home)}")
        elif asked.verb == "status":
            return 0 if _said(home) else 1
        else:
            end(home, signal.SIGTERM if asked.verb == "stop" else signal.SIGKILL)
    except NotToBeHad as error:
        print(f"neo4j: {error}", file=sys.stderr)
        return 2
    return 0


def start(home: Path, port: int, heap: str, extra: list[str]) -> None:
    """Start a server in ``home`` and wait until it speaks Bolt; nothing to do where it runs already."""
    if _running(home):
        return
    java, classes = find_java(), jars()
    _configure(home, port, heap, extra)
    if not (home / "data/dbms/auth.ini").exists():
        _set_password(java, classes, home)
    with (home / "console.log").open("ab") as console:
        process = subprocess.Popen(
            [
                java,
                "-XX:+UseG1GC",
                f"-Xmx{heap}",
                *OPENED,
                "-cp",
                f"{classes}/*",
                ENTRY_POINT,
                f"--home-dir={home}",
                f"--config-dir={home}/conf",
            ],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            start_new_session=True,
        )
    (home / "pid").write_text(str(process.pid))
    _wait_for_bolt(process, home, port)


def end(home: Path, how: signal.Signals) -> None:
    """End the server of ``home`` and wait until it has gone; nothing to do where none runs."""
    pid = _running(home)
    if pid is None:
        return
    os.kill(pid, how)
    deadline = time.monotonic() + STOP_SECONDS
    while _running(home):
        if time.monotonic() > deadline:
            raise NotToBeHad(f"process {pid} in {home} goes on after {STOP_SECONDS} seconds; end it with: kill {home}")
        time.sleep(0.05)
    (home / "pid").unlink()


def _arguments() -> argparse.Namespace:
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("start", "stop", "kill", "status"))
    parser.add_argument("home", type=Path, help="the folder of its data, configuration and logs")
    parser.add_argument("--port", type=int, default=7687, help="Bolt's port (%(default)s)")
    parser.add_argument("--heap", default="512m", help="the memory of its heap (%(default)s)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a line of neo4j.conf, in the place of ours if need be"
    )
    return parser.parse_args()


def find_java() -> str:
    """The first Java of a version that this Neo4j runs on: of JAVA_HOME, of the path, of where Linux distributions keep them."""
    own = [Path(os.environ["JAVA_HOME"], "bin/java")] if os.environ.get("JAVA_HOME") else []
    on_path = [Path(found)] if (found := shutil.which("java")) else []
    for java in (*own, *on_path, *sorted(Path("/usr/lib/jvm").glob("*/bin/java"))):
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr if java.exists() else ""
        if (version := re.search(r'version "(\d+)', said)) and version[1] in JAVA_VERSIONS:
            return str(java)
    raise NotToBeHad("no Java 17 or 21 was found in JAVA_HOME, on the path or in /usr/lib/jvm (Debian: openjdk-17-jre-headless)")


def jars() -> Path:
    """The folder with the server's jars, fetched by Maven when it is asked for the first time."""
    version = re.search(r"<neo4j\.version>(.+?)<", POM.read_text(encoding="utf-8"))
    assert version, f"{POM} names no neo4j.version"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mandate-graph"
    folder = cache / f"neo4j-community-{version[1]}"
    cache.mkdir(parents=True, exist_ok=True)
    with _alone(cache / "lock"):
        if not folder.exists():
            _fetch(folder)
    return folder


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NotToBeHad("Maven (mvn) was not found; it fetches the server once (Debian: maven)")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    print(f"neo4j: fetching the server into {folder} (125 MB)", file=sys.stderr)
    copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
    done = subprocess.run(
        [maven, "-q", "-B", "-f", POM, *copy], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise NotToBeHad(f"Maven could not fetch the server:\n{done.stdout[-2000:]}")
    part.rename(folder)  # whole or not at all


def _configure(home: Path, port: int, heap: str, extra: list[str]) -> None:
    (home / "conf").mkdir(parents=True, exist_ok=True)
    lines = [
        "server.default_listen_address=127.0.0.1",
        f"server.bolt.listen_address=127.0.0.1:{port}",
        f"server.bolt.advertised_address=127.0.0.1:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        f"server.memory.heap.initial_size={heap}",
        f"server.memory.heap.max_size={heap}",
        "server.memory.pagecache.size=256m",
        "dbms.usage_report.enabled=false",
        "dbms.security.allow_csv_import_from_file_urls=false",  # a reading session could read the machine's files with it
        "db.transaction.monitor.check.interval=200ms",  # a query ends within this of its time limit
    ]
    given = {setting.partition("=")[0].strip() for setting in extra}  # the server refuses a setting that is there twice
    lines = [*(line for line in lines if line.partition("=")[0] not in given), *extra]
    (home / "conf/neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _set_password(java: str, classes: Path, home: Path) -> None:
    password = os.environ.get(INITIAL_FROM, "")
    if len(password) < 8:
        raise NotToBeHad(f"{INITIAL_FROM} is not set, or shorter than 8 characters; it becomes the password of the user neo4j")
    admin = [java, "-cp", f"{classes}/*", "org.neo4j.server.startup.Neo4jAdminBoot", "dbms", "set-initial-password", password]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(admin, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotToBeHad(f"the password could not be set:\n{(done.stdout + done.stderr)[-2000:]}")


def _wait_for_bolt(process: "subprocess.Popen[bytes]", home: Path, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _speaks_bolt(port):
        if process.poll() is not None or time.monotonic() > deadline:
            end(home, signal.SIGKILL)
            log = (home / "console.log").read_text(encoding="utf-8", errors="replace")
            raise NotToBeHad(f"it ended, or did not answer on port {port} within {START_SECONDS} seconds:\n{log[-2000:]}")
        time.sleep(0.1)


def _speaks_bolt(port: int) -> bool:
    """Whether the server agrees on a version of its protocol: an open port alone is too early."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as server:
            server.sendall(HANDSHAKE)
            return server.recv(4) == bytes.fromhex("00000405")
    except OSError:
        return False


def _port(home: Path) -> str:
    found = re.search(r"^server\.bolt\.listen_address=.*:(\d+)$", (home / "conf/neo4j.conf").read_text(encoding="utf-8"), re.M)
    assert found, f"{home}/conf/neo4j.conf names no port"
    return found[1]


def _running(home: Path) -> int | None:
    """The process that serves ``home``. The number alone is not enough: it may be somebody else's since."""
    try:
        pid = int((home / "pid").read_text())
    except (OSError, ValueError):
        return None
    return pid if f"--home-dir={home}" in _command(pid) else None


def _command(pid: int) -> str:
    if Path("/proc/self").exists():
        command = Path(f"/proc/{pid}/cmdline")
        return command.read_bytes().replace(b"\0", b" ").decode(errors="replace") if command.exists() else ""
    return subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def _said(home: Path) -> bool:
    pid = _running(home)
    print(f"process {pid} on bolt://127.0.0.1:{_port(home)}" if pid else f"no server runs in {home}")
    return pid is not None


if __name__ == "__main__":
    sys.exit(main())
