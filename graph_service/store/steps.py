"""What a store answers step by step, for questions that run in the store where the graph is larger than memory.

Reading only, each call bounded by ``Bounds``; ``known_at`` is record time (UTC to the second), None for now. Keys are those of
the record, as the statements have them: which of them lead to another is known above (``graph.frame``).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from graph_service.store.base import StoredReading
from ontology.readings import Paragraph
from ontology.records import Statement, Verdict

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bounds:
    """``statements``: so many are read for one answer at most; ``seconds``: so long it may take."""

    statements: int = 200_000
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Ask:
    """A step: the statements with such predicates whose subject (``by_subject``) or object (``by_object``) is one of the keys,
    or a part (``#``) of one of ``wholes``."""

    keys: tuple[str, ...]
    wholes: tuple[str, ...]
    by_subject: tuple[str, ...]
    by_object: tuple[str, ...]


class Steps(Protocol):
    """The questions that a walk puts to a store. ``LimitExceeded`` where they take longer than they may."""

    def together(self, work: "Callable[[Steps], T]") -> T:
        """What some work asks, all of one server and within one time. It may be run again where a server goes away."""

    def version(self) -> int:
        """As ``Store.version``."""

    def step(self, ask: Ask, known_at: str | None, limit: int) -> list[Statement]:
        """What is known of a frontier: statements without their evidence, in no order, at most ``limit`` of them and one more."""

    def about(self, keys: Sequence[str], predicates: Sequence[str], known_at: str | None) -> list[Statement]:
        """The statements with such predicates whose subject is one of the keys, with the evidence known then."""

    def said(self, ids: Sequence[str], known_at: str | None) -> list[Statement]:
        """Statements by id, with the evidence known then."""

    def existing(self, keys: Sequence[str], known_at: str | None) -> set[str]:
        """Those of the keys of which something is known: they, or a part of them, are subject or object, or say something. The
        place of a piece of evidence is not spoken of by that alone."""

    def nearest(self, key: str, count: int) -> list[str]:
        """Some keys of the record that begin as a key begins, sorted, of whatever time."""

    def leading(self, known_at: str | None) -> list[Statement]:
        """The statements by which one key leads to another: all of ``alias`` and ``issued_as``, what resolutions of the General
        Assembly endorse and at which meeting that was adopted. Without their evidence."""

    def documents(self, known_at: str | None) -> list[str]:
        """The documents that say something, sorted."""

    def labels(self, held: Collection[str]) -> Mapping[str, frozenset[str]]:
        """As ``Store.labels``."""

    def readings(self, known_at: str | None = None) -> Iterator[StoredReading]:
        """As ``Store.readings``."""

    def verdicts(self) -> Iterator[Verdict]:
        """As ``Store.verdicts``."""

    def paragraphs(self, document: str, language: str | None = None) -> Iterator[tuple[str, Paragraph, str]]:
        """As ``Store.paragraphs``."""


@runtime_checkable
class Stepwise(Protocol):
    """A store that answers by steps."""

    def steps(self, seconds: float) -> Steps:
        """Its steps; what is asked together may take so many seconds."""
