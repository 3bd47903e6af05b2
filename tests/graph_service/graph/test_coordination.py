"""Coordination, equal to an example worked by hand:

    LAND: a, b, c        GREEN: c, d        ESM: d, e

The network is the path a|b – LAND – c – GREEN – d – ESM – e: eight nodes, so 21 pairs beside any one of them. Through c lead
the ways from {LAND, a, b} to {GREEN, d, ESM, e}: 3 x 4 = 12 of 21; through d those from {LAND, a, b, c, GREEN} to {ESM, e}:
10 of 21.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.graph import coordination
from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement
from tests.graph_service.saying import say, snapshot_of, verdict

GROUPS = {"LAND": "abc", "GREEN": "cd", "ESM": "de"}


def _said() -> list[Statement]:
    members = [say(f"BODY-{b}", "member_of", f"EMG/IMG-{group}") for group, bodies in GROUPS.items() for b in bodies]
    return [*members, say("EMG/IMG-LAND", "chaired_by", "BODY-a")]


@pytest.fixture
def example() -> Snapshot:
    return snapshot_of(_said())


def test_two_groups_overlap_in_the_bodies_of_both(example: Snapshot) -> None:
    assert coordination.shared(coordination.network(example), "EMG/IMG-LAND", "EMG/IMG-GREEN") == ["BODY-c"]


def test_two_bodies_overlap_in_the_groups_of_both(example: Snapshot) -> None:
    assert coordination.shared(coordination.network(example), "BODY-a", "BODY-b") == ["EMG/IMG-LAND"]


def test_an_edge_names_all_statements_that_make_it(example: Snapshot) -> None:
    lines = coordination.network(example).edges["BODY-a", "EMG/IMG-LAND"]["lines"]
    assert [example.ends(line)[1] for line in lines] == ["member_of", "chaired_by"]


def test_pairs_of_groups_come_by_what_they_share(example: Snapshot) -> None:
    found = coordination.overlaps(coordination.network(example))
    assert found == [("EMG/IMG-ESM", "EMG/IMG-GREEN", 1), ("EMG/IMG-GREEN", "EMG/IMG-LAND", 1)]


def test_brokers_are_those_worked_out_by_hand(example: Snapshot) -> None:
    found = coordination.brokers(coordination.network(example))
    assert [key for key, _ in found] == ["BODY-c", "BODY-d", "BODY-a", "BODY-b", "BODY-e"]
    assert [value for _, value in found] == pytest.approx([12 / 21, 10 / 21, 0, 0, 0])


def test_a_meeting_stands_for_the_group_that_meets() -> None:
    said = [
        say("UNDP", "hosts_meeting", "EMG/SOM-17"),
        say("EMG/SOM-17", "type", "meeting", datatype="type"),
        say("EMG-SOM", "name", "senior officials", language="en"),
    ]
    assert list(coordination.network(snapshot_of(said))["UNDP"]) == ["EMG-SOM"]


def test_what_is_only_proposed_makes_no_edge() -> None:
    said = [say("EMG/IMG-BIODIVERSITY", "co_chaired_by", "CBD-SECRETARIAT", status="proposed")]
    assert len(coordination.network(snapshot_of(said))) == 0


def test_what_was_rejected_makes_no_edge() -> None:
    wrong = say("BODY-a", "member_of", "EMG")
    assert len(coordination.network(snapshot_of([wrong], verdicts=verdict(wrong, "rejected")))) == 0


def test_on_a_day_only_who_can_have_been_in_it_then_counts() -> None:
    shot = snapshot_of([say("BODY-a", "member_of", "EMG", since="2009", until="2011")])
    assert (len(coordination.network(shot, "2010")), len(coordination.network(shot, "2012"))) == (2, 0)


SCRIPT = """
import sys
from graph_service.graph import coordination
from tests.graph_service.graph.test_coordination import _said
from tests.graph_service.saying import snapshot_of
shot = snapshot_of(_said())
graph = coordination.network(shot)
sys.stdout.write(repr((shot.hash, list(graph), coordination.brokers(graph), coordination.overlaps(graph))))
"""


def test_it_is_the_same_under_any_hash_seed() -> None:
    root = Path(__file__).parents[3]
    outputs = []
    for seed in ("1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment, cwd=root, check=True)
        outputs.append(run.stdout)
    assert outputs[0] == outputs[1]
    assert "BODY-c" in outputs[0]
