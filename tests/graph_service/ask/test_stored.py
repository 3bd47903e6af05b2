"""What the store answers by steps is what the snapshot answers: over the small world, and over random records."""

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import worlds
from graph_service.ask import stored
from graph_service.ask.lineage import Lineage, lineage
from graph_service.ask.paths import Paths, paths
from graph_service.errors import LimitExceeded, UnknownKey
from graph_service.graph import frame, snapshot
from graph_service.graph.frame import Frame
from graph_service.graph.snapshot import Snapshot
from graph_service.store import open_store
from graph_service.store.steps import Bounds
from ontology.records import Statement, Verdict
from tests.graph_service.held_steps import HeldSteps
from tests.graph_service.made_up import register
from tests.graph_service.saying import say, snapshot_of, verdict
from tests.graph_service.store.samples import DOCUMENT, T1, cites, reading

EARLY = "2026-02-01T00:00:00Z"


@pytest.fixture(scope="module")
def held(world_file: Path) -> Iterator[tuple[HeldSteps, dict[str | None, Snapshot]]]:
    with closing(open_store(str(world_file))) as store:
        yield HeldSteps.of(store, EARLY), {at: snapshot.build(store, at) for at in (None, EARLY)}


def same(found: Lineage | Paths, expected: Lineage | Paths) -> bool:
    return replace(found, scope=replace(found.scope, snapshot=expected.scope.snapshot)) == expected


WALKS: list[dict[str, Any]] = [
    {"direction": "UPSTREAM"},
    {"direction": "DOWNSTREAM", "depth": 1},
    {"direction": "BOTH", "depth": 2, "through": ("BODIES",)},
    {"direction": "BOTH", "depth": None, "grain": "WHOLE"},
    {"direction": "UPSTREAM", "depth": 0, "as_of": "2013"},
    {"direction": "DOWNSTREAM", "as_of": "2014-05-01", "statuses": ("planned", "proposed", "option", "negated")},
    {"direction": "BOTH", "depth": 3, "predicates": ("recalls", "implements", "establishes"), "limit": 3, "offset": 1},
]


@pytest.mark.parametrize("known_at", [None, EARLY])
@pytest.mark.parametrize("asked", WALKS, ids=str)
def test_lineage_of_everything_in_the_small_world_is_that_of_the_snapshot(
    held: tuple[HeldSteps, dict[str | None, Snapshot]], asked: dict[str, Any], known_at: str | None
) -> None:
    steps, shots = held
    known = frame.read(steps, known_at)
    differ = [
        key
        for key in shots[known_at].keys
        if not same(stored.lineage(steps, known, key, **asked).answer, lineage(shots[known_at], key, **asked))
    ]
    assert differ == []


@pytest.mark.parametrize(
    "asked", [{}, {"any_direction": True}, {"grain": "WHOLE", "through": ("BODIES",)}, {"as_of": "2013"}], ids=str
)
def test_paths_in_the_small_world_are_those_of_the_snapshot(
    held: tuple[HeldSteps, dict[str | None, Snapshot]], asked: dict[str, Any]
) -> None:
    steps, shots = held
    known, keys = frame.read(steps), shots[None].keys
    pairs = [(a, b) for a in keys[::7] for b in keys[::11]]
    differ = [
        pair for pair in pairs if not same(stored.paths(steps, known, *pair, **asked).answer, paths(shots[None], *pair, **asked))
    ]
    assert differ == []


def test_only_what_is_reached_is_fetched(held: tuple[HeldSteps, dict[str | None, Snapshot]]) -> None:
    steps, shots = held
    steps.asked.clear()
    stored.lineage(steps, frame.read(steps), "UN-SWFS-ENV", depth=1)
    assert len({key for ask in steps.asked for key in ask.keys}) < len(shots[None].keys) / 10


@dataclass
class Counted(HeldSteps):
    """Steps that note of how many documents the labels were asked for at once."""

    labelled: list[int] = field(default_factory=list)

    def labels(self, held: Collection[str]) -> dict[str, frozenset[str]]:
        self.labelled.append(len(held))
        return super().labels(held)


def test_what_must_be_known_of_the_documents_of_a_step_is_asked_for_at_once(tmp_path: Path) -> None:
    held = [reading(document=f"D/{number}") for number in range(12)]
    parts = [f"{one.document}#1" for one in held]
    with closing(open_store(str(tmp_path / "record.db"))) as store:
        assert list(store.write_all((one, T1) for one in (*held, reading(map(cites, parts)))))
        steps = Counted.of(store)
        found = stored.lineage(steps, frame.read(steps), DOCUMENT, "UPSTREAM", 1).answer
    assert {node.key for node in found.nodes} >= set(parts)
    assert [count for count in steps.labelled if count > 1] == [12]


def test_more_statements_than_the_limit_are_refused_and_the_limit_is_named(
    held: tuple[HeldSteps, dict[str | None, Snapshot]],
) -> None:
    with pytest.raises(LimitExceeded, match="more than 3 statements"):
        stored.lineage(held[0], frame.read(held[0]), "A/RES/66/288", "DOWNSTREAM", bounds=Bounds(statements=3))


