import pytest

from graph_service.ask.search import search
from graph_service.errors import LimitExceeded, UsageError
from graph_service.graph.snapshot import Snapshot
from tests.graph_service.saying import say, snapshot_of


def _keys(small: Snapshot, text: str, *types: str, language: str | None = None) -> list[str]:
    return [hit.key for hit in search(small, text, types, language).hits]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("a/res/2997 (xxvii)", "A/RES/2997(XXVII)"),
        ("2997 (XXVII)", "A/RES/2997(XXVII)"),
        ("resolution 67/251", "A/RES/67/251"),
        ("decision SS.XI/1", "UNEP/GCSS/DEC/XI/1"),
        ("第 67/251 号决议", "A/RES/67/251"),
        ("DESIGNATION of the governing", "A/RES/67/251"),
        ("future-we-want", "THE-FUTURE-WE-WANT"),
        ("土地", "EMG/IMG-LAND"),
        ("未", "THE-FUTURE-WE-WANT"),
    ],
)
def test_a_thing_is_found_as_people_type_it(small: Snapshot, typed: str, key: str) -> None:
    assert _keys(small, typed)[0] == key


def test_hits_come_exact_key_exact_name_beginning_inside_then_by_key() -> None:
    shot = snapshot_of(
        [
            say("ZULU", "name", "emg", language="en"),
            say("EMG", "name", "Environment Management Group", language="en"),
            say("EMG-SOM", "name", "senior officials", language="en"),
            say("ALPHA", "name", "of the EMG", language="en"),
            say("BETA", "name", "EMG and others", language="en"),
        ]
    )
    found = [(hit.key, hit.fit) for hit in search(shot, "emg").hits]
    assert found == [
        ("EMG", "exact key"),
        ("ZULU", "exact name"),
        ("BETA", "beginning"),
        ("EMG-SOM", "beginning"),
        ("ALPHA", "inside"),
    ]


def test_all_words_are_found_in_any_order_behind_what_has_them_as_they_were_typed() -> None:
    shot = snapshot_of(
        [
            say("DUST", "name", "sand and dust storms", language="en"),
            say("SAND", "name", "Coalition on Sand Dust", language="en"),
            say("THOUSAND", "name", "a thousand grains of dust", language="en"),
            say("LAND", "name", "土地和沙尘", language="zh"),
        ]
    )
    assert [(hit.key, hit.fit) for hit in search(shot, "sand dust").hits] == [("SAND", "inside"), ("DUST", "all words")]
    assert _keys(shot, "Storms sand") == ["DUST"]
    assert _keys(shot, "土地 沙尘") == []


def test_the_same_number_finds_every_organ_s_instrument() -> None:
    shot = snapshot_of([say("UNEP/EA.3/Res.11", "cites", "UNEP/GC/DEC/3/11")])
    assert _keys(shot, "3/11") == ["UNEP/EA.3/Res.11", "UNEP/GC/DEC/3/11"]


def test_types_narrow_it(small: Snapshot) -> None:
    assert set(_keys(small, "EMG", "issue_management_group")) == {
        "EMG/IMG-BIODIVERSITY",
        "EMG/IMG-CLIMATE-NEUTRALITY",
        "EMG/IMG-ESM",
        "EMG/IMG-LAND",
    }


def test_a_language_narrows_names_and_not_keys(small: Snapshot) -> None:
    assert _keys(small, "Issue Management Group on Land", language="zh") == []
    assert _keys(small, "EMG/IMG-LAND", language="zh") == ["EMG/IMG-LAND"]


def test_a_page_keeps_the_true_total(small: Snapshot) -> None:
    first, second = search(small, "EMG", limit=2), search(small, "EMG", limit=2, offset=2)
    assert first.total == second.total > 4
    assert not {h.key for h in first.hits} & {h.key for h in second.hits}


def test_nothing_typed_finds_nothing(small: Snapshot) -> None:
    assert search(small, "  ").total == 0


def test_an_empty_answer_says_what_it_rests_on(small: Snapshot) -> None:
    assert "UNEP/EA.4/16" in search(small, "nobody is called so").scope.reported


def test_an_unknown_type_is_answered_with_the_nearest(small: Snapshot) -> None:
    with pytest.raises(UsageError, match="resolution"):
        search(small, "EMG", ["resolutoin"])


def test_too_large_a_page_is_refused_by_name(small: Snapshot) -> None:
    with pytest.raises(LimitExceeded, match="at most 10000"):
        search(small, "EMG", limit=10_001)
