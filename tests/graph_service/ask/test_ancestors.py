import pytest

from graph_service.ask.ancestors import common_ancestors
from graph_service.errors import UsageError
from graph_service.graph.snapshot import Snapshot
from tests.graph_service.saying import say, snapshot_of

SAID = [
    say("A/RES/3/3", "recalls", "A/RES/2/2"),
    say("A/RES/4/4", "recalls", "A/RES/2/2"),
    say("A/RES/2/2", "recalls", "A/RES/1/1"),
    say("A/RES/4/4", "recalls", "A/RES/1/1"),
    say("A/RES/4/4", "recalls", "A/RES/9/9"),
]


def test_common_ancestors_come_nearest_first_with_the_steps_from_each() -> None:
    found = common_ancestors(snapshot_of(SAID), ["A/RES/3/3", "A/RES/4/4"])
    assert [(a.key, a.degrees) for a in found.ancestors] == [("A/RES/2/2", (1, 1)), ("A/RES/1/1", (2, 1))]


def test_the_two_resolutions_of_2012_and_2013_share_the_founding_one(small: Snapshot) -> None:
    keys = [a.key for a in common_ancestors(small, ["A/RES/67/251", "UNEP/EA.2/Res.22"], depth=None).ancestors]
    assert "A/RES/2997(XXVII)" in keys


def test_a_depth_that_ends_a_walk_is_said() -> None:
    found = common_ancestors(snapshot_of(SAID), ["A/RES/3/3", "A/RES/4/4"], depth=1)
    assert ([a.key for a in found.ancestors], found.scope.complete) == (["A/RES/2/2"], False)


def test_a_walk_to_its_end_is_complete() -> None:
    assert common_ancestors(snapshot_of(SAID), ["A/RES/3/3", "A/RES/4/4"]).scope.complete is True


def test_things_without_a_common_origin_have_none(small: Snapshot) -> None:
    assert common_ancestors(small, ["UN-SWFS-ENV", "SDG/13"]).total == 0


def test_too_many_keys_are_refused_before_any_is_looked_up(small: Snapshot) -> None:
    with pytest.raises(UsageError, match="21 different keys: expected 2 to 20"):
        common_ancestors(small, [f"NOBODY-{n}" for n in range(21)])


def test_a_single_key_is_refused(small: Snapshot) -> None:
    with pytest.raises(UsageError, match="expected 2 to 20"):
        common_ancestors(small, ["EMG", "emg"])
