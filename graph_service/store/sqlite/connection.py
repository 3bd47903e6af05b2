"""The file: opening it, transactions on it, and closing it so that one file is left with nothing beside it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from time import monotonic, sleep

from graph_service.errors import MandateGraphError, StoreCorrupt, StoreError, StoreLocked, StoreMissing, StoreTooNew
from graph_service.store.sqlite import schema

Connection = sqlite3.Connection

_PAUSE = 0.01
_MAGIC = b"SQLite format 3\0"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_OUTSIDE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Database:
    """One SQLite file in WAL mode: one connection that writes, others that read beside it, also from other threads."""

    def __init__(self, path: Path, *, create: bool, busy_seconds: float) -> None:
        """Open the file, made new where there is none and ``create``; ``StoreError`` and its kinds say why it can't be."""
        self.path = path
        self._busy_seconds = busy_seconds
        self._writing = RLock()
        self._pooling = RLock()
        self._idle: list[sqlite3.Connection] = []
        self._all: list[sqlite3.Connection] = []
        self._closed = False
        _check_file(path, create)
        with self.errors():
            self._writer = self._connect("rwc" if create else "rw")
            try:
                self._prepare()
            except BaseException:
                self._abandon()
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that writes: all of it or nothing. ``StoreLocked`` where another process goes on writing too long."""
        with self._writing, self.errors():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that reads what is committed when its first row is asked for, whatever is written meanwhile."""
        with self.errors():
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                self._give_back(connection)

    def close(self) -> None:
        """Leave one file behind; where another process has it open, that one does when it closes. Again: nothing happens."""
        with self._writing, self._pooling:
            if self._closed:
                return
            self._closed = True
            for connection in self._all:
                connection.close()
            with suppress(sqlite3.OperationalError):  # another process has it open: the last one to close tidies up
                self._writer.execute("PRAGMA busy_timeout = 0")
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._writer.execute("PRAGMA journal_mode = DELETE")
            self._writer.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """What SQLite says, as an error that names the file and what to do."""
        try:
            yield
        except sqlite3.Error as error:
            told = self._for_people(error)
            if told is None:
                raise
            raise told from error

    def _for_people(self, error: sqlite3.Error) -> MandateGraphError | None:
        if self._closed:
            return StoreError(f"{self.path}: the store is closed")
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            return StoreLocked(
                f"{self.path}: another process is writing to this store and did not finish within {self._busy_seconds:g} seconds; "
                "wait for it (a load, a review) and try again"
            )
        if code in _DAMAGED:
            return _corrupt(self.path, str(error))
        if code in _OUTSIDE:
            return StoreError(f"{self.path}: the store can't be used ({error}); is the disk full, or the file not writable?")
        return None

    def _connect(self, mode: str) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            uri, uri=True, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")  # KiB
        connection.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: large loads copy the log back eight times less often
        return connection

    def _prepare(self) -> None:
        if self._is_new():
            self._make_tables()
        _check_header(self.path, *self._header())
        self._log_ahead()
        self._writer.execute("SELECT version FROM record").fetchone()

    def _log_ahead(self) -> None:
        """Switch to WAL. SQLite does not wait here for others that are just opening or closing the file, so this does."""
        until = monotonic() + self._busy_seconds
        while True:
            try:
                self._writer.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _BUSY or monotonic() > until:
                    raise
                sleep(_PAUSE)

    def _header(self) -> tuple[int, int]:
        application = self._writer.execute("PRAGMA application_id").fetchone()[0]
        return application, self._writer.execute("PRAGMA user_version").fetchone()[0]

    def _is_new(self) -> bool:
        tables: int = self._writer.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return tables == 0 and self._header() == (0, 0)

    def _make_tables(self) -> None:
        self._writer.execute("BEGIN IMMEDIATE")
        if self._is_new():  # else another process made them while this one waited
            for statement in schema.statements():
                self._writer.execute(statement)
            self._writer.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            self._writer.execute(f"PRAGMA user_version = {schema.VERSION}")
        self._writer.execute("COMMIT")

    def _abandon(self) -> None:
        """Close what could not be used; a file that this made and left empty goes."""
        self._writer.close()
        if self.path.exists() and self.path.stat().st_size == 0:
            self.path.unlink()

    def _borrow(self) -> sqlite3.Connection:
        with self._pooling:
            if self._closed:
                raise StoreError(f"{self.path}: the store is closed")
            if self._idle:
                return self._idle.pop()
            connection = self._connect("rw")
            connection.execute("PRAGMA query_only = ON")
            self._all.append(connection)
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pooling:
            if not self._closed:
                connection.execute("ROLLBACK")
                self._idle.append(connection)


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: a folder; expected the file of a store, such as {path / 'mandate-graph.db'}")
    if not path.exists():
        _check_place(path, create)
        return
    if not path.is_file():
        raise StoreError(f"{path}: not an ordinary file; expected the file of a store")
    if not os.access(path, os.R_OK | os.W_OK):
        raise StoreError(f"{path}: may not be read and written by this user; change its permissions or give another --store")
    with path.open("rb") as file:
        start = file.read(len(_MAGIC))
    if not start and not create:
        raise StoreMissing(
            f"{path}: it is empty, no store yet; load something into it first: mandate-graph load SOURCE --store {path}"
        )
    if start and start != _MAGIC:
        raise _corrupt(path, "it does not begin as an SQLite file does")


def _check_place(path: Path, create: bool) -> None:
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it, or give another --store")
    if not create:
        raise StoreMissing(f"{path}: there is no store; load something into it first: mandate-graph load SOURCE --store {path}")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise StoreError(f"{path}: the folder {path.parent} is not writable by this user; give another --store")


def _check_header(path: Path, application: int, version: int) -> None:
    if application != schema.APPLICATION_ID or version < 1:
        raise _corrupt(path, f"an SQLite file of another application (id {application:#x}, version {version})")
    if version > schema.VERSION:
        raise StoreTooNew(
            f"{path}: made by a newer version of Mandate Graph (store version {version}, known here: {schema.VERSION}); "
            "upgrade the program, or give another --store"
        )


def _corrupt(path: Path, found: str) -> StoreCorrupt:
    return StoreCorrupt(
        f"{path}: not a Mandate Graph store, or a damaged one: {found}; give another --store, restore a backup, "
        "or move the file away and load the sources again"
    )
