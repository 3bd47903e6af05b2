"""A whole record from one store to another, history included: all that was written there is written again here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from graph_service.errors import StoreLocked, UsageError
from graph_service.store.base import Store, Withdrawn
from ontology.readings import Reading

Progress = Callable[[int, int, str], None]

_TRIES = 5
_AT_ONCE = 1000
_SHOWN = 3


@dataclass(slots=True)
class Copied:
    """What was carried over; ``unchanged``: readings that were there already, as after a copy that was broken off."""

    readings: int = 0
    unchanged: int = 0
    withdrawals: int = 0
    verdicts: int = 0
    runs: int = 0


def copy(source: Store, target: Store, progress: Progress | None = None) -> Copied:
    """Write the record of ``source`` into ``target``, several readings in one transaction; broken off, the same copy again goes on.

    The target is empty, or holds a part of the same record (``UsageError``). Its exports are then those of the source, byte for
    byte. ``StoreLocked`` where the source is written to all the time. ``progress`` is called with (done, total, what).
    """
    _refuse_other_record(source, target)
    for _ in range(_TRIES):
        version = source.version()
        copied = _copy(source, target, progress or _silent)
        if source.version() == version:
            return copied
    raise StoreLocked(f"{source.url}: written to while it was copied; wait for it (a load) and copy again")


def _silent(done: int, total: int, what: str) -> None:
    """No progress is shown."""


def _copy(source: Store, target: Store, progress: Progress) -> Copied:
    copied = Copied()
    total = sum(1 for _ in source.readings())
    for outcome in target.write_all(_readings(source, target, copied)):
        if isinstance(outcome, Exception):
            raise outcome
        copied.readings += 1
        copied.unchanged += outcome.unchanged
        progress(min(copied.readings, total), total, "copying")
    progress(total, total, "copied")
    _rest(source, target, copied)
    return copied


def _readings(source: Store, target: Store, copied: Copied) -> Iterator[tuple[Reading, str]]:
    """The readings with their times, once the withdrawals, which come first, have been written."""
    for event in source.history():
        if isinstance(event, Withdrawn):
            target.withdraw(event.document, event.language, event.at, event.reason)
            copied.withdrawals += 1
        else:
            yield event.reading, event.at


def _rest(source: Store, target: Store, copied: Copied) -> None:
    verdicts = source.verdicts()
    while some := list(islice(verdicts, _AT_ONCE)):
        target.add_verdicts(some)
        copied.verdicts += len(some)
    for ran in source.runs():
        target.keep_run(ran)
        copied.runs += 1


def _refuse_other_record(source: Store, target: Store) -> None:
    if source.url == target.url:
        raise UsageError(f"{source.url}: a record is not copied onto itself; give another store to copy it to")
    there = {(held.id, held.known_from) for held in source.readings()}
    strange = [held for held in target.readings() if (held.id, held.known_from) not in there]
    if strange:
        names = ", ".join(sorted({held.document for held in strange})[:_SHOWN])
        raise UsageError(
            f"{target.url}: holds readings that {source.url} has not ({names}); expected an empty store, or one into which this"
            " record was being copied"
        )
