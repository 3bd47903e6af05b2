"""A record that is copied is the same record: run over every pair of stores (``tests/graph_service/store/conftest.py``)."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from graph_service import cli
from graph_service.errors import UsageError
from graph_service.export.formats import FORMATS, export
from graph_service.graph.snapshot import build
from graph_service.ingest.copy import copy
from graph_service.store import Store, open_store
from graph_service.store.base import Told
from ontology.records import Verdict
from tests.graph_service.store.samples import DOCUMENT, T1, T2, T3, T4, cites, dump, reading, rich

TIMES = (None, T1, T2, T3, T4)
LATER = "2026-09-01T00:00:00Z"


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Store]:
    """A record with a past: a reading that was taken back and came again, a withdrawal, verdicts, runs, a time before another."""
    store = open_store(str(tmp_path / "told.db"))
    run = store.begin(["a 1"], T1)
    store.write(rich(), T1)
    store.finish(run, '{"read": 1}')
    store.begin(["b 2"], T2)
    store.write(reading([cites("B"), cites("C", 1)], source="2"), T2)
    store.write(rich(), T4)
    store.write(reading([cites("A", 1, language="en")], language="en"), T3)
    store.write(reading([cites("Z", document="A/1")], document="REG/x", language=None), T2)
    store.withdraw(DOCUMENT, "en", T4, "wrong file")
    store.withdraw("REG/x", None, T3, "gone")
    store.add_verdicts([Verdict(cites("B").id, "rejected", "x", T2, "misread"), Verdict("gone", "confirmed", "y", T3, "seen")])
    yield store
    store.close()


def exported(store: Store) -> list[bytes]:
    """All exports, of now and of the past."""
    out = []
    for at in (None, T2, T3):
        for form in sorted(FORMATS):
            into = BytesIO()
            export(build(store, at), form, into, "https://example.org/")
            out.append(into.getvalue())
    return out


def test_a_copy_answers_what_the_record_answers_at_every_time(told: Store, store: Store) -> None:
    copy(told, store)
    assert dump(store, TIMES) == dump(told, TIMES)


def test_a_record_that_went_there_and_back_exports_the_same_bytes(told: Store, store: Store, tmp_path: Path) -> None:
    copy(told, store)
    back = open_store(str(tmp_path / "back.db"))
    copy(store, back)
    assert exported(told) == exported(store) == exported(back)
    assert (list(back.runs()), list(back.history())) == (list(told.runs()), list(told.history()))
    back.close()


def test_runs_are_carried_over_and_an_unfinished_one_goes_on(told: Store, store: Store) -> None:
    copy(told, store)
    assert list(store.reports()) == list(told.reports())
    assert store.begin(["b 2"], None).continued is True


def test_copying_again_changes_nothing(told: Store, store: Store) -> None:
    copy(told, store)
    before = dump(store, TIMES)
    again = copy(told, store)
    assert (again.readings, again.unchanged, dump(store, TIMES)) == (5, 5, before)


@pytest.mark.parametrize("done", [1, 3, 5])
def test_a_copy_that_was_broken_off_goes_on(told: Store, store: Store, done: int) -> None:
    for event in islice(told.history(), done):
        if isinstance(event, Told):
            store.write(event.reading, event.at)
        else:
            store.withdraw(event.document, event.language, event.at, event.reason)
    copy(told, store)
    assert dump(store, TIMES) == dump(told, TIMES)


def test_a_store_that_holds_something_else_is_refused_and_left_as_it_is(told: Store, store: Store) -> None:
    store.write(reading([cites("Q")], document="A/OTHER"), T1)
    before = dump(store, TIMES)
    with pytest.raises(UsageError, match=r"A/OTHER.*expected an empty store"):
        copy(told, store)
    assert dump(store, TIMES) == before


def test_a_record_is_not_copied_onto_itself(told: Store) -> None:
    with pytest.raises(UsageError, match="onto itself"):
        copy(told, told)


def test_what_is_written_while_it_is_copied_is_copied_too(told: Store, store: Store) -> None:
    late = iter([replace(reading([cites("L")], document="A/LATE"), title="late")])

    def meanwhile(done: int, total: int, what: str) -> None:
        for one in late:
            told.write(one, LATER)

    copy(told, store, meanwhile)
    assert dump(store, (*TIMES, LATER)) == dump(told, (*TIMES, LATER))


def test_the_command_copies_and_says_what(told: Store, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["copy", told.url, store.url]) == 0
    out, err = capsys.readouterr()
    assert (out, "5 readings (0 there already), 2 withdrawals, 2 verdicts, 2 runs" in " ".join(err.split())) == ("", True)
    assert dump(store, TIMES) == dump(told, TIMES)


def test_a_store_that_is_not_there_is_not_copied(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["copy", str(tmp_path / "none.db"), store.url]) == 2
    assert "there is no store; load something into it first" in capsys.readouterr().err
