"""The texts of a made-up world: words stand where the evidence says, and the service reads the world out of them."""

import pytest

from bench import documents
from bench.stage import Stage
from bench.worlds import World
from ontology.readings import Reading


@pytest.fixture(scope="module")
def readings(made: World) -> list[Reading]:
    return list(documents.readings(made))


def test_there_is_a_reading_for_each_instrument_in_order_of_time(made: World, readings: list[Reading]) -> None:
    assert [reading.document for reading in readings] == [made.keys[number] for number in made.instruments.tolist()]
    assert [reading.date or "" for reading in readings][:: len(readings) // 50] == sorted(
        reading.date or "" for reading in readings[:: len(readings) // 50]
    )


def test_every_claim_is_said_once(made: World, readings: list[Reading]) -> None:
    ids = [statement.id for reading in readings for statement in reading.statements]
    assert len(ids) == len(set(ids)) == len(made.subject) + 2 * len(made.instruments)


def test_every_quote_stands_at_its_place_and_names_its_object(readings: list[Reading]) -> None:
    for reading in readings[:50]:
        for statement in reading.statements:
            (evidence,) = statement.evidence
            assert reading.text[evidence.start : evidence.end] == evidence.quote
            assert isinstance(statement.object, str) is (str(statement.object) in (evidence.quote or ""))


def test_the_snapshot_has_the_keys_of_the_world(stage: Stage) -> None:
    assert stage.small.snapshot.keys == stage.small.world.keys
