"""Readings that are written many at once: the same record and the same outcomes as one after another, in every store."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.errors import TwoFilesForOneReading, UsageError
from graph_service.store import Store, batches
from graph_service.store.base import Change, Outcome
from ontology.errors import ModelError
from ontology.readings import Paragraph, Reading
from ontology.records import Literal, Statement, Verdict
from tests.graph_service.store.samples import DOCUMENT, T1, T2, T3, cites, dump, place, reading, rich, said
from tests.graph_service.store.test_order import MOMENTS, READS, WITHDRAWALS, Event, Read

ANY = st.lists(st.one_of(READS, READS, READS, WITHDRAWALS), max_size=10)
"""Events of which some are refused: two files at one time, a reading at the time of a withdrawal."""
NAMED = Statement(DOCUMENT, "EMG", "name", Literal("环境管理小组", language="zh"), evidence=(place(0),))


def singly(store: Store, events: list[Event]) -> Iterator[Outcome | str]:
    for event in events:
        try:
            yield store.write(event.reading(), MOMENTS[event.at]) if isinstance(event, Read) else ended(store, event)
        except (TwoFilesForOneReading, UsageError) as refused:
            yield str(refused)


def together(store: Store, events: list[Event]) -> Iterator[Outcome | str]:
    for reads, some in groupby(events, key=lambda event: isinstance(event, Read)):
        if reads:
            given = ((event.reading(), MOMENTS[event.at]) for event in some if isinstance(event, Read))
            yield from (str(outcome) if isinstance(outcome, Exception) else outcome for outcome in store.write_all(given))
        else:
            yield from singly(store, list(some))


def ended(store: Store, event: Event) -> str:
    event.apply(store)
    return "withdrawn"


@settings(settings.get_profile("stores"))
@given(events=ANY, size=st.sampled_from([1, 3, 100]))
def test_readings_written_together_give_the_record_and_the_outcomes_of_one_after_another(
    store_factory: Callable[[], Store], events: list[Event], size: int
) -> None:
    one, other = store_factory(), store_factory()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "READINGS", size)
        outcomes = list(together(one, events))
    assert outcomes == list(singly(other, events))
    assert dump(one, [None, *MOMENTS[::3]]) == dump(other, [None, *MOMENTS[::3]])


def test_one_that_is_refused_leaves_no_trace_and_the_others_are_kept(store: Store) -> None:
    bare = replace(reading([cites("C")], document="D/3"), text_hash=None)
    silent = reading([replace(cites("D"), evidence=())], document="D/4")
    given = [reading([cites("A")]), reading([cites("B")], source="2"), bare, silent, reading([cites("E")], document="D/5")]
    first, other, unkept, unsaid, last = store.write_all((one, T1) for one in given)
    assert (first, last) == (Change(new=1), Change(new=1))
    assert [type(refused) for refused in (other, unkept, unsaid)] == [TwoFilesForOneReading, ModelError, ModelError]
    assert (said(store), [r.document for r in store.readings()]) == (["A", "E"], ["D/5", DOCUMENT])


def test_a_time_that_is_none_refuses_its_reading_alone(store: Store) -> None:
    first, second = store.write_all([(reading([cites("A")]), "yesterday"), (reading([cites("B")]), T1)])
    assert isinstance(first, UsageError)
    assert (second, said(store)) == (Change(new=1), ["B"])


def test_several_readings_of_one_name_follow_one_another_in_a_transaction(store: Store) -> None:
    version = store.version()
    given = [
        (reading([cites("A"), cites("B")]), T1),
        (reading([cites("B"), cites("C")], source="2"), T2),
        (reading([cites("B"), cites("D")], source="2", loader_version="v2"), T2),
        (reading([cites("A")], source="3"), T3),
    ]
    assert list(store.write_all(given)) == [Change(2), Change(1, 1, 1), Change(1, 1, 1), Change(1, 0, 2)]
    assert (store.version(), said(store), said(store, T2)) == (version + 1, ["A", "B", "D"], ["B", "D"])


def test_a_verdict_stays_with_what_is_written_together(store: Store) -> None:
    store.add_verdicts([Verdict(cites("A").id, "confirmed", "x", T1, "seen")])
    list(store.write_all([(reading([cites("A")]), T1), (rich(), T2)]))
    assert [v.statement for v in store.verdicts()] == [cites("A").id]


def test_written_again_together_nothing_changes(store: Store) -> None:
    given = [(rich(), T1), (reading([cites("A")], document="D/2"), T1)]
    list(store.write_all(given))
    before = (store.version(), dump(store))
    assert [getattr(outcome, "unchanged", None) for outcome in store.write_all(given)] == [True, True]
    assert (store.version(), dump(store)) == before


def test_nothing_is_kept_of_a_transaction_that_a_fault_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "READINGS", 2)

    def faulty() -> Iterator[tuple[Reading, str]]:
        for number in range(5):
            if number == 3:
                raise OSError("the disk is gone")
            yield reading([cites(f"A/{number}", document=f"D/{number}")], document=f"D/{number}"), T1

    with pytest.raises(OSError, match="disk"):
        list(store.write_all(faulty()))
    assert [held.document for held in store.readings()] == ["D/0", "D/1"]


def test_nothing_is_written_that_is_not_asked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "READINGS", 2)
    outcomes = store.write_all((reading([cites("A")], document=f"D/{number}"), T1) for number in range(6))
    assert [next(outcomes), next(outcomes)] == [Change(new=1), Change(new=1)]
    outcomes.close()  # type: ignore[attr-defined]
    assert [held.document for held in store.readings()] == ["D/0", "D/1"]


def test_two_readings_that_share_a_text_and_a_passage_with_two_labels_are_kept_together(store: Store) -> None:
    labels = (Paragraph(0, 9, "1"), Paragraph(0, 9, "1(a)"), Paragraph(10, 12, "2"))
    one = replace(reading([cites("A")]), paragraphs=labels)
    list(store.write_all([(one, T1), (replace(reading([NAMED], loader="others"), paragraphs=labels), T1)]))
    assert [p.label for _, p, _ in store.paragraphs(DOCUMENT)] == [p.label for p in sorted(labels)] * 2


def test_a_batch_closes_when_it_holds_enough() -> None:
    given = [(reading([cites(f"A/{n}") for n in range(count)], lines=("x",)), T1) for count in (3000, 500, 900, 100, 9000, 1)]
    sizes = [[len(one.statements) for one, _ in batch] for batch in batches.batches(given)]
    assert sizes == [[3000, 500], [900, 100], [9000], [1]]
