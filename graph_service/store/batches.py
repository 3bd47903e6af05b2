"""Readings that are written together: how many make one transaction."""

from collections.abc import Iterable, Iterator

from ontology.readings import Reading

Timed = tuple[Reading, str]
"""A reading and the record time from which it holds."""

STATEMENTS = 4000
"""How many statements a transaction holds at the most, unless one reading alone has more: more gain nothing and cost memory."""
READINGS = 1000
"""How many readings."""


def batches(readings: Iterable[Timed]) -> Iterator[list[Timed]]:
    """The readings in their order, as many together as one transaction is to hold."""
    batch: list[Timed] = []
    held = 0
    for reading, at in readings:
        size = weight(reading)
        if batch and held + size > STATEMENTS:
            yield batch
            batch, held = [], 0
        batch.append((reading, at))
        held += size
        if held >= STATEMENTS or len(batch) >= READINGS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def weight(reading: Reading) -> int:
    """What a reading brings into a transaction, counted in statements: a mention or a paragraph weighs less than half of one."""
    said = len(reading.statements) + len(reading.figures)
    return said + (len(reading.paragraphs) + len(reading.mentions) + len(reading.sections)) // 3
