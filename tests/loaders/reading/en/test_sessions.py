"""Sessions named by their number before their body is."""

import pytest

from tests.loaders.reading.conftest import Write


def sessions(report: Write, words: str) -> set[str]:
    reading = report(f"I. Introduction\n\n1. {words}\n\n2. UNEP and the Environment Management Group.\n")
    types = {e.key: e.type for e in reading.entities}
    return {m.key for m in reading.mentions if m.paragraph == "1" and types.get(m.key) == "meeting"}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("At its second session, the United Nations Environment Assembly took stock.", "UNEA-2"),
        ("At its twenty-first session, in 1966, the General Assembly took stock.", "UNGA-21"),
        ("At its fourth session, held in Nairobi in March 2019, the United Nations Environment Assembly took stock.", "UNEA-4"),
        ("At their seventeenth meeting, the senior officials of the Environment Management Group took stock.", "EMG/SOM-17"),
        ("At its twenty-third session, the UNEP Governing Council took stock.", "UNEP-GC-23"),
    ],
)
def test_its_session_is_that_of_the_body_behind_it(report: Write, words: str, key: str) -> None:
    assert sessions(report, words) == {key}


@pytest.mark.parametrize(
    "words",
    ["At its third meeting, Kenya took the floor.", "At its third meeting, the participants heard UNEA."],
)
def test_who_holds_no_sessions_has_none(report: Write, words: str) -> None:
    assert sessions(report, words) == set()
