"""Folded text and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.folding import fold, marked


def test_blanks_marks_and_widths_do_not_tell_names_apart() -> None:
    assert fold("《2011—2020 年（战略）》").text == "2011-2020年(战略)"


def test_the_span_leads_back_to_the_words() -> None:
    text = "由联合国 环境 署 主办"
    folded = fold(text)
    at = folded.text.index("环境署")
    start, end = folded.span(at, at + 3)
    assert text[start:end] == "环境 署"


def test_marks_around_a_name_belong_to_it_when_they_stand_on_both_sides() -> None:
    assert marked("见《公约》。", 2, 4) == (1, 5)
    assert marked("见《公约。", 2, 4) == (2, 4)


@given(st.text(alphabet="环境署 《》“”—（），ab12\n", max_size=60))
def test_every_character_of_a_folded_text_has_a_place_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.places) == len(folded.text)
    assert list(folded.places) == sorted(set(folded.places))
