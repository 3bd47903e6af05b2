"""A store that can be sent away, for what must go on without it."""

import threading
from collections.abc import Iterator

from graph_service.errors import StoreError
from graph_service.store.base import Store, StoredReading
from ontology.records import Statement


class FlakyStore:
    """A store in front of another: ``away`` it answers nothing; ``slow`` keeps whoever reads the statements until it is set."""

    def __init__(self, behind: Store) -> None:
        self._behind = behind
        self.away = False
        self.fault: Exception = StoreError("bolt://nowhere:7687: no answer; is the server running?")
        self.go = threading.Event()
        self.go.set()
        self.reading = threading.Event()
        self.looks = 0

    def version(self) -> int:
        self.looks += 1
        self._here()
        return self._behind.version()

    def statements(self, known_at: str | None = None) -> Iterator[Statement]:
        self.reading.set()
        assert self.go.wait(30)
        self._here()
        return self._behind.statements(known_at)

    def readings(self, known_at: str | None = None) -> Iterator[StoredReading]:
        self._here()
        return self._behind.readings(known_at)

    def _here(self) -> None:
        if self.away:
            raise self.fault

    def __getattr__(self, name: str) -> object:
        self._here()
        return getattr(self._behind, name)
