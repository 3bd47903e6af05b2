"""Answers as bytes, and those that are kept: one snapshot, one query, one answer."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

import orjson
from graphql import GraphQLError

from graph_service.api.graphql.errors import formatted, refusal

KEPT_BYTES = 32_000_000
"""How many bytes of answers are kept in all."""

LARGEST_KEPT = 1_000_000
"""Larger answers are not kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``content``: the response's body. ``ran``: whether execution began. ``unavailable``: whether the fault is the service's
    (its time ran out, its store is away), so that the same request may succeed later. ``failed``: whether it has errors."""

    content: bytes
    ran: bool
    unavailable: bool = False
    failed: bool = False


def answer(body: dict[str, Any], *, ran: bool, unavailable: bool = False) -> Answer:
    """The answer with this body."""
    return Answer(orjson.dumps(body, default=dict), ran, unavailable, "errors" in body)


def timed_out(message: str) -> Answer:
    """The answer to a request whose time ran out: nothing of its data, so that no one takes a part for the whole."""
    return answer({"errors": formatted([refusal(message, "TIMEOUT")])}, ran=True, unavailable=True)


def failure(error: Exception) -> Answer:
    """The answer where the service itself failed; what nobody expected is masked and logged."""
    cause = GraphQLError(str(error), original_error=error)
    return answer({"errors": formatted([cause])}, ran=False, unavailable=True)


Question = tuple[object, ...]
"""The snapshot's hash, the store's version, the query, its operation and variables: equal questions, equal answers."""


class Answers:
    """The answers without errors that were asked for last, up to ``KEPT_BYTES``. Safe to use from several threads."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._held = 0
        self._kept: OrderedDict[Question, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Question) -> Answer | None:
        """The answer, if it is kept."""
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
            return found

    def keep(self, question: Question, given: Answer) -> None:
        """Keep an answer in place of those that nobody asked for longest; one with errors, or a large one, is not kept."""
        size = _size(question, given)
        if given.failed or size > LARGEST_KEPT:
            return
        with self._lock:
            if question not in self._kept:
                self._kept[question] = given
                self._held += size
            while self._held > self._most:
                self._held -= _size(*self._kept.popitem(last=False))


def _size(question: Question, given: Answer) -> int:
    return len(given.content) + sum(len(part) for part in question if isinstance(part, str | bytes))
