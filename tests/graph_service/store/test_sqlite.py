"""What is the SQLite store's own: its file, what is no file of it, locks, and what stands in the tables."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph_service.errors import StoreCorrupt, StoreError, StoreLocked, StoreMissing, StoreTooNew
from graph_service.store import open_store
from graph_service.store.sqlite import SqliteStore, connection
from tests.graph_service.store.samples import T1, T2, cites, reading, rich, said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is made, in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "record.db"


@pytest.fixture
def filled(path: Path) -> Path:
    """The file of a closed store with a reading."""
    with closing(open_store(str(path))) as store:
        store.write(rich(), T1)
    return path


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        rows: list[tuple[object, ...]] = db.execute(sql).fetchall()
        db.commit()
        return rows


def test_a_closed_store_is_one_file_with_nothing_beside_it(filled: Path) -> None:
    assert [file.name for file in filled.parent.iterdir()] == ["record.db"]


def test_a_closed_store_can_be_read_where_nothing_can_be_written_beside_it(filled: Path) -> None:
    with closing(sqlite3.connect(f"{filled.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() != ("wal",)
        assert db.execute("SELECT count(*) FROM statement").fetchone() == (4,)


def test_an_open_store_keeps_a_write_ahead_log(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.write(reading(), T1)
        assert query(path, "PRAGMA journal_mode") == [("wal",)]


def test_the_file_says_whose_it_is_and_which_version(filled: Path) -> None:
    assert (query(filled, "PRAGMA application_id"), query(filled, "PRAGMA user_version")) == ([(0x4D475248,)], [(1,)])


def test_the_file_passes_its_own_checks(filled: Path) -> None:
    assert (query(filled, "PRAGMA integrity_check"), query(filled, "PRAGMA foreign_key_check")) == ([("ok",)], [])


def test_a_text_is_kept_once_for_all_readings_of_it(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.write(reading(), T1)
        store.write(reading(loader_version="v2"), T2)
        store.write(reading(document="A/1"), T2)
    assert query(path, "SELECT count(*), sum(content IS NOT NULL) FROM text") == [(1, 1)]
    assert query(path, "SELECT (SELECT count(*) FROM passage), (SELECT count(*) FROM paragraph)") == [(3, 9)]


def test_only_the_reports_of_runs_are_json(filled: Path) -> None:
    text = [
        (table, column)
        for (table,) in query(filled, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'")
        for _, column, *_ in query(filled, f"PRAGMA table_info({table})")
    ]
    found = [
        (table, column)
        for table, column in text
        if query(filled, f"SELECT 1 FROM \"{table}\" WHERE substr(\"{column}\", 1, 1) IN ('{{', '[') LIMIT 1")
    ]
    assert text
    assert found == []


def test_a_reading_that_is_broken_off_leaves_no_row_in_any_table(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph_service.store.sqlite import evidence

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with closing(open_store(str(path))) as store:
        monkeypatch.setattr(evidence, "_apply", broken)
        with pytest.raises(KeyboardInterrupt):
            store.write(reading([cites("A")]), T1)
    tables = query(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%' AND name <> 'record'")
    assert {table: query(path, f"SELECT count(*) FROM {table}") for (table,) in tables} == {table: [(0,)] for (table,) in tables}


def test_what_never_held_leaves_no_row_behind(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.write(rich(), T1)
        store.write(reading([cites("A")], loader_version="v2"), T1)
    counts = "SELECT (SELECT count(*) FROM statement), (SELECT count(*) FROM figure), (SELECT count(*) FROM reading)"
    assert query(path, counts) == [(1, 0, 1)]


def test_a_store_that_another_process_writes_to_is_locked_and_says_what_to_do(filled: Path) -> None:
    with closing(SqliteStore(filled, busy_seconds=0.05)) as store, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match=r"record\.db: another process is writing.*0\.05 seconds.*try again"):
            store.write(reading(), T2)
        assert said(store) != []


def test_a_locked_store_is_written_to_when_the_other_is_done(filled: Path) -> None:
    with closing(SqliteStore(filled, busy_seconds=0.05)) as store, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            store.write(reading([cites("Z")]), T2)
        other.execute("ROLLBACK")
        assert store.write(reading([cites("Z")], source="2"), T2).new == 1


def test_a_store_held_by_an_exclusive_lock_is_locked_when_opened(filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLocked):
            SqliteStore(filled, busy_seconds=0.05)


def test_a_store_that_another_process_is_just_opening_is_waited_for(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(connection, "sleep", lambda _: other.execute("ROLLBACK"))
        open_store(str(filled)).close()
    assert query(filled, "PRAGMA integrity_check") == [("ok",)]


def test_a_store_of_a_newer_version_is_refused_and_untouched(filled: Path) -> None:
    query(filled, "PRAGMA user_version = 99")
    before = filled.read_bytes()
    with pytest.raises(StoreTooNew, match=r"store version 99, known here: 1.*upgrade"):
        open_store(str(filled))
    assert filled.read_bytes() == before


def foreign(path: Path) -> None:
    query(path, "CREATE TABLE accounts (id)")


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda p: p.write_text("no database"), "does not begin as an SQLite file does"),
        (lambda p: p.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096), "damaged"),
        (foreign, "another application"),
    ],
)
def test_a_file_that_is_no_store_is_refused_and_untouched(path: Path, make: "object", found: str) -> None:
    assert callable(make)
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreCorrupt, match=found):
        open_store(str(path))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_truncated_store_is_refused(filled: Path) -> None:
    content = filled.read_bytes()
    filled.write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreCorrupt, match="restore a backup"):
        open_store(str(filled))


def test_a_store_damaged_inside_says_so_when_it_is_read(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    filled.write_bytes(content)
    with pytest.raises(StoreCorrupt), closing(open_store(str(filled))) as store:
        list(store.statements())


def test_a_missing_store_is_not_made_where_none_is_to_be(path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store; load something"):
        open_store(str(path), create=False)
    assert list(path.parent.iterdir()) == []


def test_an_empty_file_is_made_a_store_where_one_is_to_be_and_else_refused(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreMissing, match="it is empty"):
        open_store(str(path), create=False)
    open_store(str(path)).close()
    assert query(path, "SELECT version FROM record") == [(0,)]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a folder; expected the file of a store"):
        open_store(str(tmp_path))


def test_a_pipe_is_no_store(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(StoreError, match="not an ordinary file"):
        open_store(str(path))


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere does not exist; make it"):
        open_store(str(tmp_path / "nowhere" / "record.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def not_permitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a user who may not write: the operating system's answer is given for it, since root may write everywhere."""
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)


