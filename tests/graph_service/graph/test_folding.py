import random

from graph_service.graph.folding import fold, says_less
from ontology.records import Statement
from tests.graph_service.saying import say


def _folded(*statements: Statement) -> list[list[str]]:
    return [[s.id for s in line] for line in fold(statements)]


def test_the_same_claim_in_two_documents_is_one_line() -> None:
    one, other = say("EMG", "chaired_by", "UNEP-ED", document="A/1"), say("EMG", "chaired_by", "UNEP-ED", document="A/2")
    assert _folded(one, other) == [sorted([one.id, other.id])]


def test_a_statement_without_times_is_folded_under_one_with_times() -> None:
    less, more = say("EMG", "chaired_by", "UNEP-ED", document="A/2"), say("EMG", "chaired_by", "UNEP-ED", since="2011-09-19")
    assert _folded(less, more) == [[more.id, less.id]]


def test_a_wider_time_is_folded_under_a_narrower_one() -> None:
    less, more = say("UNEA-2", "launches", "SWFS", since="2016"), say("UNEA-2", "launches", "SWFS", since="2016-05")
    assert _folded(less, more) == [[more.id, less.id]]


def test_two_times_that_differ_are_two_lines() -> None:
    assert len(_folded(say("UNEA-2", "launches", "SWFS", since="2016"), say("UNEA-2", "launches", "SWFS", since="2017"))) == 2


def test_a_qualifier_that_is_not_said_does_not_keep_apart() -> None:
    less, more = say("A/RES/1/1", "requests", "EMG"), say("A/RES/1/1", "requests", "EMG", due="2012", modality="invites")
    assert _folded(less, more) == [[more.id, less.id]]


def test_a_qualifier_that_differs_keeps_apart() -> None:
    assert len(_folded(say("A/RES/1/1", "requests", "EMG", due="2012"), say("A/RES/1/1", "requests", "EMG", due="2013"))) == 2


def test_a_fact_is_never_folded_under_a_plan() -> None:
    fact, plan = say("A/RES/1/1", "establishes", "EMG"), say("A/RES/1/1", "establishes", "EMG", status="planned", since="2012")
    assert not says_less(fact, plan)


def test_a_threat_is_never_folded_under_a_contribution() -> None:
    threat, help_ = say("X", "contributes_to", "SDG/13", stance="threatens"), say("X", "contributes_to", "SDG/13", since="2012")
    assert not says_less(threat, help_)


def test_what_fits_under_two_lines_stands_under_one() -> None:
    one, two = say("EMG", "chaired_by", "UNEP-ED", since="2010"), say("EMG", "chaired_by", "UNEP-ED", since="2012")
    less = say("EMG", "chaired_by", "UNEP-ED")
    assert sorted(len(line) for line in _folded(one, two, less)) == [1, 2]


def test_the_order_of_reading_changes_nothing() -> None:
    dates = [None, "2010", "2010-05", "2010-05-03", "2011"]
    periods = [(a, b) for a in dates for b in dates if not (a and b) or a[:4] <= b[:4]]
    said = [say("EMG", "chaired_by", "UNEP-ED", since=a, until=b, document=d) for a, b in periods for d in ("A/1", "A/2")]
    shuffled = said[:]
    random.Random(7).shuffle(shuffled)
    assert _folded(*said) == _folded(*shuffled)
