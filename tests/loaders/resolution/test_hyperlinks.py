"""Hyperlinks stay beside what the words say."""

import pytest

from .conftest import Read
from .excerpts import BOTH, CHINESE, Excerpt


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_a_link_is_a_mention_of_its_own_form_over_its_words(excerpt: Excerpt, read: Read) -> None:
    found = [(m.key, m.quote, m.paragraph) for m in read(excerpt.xml(), "some.xml").mentions if m.form == "hyperlink"]
    assert found == [("A/RES/70/1", "70/1", "preamble 1"), ("UNEP/EA.3/Res.10", "4/10", "preamble 3")]


def test_where_words_and_link_disagree_both_stay_and_it_is_told(read: Read) -> None:
    reading = read(CHINESE.xml(), "some.xml")
    assert {m.key for m in reading.mentions if m.quote.startswith(("4/10", "第4/10"))} == {"UNEP/EA.3/Res.10", "UNEP/EA.4/Res.10"}
    told = [r.message for r in reading.remarks if r.kind == "misprint"]
    assert told == ["4/10: the link leads to UNEP/EA.3/Res.10, the words are read as UNEP/EA.4/Res.10"]


def test_a_link_alone_makes_no_statement(read: Read) -> None:
    reading = read(CHINESE.xml(), "some.xml")
    assert "UNEP/EA.3/Res.10" not in {s.object for s in reading.statements}


@pytest.mark.parametrize("link", ["A/78/80", "E/2023/64", "a/78/80-e/2023/64"])
def test_half_of_a_dual_symbol_is_no_disagreement(link: str, read: Read) -> None:
    words = f'Aware of document <a href="https://undocs.org/en/{link}">A/78/80-E/2023/64</a>,'
    xml = CHINESE.xml().replace("<preamble>", f'<preamble><container eId="c"><p>{words}</p></container>', 1)
    assert not [r for r in read(xml, "some.xml").remarks if "A/78/80" in r.message]
