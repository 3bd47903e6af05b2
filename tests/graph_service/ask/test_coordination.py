from graph_service.ask import coordination
from graph_service.graph.snapshot import Snapshot


def test_two_bodies_overlap_in_a_partnership_with_the_paragraphs_that_say_so(small: Snapshot) -> None:
    found = coordination.overlap(small, "UNEP", "UNDP")
    [shared] = found.shared
    assert shared.key == "PEI"
    assert [row.evidence[0].paragraph for row in (*shared.with_a, *shared.with_b)] == ["71", "71"]


def test_the_overlap_says_how_much_each_has_alone(small: Snapshot) -> None:
    found = coordination.overlap(small, "PEI", "LEAD-PAINT-ALLIANCE")
    assert (found.total, found.only_a, found.only_b, found.jaccard) == (1, 1, 1, 1 / 3)


def test_what_is_in_no_group_overlaps_with_nothing(small: Snapshot) -> None:
    assert coordination.overlap(small, "UNEP", "A/RES/66/288").total == 0


def test_pairs_of_groups_are_listed(small: Snapshot) -> None:
    assert coordination.Pair("LEAD-PAINT-ALLIANCE", "PEI", 1) in coordination.overlaps(small)


def test_a_broker_comes_with_its_groups_and_what_puts_it_there(small: Snapshot) -> None:
    [first] = coordination.brokers(small, limit=1).brokers
    assert first.key == "UNEP"
    assert {row.object for row in first.statements} == set(first.groups)


def test_a_page_of_brokers_keeps_the_total(small: Snapshot) -> None:
    assert coordination.brokers(small, limit=1).total == len(coordination.brokers(small, limit=100).brokers)
