"""The server: reaching it, transactions on it that the driver may run again, and what it says when it can't."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep
from typing import Any, LiteralString, TypeVar
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session, Transaction
from neo4j.exceptions import ClientError, ConfigurationError, DriverError, IncompleteCommit, Neo4jError, TransientError

from graph_service.errors import StoreError, StoreLocked, UsageError
from graph_service.settings import Settings
from graph_service.store.neo4j import faults

T = TypeVar("T")
Tx = ManagedTransaction | Transaction
Row = list[Any]

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # its retries are no news; what matters is said once, as an error
BATCH = 2000
"""Rows that one ``UNWIND`` takes: more gain nothing and cost the server memory."""
CONNECT_SECONDS = 5.0
READ_SECONDS, WRITE_SECONDS = 1.0, 30.0
"""How long the driver tries again when a server is away or changes its leader: readers are told soon, a load waits."""
WAIT_SECONDS = 30.0
"""How long a writer waits for another that stages a large reading."""
_STEADY_TRIES = 50

LEASE_SECONDS = 20.0
"""After so long without a sign of a process that stages a large reading it is taken for dead."""
_PAUSE = 0.2

_VERSION: LiteralString = "MATCH (m:MandateGraph {id: 'record'}) RETURN m.version, coalesce(m.stagingTurned, false)"
_LOCK: LiteralString = """
MATCH (m:MandateGraph {id: 'record'}) SET m.locked = true WITH m
RETURN m.version, m.staging IS NOT NULL
"""
_RAISE: LiteralString = "MATCH (m:MandateGraph {id: 'record'}) SET m.version = $version"


class Database:
    """One database of a server. Safe to use from several threads; what one transaction writes the next one reads (bookmarks)."""

    def __init__(self, url: str, settings: Settings) -> None:
        """Reach the server; ``StoreError`` at once where it is away, or refuses user and password."""
        _refuse_secrets(url)
        self.url = url
        self._database = settings.neo4j_database or None
        self._closing = Lock()
        self._closed = False
        self.mend: Callable[[], None] = lambda: None
        """Ends what a killed writer had begun, where there is such."""
        with self.errors():
            self._driver = self._connect(settings)
            try:
                self.agent = self._driver.get_server_info().agent
            except BaseException:
                self._driver.close()
                raise

    def _connect(self, settings: Settings) -> Driver:
        return GraphDatabase.driver(
            self.url,
            auth=(settings.neo4j_user, settings.neo4j_password.get_secret_value()),
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=60.0,
            user_agent="mandate-graph",
            notifications_min_severity="OFF",
        )

    def read(self, work: Callable[[Tx], T]) -> T:
        """A transaction that reads, on a read replica where there is one."""
        with self.errors(), self.session(READ_ACCESS, READ_SECONDS) as session:
            return session.execute_read(_guarded(self.url, work))

    def at_once(self, work: Callable[[Tx], T]) -> T:
        """``read`` that is not tried again, for who asks again anyway and wants to know soon that a server is away."""
        with self.errors(), self.session(READ_ACCESS, READ_SECONDS) as session, session.begin_transaction() as tx:
            return work(tx)

    def steady(self, work: Callable[[Tx], T]) -> T:
        """What a read of several rows finds at one version of the record; read again where a writer came between."""
        for _ in range(_STEADY_TRIES):
            before, found, after = self.read(lambda tx: (version(tx), work(tx), version(tx)))
            if before == after:
                return found
        raise StoreLocked(f"{self.url}: the record is written to without a pause; wait for it (a load) and try again")

    def write(self, work: Callable[[Tx, int], tuple[T, bool]]) -> T:
        """A transaction that writes, one at a time on the whole record: it holds the version's node from its beginning.

        ``work`` takes the transaction and the version that it makes, and may be run more than once. It gives its result, and
        whether the record has changed: only then the version is raised.
        """

        def whole(tx: Tx) -> T:
            before, staged = one(tx, _LOCK)
            if staged:
                raise _Staged
            made = int(before) + 1
            found, changed = work(tx, made)
            if changed:
                tx.run(_RAISE, version=made).consume()
            return found

        until = monotonic() + WAIT_SECONDS
        while monotonic() < until:
            try:
                return self.alter(whole)
            except _Staged:
                sleep(_PAUSE)
                self.mend()
        raise StoreLocked(f"{self.url}: another process is writing a large reading; wait for it (a load) and try again")

    def alter(self, work: Callable[[Tx], T]) -> T:
        """A transaction that writes and leaves the version."""
        with self.errors(), self.session(WRITE_ACCESS, WRITE_SECONDS) as session:
            try:
                return session.execute_write(_guarded(self.url, work))
            except IncompleteCommit:  # it may have been done or not: to do it again changes nothing
                return session.execute_write(_guarded(self.url, work))

    def define(self, cypher: LiteralString) -> None:
        """Create a constraint or index, unless another process did so at the same time."""
        with self.errors(), self.session(WRITE_ACCESS, WRITE_SECONDS) as session:
            try:
                session.execute_write(lambda tx: tx.run(cypher).consume())
            except ClientError as error:
                if error.code not in faults.THERE_ALREADY:
                    raise

    @contextmanager
    def session(self, access: str, seconds: float) -> Iterator[Session]:
        """A session with the bookmarks of the others."""
        if self._closed:
            raise StoreError(f"{self.url}: the store is closed")
        with self._driver.session(
            database=self._database,
            default_access_mode=access,
            max_transaction_retry_time=seconds,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        ) as session:
            yield session

    def close(self) -> None:
        """Leave the server. Again: nothing happens."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._driver.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """What server and driver say, as an error that names the server and what to do."""
        try:
            yield
        except (Neo4jError, DriverError, ConfigurationError) as error:
            raise faults.for_people(self.url, error) from error


class _Staged(Exception):
    """A large reading is being staged, and its version must be the next."""


def _guarded(url: str, work: Callable[[Tx], T]) -> Callable[[Tx], T]:
    """The work with errors that no repetition mends taken out of the driver's hands."""

    def guarded(tx: Tx) -> T:
        try:
            return work(tx)
        except TransientError as error:
            if error.code in faults.NEVER_AGAIN:
                raise faults.for_people(url, error) from error
            raise

    return guarded


