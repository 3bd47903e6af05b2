from graph_service.ask.paths import paths
from graph_service.graph.snapshot import Snapshot
from tests.graph_service.saying import say, snapshot_of

CHAIN = (
    "UNEP/GC/DEC/25/4",
    "UNEP/GCSS/DEC/XI/1",
    "CGIEG",
    "NAIROBI-HELSINKI-OUTCOME",
    "UNEP/GC/DEC/26/1",
    "UNCSD-PREPCOM",
    "UNCSD",
    "THE-FUTURE-WE-WANT",
    "A/RES/66/288",
    "UNEP/GC/DEC/27/2",
    "A/RES/67/251",
)


def test_the_way_from_the_decision_of_2009_to_the_renaming_of_2013(small: Snapshot) -> None:
    found = paths(small, "UNEP/GC/DEC/25/4", "A/RES/67/251")
    assert (found.reversed, found.length, [path.nodes for path in found.paths]) == (False, 10, [CHAIN])


def test_the_other_way_round_it_says_that_it_is_turned(small: Snapshot) -> None:
    found = paths(small, "A/RES/67/251", "UNEP/GC/DEC/25/4")
    assert (found.reversed, found.source, found.paths[0].nodes) == (True, "A/RES/67/251", CHAIN)


def test_every_step_has_its_claims_with_paragraphs(small: Snapshot) -> None:
    [path] = paths(small, "UNEP/GC/DEC/25/4", "A/RES/67/251").paths
    assert all(step.claims and step.claims[0].evidence[0].paragraph for step in path.steps)


def test_a_report_that_cites_both_is_no_way_unless_any_direction_is_asked() -> None:
    shot = snapshot_of([say("A/75/1", "cites", "A/RES/1/1"), say("A/75/1", "cites", "A/RES/2/2")])
    assert paths(shot, "A/RES/1/1", "A/RES/2/2").paths == ()
    found = paths(shot, "A/RES/1/1", "A/RES/2/2", any_direction=True)
    assert [path.nodes for path in found.paths] == [("A/RES/1/1", "A/75/1", "A/RES/2/2")]


def test_all_shortest_ways_come_in_the_order_of_their_keys_up_to_a_limit() -> None:
    middle = [f"A/RES/2/{n}" for n in range(1, 6)]
    said = [say(m, "recalls", "A/RES/1/1") for m in middle] + [say("A/RES/3/3", "recalls", m) for m in middle]
    found = paths(snapshot_of(said), "A/RES/1/1", "A/RES/3/3", limit=3)
    assert [path.nodes[1] for path in found.paths] == middle[:3]
    assert (found.total, found.truncated) == (5, True)


def test_a_text_and_the_document_that_carries_it_are_joined_without_a_step() -> None:
    said = [say("CARRIED-1", "issued_as", "A/75/1"), say("CARRIED-1", "type", "strategy_or_framework", datatype="type")]
    shot = snapshot_of([*said, say("CARRIED-1", "based_on", "A/RES/1/1"), say("A/RES/2/2", "cites", "A/75/1")])
    [path] = paths(shot, "A/RES/1/1", "A/RES/2/2").paths
    assert (path.length, path.nodes) == (2, ("A/RES/1/1", "CARRIED-1", "A/75/1", "A/RES/2/2"))
    assert [(step.steps, step.claims[0].predicate) for step in path.steps] == [(1, "based_on"), (0, "issued_as"), (1, "cites")]


def test_no_way_at_all_is_told_with_its_scope(small: Snapshot) -> None:
    found = paths(small, "SDG/13", "EMG")
    assert (found.paths, found.length, found.reversed) == ((), None, False)
    assert found.scope.reported


def test_from_a_thing_to_itself_there_is_no_step(small: Snapshot) -> None:
    [path] = paths(small, "EMG", "EMG").paths
    assert (path.nodes, path.length) == (("EMG",), 0)


def test_a_way_passes_no_body() -> None:
    said = [say("A/RES/1/1", "establishes", "UNEA"), say("UNEA", "establishes", "EMG/IMG-LAND")]
    assert paths(snapshot_of(said), "A/RES/1/1", "EMG/IMG-LAND").paths == ()
    assert paths(snapshot_of(said), "A/RES/1/1", "EMG/IMG-LAND", through=["BODIES"]).length == 2
