"""A snapshot built in a process of its own: how long it takes, how much memory it needs, and what it is exported as.

python -m bench.built STORE [FORMAT]…      one line of JSON on standard output
"""

import hashlib
import io
import resource
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from bench.figures import timed
from graph_service.export import export
from graph_service.graph import snapshot
from graph_service.graph.snapshot import Snapshot
from graph_service.store import open_store

KIB = 1 if sys.platform != "darwin" else 1 / 1024
"""Of what ``ru_maxrss`` counts in."""


@dataclass(frozen=True, slots=True)
class Export:
    """One export: its bytes, as a hash and a number."""

    sha256: str
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """``memory_mb``: the most that the process had in memory until the snapshot was whole."""

    hash: str
    statements: int
    seconds: float
    memory_mb: float
    exports: dict[str, Export]


def build(store: str, formats: Sequence[str]) -> Built:
    """Build and export in a process of its own."""
    command = [sys.executable, "-m", "bench.built", store, *formats]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603  # our own module, no shell
    found: dict[str, Any] = orjson.loads(done.stdout)
    return Built(**{**found, "exports": {name: Export(**given) for name, given in found["exports"].items()}})


class _Hashed(io.RawIOBase):
    """A stream that keeps nothing but the hash and the number of its bytes."""

    def __init__(self) -> None:
        self.sha256, self.size = hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, some: Any, /) -> int:
        self.sha256.update(some)
        self.size += len(some)
        return len(some)


def _exported(shot: Snapshot, name: str) -> Export:
    raw = _Hashed()
    with io.BufferedWriter(raw, 1 << 20) as out:
        seconds, _ = timed(lambda: export(shot, name, out))
        out.flush()
        return Export(raw.sha256.hexdigest(), raw.size, seconds)


def main(url: str, *formats: str) -> None:
    """Build the snapshot of a store, export it, tell the figures."""
    with closing(open_store(url, create=False)) as store:
        seconds, shot = timed(lambda: snapshot.build(store))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB / 1024
        exports = {name: _exported(shot, name) for name in formats}
        built = Built(shot.hash, len(shot.records), seconds, memory, exports)
    sys.stdout.buffer.write(orjson.dumps(asdict(built)) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
