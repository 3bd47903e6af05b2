import pytest

from graph_service.errors import UnknownKey
from graph_service.graph import aliases, lookup
from graph_service.graph.lookup import Lookup
from tests.graph_service.saying import say

KEYS = (
    "A/RES/2997(XXVII)",
    "A/RES/66/288",
    "A/RES/66/288#88",
    "EMG",
    "UNEP/SP3@2014-2017",
    "UNEP/SP3@2018-2021",
    "A/75/6 (Sect. 14)",
)


@pytest.fixture
def keys() -> Lookup:
    return lookup.build(KEYS, aliases.gather([say("A/75/6 (Sect. 14)", "alias", "DOC/0123456789ab", datatype="key")], []))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("A/RES/2997 (XXVII)", "A/RES/2997(XXVII)"),
        ("emg", "EMG"),
        (" a/res/66/288#88 ", "A/RES/66/288#88"),
        ("a/75/6(sect.14)", "A/75/6 (Sect. 14)"),
        ("doc/0123456789AB", "A/75/6 (Sect. 14)"),
    ],
)
def test_a_key_is_found_as_people_type_it(keys: Lookup, typed: str, found: str) -> None:
    assert keys.resolve(typed) == found


@pytest.mark.parametrize("part", ["101", "", "88(z)"])
def test_a_part_that_nobody_speaks_of_is_told_with_the_parts_that_there_are(keys: Lookup, part: str) -> None:
    with pytest.raises(UnknownKey, match="it has A/RES/66/288#88"):
        keys.resolve(f"A/RES/66/288#{part}")


def test_a_paragraph_of_a_held_document_of_which_nothing_is_said_is_its_whole() -> None:
    held = aliases.gather([], [], {"A/RES/66/288": frozenset({"101"})})
    assert lookup.build(KEYS, held).resolve("A/RES/66/288#101") == "A/RES/66/288"


def test_a_bare_subprogramme_is_that_of_the_latest_plan(keys: Lookup) -> None:
    assert keys.resolve("UNEP/SP3") == "UNEP/SP3@2018-2021"


def test_a_bare_subprogramme_on_a_day_is_that_of_the_plan_held_then(keys: Lookup) -> None:
    assert keys.resolve("UNEP/SP3", "2015-06-01") == "UNEP/SP3@2014-2017"


def test_an_unknown_key_is_answered_with_the_nearest(keys: Lookup) -> None:
    with pytest.raises(UnknownKey, match=r"'A/RES/66/289'.*A/RES/66/288"):
        keys.resolve("A/RES/66/289")


def test_a_key_like_no_other_is_said_to_be_so(keys: Lookup) -> None:
    with pytest.raises(UnknownKey, match="no key like it"):
        keys.resolve("qqqqqqqqqqqqqqqqqqqqqqqqqqqq")
