"""What the resolvers of one request share: the service, one snapshot for all of it, and the time that is left."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Protocol

import strawberry

from graph_service.api.graphql.errors import OutOfTime
from graph_service.errors import LimitExceeded, UsageError
from graph_service.graph.snapshot import Snapshot
from graph_service.settings import Settings
from graph_service.store.base import Store

MOMENTS = 2
"""How many other moments of record time one request may look at: each may have to be built."""


class Service(Protocol):
    """What this package needs of the service that is put together in ``graph_service.bootstrap``."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    @property
    def store(self) -> Store:
        """The record."""

    def snapshot(self, known_at: str | None = None) -> Snapshot:
        """The current snapshot, or the record as known at a time (UTC, to the second)."""


@dataclass
class Context:
    """One request. ``current``: the snapshot that all its fields read; ``deadline``: on the monotonic clock."""

    service: Service
    current: Snapshot
    deadline: float
    _others: dict[str, Snapshot] = field(default_factory=dict)

    def at(self, known_at: str | None) -> Snapshot:
        """The snapshot to read: the request's own, or the record as known at a time. ``OutOfTime`` when the time is over."""
        self.check()
        if known_at is None:
            return self.current
        moment = record_time(known_at)
        if moment not in self._others:
            if len(self._others) >= MOMENTS:
                raise LimitExceeded(f"One request asks for more than {MOMENTS} different knownAt: ask for them one by one.")
            self._others[moment] = self.service.snapshot(moment)
        return self._others[moment]

    def check(self) -> None:
        """``OutOfTime`` when the request has used up its time."""
        if monotonic() > self.deadline:
            seconds = self.service.settings.graphql_seconds
            raise OutOfTime(
                f"The query took longer than {seconds:g} seconds (MANDATE_GRAPH_GRAPHQL_SECONDS). "
                "Ask for less: a smaller first, a smaller depth."
            )


Info = strawberry.Info[Context, None]


def record_time(known_at: str) -> str:
    """A moment of record time as the record keeps it: UTC, to the second; ``UsageError`` for a text that is none."""
    try:
        moment = datetime.fromisoformat(known_at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(f"knownAt {known_at!r} is no moment: expected date, time and zone such as 2026-11-20T10:00:00Z.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