def test_a_key_that_is_not_there_is_answered_with_keys_that_begin_alike(
    held: tuple[HeldSteps, dict[str | None, Snapshot]],
) -> None:
    with pytest.raises(UnknownKey, match="EMG/IMG-LAND"):
        stored.lineage(held[0], frame.read(held[0]), "EMG/IMG-LA")


def test_an_answer_that_takes_too_long_is_refused_and_the_limit_is_named(
    held: tuple[HeldSteps, dict[str | None, Snapshot]],
) -> None:
    with pytest.raises(LimitExceeded, match="took longer than -1 s"):
        stored.lineage(held[0], frame.read(held[0]), "A/RES/66/288", bounds=Bounds(seconds=-1))


@pytest.mark.parametrize(("instruments", "citations"), [(100, 700), (600, 8000)])
def test_made_up_worlds_are_answered_as_on_the_snapshot(instruments: int, citations: int) -> None:
    said = register(worlds.make(5, instruments, citations)).statements
    steps, known, shot = _held(list(said), verdict(said[3], "rejected"))
    answers = [
        (stored.lineage(steps, known, key, way, 3, grain=grain).answer, lineage(shot, key, way, 3, grain=grain))
        for key in shot.keys[:: len(shot.keys) // 12]
        for way, grain in (("UPSTREAM", "PARAGRAPH"), ("DOWNSTREAM", "WHOLE"))
    ]
    assert [same(found, expected) for found, expected in answers] == [True] * len(answers)


TEXTS = [f"A/RES/{n}/{n}" for n in range(1, 6)]
PARTS = [f"{text}#{label}" for text in (*TEXTS[:2], "THE-FUTURE") for label in ("1", "2")]
BODIES = ["EMG", "UNEA", "PLACE/Nairobi"]
OTHERS = ["THE-FUTURE", "OLD-NAME", "UNEA-2"]
THINGS = TEXTS + PARTS + BODIES + OTHERS
LINKS = ["cites", "based_on", "establishes", "requests", "adopted_by", "issued_as", "part_of", "edition_of", "submitted_to"]


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """A claim between two things, or a type, or an alias."""
    subject, target = draw(st.lists(st.sampled_from(THINGS), min_size=2, max_size=2, unique=True))
    form = draw(st.integers(0, 11))
    if form == 0:
        types = st.sampled_from(["resolution", "organ", "report", "country", "meeting"])
        return say(subject, "type", draw(types), datatype="type", document=draw(st.sampled_from(["A/1", "A/2"])))
    if form == 1:
        return say(subject, "alias", draw(st.sampled_from(["OLD-NAME", "A/RES/5/5", "A/RES/1/1#9"])), datatype="key")
    links = [link for link in LINKS if link != "issued_as" or "#" not in subject + target]  # what is issued is no part
    status = draw(st.sampled_from(["", "", "", "planned", "negated", "achieved"]))
    since, until = draw(st.sampled_from([None, "2012", "2012-07"])), draw(st.sampled_from([None, None, "2013", "2014"]))
    document = draw(st.sampled_from(["A/1", "A/2", "A/3-E/4"]))
    return say(subject, draw(st.sampled_from(links)), target, document=document, since=since, until=until, status=status)


records = st.lists(statements(), min_size=1, max_size=16)


def _asked(draw: st.DataObject) -> dict[str, Any]:
    return draw.draw(
        st.fixed_dictionaries(
            {
                "grain": st.sampled_from(["PARAGRAPH", "WHOLE"]),
                "as_of": st.sampled_from([None, "2011", "2012-07-01", "2015"]),
                "through": st.sampled_from([(), ("BODIES",)]),
                "statuses": st.sampled_from([(), ("planned",)]),
                "predicates": st.sampled_from([(), (), ("cites", "establishes", "adopted_by")]),
            }
        )
    )


def _held(said: list[Statement], judged: dict[str, Verdict]) -> tuple[HeldSteps, Frame, Snapshot]:
    shot = snapshot_of(said, verdicts=judged)
    steps = HeldSteps(lambda _: shot.records, tuple(judged.values()))
    return steps, replace(frame.read(steps), known_at=shot.known_at), shot


@settings(max_examples=300, deadline=None)
@given(said=records, data=st.data())
def test_lineage_of_random_records_is_that_of_the_snapshot(said: list[Statement], data: st.DataObject) -> None:
    steps, known, shot = _held(said, verdict(said[0], "rejected") if len(said) > 9 else {})
    asked = _asked(data) | {"depth": data.draw(st.sampled_from([None, 0, 1, 2, 3]))}
    root, way = data.draw(st.sampled_from(shot.keys)), data.draw(st.sampled_from(["UPSTREAM", "DOWNSTREAM", "BOTH"]))
    assert same(stored.lineage(steps, known, root, way, **asked).answer, lineage(shot, root, way, **asked))


@settings(max_examples=300, deadline=None)
@given(said=records, data=st.data())
def test_paths_in_random_records_are_those_of_the_snapshot(said: list[Statement], data: st.DataObject) -> None:
    steps, known, shot = _held(said, verdict(said[0], "rejected") if len(said) > 9 else {})
    asked = _asked(data) | {"any_direction": data.draw(st.booleans())}
    ends = data.draw(st.sampled_from(shot.keys)), data.draw(st.sampled_from(shot.keys))
    assert same(stored.paths(steps, known, *ends, **asked).answer, paths(shot, *ends, **asked))
