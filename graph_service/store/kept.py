"""Records out of a store, made without being checked and hashed again.

What a store holds was checked when it was written. Reading it back unchecked is ten times faster, and keeps an old record readable
when the model has grown stricter since.
"""

from typing import Any, TypeVar

from ontology.records import Evidence, Figure, Statement

Record = TypeVar("Record", Evidence, Figure, Statement)

EVIDENCE = tuple(Evidence.__dataclass_fields__)
STATEMENT = tuple(Statement.__dataclass_fields__)
FIGURE = tuple(Figure.__dataclass_fields__)
"""The fields of each record in their order, the ids that follow from the others included."""


def record(kind: type[Record], names: tuple[str, ...], values: tuple[Any, ...]) -> Record:
    """A record with these values of its fields, which are those that it had when it was written."""
    made = object.__new__(kind)
    for name, value in zip(names, values, strict=True):
        object.__setattr__(made, name, value)
    return made
