"""What a reading has to keep before it may be written."""

from dataclasses import replace

import pytest

from graph_service.ingest.checks import Checks
from ontology.readings import Mention, Paragraph, Reading
from ontology.records import Literal, Statement
from tests.graph_service.store.samples import DOCUMENT, cites, place, reading, rich

GOOD = reading([cites("A/RES/66/288")])


def typed(key: str, kind: str) -> Statement:
    return Statement(DOCUMENT, key, "type", Literal(kind, datatype="type"), evidence=(place(0),))


@pytest.mark.parametrize("good", [GOOD, rich(), reading(document="REG/x", language=None, lines=("x",))])
def test_a_good_reading_has_no_fault(good: Reading) -> None:
    assert Checks().of(good)[0] == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (replace(GOOD, document="A##B"), "'A##B' is no key"),
        (replace(GOOD, text_hash=None), "text_hash: expected the SHA-256 of the text"),
        (replace(GOOD, text=GOOD.text + " "), "text_hash: expected the SHA-256 of the text"),
        (replace(GOOD, paragraphs=(Paragraph(0, 1000, "1"),)), "paragraph 1 at 0 to 1000"),
        (
            replace(GOOD, mentions=(Mention("sdg", "symbol", "SDG/1", "1", 0, 2, "xx"),)),
            "mention of SDG/1 in 1: its quote does not stand",
        ),
        (replace(GOOD, statements=(replace(cites("A"), evidence=()),)), "expected at least one place"),
        (
            replace(GOOD, statements=(replace(cites("A"), evidence=(replace(place(0), quote="x" * len(place(0).quote or "")),)),)),
            "its quote does not stand at 0 to 9",
        ),
        (replace(GOOD, statements=(cites("A##B"),)), "'A##B' is no key"),
    ],
)
def test_a_fault_is_named(bad: Reading, fault: str) -> None:
    assert fault in "; ".join(Checks().of(bad)[0])


def test_a_kind_that_does_not_fit_is_odd_where_its_type_is_said() -> None:
    said = replace(GOOD, statements=(typed("PLACE/Nairobi", "place"), replace(cites("X"), subject="PLACE/Nairobi")))
    assert ["PLACE/Nairobi" in odd for odd in Checks().of(said)[1]] == [True]


def test_a_kind_that_only_the_form_of_a_key_tells_is_not_odd() -> None:
    unsaid = replace(GOOD, statements=(replace(cites("X"), subject="PLACE/Nairobi"),))
    assert Checks().of(unsaid)[1] == []


def test_types_are_remembered_from_reading_to_reading() -> None:
    checks = Checks()
    checks.of(replace(GOOD, statements=(typed("PLACE/Nairobi", "place"),)))
    assert len(checks.of(replace(GOOD, statements=(replace(cites("X"), subject="PLACE/Nairobi"),)))[1]) == 1
