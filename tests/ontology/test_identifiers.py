import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import BadKey
from ontology.identifiers import DEFAULT_BASE, Key, graph_iri, iri, key_of, kind_of, part_key, type_of
from ontology.labels import from_part
from tests.ontology.strategies import KEYS, LABELS, instrument_keys


@given(KEYS)
def test_a_key_parses_and_formats_to_itself(key: str) -> None:
    assert str(Key.parse(key)) == key


def test_a_key_falls_into_its_parts() -> None:
    assert Key.parse("UNEP/SP3@2018-2021#88(a)!2") == Key("UNEP/SP3", "2018-2021", "88(a)", 2)


def test_a_row_of_a_register_keeps_its_own_key() -> None:
    key = Key.parse("REG/governance#A/74/5/Add.7#135!1")
    assert (key.base, key.part, key.item, str(key)) == (
        "REG/governance",
        "A/74/5/Add.7#135!1",
        None,
        "REG/governance#A/74/5/Add.7#135!1",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "#88",
        "A#",
        "A#b#c",
        "A!0",
        "A!",
        "A!x",
        "A@",
        " A",
        "A ",
        "A  B",
        "A\tB",
        "A\nB",
        "A\u00a0B",
        "A\u3000B",
        "\ud800",
        "x" * 501,
    ],
)
def test_what_is_no_key_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadKey, match="is no key: expected a symbol or a name such as A/RES/66/288"):
        Key.parse(text)


@given(KEYS)
def test_an_iri_decodes_to_its_key_and_has_only_the_allowed_characters(key: str) -> None:
    made = iri(key)
    tail = made.removeprefix(f"{DEFAULT_BASE}id/")
    assert key_of(made) == key
    assert set(tail) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/():,;@!$&*+=%")


@pytest.mark.parametrize(
    ("key", "tail"),
    [
        ("A/RES/66/288#88(a)", "A/RES/66/288%2388(a)"),
        ("A/75/6 (Sect. 14)", "A/75/6%20(Sect.%2014)"),
        ("水", "%E6%B0%B4"),
        ("a%2Fb", "a%252Fb"),
    ],
)
def test_an_iri_escapes_as_the_model_says(key: str, tail: str) -> None:
    assert iri(key, "https://example.org/") == f"https://example.org/id/{tail}"


@pytest.mark.parametrize("text", ["https://example.org/id/EMG", "", f"{DEFAULT_BASE}graph/EMG", f"{DEFAULT_BASE}id/%FF"])
def test_an_iri_of_another_base_or_of_no_text_has_no_key(text: str) -> None:
    assert key_of(text) is None


def test_a_graph_is_named_by_its_document() -> None:
    assert graph_iri("A/75/6 (Sect. 14)", "https://example.org/") == "https://example.org/graph/A/75/6%20(Sect.%2014)"


@given(instrument_keys(), LABELS)
def test_the_key_of_a_paragraph_leads_back_to_its_label(document: str, label: str) -> None:
    key = Key.parse(part_key(document, label))
    assert key.part is not None
    assert (key.base, from_part(key.part)) == (document, label)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("A/RES/66/288", "resolution"),
        ("UNEP/GC/DEC/26/11", "decision"),
        ("UNEP/EA.4/HLS.1", "declaration"),
        ("UNEP/GC.26/1", "document"),
        ("A/74/72-E/2019/13", "document"),
        ("UNESCO/38C/7", "document"),
        ("DOC/bcaf153d2278", "document"),
        ("A/RES/66/288#88(a)", "paragraph"),
        ("UNEP/GC/DEC/26/11#IV", "section"),
        ("REG/governance#A/74/5/Add.7#135!1", "paragraph"),
        ("A/RES/66/288#88!1", "obligation"),
        ("A/74/5/Add.7#104!1", "obligation"),
        ("EMG/REPORT/DRYLANDS", "report"),
        ("UNEP-MTS-2018-2021", "strategy_or_framework"),
        ("SDG/13", "sdg_goal"),
        ("SDG/15.a", "sdg_target"),
        ("SDG/17.14.1", "sdg_indicator"),
        ("SDGS", "collective"),
        ("UNEP", "organ"),
        ("UNEP-ED", "post"),
        ("CBD-SECRETARIAT", "department"),
        ("EMG/IMG-LAND", "issue_management_group"),
        ("EMG/CP-SAFEGUARDS", "consultative_process"),
        ("UNEA-2", "meeting"),
        ("UNEP-GCSS-12", "meeting"),
        ("UNCCD-COP-14", "meeting"),
        ("EMG/SOM-17", "meeting"),
        ("EMG/IMG-BIODIVERSITY/MTG-5", "meeting"),
        ("UNEP/SP3@2018-2021", "subprogramme"),
        ("UNEP/SP3", "subprogramme"),
        ("PLACE/Nairobi", "place"),
        ("COUNTRY/KEN", "country"),
        ("PERSON/INGER-ANDERSEN", "person"),
        ("CGIEG/OPTION-A", "option"),
        ("UNEA/RULE/ODD-YEARS", "rule_or_arrangement"),
        ("EMG/COMMITMENT/CLIMATE-NEUTRALITY", "commitment"),
        ("NEW/0123456789ab", "topic"),
    ],
)
def test_the_form_of_a_key_tells_its_type(key: str, expected: str) -> None:
    assert type_of(key) == expected


@given(KEYS)
def test_every_key_has_a_type_and_a_kind(key: str) -> None:
    assert kind_of(key)


@given(st.text(max_size=20))
def test_any_text_is_a_key_or_is_refused(text: str) -> None:
    assert _formatted(text) in (text, None)


def _formatted(text: str) -> str | None:
    try:
        return str(Key.parse(text))
    except BadKey:
        return None
