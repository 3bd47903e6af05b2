"""The snapshot as a whole, of a real store: what was known when, its history, its hash."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph_service.errors import UnknownKey, UsageError
from graph_service.graph import snapshot
from graph_service.store import open_store
from graph_service.store.base import Store
from ontology.readings import Reading
from ontology.records import Statement, Verdict
from tests.graph_service.saying import reading, say, snapshot_of

BEFORE, BETWEEN, AFTER = "2026-01-15T08:59:59Z", "2026-02-01T00:00:00Z", "2026-03-01T09:00:00Z"


@pytest.fixture
def store(tmp_path: Path, world_readings: list[tuple[Reading, str]]) -> Iterator[Store]:
    """The small world, read twice: the second reading supersedes one statement."""
    opened = open_store(str(tmp_path / "world.db"))
    for read, known_at in world_readings:
        opened.write(read, known_at)
    yield opened
    opened.close()


def _governing(shot: snapshot.Snapshot) -> list[Statement]:
    heads = [shot.line(line)[0] for line in shot.lines_of("EMG")]
    return [head for head in heads if head.predicate == "governed_by"]


def _governed(shot: snapshot.Snapshot) -> list[object]:
    return [head.object for head in _governing(shot)]


def test_the_record_is_as_it_was_known_before_and_after_it_was_superseded(store: Store) -> None:
    assert _governed(snapshot.build(store, BETWEEN)) == ["A/DEC/58/209"]
    assert _governed(snapshot.build(store)) == ["A/RES/58/209"]


def test_before_anything_was_known_there_is_nothing(store: Store) -> None:
    assert snapshot.build(store, BEFORE).keys == ()


def test_what_was_superseded_stays_as_history(store: Store) -> None:
    shot = snapshot.build(store)
    [ended] = shot.history_of("EMG")
    assert (ended.object, ended.evidence[0].known_to) == ("A/DEC/58/209", AFTER)
    assert shot.statement(ended.id) == ended


def test_what_was_withdrawn_is_gone_after_and_there_before(store: Store) -> None:
    store.withdraw("REG/world", None, "2026-04-01T00:00:00Z", "wrong file")
    assert snapshot.build(store).records == ()
    assert _governed(snapshot.build(store, "2026-03-15T00:00:00Z")) == ["A/RES/58/209"]


def test_a_verdict_counts_from_its_time_on(store: Store) -> None:
    [wrong] = _governing(snapshot.build(store))
    store.add_verdicts([Verdict(wrong.id, "rejected", "a librarian", "2026-04-01T00:00:00Z", "misread")])
    assert snapshot.build(store, AFTER).verdict(wrong.id) is None
    now = snapshot.build(store).verdict(wrong.id)
    assert now is not None
    assert now.verdict == "rejected"


def test_the_latest_snapshot_is_built_again_from_its_own_time(store: Store) -> None:
    latest = snapshot.build(store)
    assert (latest.known_at, snapshot.build(store, latest.known_at).hash) == (AFTER, latest.hash)


def test_equal_sources_with_equal_times_give_the_same_hash(
    tmp_path: Path, store: Store, world_readings: list[tuple[Reading, str]]
) -> None:
    again = open_store(str(tmp_path / "again.db"))
    for read, known_at in world_readings:
        again.write(replace(read, statements=tuple(reversed(read.statements))), known_at)
    assert snapshot.build(again).hash == snapshot.build(store).hash
    again.close()


def test_another_evidence_time_is_another_hash() -> None:
    one = say("EMG", "chaired_by", "UNEP-ED")
    later = replace(one, evidence=(replace(one.evidence[0], known_from="2026-01-16T00:00:00Z"),))
    assert snapshot_of([one]).hash != snapshot_of([later]).hash


def test_the_snapshot_names_the_store_s_version(store: Store) -> None:
    assert snapshot.build(store).version == store.version()


def test_a_document_is_held_once_its_text_has_been_read(store: Store) -> None:
    text = "EMG"
    report = Reading("UNEP/EA.4/16", "en", "report", "1", "a" * 64, title="Progress", text=text, text_hash="b" * 64)
    before = snapshot.build(store).entity("UNEP/EA.4/16")
    store.write(report, AFTER)
    after = snapshot.build(store).entity("UNEP/EA.4/16")
    assert ((before.held, before.stub), (after.held, after.stub)) == ((False, True), (True, False))


def test_a_text_is_held_where_the_document_that_carries_it_is() -> None:
    shot = snapshot_of([say("OUTCOME", "issued_as", "UNEP/GC.26/18")], readings=[reading("UNEP/GC.26/18")])
    assert shot.entity("OUTCOME").held


def test_stubs_are_counted_apart() -> None:
    counts = snapshot_of([say("A/RES/1/1", "establishes", "EMG")]).counts()
    assert (counts["entities"], counts["stubs"]) == (3, 2)


def test_a_statement_that_nobody_made_is_unknown() -> None:
    with pytest.raises(UnknownKey, match="no statement 'st:nobody'"):
        snapshot_of([]).statement("st:nobody")


def test_the_keys_of_wholes_are_there_where_only_parts_are_spoken_of() -> None:
    assert "A/RES/66/288" in snapshot_of([say("A/RES/67/213", "implements", "A/RES/66/288#88")]).number


def test_a_time_may_be_a_day_and_what_is_no_time_is_refused(store: Store) -> None:
    assert snapshot.build(store, "2026-02-01").hash == snapshot.build(store, BETWEEN).hash
    with pytest.raises(UsageError, match="no record time"):
        snapshot.build(store, "last spring")
