"""Pages are windows of a list, and a cursor is good for one list of one snapshot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.api.graphql.cursors import Listing, page
from graph_service.errors import LimitExceeded, UsageError

LIST = Listing("0123456789abcdef", ("statements", "EMG"))


@given(st.integers(0, 60), st.integers(1, 100))
def test_following_the_last_cursor_gives_the_whole_list_once(length: int, first: int) -> None:
    rows, after, seen = list(range(length)), None, list[int]()
    while True:
        one = page(rows, LIST, first, after)
        seen += [row for _, row in one.rows]
        if not one.has_next:
            break
        after = one.rows[-1][0]
    assert seen == rows


def test_a_first_of_zero_gives_only_the_total() -> None:
    empty = page([1, 2], LIST, 0, None)
    assert (empty.rows, empty.total, empty.has_next, empty.has_previous) == ((), 2, True, False)


def test_what_stands_before_a_page_is_said() -> None:
    assert page([1, 2, 3], LIST, 1, LIST.cursor(0)).has_previous


@pytest.mark.parametrize("first", [-1, 101])
def test_a_first_beyond_its_bounds_names_them(first: int) -> None:
    with pytest.raises(LimitExceeded, match="expected 0 to 100"):
        page([1], LIST, first, None)


@pytest.mark.parametrize("cursor", ["", "x", "ä", "MQ==", "AAAA", LIST.cursor(-2)])
def test_a_text_that_is_no_cursor_is_an_error(cursor: str) -> None:
    with pytest.raises(UsageError, match="after"):
        page([1], LIST, 1, cursor)


def test_a_cursor_of_another_snapshot_is_an_error_that_names_both() -> None:
    old = Listing("ffff56789abcdef0", LIST.question)
    with pytest.raises(UsageError, match=r"ffff56789abc.*0123456789ab"):
        page([1], LIST, 1, old.cursor(0))


def test_a_cursor_of_another_question_is_an_error() -> None:
    other = Listing(LIST.snapshot, ("statements", "UNEP"))
    with pytest.raises(UsageError, match="other arguments"):
        page([1], LIST, 1, other.cursor(0))
