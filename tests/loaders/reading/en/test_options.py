"""Options of English reports and what became of them; plans and the later facts; long paragraphs; names behind "United Nations"."""

from ontology.readings import Reading
from tests.loaders.reading.conftest import Write

LISTED = """I. Introduction

1. The Issue Management Group on Land considered the following options:

(a) A wider mandate;

(b) A new secretariat;

(c) No change.

2. {decided}
"""


def considered(reading: Reading) -> dict[str, str | None]:
    options = [s for s in reading.statements if s.predicate == "considers" and "/OPTION-" in str(s.object)]
    return {str(s.object): s.qualifier("outcome") for s in sorted(options, key=lambda s: s.evidence[0].start or 0)}


def relations(reading: Reading) -> set[tuple[str, str, str]]:
    return {(s.subject, s.predicate, s.object) for s in reading.statements if isinstance(s.object, str) and s.qualifiers == ()}


def test_options_have_what_became_of_them_as_outcome(report: Write) -> None:
    decided = "The Group adopted option (a) and decided not to pursue option (b). Option (c) was deferred to its next meeting."
    found = considered(report(LISTED.format(decided=decided)))
    outcomes = {key.rpartition("-")[2]: outcome for key, outcome in found.items()}
    assert outcomes["C"] == "deferred"
    assert set(found) == {f"EMG/IMG-LAND/OPTION-{letter}" for letter in "ABC"}


def test_an_option_turned_down_is_rejected(report: Write) -> None:
    found = considered(report(LISTED.format(decided="The members rejected option (b), but they recommended option (a).")))
    assert (found["EMG/IMG-LAND/OPTION-B"], found["EMG/IMG-LAND/OPTION-A"]) == ("rejected", "recommended")


def test_what_was_planned_is_fulfilled_by_the_later_fact(report: Write) -> None:
    reading = report(
        "I. Introduction\n\n1. UNEP will launch the Clean Seas campaign in 2017.\n\n"
        "2. UNEP launched the Clean Seas campaign in February 2017.\n"
    )
    assert {(s.subject, s.object) for s in reading.statements if s.predicate == "fulfils"} == {
        ("CLEAN-SEAS", f"{reading.document}#1")
    }


def test_a_long_paragraph_of_sentences_is_read(report: Write) -> None:
    reading = report(
        "I. Introduction\n\n1. " + "Work went on as before in all regions of the world. " * 150 + "WHO chairs UN-Water.\n"
    )
    assert ("UN-WATER", "chaired_by", "WHO") in relations(reading)


def test_united_nations_before_a_name_belongs_to_it(report: Write) -> None:
    reading = report("I. Introduction\n\n1. UNEP works with the United Nations Economic Commission for Africa and UNESCO.\n")
    partners = {target for subject, predicate, target in relations(reading) if (subject, predicate) == ("UNEP", "partners_with")}
    assert partners == {"ECA", "UNESCO"}
