"""Made-up worlds: the same from the same seed, of the size that was asked for, with what is planted in them."""

import subprocess
import sys
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bench import worlds
from bench.worlds import CITATIONS, PREDICATES, UPSTREAM, World
from ontology import identifiers, vocabulary

ROOT = Path(__file__).parents[2]


def said(world: World) -> set[tuple[str, str, str]]:
    columns = (world.subject.tolist(), world.predicate.tolist(), world.object.tolist())
    return {(world.keys[s], PREDICATES[p], world.keys[o]) for s, p, o in zip(*columns, strict=True)}


def place(world: World) -> dict[str, int]:
    """Of each instrument, in order of time."""
    return {world.keys[number]: i for i, number in enumerate(world.instruments.tolist())}


def same(one: World, other: World) -> bool:
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(World)]
    return all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in pairs)


def test_the_same_seed_gives_the_same_world() -> None:
    assert same(worlds.make(5, 300, 3000), worlds.make(5, 300, 3000))


def test_the_same_seed_gives_the_same_world_in_another_process() -> None:
    asked = (
        "from bench import worlds; w = worlds.make(5, 300, 3000); print(w.subject.sum(), (w.subject * w.object).sum(), w.members)"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    world = worlds.make(5, 300, 3000)
    assert found.stdout.strip() == f"{world.subject.sum()} {(world.subject * world.object).sum()} {world.members}"


def test_another_seed_gives_another_world() -> None:
    assert said(worlds.make(5, 300, 3000)) != said(worlds.make(6, 300, 3000))


def test_there_are_as_many_instruments_and_citations_as_asked_for(made: World) -> None:
    cites = np.isin(made.predicate, [PREDICATES.index(name) for name in CITATIONS])
    pairs = set(zip(made.subject[cites].tolist(), made.object[cites].tolist(), strict=True))
    assert (len(set(made.instruments.tolist())), int(cites.sum()), len(pairs)) == (1000, 10_000, 10_000)


@pytest.mark.parametrize(("instruments", "citations"), [(59, 60), (100, 99), (100, 1251)])
def test_a_size_that_no_world_can_have_is_refused(instruments: int, citations: int) -> None:
    with pytest.raises(ValueError, match=f"{instruments} instruments with {citations} citations: expected"):
        worlds.make(1, instruments, citations)


def test_nothing_cites_what_is_younger_but_within_a_planted_ring(made: World) -> None:
    when, ringed = place(made), {key for ring in made.rings for key in ring}
    forward = {(s, o) for s, p, o in said(made) if p in CITATIONS and when[o] >= when[s]}
    assert forward
    assert {end for pair in forward for end in pair} <= ringed


def test_citations_follow_a_power_law(made: World) -> None:
    cites = np.isin(made.predicate, [PREDICATES.index(name) for name in CITATIONS])
    cited = np.sort(np.bincount(made.object[cites], minlength=len(made.keys))[made.instruments])[::-1]
    assert cited[: len(cited) // 10].sum() > cited.sum() / 2
    assert np.median(cited) < cited.mean() / 2


def test_each_text_of_a_chain_renews_the_one_before_it(made: World) -> None:
    when = place(made)
    assert len(made.chains) >= 3
    for old, new in (link for chain in made.chains for link in pairwise(chain)):
        assert (new, "renews", old) in said(made)
        assert when[old] < when[new]


def test_no_text_is_renewed_outside_the_planted_chains(made: World) -> None:
    links = {(new, old) for chain in made.chains for old, new in pairwise(chain)}
    assert {(s, o) for s, p, o in said(made) if p == "renews"} == links


def test_each_text_of_a_ring_cites_the_next_and_the_last_the_first(made: World) -> None:
    cites = {(s, o) for s, p, o in said(made) if p in CITATIONS}
    assert len(made.rings) >= 3
    for ring in made.rings:
        assert set(pairwise((*ring, ring[0]))) <= cites


def test_a_group_has_the_founder_and_the_members_that_are_told(made: World) -> None:
    claims = said(made)
    assert made.founders
    assert {(f, "establishes", group) for group, f in made.founders.items()} == {c for c in claims if c[1] == "establishes"}
    assert {(m, "member_of", group) for group, all_of in made.members.items() for m in all_of} == {
        c for c in claims if c[1] == "member_of"
    }


def test_keys_are_such_as_the_model_has(made: World) -> None:
    kinds = {key: identifiers.kind_of(key) for key in made.keys}
    assert {kinds[made.keys[number]] for number in made.instruments.tolist()} == {"instrument"}
    assert {kinds[group] for group in made.founders} == {"group"}
    assert {kinds[o] for _, p, o in said(made) if p == "adopted_at"} == {"meeting"}


def test_the_upstream_ends_are_those_of_the_code_list() -> None:
    ends = {"object": "obj", "subject": "subj", None: "none"}
    assert {name: ends[end] for name, end in UPSTREAM.items()} == {name: vocabulary.predicate(name).upstream for name in UPSTREAM}
