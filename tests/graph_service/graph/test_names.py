from graph_service.graph import names
from tests.graph_service.saying import say, snapshot_of


def test_the_label_is_the_name_that_holds_on_the_day_asked() -> None:
    said = [
        say("EMG/IMG-ESM", "name", "Sustainability Management", language="en", until="2011-09-18"),
        say("EMG/IMG-ESM", "name", "Environmental Sustainability Management", language="en", since="2011-09-19"),
    ]
    shot = snapshot_of(said)
    assert shot.entity("EMG/IMG-ESM", "2010").labels["en"] == "Sustainability Management"
    assert shot.entity("EMG/IMG-ESM").labels["en"] == "Environmental Sustainability Management"


def test_former_names_stay_among_the_names() -> None:
    said = [say("X", "name", "old", language="en", until="2011"), say("X", "name", "new", language="en", since="2012")]
    assert snapshot_of(said).entity("X").names == ("new", "old")


def test_a_full_name_goes_before_an_acronym() -> None:
    said = [say("UNEP", "acronym", "环境署", language="zh"), say("UNEP", "name", "联合国环境规划署", language="zh")]
    assert snapshot_of(said).entity("UNEP").labels == {"zh": "联合国环境规划署"}


def test_a_stub_is_called_what_its_symbol_says() -> None:
    assert names.printed("A/RES/66/288") == {"en": "General Assembly resolution 66/288", "zh": "大会第66/288号决议"}


def test_a_paragraph_is_called_by_its_document_and_label() -> None:
    assert names.printed("A/RES/66/288#88(a)")["en"] == "A/RES/66/288, para. 88(a)"


def test_the_type_that_is_said_goes_before_the_form_of_the_key() -> None:
    assert snapshot_of([say("EMG", "type", "interagency_mechanism", datatype="type")]).type_of("EMG") == "interagency_mechanism"


def test_without_a_word_the_key_tells_the_type() -> None:
    assert snapshot_of([say("A/RES/66/288", "establishes", "HLPF")]).type_of("A/RES/66/288") == "resolution"
