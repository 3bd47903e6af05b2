"""The rules of lineage (MODEL section 3), each on the smallest record that shows it."""

import numpy as np
import pytest

from graph_service.errors import UsageError
from graph_service.graph import lineage
from graph_service.graph.lineage import Terms
from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement
from tests.graph_service.saying import say, snapshot_of, verdict

Reached = dict[str, int]


def _reached(shot: Snapshot, root: str, *, upward: bool = True, depth: int = 99, terms: Terms | None = None) -> Reached:
    """Key → degree, in the order of the answer."""
    over = lineage.ground(shot, terms or Terms())
    node = int(over.view.fold[shot.node(root)])
    degree = lineage.walk(over, lineage.starts(over.view, node, upward), upward, depth).degree
    return {shot.keys[n]: int(degree[over.view.group[n]]) for n in lineage.reached(over.view, degree, node).tolist()}


CHAIN = [
    say("A/RES/3/3", "recalls", "A/RES/2/2"),
    say("A/RES/2/2", "based_on", "A/RES/1/1"),
    say("A/RES/1/1", "establishes", "EMG"),
]


def test_upstream_leads_from_what_recalls_to_what_is_recalled() -> None:
    assert _reached(snapshot_of(CHAIN), "A/RES/3/3") == {"A/RES/2/2": 1, "A/RES/1/1": 2}


def test_downstream_leads_the_other_way_and_to_what_was_established() -> None:
    assert _reached(snapshot_of(CHAIN), "A/RES/1/1", upward=False) == {"A/RES/2/2": 1, "EMG": 1, "A/RES/3/3": 2}


def test_a_depth_ends_it_and_says_that_there_is_more() -> None:
    over = lineage.ground(snapshot_of(CHAIN), Terms())
    walk = lineage.walk(over, lineage.starts(over.view, over.snapshot.node("A/RES/3/3"), True), True, 1)
    assert (int((walk.degree >= 0).sum()), walk.deeper) == (2, True)


def test_a_cycle_ends_where_it_began() -> None:
    ring = [say("A/RES/1/1", "cites", "A/RES/2/2"), say("A/RES/2/2", "cites", "A/RES/3/3"), say("A/RES/3/3", "cites", "A/RES/1/1")]
    assert _reached(snapshot_of(ring), "A/RES/1/1") == {"A/RES/2/2": 1, "A/RES/3/3": 2}


BODY = [
    say("A/RES/1/1", "establishes", "UNEA"),
    say("UNEP/EA.1/Res.1", "adopted_by", "UNEA"),
    say("UNEA", "requests", "UNEP"),
]


def test_nothing_passes_through_a_body() -> None:
    assert _reached(snapshot_of(BODY), "A/RES/1/1", upward=False) == {"UNEA": 1}


def test_through_bodies_a_founding_act_leads_to_the_body_s_decisions() -> None:
    found = _reached(snapshot_of(BODY), "A/RES/1/1", upward=False, terms=Terms(through=("BODIES",)))
    assert found == {"UNEA": 1, "UNEP": 2, "UNEP/EA.1/Res.1": 2}


def test_a_body_may_begin_it() -> None:
    assert _reached(snapshot_of(BODY), "UNEA") == {"A/RES/1/1": 1}


def test_what_follows_a_body_where_it_ended_is_told() -> None:
    over = lineage.ground(snapshot_of(BODY), Terms())
    walk = lineage.walk(over, lineage.starts(over.view, over.snapshot.node("A/RES/1/1"), False), False, 9)
    assert walk.at_body


def test_a_body_that_is_cited_is_no_lineage() -> None:
    assert _reached(snapshot_of([say("A/RES/1/1", "recalls", "UNEA")]), "A/RES/1/1") == {}


def test_a_goal_is_never_reached() -> None:
    assert _reached(snapshot_of([say("A/RES/1/1", "implements", "SDG/13")]), "A/RES/1/1") == {}


def test_a_document_leads_to_the_meeting_that_it_goes_to_and_not_to_a_body() -> None:
    said = [say("UNEP/EA.4/16", "submitted_to", "UNEA-4"), say("UNEP/EA.4/16", "submitted_to", "UNEA")]
    assert _reached(snapshot_of(said), "UNEP/EA.4/16", upward=False) == {"UNEA-4": 1}


