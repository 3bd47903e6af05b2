import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ontology import dates
from ontology.records import Statement
from tests.graph_service.saying import say, snapshot_of, verdict

DATES = st.sampled_from([None, "2009", "2010", "2010-06", "2010-06-15", "2011/2012", "../2010", "2012/..", "2010~"])
DAYS = st.sampled_from(["2009-12-31", "2010", "2010-06-15", "2011-01", "2012", "2030-01-01"])


def _in_order(period: tuple[str | None, str | None]) -> bool:
    begin, end = period
    return not (begin and end) or dates.span(begin)[0] <= dates.span(end)[1]


@given(period=st.tuples(DATES, DATES).filter(_in_order), day=DAYS)
def test_what_holds_on_a_day_is_told_in_bulk_as_one_by_one(period: tuple[str | None, str | None], day: str) -> None:
    begin, end = period
    columns = snapshot_of([say("EMG", "chaired_by", "UNEP-ED", since=begin, until=end)]).columns
    possible, certain = columns.hold(day)
    told = "CERTAIN" if certain[0] else "POSSIBLE" if possible[0] else None
    assert told == dates.can_hold(begin, end, day)


@given(date=DATES, day=DAYS)
def test_an_act_once_done_stays_done(date: str | None, day: str) -> None:
    columns = snapshot_of([say("A/RES/67/251", "renames", "UNEP-GC", since=date, until=date)]).columns
    possible, certain = columns.hold(day)
    told = "CERTAIN" if certain[0] else "POSSIBLE" if possible[0] else None
    assert told == dates.had_happened(date, day)


def test_an_act_counts_from_its_day_on() -> None:
    assert dates.had_happened("2013-03-13", "2013-03-12") is None
    assert dates.had_happened("2013-03-13", "2013-03-13") == dates.had_happened("2013-03-13", "2020") == "CERTAIN"
    assert dates.had_happened("2013", "2013-03-13") == dates.had_happened(None, "2013") == "POSSIBLE"


def test_every_statement_is_in_one_line(world: list[Statement]) -> None:
    shot = snapshot_of(world)
    assert sorted(s.id for line in shot.lines() for s in shot.line(line)) == [s.id for s in shot.records]


def test_nodes_are_numbered_in_the_order_of_their_keys(world: list[Statement]) -> None:
    shot = snapshot_of(world)
    assert list(shot.keys) == sorted(shot.number, key=lambda key: shot.number[key])


def test_columns_are_int32(world: list[Statement]) -> None:
    columns = snapshot_of(world).columns
    assert {columns.subject.dtype, columns.object.dtype, columns.members.dtype, columns.by_object.dtype} == {np.dtype(np.int32)}


def test_the_lines_of_a_key_are_found_from_both_ends() -> None:
    shot = snapshot_of([say("EMG", "chaired_by", "UNEP-ED"), say("A/RES/53/242", "establishes", "EMG")])
    assert {shot.ends(line)[1] for line in shot.lines_of("EMG")} == {"chaired_by", "establishes"}


def test_a_rejected_statement_is_not_folded_with_one_that_stands() -> None:
    wrong, right = say("EMG", "chaired_by", "UNEP-ED"), say("EMG", "chaired_by", "UNEP-ED", document="A/2")
    shot = snapshot_of([wrong, right], verdicts=verdict(wrong, "rejected"))
    assert [bool(shot.columns.stands[shot.line_of(s.id) or 0]) for s in (wrong, right)] == [False, True]
