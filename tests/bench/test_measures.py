"""Each measure runs on a tiny world, where its answers agree with each other and with what is planted; times are not looked at."""

import pytest

from bench import lineage, loading, paths
from bench.figures import Figure, Skipped, WrongAnswer
from bench.floors import ArrayGraph, CompiledGraph, NetworkGraph, Page
from bench.measures import ABOUT, MEASURES
from bench.stage import Stage
from graph_service.ask.lineage import lineage as ask_lineage

FIGURES = {
    "snapshot": 2,
    "lineage": 6,
    "paths": 1,
    "reading": 1,
    "loading": 1,
    "graphql": 12,
    "sparql": 2,
    "export": 1,
    "refresh": 1,
}


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("name", FIGURES)
def test_a_measure_gives_its_figures(stage: Stage, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("MANDATE_GRAPH_CORPUS", raising=False)  # it is measured with other files where it is
    results = list(MEASURES[name](stage))
    figures = [result for result in results if isinstance(result, Figure)]
    compiled = 2 if name == "lineage" and CompiledGraph.installed else 0
    assert len(figures) == FIGURES[name] + compiled
    assert {figure.measure for figure in results} == {name}


def test_no_other_measure_is_left_out() -> None:
    assert set(MEASURES) - set(FIGURES) == {"stores"}  # it needs a server, and has tests of its own


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_says_what_is_divided_by_what(name: str) -> None:
    assert "divide" in ABOUT[name]


@pytest.mark.usefixtures("hurried")
def test_without_igraph_its_figures_are_skipped_aloud(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CompiledGraph, "installed", False)
    skipped = [result for result in lineage.run(stage) if isinstance(result, Skipped)]
    assert {result.why for result in skipped} == {"igraph is not installed"}


@pytest.mark.usefixtures("hurried")
def test_a_measure_of_wrong_answers_is_an_error(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    right = ArrayGraph.page

    def wrong(graph: ArrayGraph, start: int, upward: bool) -> Page:
        total, page = right(graph, start, upward)
        return total, page[::-1]

    assert stage.large.starts(lineage.STARTS, upward=True)
    monkeypatch.setattr(NetworkGraph, "page", lambda graph, start, upward: wrong(stage.large.floor, start, upward))
    with pytest.raises(WrongAnswer, match="page of 100 upstream"):
        list(lineage.run(stage))


def test_start_points_reach_a_hundredth_to_a_tenth_of_all_things(stage: Stage) -> None:
    world = stage.large
    for upward in (True, False):
        totals = [world.floor.page(start, upward)[0] for start in world.starts(lineage.STARTS, upward)]
        assert totals
        assert all(len(world.world.keys) // 100 <= total <= len(world.world.keys) // 10 for total in totals)


def test_along_renewals_alone_lineage_is_the_planted_chain(stage: Stage) -> None:
    for chain in stage.large.world.chains:
        found = ask_lineage(stage.large.snapshot, chain[-1], "UPSTREAM", None, "renews")
        assert tuple(node.key for node in reversed(found.nodes)) == chain[:-1]


def test_in_a_planted_ring_each_is_upstream_of_itself_and_listed_once(stage: Stage) -> None:
    for ring in stage.large.world.rings:
        found = [node.key for node in ask_lineage(stage.large.snapshot, ring[0], "UPSTREAM", None, limit=None).nodes]
        assert set(ring[1:]) <= set(found)
        assert len(found) == len(set(found))
        assert ring[0] not in found


def test_a_group_comes_from_the_instrument_that_is_told(stage: Stage) -> None:
    for group, founder in stage.large.world.founders.items():
        assert [node.key for node in ask_lineage(stage.large.snapshot, group, "UPSTREAM", 1).nodes] == [founder]


def test_a_path_that_goes_along_no_edge_is_a_wrong_answer(stage: Stage) -> None:
    world = stage.large
    pair = paths.drawn(world)[0]
    empty = NetworkGraph(world.floor.count, world.floor.up[:0], world.floor.down[:0])
    empty.ways = lambda source, target: paths.answer(world, pair).total  # type: ignore[method-assign]
    shortest = NetworkGraph(world.floor.count, world.floor.up, world.floor.down).shortest(*pair)
    with pytest.raises(WrongAnswer, match="along edges"):
        paths.check(world, empty, pair, paths.answer(world, pair), shortest)


def test_reports_are_multiplied_under_symbols_of_their_own(stage: Stage) -> None:
    files = loading.multiplied(stage.folder / "multiplied", loading.SESSION + 2)
    assert len(loading.symbols(files)) == len(files)
    assert all(symbol in file.read_text(encoding="utf-8") for file in files[-3:] for symbol in loading.symbols([file]))
    assert not any(loading.SYMBOL in file.read_text(encoding="utf-8") for file in files)
