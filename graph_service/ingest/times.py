"""Since when a reading is known (MODEL section 4, record time)."""

import re

from graph_service.store.base import Run, StoredReading
from graph_service.store.clock import record_time
from ontology.readings import Reading


def of(reading: Reading, run: Run, known_at: str | None, latest: StoredReading | None) -> str:
    """The time that was given; else for a register the day that it states; else that of the run.

    A register whose content changed under a date that the record has already seen is known from the run's time: what is loaded
    last is what holds, and what was said before that stays in the history. ``latest``: the last reading of its name.
    """
    stated = _stated(reading)
    if known_at is not None or stated is None:
        return run.known_at
    if latest is None or stated > (latest.known_to or latest.known_from):
        return stated
    same_file = stated == latest.known_from and latest.known_to is None and latest.source_hash == reading.source_hash
    return stated if same_file else run.known_at


def _stated(reading: Reading) -> str | None:
    """The first second of the day that a register gives as its own."""
    day = re.fullmatch(r"\d{4}-\d\d-\d\d", reading.date or "")
    return record_time(day[0]) if day and reading.document.startswith("REG/") else None
