"""The small world holds what its README promises."""

from collections import Counter

from ontology import vocabulary
from ontology.identifiers import type_of
from ontology.readings import Reading
from ontology.records import Literal, Statement


def _types(world: list[Statement]) -> dict[str, str]:
    keys = {s.subject for s in world} | {s.object for s in world if isinstance(s.object, str)}
    said = {s.subject: s.object.text for s in world if s.predicate == "type" and isinstance(s.object, Literal)}
    return {key: said.get(key, type_of(key)) for key in keys}


def test_every_predicate_stands_in_it(world: list[Statement]) -> None:
    assert set(vocabulary.predicates()) - {s.predicate for s in world} == set()


def test_every_type_stands_in_it(world: list[Statement]) -> None:
    assert set(vocabulary.types()) - set(_types(world).values()) == set()


def test_every_statement_joins_the_kinds_that_its_predicate_allows(world: list[Statement]) -> None:
    types = _types(world)

    def kind(key: str) -> str:
        return vocabulary.entity_type(types[key]).kind

    wrong = []
    for s in world:
        predicate = vocabulary.predicate(s.predicate)
        if "any" not in predicate.domain and kind(s.subject) not in predicate.domain:
            wrong.append(f"{s.subject} ({kind(s.subject)}) can't be the subject of {s.predicate}")
        if isinstance(s.object, str) and kind(s.object) not in predicate.range:
            wrong.append(f"{s.object} ({kind(s.object)}) can't be the object of {s.predicate}")
    assert wrong == []


def test_the_report_on_drylands_and_its_group_are_upstream_of_each_other(world: list[Statement]) -> None:
    said = {(s.subject, s.predicate, s.object) for s in world}
    assert {
        ("EMG/REPORT/DRYLANDS", "prepared_by", "EMG/IMG-LAND"),
        ("EMG/IMG-LAND", "implements", "EMG/REPORT/DRYLANDS"),
    } <= said


def test_two_documents_contradict_each_other_on_one_date_and_only_one(world: list[Statement]) -> None:
    dates = Counter(s.subject for s in world if s.predicate in ("adopted_on", "held_on", "issued_on", "established_on"))
    assert [key for key, count in dates.items() if count > 1] == ["A/RES/72/225"]


def test_the_second_reading_supersedes_one_statement(world_readings: list[tuple[Reading, str]]) -> None:
    (first, _), (second, _) = world_readings
    before, after = set(first.statements), set(second.statements)
    assert ([s.object for s in before - after], [s.object for s in after - before]) == (["A/DEC/58/209"], ["A/RES/58/209"])


def test_the_readings_are_two_of_one_name_at_two_times(world_readings: list[tuple[Reading, str]]) -> None:
    (first, earlier), (second, later) = world_readings
    assert first.name == second.name == ("REG/world", "", "governance")
    assert earlier < later
