"""What the measures share: made-up worlds of two sizes, each written into a store of its own and opened by the service."""

from functools import cached_property
from pathlib import Path

import numpy as np

from bench import documents, worlds
from bench.figures import timed
from bench.floors import ArrayGraph
from bench.worlds import World
from graph_service.bootstrap import Service
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings

CITATIONS = 10
"""How many citations there are for each instrument."""
LEAST = 200
"""The smallest world."""
MEMORY_MB = 8192
"""What a SPARQL worker may use here: it is time that is measured, not when the service gives up."""


class Prepared:
    """A world in a store of ``folder``; each part is made when it is first asked for."""

    def __init__(self, seed: int, instruments: int, folder: Path) -> None:
        self.seed, self.instruments, self.path = seed, instruments, folder / f"world-{instruments}.db"
        self.build_seconds = 0.0
        """How long the first snapshot took."""

    @cached_property
    def world(self) -> World:
        """The world itself."""
        return worlds.make(self.seed, self.instruments, CITATIONS * self.instruments)

    @cached_property
    def service(self) -> Service:
        """The service over a store that has read the world."""
        service = Service(Settings.model_validate({"store": str(self.path), "sparql_memory_mb": MEMORY_MB}))
        for reading in documents.readings(self.world):
            service.store.write(reading, documents.KNOWN_AT)
        return service

    @cached_property
    def snapshot(self) -> Snapshot:
        """Its snapshot."""
        service = self.service
        self.build_seconds, built = timed(service.snapshot)
        return built

    @cached_property
    def floor(self) -> ArrayGraph:
        """The same lineage as plain arrays."""
        return ArrayGraph(len(self.world.keys), *self.world.lineage())

    def starts(self, count: int, upward: bool) -> list[int]:
        """Instruments drawn by seed among those whose lineage reaches a hundredth to a tenth of all things."""
        least, most = len(self.world.keys) // 100, len(self.world.keys) // 10
        drawn = np.random.default_rng(self.seed).permutation(self.world.instruments).tolist()
        fitting = (i for i in drawn if least <= self.floor.page(i, upward)[0] <= most)
        return [i for _, i in zip(range(count), fitting, strict=False)]

    def close(self) -> None:
        """End what was started."""
        if "service" in self.__dict__:
            self.service.close()


class Stage:
    """``seed`` and ``size`` (instruments of the large world); ``folder``: for stores and files, the caller removes it."""

    def __init__(self, seed: int, size: int, folder: Path) -> None:
        self.seed, self.size, self.folder = seed, size, folder
        self.large = Prepared(seed, size, folder)
        self.small = Prepared(seed, max(LEAST, size // 20), folder)

    def close(self) -> None:
        """End what was started."""
        self.large.close()
        self.small.close()
