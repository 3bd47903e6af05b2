"""A world as a record with what real ones have: all of it is in there, and equal worlds give equal records."""

from itertools import pairwise

import pytest

from bench import worlds
from bench.varied import TIMES, Varied
from graph_service.graph.aliases import whole_of
from ontology.readings import Reading
from ontology.records import Statement


@pytest.fixture(scope="module")
def varied() -> Varied:
    return Varied.of(worlds.make(5, 600, 6000))


@pytest.fixture(scope="module")
def told(varied: Varied) -> list[Reading]:
    return [reading for reading, _ in varied.told()]


@pytest.fixture(scope="module")
def said(told: list[Reading]) -> dict[str, Statement]:
    return {s.id: s for reading in told for s in reading.statements}


def test_the_same_world_gives_the_same_record(varied: Varied, told: list[Reading]) -> None:
    other = Varied.of(worlds.make(5, 600, 6000))
    assert [reading for reading, _ in other.told()] == told
    assert (list(other.verdicts()), list(other.withdrawn())) == (list(varied.verdicts()), list(varied.withdrawn()))


def test_each_instrument_is_read_once_and_then_some_a_second_time_with_other_words(varied: Varied, told: list[Reading]) -> None:
    assert len({reading.document for reading in told}) == len(told) == len(varied.world.instruments)
    first = {reading.document: reading for reading in told}
    again = [reading for reading, _ in varied.again()]
    assert len(again) == 20
    assert all(reading.source_hash != first[reading.document].source_hash for reading in again)


def test_every_quote_stands_at_its_place(told: list[Reading]) -> None:
    for reading in told[::10]:
        for s in reading.statements:
            [evidence] = s.evidence
            assert reading.text[evidence.start : evidence.end] == evidence.quote


def test_many_claims_are_made_by_several_documents(said: dict[str, Statement]) -> None:
    claims = {s.claim for s in said.values()}
    assert len(said) - len(claims) > len(said) / 50


def test_parts_aliases_texts_and_wholes_are_spoken_of(said: dict[str, Statement]) -> None:
    ends = {end for s in said.values() for end in (s.subject, s.object) if isinstance(end, str)}
    assert sum(whole_of(end) is not None for end in ends) > 100
    assert {"alias", "issued_as", "part_of", "edition_of", "type", "also_called"} <= {s.predicate for s in said.values()}
    assert {end.partition("-")[0] for end in ends if not end.startswith("A/")} >= {"NOTE", "OUTCOME"}


def test_plans_denials_and_dates_of_several_precisions_are_there(said: dict[str, Statement]) -> None:
    assert {s.qualifier("status") for s in said.values()} >= {None, "planned", "proposed", "negated", "option", "achieved"}
    since = {s.valid_from for s in said.values() if s.valid_from}
    assert {len(day) for day in since} >= {4, 5, 7, 9, 10}
    assert any(s.valid_to for s in said.values())


def test_chains_of_renewal_are_left_whole(varied: Varied, said: dict[str, Statement]) -> None:
    renewals = {(s.subject, s.object) for s in said.values() if s.predicate == "renews" and not s.qualifiers and not s.valid_from}
    assert {(new, old) for chain in varied.world.chains for old, new in pairwise(chain)} <= renewals


def test_verdicts_are_on_what_is_said_and_what_is_withdrawn_was_read(varied: Varied, said: dict[str, Statement]) -> None:
    verdicts = list(varied.verdicts())
    assert {v.verdict for v in verdicts} == {"rejected", "confirmed"}
    assert {v.statement for v in verdicts} <= set(said)
    assert {w.document for w in varied.withdrawn()} < {s.document for s in said.values()}


def test_record_times_are_in_order() -> None:
    assert sorted(set(TIMES)) == list(TIMES)
