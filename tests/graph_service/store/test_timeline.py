"""The arithmetic of what is known when."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph_service.store.timeline import OPEN, Row, known_before, replace, spliced

KEY = (1, b"a")


def test_what_is_said_from_a_time_on_is_known_from_then() -> None:
    assert spliced([], "3", OPEN, said=True) == [("3", OPEN)]


def test_what_is_no_longer_said_ends() -> None:
    assert spliced([("1", OPEN)], "3", OPEN, said=False) == [("1", "3")]


def test_what_is_not_said_for_a_while_is_known_before_and_after() -> None:
    assert spliced([("1", OPEN)], "3", "5", said=False) == [("1", "3"), ("5", OPEN)]


def test_what_is_said_on_and_on_is_one_stretch() -> None:
    assert spliced([("1", "3"), ("5", OPEN)], "3", "5", said=True) == [("1", OPEN)]


def test_what_was_known_for_no_time_at_all_goes() -> None:
    assert spliced([("3", OPEN)], "3", OPEN, said=False) == []


def test_a_row_that_shrinks_stays_and_its_rest_is_a_copy_of_it() -> None:
    edits = replace([Row(7, KEY, ("1", OPEN))], [], "3", "5")
    assert (edits.move, edits.add, edits.drop) == ([(7, ("1", "3"))], [(KEY, 7, ("5", OPEN))], [])


def test_rows_that_meet_become_the_first_of_them() -> None:
    edits = replace([Row(7, KEY, ("1", "3")), Row(8, KEY, ("5", OPEN))], [KEY], "3", "5")
    assert (edits.move, edits.add, edits.drop) == ([(7, ("1", OPEN))], [], [8])


def test_a_row_that_begins_earlier_is_moved() -> None:
    edits = replace([Row(7, KEY, ("3", OPEN))], [KEY], "1", "3")
    assert (edits.move, edits.add, edits.drop) == ([(7, ("1", OPEN))], [], [])


def test_what_goes_on_untouched_needs_no_edit() -> None:
    edits = replace([Row(7, KEY, ("1", OPEN))], [KEY], "3", OPEN)
    assert (edits.move, edits.add, edits.drop) == ([], [], [])


def test_known_just_before_means_begun_earlier_and_not_ended_earlier() -> None:
    rows = [Row(n, (n, b""), span) for n, span in enumerate([("1", "3"), ("3", OPEN), ("1", "2"), ("1", OPEN)])]
    assert known_before(rows, "3") == {(0, b""), (3, b"")}


TIMES = st.integers(0, 9).map(str)
SPANS = st.tuples(TIMES, TIMES | st.just(OPEN)).filter(lambda span: span[0] < span[1])


@given(st.lists(SPANS, max_size=4), SPANS, st.booleans())
def test_inside_the_span_it_is_known_as_said_and_outside_as_before(
    given: list[tuple[str, str]], span: tuple[str, str], said: bool
) -> None:
    after = spliced(given, *span, said=said)
    for moment in map(str, range(11)):
        inside = span[0] <= moment < span[1]
        before = any(begins <= moment < ends for begins, ends in given)
        assert any(begins <= moment < ends for begins, ends in after) == (said if inside else before)


@given(st.lists(SPANS, max_size=4), SPANS, st.booleans())
def test_stretches_never_touch_or_overlap(given: list[tuple[str, str]], span: tuple[str, str], said: bool) -> None:
    after = spliced(given, *span, said=said)
    assert all(first[1] < second[0] for first, second in pairwise(after))
