"""What the record has already of which bytes: a file that is read as it was read before need not be read again."""

from collections import defaultdict
from collections.abc import Callable

from graph_service.ingest.sources import SIDECAR, File
from graph_service.store.base import Store, StoredReading
from loaders.base import Loader, Source


class Seen:
    """The readings of a record by the hash of their bytes. ``of_name``: the loader of a name."""

    def __init__(self, store: Store | None, of_name: Callable[[Source, str], Loader]) -> None:
        self._of_name = of_name
        self._by_bytes: dict[str, list[StoredReading]] = defaultdict(list)
        for reading in store.readings() if store else ():
            self._by_bytes[reading.source_hash].append(reading)

    def readings(self, file: File, loader: str | None) -> list[StoredReading]:
        """All that was read in a file of a folder or archive, if it is all current and of today's loader; else nothing.

        A file that is named by itself is read anyhow: it may be meant to be read under another symbol, and so may one in whose
        folder a list of symbols stands. ``loader``: the one asked for, or None.
        """
        if file.named or (file.path.parent / SIDECAR).is_file() or not self._by_bytes:
            return []
        source = file.source()
        found = self._by_bytes.get(source.sha256, [])
        return found if all(self._is_current(reading, source, loader) for reading in found) else []

    def _is_current(self, reading: StoredReading, source: Source, loader: str | None) -> bool:
        if reading.known_to is not None or (loader or reading.loader) != reading.loader:
            return False
        return self._of_name(source, reading.loader).version == reading.loader_version
