"""Answers are kept within a bound, and only good ones."""

from graph_service.api.graphql.answers import LARGEST_KEPT, Answer, Answers


def of(size: int) -> Answer:
    return Answer(b"x" * size, ran=True)


def test_a_kept_answer_is_given_again() -> None:
    kept, given = Answers(), of(10)
    kept.keep(("h", 1, "q"), given)
    assert kept.get(("h", 1, "q")) is given


def test_an_answer_of_another_snapshot_is_not_given() -> None:
    kept = Answers()
    kept.keep(("h", 1, "q"), of(10))
    assert kept.get(("i", 2, "q")) is None


def test_the_one_that_nobody_asked_for_longest_goes_first() -> None:
    kept = Answers(most=250)
    for name in ("a", "b"):
        kept.keep((name,), of(100))
    kept.get(("a",))
    kept.keep(("c",), of(100))
    assert [kept.get((name,)) is not None for name in ("a", "b", "c")] == [True, False, True]


def test_an_answer_with_errors_is_not_kept() -> None:
    kept = Answers()
    kept.keep(("q",), Answer(b"{}", ran=True, failed=True))
    assert kept.get(("q",)) is None


def test_a_large_answer_is_not_kept() -> None:
    kept = Answers()
    kept.keep(("q",), of(LARGEST_KEPT + 1))
    assert kept.get(("q",)) is None
