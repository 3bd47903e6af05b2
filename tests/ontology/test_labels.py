import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import labels
from ontology.errors import BadKey
from ontology.labels import Label
from tests.ontology.strategies import LABELS

MODEL = """14.61|88(a)|preamble 3|II.4|annex 12|annex II 12|draft-decision preamble|draft-decision 2(a)|summary|foreword|cover-note
header|annex-header|heading II.A|fn3|fn*|annex-framework|table 14.19|figure 14.17|annex I|IV|PROGRESS-REPORT""".replace("\n", "|")


@pytest.mark.parametrize("label", MODEL.split("|"))
def test_every_form_of_the_model_goes_to_a_key_and_back(label: str) -> None:
    parsed = Label.parse(label)
    assert (str(parsed), Label.of_part(parsed.part), " " in parsed.part) == (label, parsed, False)


@given(LABELS)
def test_nothing_is_lost_between_a_label_and_the_part_of_a_key(text: str) -> None:
    label = Label.parse(text)
    assert labels.from_part(label.part) == str(label) == text


def test_words_that_belong_together_are_joined() -> None:
    assert str(Label.parse("draft decision 2(a)")) == "draft-decision 2(a)"


@pytest.mark.parametrize("text", ["", " ", "88 ", "a  b", "12-14", "foo-bar", "88#a", "88!1", "a@b", "88\ta", "a\u00a0b"])
def test_what_would_not_come_back_is_no_label(text: str) -> None:
    with pytest.raises(BadKey, match="no label of a paragraph"):
        Label.parse(text)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("88(a)", "paragraph"),
        ("II.4", "paragraph"),
        ("annex-12", "paragraph"),
        ("annex-II-12", "paragraph"),
        ("draft-decision-2(a)", "paragraph"),
        ("draft-decision-preamble", "paragraph"),
        ("preamble", "paragraph"),
        ("preamble-3", "paragraph"),
        ("summary", "paragraph"),
        ("annex-header", "paragraph"),
        ("fn3", "paragraph"),
        ("IV", "section"),
        ("annex-I", "section"),
        ("annex", "section"),
        ("heading-II.A", "section"),
        ("table-14.19", "section"),
        ("annex-framework", "section"),
        ("draft-decision", "section"),
        ("PROGRESS-REPORT", "section"),
    ],
)
def test_a_part_is_a_section_or_a_paragraph(part: str, expected: str) -> None:
    assert labels.part_type(part) == expected


IN_ORDER = """header|summary|foreword|draft-decision|draft-decision preamble|draft-decision 2|draft-decision 10|preamble 3|0|2|2(a)
2(a)(iv)|2(a)(ix)|2(b)|2(z)|2(aa)|10|14.2|14.10|annex-header|annex|annex 12|table 14.9|table 14.19|fn3|fn10""".replace("\n", "|")


def test_labels_read_in_the_order_of_a_document() -> None:
    in_order = IN_ORDER.split("|")
    assert sorted(sorted(in_order), key=labels.sort_key) == in_order


def test_roman_sections_read_by_value() -> None:
    assert sorted(["X.1", "IX.2", "V.1", "II.4", "XL.1"], key=labels.sort_key) == ["II.4", "V.1", "IX.2", "X.1", "XL.1"]


@given(st.lists(st.one_of(LABELS, st.text(max_size=8)), max_size=6))
def test_any_texts_can_be_put_in_order(texts: list[str]) -> None:
    assert sorted(sorted(texts, key=labels.sort_key)) == sorted(texts)
