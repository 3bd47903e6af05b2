"""Readings and withdrawals on a line of record time: the same ones in any order give the same record, and it is the right one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.store import Store
from ontology.readings import Reading
from ontology.records import Verdict
from tests.graph_service.store.samples import cites, dump, reading

MOMENTS = [f"2026-01-01T00:00:{second:02d}Z" for second in range(12)]
NAMES = (("A/1", "zh", "reports"), ("A/1", "en", "reports"), ("A/1", None, "lists"), ("REG/x", None, "register"))

settings.register_profile("stores", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Read:
    """A reading is written: of one of the names, saying some of the targets, from one of a few files."""

    at: int
    name: int
    targets: frozenset[str]
    lines: frozenset[int]

    def reading(self) -> Reading:
        document, language, loader = NAMES[self.name]
        said = [cites(target, *sorted(self.lines), document="A/1", language=language) for target in sorted(self.targets)]
        content = f"{sorted(self.targets)} {sorted(self.lines)}"
        return reading(said, document=document, language=language, loader=loader, source=content)

    def apply(self, store: Store) -> None:
        store.write(self.reading(), MOMENTS[self.at])


@dataclass(frozen=True)
class Withdraw:
    """A document is withdrawn, in one language or all."""

    at: int
    document: str
    language: str | None

    def apply(self, store: Store) -> None:
        store.withdraw(self.document, self.language, MOMENTS[self.at], "a reason")

    def meets(self, name: int) -> bool:
        return NAMES[name][0] == self.document and self.language in (None, NAMES[name][1])


Event = Read | Withdraw

READS = st.builds(
    Read,
    at=st.integers(0, 5).map(lambda n: 2 * n),
    name=st.integers(0, len(NAMES) - 1),
    targets=st.frozensets(st.sampled_from("XYZ"), max_size=3),
    lines=st.frozensets(st.integers(0, 2), min_size=1, max_size=2),
)
WITHDRAWALS = st.builds(
    Withdraw,
    at=st.integers(0, 5).map(lambda n: 2 * n + 1),  # never at the very time of a reading, which is refused
    document=st.sampled_from(("A/1", "REG/x")),
    language=st.sampled_from((None, "zh")),
)
EVENTS = st.lists(
    st.one_of(READS, READS, WITHDRAWALS),
    max_size=8,
    unique_by=lambda e: (e.at, e.name) if isinstance(e, Read) else (e.at, e.document, e.language),
)


def recorded(make: Callable[[], Store], events: Iterable[Event]) -> list[object]:
    store = make()
    for event in events:
        event.apply(store)
    return dump(store, [None, *MOMENTS])


@settings(settings.get_profile("stores"))
@given(data=st.data(), events=EVENTS)
def test_the_same_events_in_any_order_give_the_same_record(
    store_factory: Callable[[], Store], data: st.DataObject, events: list[Event]
) -> None:
    other = data.draw(st.permutations(events))
    assert recorded(store_factory, events) == recorded(store_factory, other)


@settings(settings.get_profile("stores"))
@given(data=st.data(), events=EVENTS)
def test_events_written_twice_give_the_same_record_as_once(
    store_factory: Callable[[], Store], data: st.DataObject, events: list[Event]
) -> None:
    again = data.draw(st.lists(st.sampled_from(events), max_size=4)) if events else []
    assert recorded(store_factory, events) == recorded(store_factory, [*events, *again])


def held_at(events: list[Event], name: int, moment: int) -> Read | None:
    """By the rule itself: the last event of a name up to a moment, unless it is a withdrawal."""
    past = [e for e in events if e.at <= moment and (e.name == name if isinstance(e, Read) else e.meets(name))]
    last = max(past, key=lambda e: e.at, default=None)
    return last if isinstance(last, Read) else None


@settings(settings.get_profile("stores"))
@given(events=EVENTS)
def test_what_is_known_at_each_moment_is_what_the_readings_that_hold_then_say(
    store_factory: Callable[[], Store], events: list[Event]
) -> None:
    store = store_factory()
    for event in events:
        event.apply(store)
    for moment, at in enumerate(MOMENTS):
        holding = [held.reading() for name in range(len(NAMES)) if (held := held_at(events, name, moment))]
        expected = {(s.id, e.place) for r in holding for s in r.statements for e in s.evidence}
        assert {(s.id, e.place) for s in store.statements(at) for e in s.evidence} == expected


@settings(settings.get_profile("stores"))
@given(events=EVENTS)
def test_nothing_that_was_ever_known_is_lost(store_factory: Callable[[], Store], events: list[Event]) -> None:
    store = store_factory()
    seen: set[tuple[str, tuple[object, ...]]] = set()
    for event in sorted(events, key=lambda e: e.at):
        event.apply(store)
        seen |= {(s.id, e.place) for s in store.statements() for e in s.evidence}
    assert {(s.id, e.place) for s in store.statements() for e in s.evidence} == seen


def test_verdicts_in_any_order_give_the_same_record(store_factory: Callable[[], Store]) -> None:
    given = [Verdict(name, "confirmed", "x", MOMENTS[0], "seen") for name in "abc"]
    first, second = store_factory(), store_factory()
    first.add_verdicts(given)
    for verdict in reversed(given):
        second.add_verdicts([verdict])
    assert dump(first) == dump(second)
