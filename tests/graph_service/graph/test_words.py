from graph_service.graph.words import Words, WordsHeld, readings_of


def test_an_item_is_looked_for_in_its_paragraph_and_in_the_annex() -> None:
    assert readings_of("88(a)(ii)") == ["88(a)(ii)", "annex 88(a)(ii)", "88", "annex 88"]


def test_a_named_part_is_looked_for_as_it_is() -> None:
    assert readings_of("summary") == ["summary"]


def _held(*languages: str) -> WordsHeld:
    rows = tuple(Words("A/1", language, "5", 0, 3, f"words in {language}") for language in languages)
    return WordsHeld({"A/1": frozenset({"5"})}, {("A/1", "5"): rows})


def test_words_are_given_in_the_language_asked() -> None:
    found = _held("en", "zh").find("A/1", "5", "zh")
    assert found is not None
    assert found.text == "words in zh"


def test_without_a_language_the_first_that_is_held_speaks() -> None:
    found = _held("zh").find("A/1", "5(b)")
    assert found is not None
    assert found.text == "words in zh"


def test_a_paragraph_that_is_not_held_has_no_words() -> None:
    assert _held("en").find("A/1", "6") is None
