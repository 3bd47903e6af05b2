"""The line of record time of a reading name: since when which reading holds, and when its document was withdrawn. No I/O.

An event is (time, the reading that holds from then, None for a withdrawal); events are in order of time. What stands for a reading
(a row, an id) is the store's own.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from graph_service.errors import TwoFilesForOneReading, UsageError
from graph_service.store.timeline import OPEN
from ontology.readings import Reading

R = TypeVar("R")


def stretches(events: Sequence[tuple[str, R | None]]) -> Iterator[tuple[R, str, str]]:
    """(reading, from, to) of each stretch in which one reading holds; those that touch are one. ``OPEN`` for no end."""
    held: tuple[R, str] | None = None
    for at, reading in (*events, (OPEN, None)):
        if held is not None and reading != held[0]:
            yield *held, at
        if held is None or reading != held[0]:
            held = None if reading is None else (reading, at)


def holding(events: Sequence[tuple[str, R | None]], at: str) -> R | None:
    """The reading that holds at a time."""
    past = [reading for time, reading in events if time <= at]
    return past[-1] if past else None


def after(events: Sequence[tuple[str, R | None]], at: str) -> str:
    """The time of the next event after a time, ``OPEN`` for none."""
    return next((time for time, _ in events if time > at), OPEN)


def refuse_withdrawn(events: Sequence[tuple[str, R | None]], document: str, at: str) -> None:
    """``UsageError`` where a document that is to be read at a time was withdrawn at that very time."""
    if (at, None) in events:
        raise UsageError(f"{document} was withdrawn at {at}, the time given for this reading of it; give a later --known-at")


def refuse_same_second(events: Sequence[tuple[str, R | None]], document: str, at: str) -> None:
    """``UsageError`` where a document that is to be withdrawn at a time was read at that very time."""
    if any(time == at and reading is not None for time, reading in events):
        raise UsageError(f"{document} was read at {at}, the time given for its withdrawal; give a later --known-at")


def refuse_other_file(reading: Reading, at: str, source_hash: str | None) -> None:
    """Two files can't both be what a document says at one time; a better loader over the same file takes its place.

    ``source_hash``: of the file that was read for this name at the very same time, None for none.
    """
    if source_hash is None or source_hash == reading.source_hash:
        return
    spoken = f" ({reading.language})" if reading.language else ""
    raise TwoFilesForOneReading(
        f"{reading.document}{spoken} was read by {reading.loader} at {at} from a file with other content "
        f"(SHA-256 {source_hash[:12]}…, this one {reading.source_hash[:12]}…); give this one a later --known-at "
        "(a register that ships: a later date in its source.yaml)"
    )
