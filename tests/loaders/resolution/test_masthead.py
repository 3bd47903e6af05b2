"""What an instrument says of itself."""

import pytest

from .conftest import Read, said
from .excerpts import BOTH, CHINESE, Excerpt


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_the_header_tells_symbol_title_organ_day_and_session(excerpt: Excerpt, read: Read) -> None:
    reading = read(excerpt.text())
    assert (reading.document, reading.title, reading.date) == ("A/RES/76/999", excerpt.head["title"], "2021-12-17")
    assert said(reading, "adopted_on") == ["2021-12-17"]
    assert said(reading, "adopted_by") == ["UNGA"]
    assert said(reading, "adopted_at") == ["UNGA-76"]
    assert said(reading, "issued_on") == ["2021-12-22"]
    assert said(reading, "type") == ["resolution"]


@pytest.mark.parametrize("excerpt", BOTH, ids=lambda e: e.language)
def test_it_is_based_on_the_report_in_brackets_and_does_not_only_cite_it(excerpt: Excerpt, read: Read) -> None:
    reading = read(excerpt.text())
    (statement,) = [s for s in reading.statements if s.object == "A/76/533/Add.9"]
    assert (statement.predicate, dict(statement.qualifiers)) == ("based_on", {"provision": "8"})


def test_the_agenda_item_is_a_thing_of_its_session(read: Read) -> None:
    reading = read(CHINESE.text())
    assert said(reading, "about") == ["UNGA-76/ITEM-20(b)"]
    (item,) = [e for e in reading.entities if e.key == "UNGA-76/ITEM-20(b)"]
    assert (item.type, item.labels) == ("agenda_item", (("zh", "河流与湖泊"),))


BODY = "Recalling its resolution 70/1,\n\nAware of hills,\n\n1. Decides to count them."


@pytest.mark.parametrize(
    ("head", "key", "session"),
    [
        ("United Nations Environment Assembly\n\nFifth session\n\n5/99. Hills\n\nThe United Nations Environment Assembly,",
         "UNEP/EA.5/Res.99", "UNEA-5"),
        ("UNEP/EA.5/RES.98\n\n5/98. Hills\n\nThe United Nations Environment Assembly,", "UNEP/EA.5/Res.98", "UNEA-5"),
        ("Decision SS.XI/9: Hills\n\nThe Governing Council of the United Nations Environment Programme,",
         "UNEP/GCSS/DEC/XI/9", "UNEP-GCSS-11"),
        ("E/RES/2025/99\n\n2025/99. Hills\n\nThe Economic and Social Council,", "E/RES/2025/99", "ECOSOC-2025"),
        ("2998 (XXVII). Hills\n\nThe General Assembly,", "A/RES/2998(XXVII)", "UNGA-27"),
    ],
)  # fmt: skip
def test_number_organ_and_kind_tell_key_and_session(head: str, key: str, session: str, read: Read) -> None:
    reading = read(f"{head}\n\n{BODY}")
    assert (reading.document, said(reading, "adopted_at")) == (key, [session])


def test_the_security_council_adopts_at_a_meeting(read: Read) -> None:
    head = "S/RES/1999 (2011)\n\nResolution 1999 (2011)\n\nAdopted by the Security Council at its 6582nd meeting, on 13 July 2011"
    reading = read(f"{head}\n\nThe Security Council,\n\n{BODY}")
    assert (reading.document, said(reading, "adopted_at")) == ("S/RES/1999(2011)", ["UNSC/MTG-6582"])
    assert (reading.title, said(reading, "adopted_on")) == (None, ["2011-07-13"])  # they have no title


def test_the_closing_lines_tell_the_day_where_the_header_does_not(read: Read) -> None:
    reading = read(f"5/99. Hills\n\nThe United Nations Environment Assembly,\n\n{BODY}\n\n6th plenary meeting\n\n2 March 2022")
    assert said(reading, "adopted_on") == ["2022-03-02"]


def test_a_key_that_the_user_gives_goes_before_the_printed_one(read: Read) -> None:
    reading = read(CHINESE.text(), symbol="A/RES/76/997")
    assert reading.document == "A/RES/76/997"


def test_a_made_up_key_is_told(read: Read) -> None:
    reading = read(f"Draft resolution\n\nThe General Assembly,\n\n{BODY}")
    assert reading.document.startswith("DOC/")
    assert [r.kind for r in reading.remarks if r.kind == "made_up_key"] == ["made_up_key"]


def test_the_mark_of_a_note_that_is_not_in_the_text_takes_no_digit_from_a_symbol(read: Read) -> None:
    reading = read(
        "United Nations    A/RES/78/161\n\nGeneral Assembly\n\n"
        "Resolution adopted by the General Assembly on 19 December 2023\n\n78/161. Bridges\n\n"
        "     The General Assembly,\n\n     Noting the state of bridges,\n\n     1.   Decides to act;\n\n"
        "     2.  Decides not to renew the Panel.\n\n__________________\n1 A/78/239.\n"
    )
    assert reading.document == "A/RES/78/161"
    assert any("footnote 1 was not found" in remark.message for remark in reading.remarks)
