"""Records out of a store, made without being checked and hashed again.

What a store holds was checked when it was written. Reading it back unchecked is ten times faster, and keeps an old record readable
when the model has grown stricter since.
"""

from typing import Any, TypeVar

from ontology.records import Evidence, Figure, Statement

Record = TypeVar("Record", Evidence, Figure, Statement)

_SLOTS = {kind: tuple(kind.__dict__[name].__set__ for name in kind.__dataclass_fields__) for kind in (Evidence, Figure, Statement)}
"""What sets each field of a record, past its being frozen: looked up once, because a snapshot makes millions of them."""


def record(kind: type[Record], values: tuple[Any, ...]) -> Record:
    """A record with the values of its fields in their order, the ids that follow from the others included, as it was written."""
    made = object.__new__(kind)
    for put, value in zip(_SLOTS[kind], values, strict=True):
        put(made, value)
    return made