def test_a_group_is_upstream_of_what_it_prepared_and_a_body_is_not() -> None:
    said = [say("EMG/REPORT/X", "prepared_by", "EMG/IMG-LAND"), say("EMG/REPORT/X", "prepared_by", "UNEP")]
    assert _reached(snapshot_of(said), "EMG/REPORT/X") == {"EMG/IMG-LAND": 1}


@pytest.mark.parametrize("status", ["proposed", "planned", "option", "negated"])
def test_what_is_no_fact_carries_none_unless_asked(status: str) -> None:
    shot = snapshot_of([say("A/RES/2/2", "based_on", "A/RES/1/1", status=status)])
    assert _reached(shot, "A/RES/2/2") == {}
    assert _reached(shot, "A/RES/2/2", terms=Terms(statuses=(status,))) == {"A/RES/1/1": 1}


@pytest.mark.parametrize("judged", ["rejected", "corrected"])
def test_a_statement_that_was_rejected_or_corrected_carries_none(judged: str) -> None:
    wrong = say("A/RES/2/2", "based_on", "A/RES/1/1")
    assert _reached(snapshot_of([wrong], verdicts=verdict(wrong, judged)), "A/RES/2/2") == {}


def test_a_confirmed_statement_carries_it() -> None:
    right = say("A/RES/2/2", "based_on", "A/RES/1/1")
    assert _reached(snapshot_of([right], verdicts=verdict(right, "confirmed")), "A/RES/2/2") == {"A/RES/1/1": 1}


def test_a_text_and_the_document_that_carries_it_are_one_step() -> None:
    said = [
        say("OUTCOME", "issued_as", "UNEP/GC.26/18"),
        say("OUTCOME", "type", "strategy_or_framework", datatype="type"),
        say("OUTCOME", "based_on", "A/RES/1/1"),
        say("A/RES/2/2", "cites", "UNEP/GC.26/18"),
    ]
    assert _reached(snapshot_of(said), "A/RES/2/2") == {"OUTCOME": 1, "UNEP/GC.26/18": 1, "A/RES/1/1": 2}


PARTS = [
    say("A/RES/67/213", "implements", "A/RES/66/288#88"),
    say("A/RES/68/1", "cites", "A/RES/66/288#5"),
    say("A/RES/66/288", "recalls", "A/RES/2997(XXVII)"),
    say("A/RES/66/288#3", "reaffirms", "A/RES/1/1"),
]


def test_who_cites_a_provision_comes_from_its_instrument_too() -> None:
    found = _reached(snapshot_of(PARTS), "A/RES/67/213")
    assert found == {"A/RES/66/288": 1, "A/RES/66/288#88": 1, "A/RES/1/1": 2, "A/RES/2997(XXVII)": 2}


def test_a_provision_comes_from_where_its_instrument_comes_from() -> None:
    assert _reached(snapshot_of(PARTS), "A/RES/66/288#88") == {"A/RES/66/288": 0, "A/RES/1/1": 1, "A/RES/2997(XXVII)": 1}


def test_from_a_provision_follows_only_what_followed_from_it() -> None:
    assert _reached(snapshot_of(PARTS), "A/RES/66/288#88", upward=False) == {"A/RES/67/213": 1}


def test_from_an_instrument_follows_what_followed_from_its_provisions() -> None:
    assert _reached(snapshot_of(PARTS), "A/RES/66/288", upward=False) == {"A/RES/67/213": 1, "A/RES/68/1": 1}


def test_what_a_provision_recalls_leads_on_to_what_followed_from_its_instrument() -> None:
    found = _reached(snapshot_of(PARTS), "A/RES/1/1", upward=False)
    assert found == {"A/RES/66/288": 1, "A/RES/66/288#3": 1, "A/RES/67/213": 2, "A/RES/68/1": 2}


