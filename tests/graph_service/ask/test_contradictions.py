from typing import Any

import pytest

from graph_service.ask.contradictions import Contradiction, contradictions
from graph_service.errors import UnknownKey, UsageError
from graph_service.graph.contradictions import RULES
from graph_service.graph.snapshot import Snapshot
from ontology.contradictions import contradictions as kinds
from ontology.records import Evidence, Figure, Method, Statement, Verdict
from tests.graph_service.saying import AT, say, snapshot_of

OLD, NEW = "A/RES/66/1", "A/RES/70/1"


def found(said: list[Statement], **asked: Any) -> tuple[Contradiction, ...]:
    return contradictions(snapshot_of(said), **asked).contradictions


def kinds_of(*said: Statement) -> list[tuple[str, str]]:
    return [(one.kind, one.about) for one in found(list(said))]


def figure(value: str, document: str, paragraph: str = "14.1", **other: Any) -> Figure:
    given = {"measure": "resources", "unit": "USD", "period": "2021", "status": "requested", **other}
    place = Evidence(paragraph, Method("curated", "test"), known_from=AT)
    return Figure(document, "UNEP", value=value, evidence=(place,), **given)


def figures_told(*figures: Figure) -> tuple[Contradiction, ...]:
    return contradictions(snapshot_of([say("UNEP", "name", "UNEP", language="en")], figures=figures)).contradictions


def test_every_way_to_contradict_in_the_list_has_its_rule() -> None:
    assert {kind.rule for kind in kinds().values()} == set(RULES)


def test_two_dates_of_one_adoption_contradict_and_both_paragraphs_are_given() -> None:
    [one] = found(
        [
            say(OLD, "adopted_on", "2012-07-27", datatype="edtf", document="A/1", paragraph="3"),
            say(OLD, "adopted_on", "2012-09-11", datatype="edtf", document="A/2", paragraph="8"),
        ]
    )
    assert (one.kind, one.about, one.documents) == ("two_dates", OLD, ("A/1", "A/2"))
    assert sorted((e.document, e.paragraph) for told in one.statements for e in told.evidence) == [("A/1", "3"), ("A/2", "8")]


def test_dates_of_different_precision_that_some_day_fits_do_not() -> None:
    assert kinds_of(say(OLD, "adopted_on", "2012", datatype="edtf"), say(OLD, "adopted_on", "2012-07-27", datatype="edtf")) == []


def test_two_numbers_of_members_contradict_for_one_time_only() -> None:
    before = say("EMG", "membership_size", "44", datatype="integer", since="2010", until="2011")
    after = say("EMG", "membership_size", "47", datatype="integer", since="2012")
    other = say("EMG", "membership_size", "51", datatype="integer", since="2012")
    assert kinds_of(before, after) == []
    assert kinds_of(before, after, other) == [("two_sizes", "EMG")]


def test_a_text_has_one_organ_that_adopted_it() -> None:
    assert kinds_of(say(OLD, "adopted_by", "UNGA"), say(OLD, "adopted_by", "ECOSOC")) == [("two_organs", OLD)]


def test_what_is_said_and_denied_for_one_time_contradicts() -> None:
    said = say("WHO", "member_of", "EMG", since="2010")
    denied = say("WHO", "member_of", "EMG", since="2012", status="negated")
    past = say("WHO", "member_of", "EMG", until="2009", status="negated")
    assert kinds_of(said, denied) == [("said_and_denied", "WHO")]
    assert kinds_of(said, past) == []


def test_a_plan_contradicts_no_fact() -> None:
    assert kinds_of(say(OLD, "adopted_by", "UNGA"), say(OLD, "adopted_by", "ECOSOC", status="planned")) == []


def test_the_same_for_and_against_a_goal_contradicts() -> None:
    helps, threatens = (say("10YFP", "contributes_to", "SDG/13", stance=stance) for stance in ("contributes", "threatens"))
    assert kinds_of(helps, threatens) == [("for_and_against", "10YFP")]


def test_texts_that_replace_each_other_make_a_circle_over_any_number_of_steps() -> None:
    steps = [say(f"A/RES/70/{i}", "replaces", f"A/RES/70/{j}") for i, j in ((1, 2), (2, 3), (3, 1), (1, 9))]
    [one] = found(steps)
    assert (one.kind, one.about, len(one.statements)) == ("circle", "A/RES/70/1", 3)


def test_a_text_that_recalls_a_later_one_is_told_with_both_dates() -> None:
    [one] = found(
        [
            say(OLD, "recalls", NEW),
            say(OLD, "adopted_on", "2011-12", datatype="edtf"),
            say(NEW, "adopted_on", "2015-09-25", datatype="edtf"),
        ]
    )
    assert (one.kind, one.about) == ("before_its_time", OLD)
    assert [told.predicate for told in one.statements] == ["recalls", "adopted_on", "adopted_on"] or len(one.statements) == 3


def test_what_may_have_been_adopted_the_same_day_is_in_order() -> None:
    dated = [say(key, "adopted_on", "2015", datatype="edtf") for key in (OLD, NEW)]
    assert kinds_of(say(OLD, "recalls", NEW), *dated) == []


