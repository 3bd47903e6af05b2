"""The steps of any store, answered in memory: what a store that answers by steps is held to."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Self, TypeVar

from graph_service.graph import clock
from graph_service.graph.aliases import base_of
from graph_service.store.base import Store, StoredReading
from graph_service.store.steps import Ask, Steps
from ontology.readings import Paragraph
from ontology.records import Statement, Verdict

T = TypeVar("T")
LEADING = ("alias", "issued_as", "endorses", "adopted_at")


@dataclass
class HeldSteps:
    """``known``: the statements as known at a time, with their evidence. ``asked``: every step that was put, in order."""

    known: Callable[[str | None], Sequence[Statement]]
    judged: Sequence[Verdict] = ()
    read: Sequence[StoredReading] = ()
    words: Callable[[str], Iterable[tuple[str, Paragraph, str]]] = lambda _: ()
    asked: list[Ask] = field(default_factory=list)
    times: Sequence[str | None] = (None,)

    @classmethod
    def of(cls, store: Store, *times: str) -> Self:
        """Those of a store, which has changed at these times."""
        known = cache(lambda at: clock.read(store, at).statements)
        return cls(known, tuple(store.verdicts()), tuple(store.readings()), store.paragraphs, times=(None, *times))

    def together(self, work: Callable[[Steps], T]) -> T:
        return work(self)

    def version(self) -> int:
        return 1

    def step(self, ask: Ask, known_at: str | None, limit: int) -> list[Statement]:
        self.asked.append(ask)
        keys, wholes = set(ask.keys), set(ask.wholes)

        def touches(end: object) -> bool:
            return isinstance(end, str) and (end in keys or ("!" not in end and end.partition("#")[0] in wholes and "#" in end))

        found = [
            replace(s, evidence=())
            for s in self.known(known_at)
            if (s.predicate in ask.by_subject and touches(s.subject)) or (s.predicate in ask.by_object and touches(s.object))
        ]
        return found[: limit + 1]

    def about(self, keys: Sequence[str], predicates: Sequence[str], known_at: str | None) -> list[Statement]:
        wanted = set(keys)
        return [s for s in self.known(known_at) if s.subject in wanted and s.predicate in predicates]

    def said(self, ids: Sequence[str], known_at: str | None) -> list[Statement]:
        wanted = set(ids)
        return [s for s in self.known(known_at) if s.id in wanted]

    def existing(self, keys: Sequence[str], known_at: str | None) -> set[str]:
        ends = self._ends(known_at)
        return set(keys) & (ends | {base_of(end) for end in ends})

    def nearest(self, key: str, count: int) -> list[str]:
        every = {end for at in self.times for end in self._ends(at)} | {r.document for r in self.read}
        return sorted(end for end in every if end.startswith(key))[:count]

    def leading(self, known_at: str | None) -> list[Statement]:
        return [replace(s, evidence=()) for s in self.known(known_at) if s.predicate in LEADING]

    def documents(self, known_at: str | None) -> list[str]:
        return sorted({s.document for s in self.known(known_at)})

    def labels(self, held: Collection[str]) -> dict[str, frozenset[str]]:
        return {key: frozenset(paragraph.label for _, paragraph, _ in self.words(key)) for key in held}

    def readings(self, known_at: str | None = None) -> Iterator[StoredReading]:
        return iter(self.read)

    def verdicts(self) -> Iterator[Verdict]:
        return iter(self.judged)

    def paragraphs(self, document: str, language: str | None = None) -> Iterator[tuple[str, Paragraph, str]]:
        return iter(self.words(document))

    def _ends(self, known_at: str | None) -> set[str]:
        return {end for s in self.known(known_at) for end in (s.subject, s.document, s.object) if isinstance(end, str)}