def test_at_grain_whole_only_wholes_are_nodes() -> None:
    found = _reached(snapshot_of(PARTS), "A/RES/67/213", terms=Terms(grain="WHOLE"))
    assert found == {"A/RES/66/288": 1, "A/RES/1/1": 2, "A/RES/2997(XXVII)": 2}


def test_at_grain_whole_what_is_part_of_a_programme_stands_for_it() -> None:
    said = [say("UNEP/SP3@2018-2021", "part_of", "UNEP/SP0@2018-2021"), say("A/RES/1/1", "mandates", "UNEP/SP3@2018-2021")]
    shot = snapshot_of([*said, say("UNEP/SP0@2018-2021", "type", "programme", datatype="type")])
    assert _reached(shot, "A/RES/1/1", upward=False, terms=Terms(grain="WHOLE")) == {"UNEP/SP0@2018-2021": 1}


def test_at_grain_whole_a_ring_of_parts_ends() -> None:
    ring = [say("X-1", "part_of", "X-2"), say("X-2", "part_of", "X-1"), say("A/RES/1/1", "endorses", "X-2")]
    shot = snapshot_of([*ring, *(say(key, "type", "programme", datatype="type") for key in ("X-1", "X-2"))])
    assert _reached(shot, "A/RES/1/1", terms=Terms(grain="WHOLE")) == {"X-1": 1}


def test_only_the_predicates_asked_are_followed() -> None:
    assert _reached(snapshot_of(CHAIN), "A/RES/3/3", terms=Terms(predicates=("recalls",))) == {"A/RES/2/2": 1}


def test_as_of_a_day_only_what_can_have_held_is_followed() -> None:
    said = [say("EMG/IMG-LAND", "implements", "EMG/REPORT/X", since="2011-09-19", until="2013-09")]
    shot = snapshot_of(said)
    assert _reached(shot, "EMG/IMG-LAND", terms=Terms(as_of="2012")) == {"EMG/REPORT/X": 1}
    assert _reached(shot, "EMG/IMG-LAND", terms=Terms(as_of="2014")) == {}


def test_nodes_come_by_degree_and_then_by_key() -> None:
    said = [say("A/RES/9/9", "cites", key) for key in ("A/RES/3/3", "A/RES/1/1", "A/RES/2/2")]
    found = _reached(snapshot_of([*said, say("A/RES/3/3", "cites", "A/RES/0/1")]), "A/RES/9/9")
    assert list(found) == ["A/RES/1/1", "A/RES/2/2", "A/RES/3/3", "A/RES/0/1"]


def test_via_names_every_claim_from_one_step_nearer() -> None:
    said = [*CHAIN, say("A/RES/3/3", "cites", "A/RES/2/2"), say("A/RES/1/1", "cites", "A/RES/2/2")]
    shot = snapshot_of(said)
    over = lineage.ground(shot, Terms())
    degree = lineage.walk(over, lineage.starts(over.view, shot.node("A/RES/3/3"), True), True, 9).degree
    lines = lineage.via(over, degree, shot.node("A/RES/2/2"), True)
    assert sorted(shot.ends(line)[:2] for line in lines) == [("A/RES/3/3", "cites"), ("A/RES/3/3", "recalls")]


def test_a_name_that_is_in_no_list_is_refused() -> None:
    with pytest.raises(UsageError, match="grain 'PAGE': expected one of PARAGRAPH, WHOLE"):
        Terms(grain="PAGE")


def test_an_empty_record_has_an_empty_graph() -> None:
    shot = snapshot_of([])
    assert (shot.keys, len(lineage.ground(shot, Terms()).edges)) == ((), 0)


def test_the_small_world_s_cycle_is_walked_once(world: list[Statement]) -> None:
    found = _reached(snapshot_of(world), "EMG/REPORT/DRYLANDS")
    assert found["EMG/IMG-LAND"] == 1
    assert "EMG/REPORT/DRYLANDS" not in found


def test_degrees_are_int32(world: list[Statement]) -> None:
    over = lineage.ground(snapshot_of(world), Terms())
    start = lineage.starts(over.view, over.snapshot.node("A/RES/66/288"), False)
    assert lineage.walk(over, start, False, 9).degree.dtype == np.dtype(np.int32)
