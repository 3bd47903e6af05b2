import pytest

from graph_service.ask import evidence
from graph_service.ask.statements import statements
from graph_service.graph.words import Words, WordsHeld
from ontology.records import Evidence, Method
from tests.graph_service.saying import CURATED, reading, say, snapshot_of

RULE = Method("rule", "report", "1")


def test_words_that_are_held_stand_with_their_place() -> None:
    piece = Evidence("5", RULE, "en", 10, 14, "word", "f" * 64)
    [row] = statements(snapshot_of([say("EMG", "chaired_by", "UNEP-ED", evidence=[piece])])).rows
    assert [(e.quote, e.start, e.end, e.to_load) for e in row.evidence] == [("word", 10, 14, None)]


def test_a_curated_fact_without_its_document_says_what_to_load_and_where_it_is() -> None:
    [row] = statements(snapshot_of([say("EMG", "chaired_by", "UNEP-ED", document="UNEP/EA.4/16")])).rows
    [e] = row.evidence
    assert (e.quote, e.paragraph_text, e.to_load, e.url) == (None, None, "UNEP/EA.4/16", "https://undocs.org/UNEP/EA.4/16")


def test_once_the_document_is_held_the_paragraph_s_words_stand_beside_the_fact() -> None:
    held = WordsHeld({"A/75/1": frozenset({"5"})}, {("A/75/1", "5"): (Words("A/75/1", "en", "5", 0, 16, "UNEP chairs EMG."),)})
    fact = say("EMG", "chaired_by", "UNEP-ED", document="A/75/1", paragraph="5")
    [row] = statements(snapshot_of([fact], readings=[reading("A/75/1")], words=held)).rows
    [e] = row.evidence
    assert (e.paragraph_text, e.paragraph_language, e.quote, e.to_load) == ("UNEP chairs EMG.", "en", None, None)


def test_a_register_s_row_is_its_own_evidence() -> None:
    [row] = statements(snapshot_of([say("EMG", "acronym", "EMG", document="REG/bodies", paragraph="EMG")])).rows
    assert [(e.paragraph, e.to_load, e.url) for e in row.evidence] == [("EMG", None, None)]


def test_paragraphs_of_a_document_come_in_the_order_of_its_text() -> None:
    pieces = [Evidence(label, RULE) for label in ("annex II", "10", "2", "2(a)", "summary")]
    [row] = statements(snapshot_of([say("EMG", "chaired_by", "UNEP-ED", evidence=pieces)])).rows
    assert [e.paragraph for e in row.evidence] == ["summary", "2", "2(a)", "10", "annex II"]


def test_a_line_has_the_evidence_of_all_its_statements_its_head_s_first() -> None:
    more = say("UNEA-2", "launches", "SWFS", document="A/2", since="2016-05")
    less = say("UNEA-2", "launches", "SWFS", document="A/1", since="2016")
    [row] = statements(snapshot_of([less, more])).rows
    assert [e.document for e in row.evidence] == ["A/2", "A/1"]


def test_words_go_before_a_mere_place() -> None:
    pieces = [Evidence("5", CURATED), Evidence("5", RULE, "en", 10, 14, "word", "f" * 64)]
    [row] = statements(snapshot_of([say("EMG", "chaired_by", "UNEP-ED", evidence=pieces)])).rows
    assert [e.method for e in row.evidence] == ["rule:report", "curated:test"]


@pytest.mark.parametrize(
    ("document", "url"),
    [
        ("A/75/6 (Sect. 14)", "https://undocs.org/A/75/6(Sect.14)"),
        ("A/74/72-E/2019/13", "https://undocs.org/A/74/72"),
        ("UNEP/EA.3/Res.11", "https://undocs.org/UNEP/EA.3/Res.11"),
        ("UNEP/GC/DEC/26/11", None),
        ("DOC/bcaf153d2278", None),
        ("EMG/REPORT/DRYLANDS", None),
    ],
)
def test_a_symbol_has_its_page_at_the_un_and_a_name_has_none(document: str, url: str | None) -> None:
    assert evidence.official(document) == url


def test_an_address_that_is_said_goes_before_the_usual_one() -> None:
    shot = snapshot_of([say("A/75/1", "url", "https://example.org/a", datatype="uri")])
    assert evidence.url(shot, "A/75/1") == "https://example.org/a"


def test_a_text_has_the_address_of_the_document_that_carries_it() -> None:
    shot = snapshot_of([say("OUTCOME", "issued_as", "UNEP/GC.26/18")])
    assert evidence.url(shot, "OUTCOME") == "https://undocs.org/UNEP/GC.26/18"
