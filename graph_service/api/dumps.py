"""Exports of snapshots as files: written once for each snapshot and format, then served and loaded from there."""

import gzip
import shutil
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from graph_service.export import export
from graph_service.graph.snapshot import Snapshot
from ontology.identifiers import DEFAULT_BASE

SNAPSHOTS = 2
"""How many snapshots' files are kept, those last asked for: a download that goes on while the record changes finds its file."""


class Dumps:
    """Files in a folder of their own that goes when this is closed. Safe from several threads."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base
        self._folder = tempfile.TemporaryDirectory(prefix="mandate-graph-")
        self._books = threading.Condition()
        self._recent: list[str] = []
        self._used: Counter[str] = Counter()
        self._writing: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)

    def file(self, snapshot: Snapshot, format_name: str, *, compressed: bool = False) -> Path:
        """The file of a snapshot in a format of ``export.FORMATS``, made if need be; with gzip if ``compressed``."""
        with self._alone(snapshot.hash, f"mandate-graph.{format_name}") as plain:
            if not plain.exists():
                with _whole(plain) as out:
                    export(snapshot, format_name, out, self.base)
            return _packed(plain) if compressed else plain

    def table(self, snapshot: Snapshot) -> Path:
        """The table (CSV) of a snapshot in an archive (zip)."""
        with self._alone(snapshot.hash, "mandate-graph-csv.zip") as archive:
            return archive if archive.exists() else _archived(self.file(snapshot, "csv"), archive)

    def close(self) -> None:
        """Remove the files, once those that are being written are whole."""
        with self._books:
            self._books.wait_for(lambda: not self._used.total())
            self._folder.cleanup()

    @contextmanager
    def _alone(self, snapshot_hash: str, name: str) -> Iterator[Path]:
        """The place of a file that nobody else writes meanwhile; files beside it can be had. Its folder stays as long."""
        with self._books:
            path = self._of(snapshot_hash) / name
            writing = self._writing[path]
            self._used[snapshot_hash] += 1
        try:
            with writing:
                yield path
        finally:
            with self._books:
                self._used[snapshot_hash] -= 1
                self._tidy(snapshot_hash)
                self._books.notify_all()

    def _of(self, snapshot_hash: str) -> Path:
        folder = Path(self._folder.name) / snapshot_hash
        if snapshot_hash not in self._recent:
            folder.mkdir()
            self._recent.append(snapshot_hash)
        return folder

    def _tidy(self, last_asked_for: str) -> None:
        self._recent.remove(last_asked_for)
        self._recent.append(last_asked_for)
        for old in [name for name in self._recent[:-SNAPSHOTS] if not self._used[name]]:
            shutil.rmtree(Path(self._folder.name) / old)
            self._recent.remove(old)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes stand under ``path`` once all are written, never half."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as out:
        yield out
    part.replace(path)


def _packed(plain: Path) -> Path:
    packed = plain.with_name(plain.name + ".gz")
    if not packed.exists():
        # no name and no time in the header: equal content, equal bytes
        with plain.open("rb") as content, _whole(packed) as out, gzip.GzipFile("", "wb", fileobj=out, mtime=0) as pressed:
            shutil.copyfileobj(content, pressed)
    return packed


def _archived(table: Path, archive: Path) -> Path:
    # ZipInfo's own date is 1980-01-01: equal content, equal bytes
    entry = ZipInfo("statements.csv")
    entry.compress_type = ZIP_DEFLATED
    with table.open("rb") as content, _whole(archive) as out, ZipFile(out, "w") as zipped, zipped.open(entry, "w") as packed:
        shutil.copyfileobj(content, packed)
    return archive
