import pytest

from graph_service.graph.spelling import normal


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("A/RES/2997 (XXVII)", "a/res/2997(xxvii)"),
        ("  a/res/66/288 # 88 ( a ) ", "A/RES/66/288#88(a)"),
        ("A/75/6 (Sect. 14)", "A/75/6(Sect.14)"),
        ("第 66/288 号决议", "第66/288号决议"),
        ("ＥＭＧ", "EMG"),
    ],
)
def test_what_people_type_and_what_is_printed_are_one(typed: str, key: str) -> None:
    assert normal(typed) == normal(key)


def test_blanks_between_words_stay_and_are_one() -> None:
    assert normal("The  future we\nwant") == "the future we want"
