"""Cursors and pages: opaque, the same within a snapshot, and refused where they do not belong.

A cursor carries the beginning of the snapshot's hash, a digest of the question, and the place in its list. One that was made
from another snapshot or for another question would name another place: it is an error, never a wrong page.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph_service.api.graphql.ceiling import MAX_FIRST
from graph_service.errors import LimitExceeded, UsageError

T = TypeVar("T")


@dataclass(frozen=True)
class Listing:
    """A list that is paged: the hash of the snapshot that it is made from, and the question that it answers."""

    snapshot: str
    question: tuple[object, ...]

    @property
    def mark(self) -> str:
        """What all cursors of this list begin with."""
        return f"{self.snapshot[:12]}.{hashlib.sha256(repr(self.question).encode()).hexdigest()[:8]}"

    def cursor(self, place: int) -> str:
        """The cursor of the place (from 0) in the list."""
        return base64.urlsafe_b64encode(f"{self.mark}.{place}".encode()).decode()

    def place(self, cursor: str) -> int:
        """The place of a cursor; ``UsageError`` says why it is none of this list."""
        try:
            snapshot, question, place = base64.urlsafe_b64decode(cursor.encode()).decode().split(".")
            number = int(place)
        except (binascii.Error, UnicodeError, ValueError) as error:
            raise UsageError(f"after {cursor!r} is no cursor of this service: give the endCursor of the page before.") from error
        now = self.mark.split(".")
        if snapshot != now[0]:
            raise UsageError(
                f"after {cursor!r} is of the snapshot {snapshot}; this is {now[0]}, where the list may differ. "
                "Begin the list anew, without after."
            )
        if question != now[1] or number < 0:
            raise UsageError(f"after {cursor!r} belongs to a list with other arguments: begin this one without after.")
        return number


@dataclass(frozen=True)
class Page(Generic[T]):
    """A stretch of a list: (cursor, row) pairs, with what stands before and behind it."""

    rows: tuple[tuple[str, T], ...]
    total: int
    has_previous: bool
    has_next: bool


def window(listing: Listing, first: int, after: str | None) -> tuple[int, int]:
    """Begin and end (exclusive) of a page; ``LimitExceeded`` and ``UsageError`` for a first or a cursor that is none."""
    if not 0 <= first <= MAX_FIRST:
        raise LimitExceeded(f"first is {first}; expected 0 to {MAX_FIRST}. Page with after to see more.")
    begin = 0 if after is None else listing.place(after) + 1
    return begin, begin + first


def stretch(rows: Sequence[T], listing: Listing, begin: int, total: int) -> Page[T]:
    """The page of a list of which only these rows, from the place ``begin`` on, were read."""
    part = tuple((listing.cursor(place), row) for place, row in enumerate(rows, begin))
    return Page(part, total, begin > 0 and total > 0, begin + len(part) < total)


def page(rows: Sequence[T], listing: Listing, first: int, after: str | None) -> Page[T]:
    """The page of a whole list."""
    begin, end = window(listing, first, after)
    return stretch(rows[begin:end], listing, begin, len(rows))
