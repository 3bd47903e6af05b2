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


def test_in_a_statement_of_its_president_the_organ_speaks_by_the_statement(read: Read) -> None:
    head = "S/PRST/2021/99\n\nThe President of the Security Council made the following statement:\n\n"
    paragraphs = (
        "“The Security Council recalls resolution 1325 (2000).\n\n“The Security Council requests the Secretary-General to report.”"
    )
    reading = read(f"United Nations\n\n{head}{paragraphs}")
    assert said(reading, "recalls") == ["S/RES/1325(2000)"]
    assert said(reading, "requests_report_from") == ["UN-SG"]


@pytest.mark.parametrize(
    ("title", "enacting", "preamble", "body"),
    [
        ("Hills", "The General Assembly,", "Aware of hills,",
         "Requests the United Nations Environment Programme to lead the Environment Management Group;"),
        ("山丘", "大会，", "意识到山丘，", "鼓励联合国环境规划署与世界气象组织合作；"),
    ],
)  # fmt: skip
def test_what_others_are_asked_to_do_is_no_fact(title: str, enacting: str, preamble: str, body: str, read: Read) -> None:
    reading = read(f"76/998. {title}\n\n{enacting}\n\n{preamble}\n\n1. {body}")
    doing = [
        as_mapping(s.qualifiers) for s in reading.statements if s.subject == "UNEP" and s.predicate in ("leads", "partners_with")
    ]
    assert doing == [{"status": "proposed"}]


def test_an_instrument_does_not_cite_itself(read: Read) -> None:
    reading = read(
        "Decision 27/19: Follow-up to paragraph 88 of it\n\nThe Governing Council,\n\nAware of hills,\n\n1. Decides to rest."
    )
    assert reading.document == "UNEP/GC/DEC/27/19"
    assert "UNEP/GC/DEC/27/19" not in said(reading, "cites")


def test_a_provision_of_a_text_known_by_its_name_goes_under_the_verb_too(read: Read) -> None:
    recalled = "Recalling paragraph 89 of “The future we want”,"
    reading = read(f"76/998. Hills\n\nThe General Assembly,\n\n{recalled}\n\nAware of hills,\n\n1. Decides to rest.")
    found = [(s.object, as_mapping(s.qualifiers)) for s in reading.statements if s.predicate == "recalls"]
    assert ("A/RES/66/288", {"provision": "89"}) in found


@pytest.mark.parametrize(
    ("recalled", "found"),
    [
        ("回顾《新城市议程》，", True),
        ("回顾落实《新城市议程》的进展，", False),
        ("回顾其题为“为了《新城市议程》”的第70/1号决议，", False),
    ],
)
def test_a_text_known_by_its_name_is_recalled_where_it_is_itself_meant(recalled: str, found: bool, read: Read) -> None:
    reading = read(f"76/998. 山丘\n\n大会，\n\n{recalled}\n\n意识到山丘，\n\n1. 决定休息。")
    assert ("NEW-URBAN-AGENDA" in said(reading, "recalls")) is found
