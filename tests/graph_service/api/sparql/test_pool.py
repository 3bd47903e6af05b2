"""The pool while it starts and ends."""

import logging
import threading
from contextlib import closing
from pathlib import Path

import pytest

from graph_service.api.dumps import Dumps
from graph_service.api.sparql.pool import SparqlPool
from graph_service.graph import snapshot as snapshots
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings
from graph_service.store import open_store


class Late(Dumps):
    """Exports that are asked for while they are being removed: each request waits until they are gone."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.gone = threading.Event(), threading.Event()

    def file(self, snapshot: Snapshot, format_name: str, *, compressed: bool = False) -> Path:
        self.asked.set()
        self.gone.wait()
        return super().file(snapshot, format_name, compressed=compressed)


def test_a_pool_that_is_closed_while_its_engine_is_being_made_says_nothing_of_it(
    world_store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dumps = Late()
    with closing(open_store(str(world_store))) as store, caplog.at_level(logging.DEBUG, "graph_service"):
        pool = SparqlPool(Settings(), dumps)
        pool.refresh(snapshots.build(store))
        dumps.asked.wait()
        pool.close()
        dumps.close()
        dumps.gone.set()
        pool.wait_until_ready()
    assert caplog.records == []
