"""An English report goes through the whole loader."""

from loaders.reading.language import detect
from tests.loaders.reading.conftest import Write

REPORT = """UNEP/EA.9/7
Report of the Executive Director
I. Introduction
1. By its resolution 66/288, the General Assembly invited the Governing Council of the United Nations Environment Programme to act.
2. The Environment Management Group (EMG) supported target 15.3 of the Sustainable Development Goals.
3. The World Health Organization reported to those who asked.
"""


def test_an_english_report_is_told_by_its_words() -> None:
    assert detect(REPORT) == "en"


def test_the_readers_find_its_citations_goals_and_bodies(report: Write) -> None:
    reading = report(REPORT)
    assert (reading.document, reading.language) == ("UNEP/EA.9/7", "en")
    said = {(m.paragraph, m.key) for m in reading.mentions}
    assert {("1", "A/RES/66/288"), ("1", "UNEP-GC"), ("2", "EMG"), ("2", "SDG/15.3"), ("3", "WHO")} <= said


def test_the_sections_of_an_english_report_have_its_titles(report: Write) -> None:
    assert [s.title for s in report(REPORT).sections] == ["Introduction"]