@pytest.mark.usefixtures("not_permitted")
def test_a_place_that_may_not_be_written_is_refused(path: Path) -> None:
    with pytest.raises(StoreError, match="not writable by this user"):
        open_store(str(path))
    assert list(path.parent.iterdir()) == []


@pytest.mark.usefixtures("not_permitted")
def test_a_file_that_may_not_be_written_is_refused(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="may not be read and written"):
        open_store(str(path))


def test_two_processes_that_make_the_same_store_make_one(path: Path) -> None:
    with closing(open_store(str(path))) as first, closing(open_store(str(path))) as second:
        first.write(reading([cites("A")]), T1)
        second.write(reading([cites("B")], source="2"), T2)
        assert said(first) == said(second) == ["A", "B"]
    assert list(path.parent.iterdir()) == [path]


def test_a_broken_off_making_of_a_store_is_made_good(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph_service.store.sqlite import schema

    whole = schema.statements()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "statements", lambda: [*whole[:5], "SELECT broken"])
        with pytest.raises(sqlite3.OperationalError):
            open_store(str(path))
    assert list(path.parent.iterdir()) == []
    open_store(str(path)).close()
    assert query(path, "SELECT version FROM record") == [(0,)]


def test_an_error_in_our_own_sql_is_not_told_as_a_fault_of_the_file(path: Path) -> None:
    with closing(SqliteStore(path)) as store, pytest.raises(sqlite3.OperationalError), store._database.reading() as db:
        db.execute("SELECT nonsense FROM nowhere")