def test_an_end_before_every_beginning_contradicts_and_one_before_a_second_beginning_does_not() -> None:
    end = say(OLD, "terminates", "EMG/IMG-LAND", since="2009")
    late, early = (say(NEW, "establishes", "EMG/IMG-LAND", since=year) for year in ("2010", "2004"))
    assert kinds_of(end, late) == [("ended_before_begun", "EMG/IMG-LAND")]
    assert kinds_of(end, late, early) == []


def test_figures_of_one_measure_contradict_unless_rounding_or_exactness_explains_them() -> None:
    exact = figure("47714500", "A/1")
    assert figures_told(exact, figure("47700000", "A/2")) == ()
    assert figures_told(exact, figure("47000000", "A/2", exactness="at_least")) == ()
    assert figures_told(exact, figure("45000000", "A/2", exactness="about")) == ()
    assert figures_told(exact, figure("45000000", "A/2", period="2020")) == ()
    assert figures_told(exact, figure("45000000", "A/2", status="approved")) == ()
    [one] = figures_told(exact, figure("45000000", "A/2"))
    assert (one.kind, one.about, one.documents) == ("two_figures", "UNEP", ("A/1", "A/2"))
    assert sorted(told.value for told in one.figures) == ["45000000", "47714500"]


def test_a_counted_number_is_not_taken_for_a_rounded_one() -> None:
    [one] = figures_told(figure("120", "A/1", unit="posts"), figure("121", "A/2", unit="posts"))
    assert one.kind == "two_figures"


def test_what_a_person_rejected_contradicts_nothing() -> None:
    right, wrong = (say(OLD, "adopted_by", organ) for organ in ("UNGA", "ECOSOC"))
    verdicts = {wrong.id: Verdict(wrong.id, "rejected", "A. Reader", AT, "misprint")}
    assert contradictions(snapshot_of([right, wrong], verdicts=verdicts)).total == 0


@pytest.fixture
def several() -> Snapshot:
    return snapshot_of(
        [
            *(say(f"{OLD}#4", "adopted_by", organ, document="A/1") for organ in ("UNGA", "ECOSOC")),
            *(say(NEW, "adopted_by", organ, document="A/2") for organ in ("UNGA", "ECOSOC")),
            *(say(NEW, "adopted_on", day, datatype="edtf", document="A/2") for day in ("2015", "2016")),
        ]
    )


def test_they_are_found_by_kind_by_what_they_are_about_and_by_document(several: Snapshot) -> None:
    assert contradictions(several).total == 3
    assert [one.about for one in contradictions(several, kind="TWO_ORGANS").contradictions] == [f"{OLD}#4", NEW]
    assert [one.kind for one in contradictions(several, about=NEW).contradictions] == ["two_dates", "two_organs"]
    assert [one.about for one in contradictions(several, about=OLD).contradictions] == [f"{OLD}#4"]
    assert contradictions(several, about="ECOSOC").total == 2
    assert contradictions(several, document="A/1").total == 1
    assert [one.about for one in contradictions(several, limit=1, offset=2).contradictions] == [NEW]


def test_an_unknown_kind_or_key_is_named_with_what_there_is(several: Snapshot) -> None:
    with pytest.raises(UsageError, match="kind 'lies': expected one of two_dates"):
        contradictions(several, kind="lies")
    with pytest.raises(UnknownKey, match="A/RES/99"):
        contradictions(several, about="A/RES/99/9")


def test_an_upper_bound_contradicts_only_what_lies_above_it() -> None:
    bound = figure("3", "A/1", unit="meetings", exactness="at_most")
    assert figures_told(bound, figure("2", "A/2", unit="meetings")) == ()
    [one] = figures_told(bound, figure("5", "A/2", unit="meetings"))
    assert one.kind == "two_figures"


def test_a_sum_that_its_parts_do_not_come_to_is_listed_with_both_numbers() -> None:
    right = figure("350", "A/1", dimensions=(("item", "wetlands"), ("row", "total")))
    wrong = figure("340", "A/1", dimensions=(("item", "rivers"), ("row", "total"), ("parts_come_to", "350")))
    [one] = figures_told(right, wrong)
    assert (one.kind, one.about, one.documents) == ("sum_of_parts", "UNEP", ("A/1",))
    assert [(f.value, dict(f.dimensions)["parts_come_to"]) for f in one.figures] == [("340", "350")]


def test_two_numbers_of_one_paragraph_are_told_of_two_things() -> None:
    assert figures_told(figure("633", "A/1", unit="USD"), figure("485", "A/1", unit="USD")) == ()
    [one] = figures_told(figure("633", "A/1"), figure("485", "A/1", paragraph="14.2"))
    assert one.kind == "two_figures"


def test_counts_are_compared_where_a_subject_has_one_at_a_time() -> None:
    helped = {"measure": "countries", "unit": "count"}
    assert figures_told(figure("29", "A/1", **helped), figure("87", "A/2", **helped)) == ()
    people = {"measure": "staff", "unit": "count"}
    [one] = figures_told(figure("633", "A/1", **people), figure("485", "A/2", **people))
    assert one.kind == "two_figures"