def version(tx: Tx) -> int:
    """The version of the record, once all that came with it is whole: for those who ask what follows from the statements."""
    until = monotonic() + WAIT_SECONDS
    while monotonic() < until:
        found, turning = one(tx, _VERSION)
        if not turning:
            return int(found)
        sleep(_PAUSE)
    raise StoreLocked("a large reading was broken off just before its end; any writing (a load, a review) completes it")


def version_now(tx: Tx) -> int:
    """The version of the record: for those who read nothing but what carries versions."""
    return int(one(tx, _VERSION)[0])


def one(tx: Tx, cypher: LiteralString, **values: Any) -> Row:
    """The one row that a query gives."""
    found = tx.run(cypher, values).single(strict=True)
    return list(found.values()) if found else []


def rows(tx: Tx, cypher: LiteralString, **values: Any) -> list[Row]:
    """All rows that a query gives."""
    return tx.run(cypher, values).values()


def each(tx: Tx, cypher: LiteralString, given: list[Any], **values: Any) -> list[Row]:
    """All rows that a query over ``$rows`` gives, asked in batches."""
    found: list[Row] = []
    for first in range(0, len(given), BATCH):
        found += rows(tx, cypher, rows=given[first : first + BATCH], **values)
    return found


def put(tx: Tx, cypher: LiteralString, given: list[Any], count: Callable[[Any], int] | None = None, **values: Any) -> None:
    """Write ``$rows`` in batches by a query that gives how many it wrote; ``StoreError`` where an end of one is missing.

    ``count``: how many a row gives, where it is not one.
    """
    for first in range(0, len(given), BATCH):
        some = given[first : first + BATCH]
        written = int(one(tx, cypher, rows=some, **values)[0])
        expected = sum(map(count, some)) if count else len(some)
        if written != expected:
            raise StoreError(f"the record is damaged: of {expected} rows {written} found what they belong to; nothing was written")


def _refuse_secrets(url: str) -> None:
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None or not parts.hostname or parts.path not in ("", "/"):
        raise UsageError(
            f"{parts.scheme}://…: expected a server's address such as {parts.scheme}://127.0.0.1:7687; user, password and database"
            " stand in MANDATE_GRAPH_NEO4J_USER, MANDATE_GRAPH_NEO4J_PASSWORD, MANDATE_GRAPH_NEO4J_DATABASE"
        )
