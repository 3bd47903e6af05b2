"""A figure: answers are compared before times are."""

import pytest

from bench import figures
from bench.figures import Figure, WrongAnswer, compare, equal

NAMES = ("measure", "ours", "theirs")


def test_a_ratio_is_the_middle_one_of_the_rounds() -> None:
    figure = Figure.of(NAMES, [2.0, 9.0, 4.0], [1.0, 3.0, 1.0])
    assert (figure.ratio, figure.low, figure.high, figure.ours, figure.other, figure.rounds) == (3.0, 2.5, 3.5, 4.0, 1.0, 3)


def test_one_round_has_no_spread() -> None:
    assert (Figure.of(NAMES, [2.0], [4.0]).ratio, Figure.of(NAMES, [2.0], [4.0]).low) == (0.5, None)


def test_wrong_answers_are_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[object] = []
    monkeypatch.setattr(figures, "timed", times.append)
    with pytest.raises(WrongAnswer, match="expected 2, found 1"):
        compare(NAMES, lambda: 1, lambda: 2, equal("the answer"))
    assert times == []


def test_both_are_asked_in_turns_as_often_as_told() -> None:
    asked: list[str] = []
    compare(NAMES, lambda: asked.append("a"), lambda: asked.append("b"), equal("the answer"), rounds=3)
    assert asked == ["a", "b"] * 4


def test_quick_questions_are_asked_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "timed", lambda work: (0.01, work()))
    monkeypatch.setattr(figures, "ENOUGH_SECONDS", 0.5)
    assert compare(NAMES, lambda: 1, lambda: 1, equal("the answer")).rounds == 25


def test_times_are_for_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "timed", lambda work: (8.0, work()))
    figure = compare(NAMES, lambda: 1, lambda: 1, equal("the answer"), rounds=1, each=4, note=lambda a, b: f"{a} {b}")
    assert (figure.ours, figure.other, figure.note) == (2.0, 2.0, "[2.0] [2.0]")
