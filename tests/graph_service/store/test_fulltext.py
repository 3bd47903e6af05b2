"""What is indexed, and how a query is asked."""

import pytest

from graph_service.store.fulltext import phrases, set_apart


def test_each_han_character_stands_apart_and_other_words_stay() -> None:
    assert set_apart("第66/288号决议on land").split() == ["第", "66/288", "号", "决", "议", "on", "land"]


def test_forms_made_for_compatibility_are_unified() -> None:
    assert set_apart("６６／２８８ ﬁsh").split() == ["66/288", "fish"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("land water", ["land", "water"]),
        ('"land water" EMG', ["land water", "EMG"]),
        ("环境大会", ["环 境 大 会"]),
        ("A/RES/66/288", ["A RES 66 288"]),
        ("it's", ["it s"]),
        ('say "land', ["say", "land"]),
        ("- * ()", []),
    ],
)
def test_quotes_make_a_phrase_and_signs_say_nothing(query: str, asked: list[str]) -> None:
    assert phrases(query) == asked
