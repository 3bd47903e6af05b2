"""Withdrawing a document."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from graph_service.errors import UnknownKey, UsageError
from graph_service.ingest.report import LoadReport
from graph_service.ingest.withdraw import withdraw
from graph_service.store import Store
from loaders.base import Source
from tests.graph_service.store.samples import T1, T2, said


@pytest.fixture
def held(store: Store, load: Callable[..., LoadReport], write: Callable[..., Path]) -> Store:
    """A store with one document in one language."""
    load(store, [Source(write("a.cites", "document: A/1\nlanguage: zh\nalias: DOC/1\nsee X\nsee Y"))], known_at=T1)
    return store


def test_its_statements_end_and_are_counted(held: Store) -> None:
    assert (withdraw(held, "A/1", reason="wrong file", known_at=T2), said(held, T1), said(held, T2)) == (2, ["X", "Y"], [])


def test_it_may_be_named_by_an_alias(held: Store) -> None:
    assert withdraw(held, "DOC/1", reason="wrong file", known_at=T2) == 2


def test_without_a_time_it_ends_now_also_in_the_second_of_its_loading(
    store: Store, load: Callable[..., LoadReport], write: Callable[..., Path]
) -> None:
    load(store, [Source(write("a.cites", "document: A/1\nsee X"))])
    assert withdraw(store, "A/1", reason="wrong file") == 1


def test_the_withdrawal_and_its_reason_are_kept_among_the_reports(held: Store) -> None:
    withdraw(held, "A/1", reason="wrong file", known_at=T2)
    *_, (run, report) = held.reports()
    kept = {"withdrawn": "A/1", "language": None, "reason": "wrong file", "statements": {"superseded": 2}}
    assert (run.known_at, orjson.loads(report or "")) == (T2, kept)


def test_an_unknown_document_is_an_error(held: Store) -> None:
    with pytest.raises(UnknownKey, match="A/9: no document of this record"):
        withdraw(held, "A/9", reason="wrong file")


def test_a_language_in_which_it_was_not_read_is_an_error_that_names_those_in_which_it_was(held: Store) -> None:
    with pytest.raises(UsageError, match="read in: zh"):
        withdraw(held, "A/1", "fr", reason="wrong file")


def test_withdrawing_again_is_an_error_that_says_when_it_was(held: Store) -> None:
    withdraw(held, "A/1", reason="wrong file", known_at=T2)
    with pytest.raises(UsageError, match=f"withdrawn already, at {T2}"):
        withdraw(held, "A/1", reason="wrong file")


def test_a_reason_is_needed(held: Store) -> None:
    with pytest.raises(UsageError, match="--reason"):
        withdraw(held, "A/1", reason=" ")
