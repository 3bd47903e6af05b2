"""Common ancestors over the small world (its README has the answers)."""

from typing import Any

import pytest

FIELDS = "keys totalCount scope { complete } edges { degrees node { key } }"


def common(client: Any, arguments: str) -> Any:
    return client.data(f"{{ commonAncestors({arguments}) {{ {FIELDS} }} }}")["commonAncestors"]


def test_the_resolutions_of_2013_and_2016_share_the_founding_one(client: Any) -> None:
    data = common(client, 'keys: ["a/res/67/251", "UNEP/EA.2/Res.22"], depth: null, first: 100')
    steps = {edge["node"]["key"]: edge["degrees"] for edge in data["edges"]}
    assert (data["keys"], data["totalCount"]) == (["A/RES/67/251", "UNEP/EA.2/Res.22"], len(steps))
    assert len(steps["A/RES/2997(XXVII)"]) == 2


def test_the_nearest_comes_first(client: Any) -> None:
    data = common(client, 'keys: ["A/RES/67/251", "UNEP/EA.2/Res.22"], depth: null, first: 100')
    farthest = [max(edge["degrees"]) for edge in data["edges"]]
    assert farthest == sorted(farthest)


def test_a_depth_that_ended_a_walk_is_said(client: Any) -> None:
    keys = 'keys: ["A/RES/67/251", "UNEP/EA.2/Res.22"]'
    assert [common(client, f"{keys}, depth: {depth}")["scope"]["complete"] for depth in ("1", "null")] == [False, True]


def test_common_ancestors_are_paged(client: Any) -> None:
    keys = 'keys: ["A/RES/67/251", "UNEP/EA.2/Res.22"], depth: null'
    query = f"query($after: String) {{ commonAncestors({keys}, first: 1, after: $after) {{ edges {{ cursor node {{ key }} }} }} }}"
    (first,) = client.data(query)["commonAncestors"]["edges"]
    (second,) = client.data(query, after=first["cursor"])["commonAncestors"]["edges"]
    everything = [edge["node"]["key"] for edge in common(client, f"{keys}, first: 100")["edges"]]
    assert [first["node"]["key"], second["node"]["key"]] == everything[:2]


def test_only_along_the_predicates_asked(client: Any) -> None:
    data = common(client, 'keys: ["A/RES/67/251", "UNEP/EA.2/Res.22"], depth: null, predicates: [PREPARED_BY]')
    assert data["totalCount"] == 0


def test_what_was_not_known_yet_is_no_ancestor(client: Any) -> None:
    error = client.error(f'{{ commonAncestors(keys: ["EMG", "UNEA-2"], knownAt: "2020-01-01T00:00:00Z") {{ {FIELDS} }} }}')
    assert error["extensions"]["code"] == "UNKNOWN_KEY"


@pytest.mark.parametrize(
    "arguments",
    [
        'keys: ["EMG"]',
        "keys: []",
        'keys: ["EMG", "emg"]',
        'keys: ["EMG", "UNEP"], depth: -1',
        'keys: ["EMG", "UNEP"], asOf: "soon"',
    ],
)
def test_what_can_not_be_asked_so_is_an_error(client: Any, arguments: str) -> None:
    assert client.error(f"{{ commonAncestors({arguments}) {{ {FIELDS} }} }}")["extensions"]["code"] == "BAD_ARGUMENT"
