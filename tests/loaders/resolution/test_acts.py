"""What an instrument does with what it cites: the verb tells."""

import pytest

from loaders.resolution.verbs import first_verb
from ontology.records import as_mapping

from .conftest import Read, said
from .excerpts import BOTH, ENGLISH, Excerpt


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_the_verb_of_the_clause_is_the_predicate(excerpt: Excerpt, read: Read) -> None:
    reading = read(excerpt.text())
    assert said(reading, "recalls") == ["A/RES/70/1", "A/RES/71/222"]
    assert said(reading, "reaffirms") == ["A/RES/69/313"]
    assert said(reading, "takes_note_of") == ["UNEP/EA.4/Res.10", "A/76/100"]


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_what_is_only_a_part_of_the_object_is_cited(excerpt: Excerpt, read: Read) -> None:
    assert said(read(excerpt.text()), "cites") == ["A/RES/72/224", "UNEP/EA.4/2"]


def test_preamble_or_operative_and_the_verb_are_kept(read: Read) -> None:
    reading = read(ENGLISH.text())
    wording = {
        s.object: as_mapping(s.evidence[0].wording) for s in reading.statements if s.predicate in ("recalls", "takes_note_of")
    }
    assert wording["A/RES/70/1"] == {"part": "preamble", "verb": "recalling"}
    assert wording["A/76/100"] == {"part": "operative", "verb": "takes note of"}


def test_a_report_in_a_footnote_is_what_is_noted(read: Read) -> None:
    (statement,) = [s for s in read(ENGLISH.text()).statements if s.object == "A/76/100"]
    assert (statement.predicate, statement.evidence[0].paragraph) == ("takes_note_of", "fn2")


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_what_it_asks_is_an_obligation_of_the_instrument(excerpt: Excerpt, read: Read) -> None:
    reading = read(excerpt.text())
    node = "A/RES/76/999#2!1"
    found = {s.predicate: s.object for s in reading.statements if s.subject == node}
    assert found["requested_in"] == "A/RES/76/999#2"
    assert (found["requested_by"], found["addressed_to"]) == ("A/RES/76/999", "UN-SG")
    assert "UN-SG" in said(reading, "requests_report_from")


@pytest.mark.parametrize(
    ("words", "language", "verb"),
    [
        ("3. Also strongly encourages States to rest;", "en", "encourages"),
        ("(b) Deeply concerned at the hills,", "en", "concerned"),
        ("Taking note with appreciation of the hills,", "en", "taking note with appreciation of"),
        ("In this regard notes the hills;", "en", "notes"),
        ("Hills are high;", "en", None),
        ("又赞赏地回顾山丘，", "zh", "回顾"),
        ("4. 深为关切地注意到山丘；", "zh", "注意到"),
        ("山丘很高。", "zh", None),
    ],
)
def test_the_first_verb_is_found_behind_numbers_and_adverbs(words: str, language: str, verb: str | None) -> None:
    found = first_verb(words, language)
    assert (found.verb.verb if found else None) == verb
