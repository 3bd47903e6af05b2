"""A language is data: French is read by the folder ``fr`` alone, shown on three paragraphs (``paragraphs.txt``)."""

from importlib.resources import files
from pathlib import Path

import pytest

from loaders.reading.language import detect, known
from ontology.readings import Reading
from tests.loaders.reading.conftest import read

PARAGRAPHS = Path(__file__).with_name("paragraphs.txt")
SAID = {
    "1": {
        "A/RES/2997(XXVII) establishes UNEP-GC",
        "A/RES/2997(XXVII) adopted_on 1972-12-15",
        "A/RES/2997(XXVII) adopted_by UNGA",
        "EMG chaired_by UNEP-ED",
        "DOC cites A/RES/2997(XXVII)",
    },
    "2": {
        "A/RES/66/288 endorses THE-FUTURE-WE-WANT",
        "A/RES/66/288 adopted_by UNGA",
        "A/RES/67/213 adopted_on 2012-12-21",
        "A/RES/68/215 adopted_on 2013-12-20",
        "DOC cites A/RES/66/288",
        "DOC cites A/RES/66/288 provision=88",
        "DOC cites A/RES/67/213",
        "DOC cites A/RES/68/215",
        "DOC cites UNEP/GC/DEC/26/11 provision=IV",
    },
    "3": {
        "UNEA-5 requests_report_from UNEP-ED",
        "DOC#3!1 requested_in DOC#3",
        "DOC#3!1 requested_by UNEA-5",
        "DOC#3!1 addressed_to UNEP-ED",
    },
}
NAMING = ("name", "also_called", "acronym", "type")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(PARAGRAPHS)


def said(reading: Reading, paragraph: str) -> set[str]:
    """The statements of a paragraph, without those that only name things."""
    out: set[str] = set()
    for s in reading.statements:
        if s.predicate not in NAMING and any(e.paragraph == paragraph for e in s.evidence):
            value = s.object if isinstance(s.object, str) else s.object.text
            words = [s.subject, s.predicate, value, *(f"{name}={what}" for name, what in s.qualifiers)]
            out.add(" ".join(words).replace(reading.document, "DOC"))
    return out


def test_french_is_told_by_its_words_and_spanish_is_not_taken_for_it() -> None:
    assert detect(PARAGRAPHS.read_text(encoding="utf-8")) == "fr"
    assert (
        detect("La Asamblea General toma nota del informe de la secretaría y pide que se presente en el próximo período.") is None
    )


def test_the_folder_of_a_language_holds_data_alone() -> None:
    for language in known():
        names = [entry.name for entry in files("loaders.reading").joinpath(language).iterdir()]
        assert {Path(name).suffix for name in names} <= {".yaml", ".csv"}


@pytest.mark.parametrize("paragraph", SAID)
def test_a_french_paragraph_says_this_and_no_more(reading: Reading, paragraph: str) -> None:
    assert said(reading, paragraph) == SAID[paragraph]


def test_bodies_and_sessions_are_named_in_french(reading: Reading) -> None:
    named = {m.key for m in reading.mentions if m.type == "entity"}
    assert {"UNGA", "UNEP-GC", "UNEP", "EMG", "UNEP-ED", "UNEA", "UNEA-5"} <= named


def test_goals_and_targets_are_named_in_french(reading: Reading) -> None:
    named = [m.key for m in reading.mentions if m.type == "sdg"]
    assert sorted(named) == ["SDG/13", "SDG/15.3", "SDG/17", "SDGS"]
