"""The part of the record that a question reaches, fetched step by step, as a snapshot of its own.

The rules of lineage (folding, aliases, identity, parts and wholes, kinds, verdicts, dates) are said once, in ``adjacency``,
``columns`` and ``lineage``. They look at a claim's ends and at what is said of the same two ends, no further; so what is fetched
around a frontier is enough to apply them, and there is no second copy of them in the store that could go stale. What is fetched
may be more than a walk uses, never less.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from graph_service.errors import LimitExceeded
from graph_service.graph import adjacency, columns, lookup, names
from graph_service.graph.aliases import base_of
from graph_service.graph.canonical import RULES
from graph_service.graph.clock import Known
from graph_service.graph.columns import holds
from graph_service.graph.frame import IDENTITIES, Frame
from graph_service.graph.lineage import Terms
from graph_service.graph.rows import DocumentRow
from graph_service.graph.snapshot import Snapshot
from graph_service.graph.words import WordsHeld
from graph_service.store.steps import Ask, Bounds, Steps
from ontology import vocabulary
from ontology.records import Statement

Link = tuple[Statement, str, str]
"""A claim between two things, with their canonical keys."""
FOLDS = ("part_of", "edition_of")
TYPE = ("type",)


@dataclass(frozen=True, eq=False)
class Part(Snapshot):
    """A snapshot of a part of the record. ``kinds``: of its things, as far as they were told. It lists no documents: what was
    read, the frame knows."""

    kinds: Mapping[str, str] = field(default_factory=dict)

    def kind_of(self, key: str) -> str:
        """As ``Snapshot.kind_of``."""
        return self.kinds.get(key) or super().kind_of(key)

    def documents(self) -> tuple[DocumentRow, ...]:
        """None."""
        return ()


@dataclass
class Region:
    """What has been fetched. ``opened``: by direction (True: upward) the keys of which every claim that a walk can leave by is
    here; ``settled``: the keys of which it is known what they are, and what is the same thing. All keys are canonical."""

    steps: Steps
    frame: Frame
    terms: Terms
    bounds: Bounds = field(default_factory=Bounds)
    links: dict[str, Statement] = field(default_factory=dict)
    said: dict[str, Statement] = field(default_factory=dict)
    opened: dict[bool, set[str]] = field(default_factory=lambda: {True: set(), False: set()})
    settled: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    ties: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)
    onward: dict[bool, dict[str, set[str]]] = field(default_factory=lambda: {True: {}, False: {}})
    began: float = field(default_factory=monotonic)

    def settle(self, keys: Iterable[str]) -> set[str]:
        """The keys with all that are the same thing, or fold into one with them; with their kinds."""
        wanted = self._tied(set(keys))
        while new := sorted(self._wholes(wanted) - self.settled):
            self.settled.update(new)
            self._identify(new)
            if self._whole_grain:
                self._take(new, FOLDS, FOLDS)
            wanted |= self._tied(wanted)
        self._type(wanted)
        return wanted

    def open(self, keys: Iterable[str], upward: bool) -> set[str]:
        """Fetch what leads on from some keys (settled ones) and from their parts; the keys that are reached, and their wholes."""
        given = set(keys)
        new = sorted(given - self.opened[upward])
        self.opened[upward].update(new)
        by_subject, by_object = (self._leaving(upward, end) for end in ("obj", "subj"))
        links = [(s, *self._two(s)) for s in self._take(new, by_subject, by_object)]
        self._type({end for _, *ends in links for end in ends})
        onward = self.onward[upward]
        for near, far in self._steps(links, upward):
            for key in self._wholes({near}):
                onward.setdefault(key, set()).add(far)
        return self._wholes({far for key in given for far in onward.get(key, ())})

    def passes(self, key: str) -> bool:
        """Whether a walk may pass through a thing."""
        kind = self.kinds[key]
        return vocabulary.kinds()[kind].lineage == "passes" or ("BODIES" in self.terms.through and kind == "body")

    def snapshot(self) -> Part:
        """The snapshot of what has been fetched. It is named by the record's version, not by a hash."""
        return self._made((*self.links.values(), *self.said.values()), self.settled | self.typed, WordsHeld())

    def shown(self, said: Iterable[Statement], keys: set[str], words: WordsHeld) -> Part:
        """The snapshot of some statements and things alone: enough to show them, whatever else has been fetched."""
        return self._made({s.id: s for s in said}.values(), keys, words)

    def _made(self, said: Iterable[Statement], things: set[str], words: WordsHeld) -> Part:
        records = tuple(sorted(said, key=lambda s: s.id))
        lead = self.frame.aliases
        keys = tuple(sorted(self._all_keys(records, things)))
        number = {key: place for place, key in enumerate(keys)}
        table = columns.build(records, number, lead.canonical, self.frame.stands)
        known = Known(self.frame.known_at, records, (), (), (), (), (), dict(self.frame.verdicts))
        heads = ((keys[table.subject[row]], records[table.members[table.ptr[row]]]) for row in table.stands.nonzero()[0].tolist())
        return Part(
            hash=self.frame.name,
            known_at=self.frame.known_at,
            version=self.frame.version,
            rules=RULES,
            keys=keys,
            number=number,
            records=records,
            columns=table,
            aliases=lead,
            lookup=lookup.Lookup(frozenset(keys), lead),
            namings=names.gather(heads),
            words=words,
            known=known,
            readings=self.frame.readings,
            kinds=self.kinds,
        )

    @property
    def _whole_grain(self) -> bool:
        return self.terms.grain == "WHOLE"

    def _leaving(self, upward: bool, end: str) -> tuple[str, ...]:
        """The predicates by which a walk can leave their subject (``end`` obj) or object (subj); turned where it goes down."""
        wanted = end if upward else {"obj": "subj", "subj": "obj"}[end]
        names = [p.name for p in vocabulary.predicates().values() if p.upstream == wanted]
        if wanted == "obj" and "BODIES" in self.terms.through:
            names += [p.name for p in vocabulary.predicates().values() if p.upstream == "none" and p.upstream_if]
        return tuple(name for name in names if not self.terms.predicates or name in self.terms.predicates)

    def _take(self, keys: Sequence[str], by_subject: tuple[str, ...], by_object: tuple[str, ...]) -> list[Statement]:
        """Fetch what is said of some keys and of their parts by such predicates."""
        if not keys or not (by_subject or by_object):
            return []
        self._in_time()
        leading = {other for key in keys for other in self.frame.parted.get(key, ())}
        spelt = {other for key in keys for other in self.frame.spellings(key)} | leading
        wholes = {other for key in keys for other in self.frame.bases(key)} | leading
        ask = Ask(tuple(sorted(spelt)), tuple(sorted(wholes)), by_subject, by_object)
        found = self.steps.step(ask, self.frame.moment, self.bounds.statements - len(self.links))
        self.frame.learn(self.steps, (end for s in found for end in (s.subject, s.object) if isinstance(end, str)))
        self._keep(found)
        if len(self.links) > self.bounds.statements:
            raise LimitExceeded(
                f"this reaches more than {self.bounds.statements} statements, the limit of a question that runs in the store;"
                " ask for fewer steps or fewer predicates"
            )
        return found

    def _identify(self, keys: Iterable[str]) -> None:
        """Keep what says what some keys are the same thing as."""
        self._keep(s for key in keys for s in self.frame.identities.get(key, ()))

    def _keep(self, links: Iterable[Statement]) -> None:
        for s in links:
            if s.id not in self.links:
                self.links[s.id] = s
                self._tie(s)

    def _in_time(self) -> None:
        if monotonic() - self.began > self.bounds.seconds:
            raise LimitExceeded(
                f"this took longer than {self.bounds.seconds:g} s, the limit of a question that runs in the store;"
                " ask for fewer steps or fewer predicates"
            )

    def _tie(self, s: Statement) -> None:
        if not (self._whole_grain or s.predicate in IDENTITIES):
            return
        one, other = self._two(s)
        for end in (one, other) if self._whole_grain else ():
            if (whole := self.frame.whole(end)) is not None:
                self.parts.setdefault(whole, set()).add(end)
        if s.predicate in (*IDENTITIES, *FOLDS):
            self.ties.setdefault(one, set()).add(other)
            self.ties.setdefault(other, set()).add(one)

    def _tied(self, keys: set[str]) -> set[str]:
        """What is the same thing as some of the keys, or at grain WHOLE folds into what they fold into."""
        found, waiting = set(keys), list(keys)
        while waiting:
            key = waiting.pop()
            near = set(self.ties.get(key, ()))
            if self._whole_grain:
                near |= self._wholes({key}) | self.parts.get(key, set())
            waiting += near - found
            found |= near
        return found

    def _wholes(self, keys: set[str]) -> set[str]:
        return keys | {whole for key in keys if (whole := self.frame.whole(key)) is not None}

    def _steps(self, links: Iterable[Link], upward: bool) -> Iterator[tuple[str, str]]:
        """The lower and the upper end of the claims (downward: the other way) that can carry lineage under the terms."""
        meanings: dict[tuple[str, str], int] = {}
        for s, subject, target in links:
            about = s.predicate, self.kinds[target]
            meaning = meanings.get(about)
            if meaning is None:
                meaning = meanings[about] = adjacency.upstream_end(*about)
            if meaning != adjacency.NONE and self._may_carry(s):
                yield (target, subject) if (meaning == adjacency.SUBJECT) is upward else (subject, target)

    def _may_carry(self, s: Statement) -> bool:
        status = s.qualifier("status") if s.qualifiers else None
        left_out = status in columns.NO_CARRIER and status not in self.terms.statuses
        gone = self.terms.as_of is not None and holds(s, self.terms.as_of) is None
        return not (left_out or gone) and self.frame.stands(s)

    def _two(self, s: Statement) -> tuple[str, str]:
        """The ends of a claim between two things."""
        return self._canonical(s.subject), self._canonical(s.object if isinstance(s.object, str) else s.subject)

    def _type(self, keys: Iterable[str]) -> None:
        """Fetch what is said of the types of some keys, and tell their kinds."""
        new = sorted(set(keys) - self.typed)
        if not new:
            return
        self.typed.update(new)
        spelt = sorted({other for key in new for other in self.frame.spellings(key)})
        said: dict[str, list[Statement]] = {}
        for s in self.steps.about(spelt, TYPE, self.frame.moment):
            self.said[s.id] = s
            said.setdefault(self._canonical(s.subject), []).append(s)
        self.kinds.update({key: vocabulary.entity_type(self._type_of(key, said.get(key, []))).kind for key in new})

    def _type_of(self, key: str, said: list[Statement]) -> str:
        naming, standing = names.Naming(), [s for s in said if self.frame.stands(s)]
        for line in columns.folded(standing, {key: 0}, self._canonical, self.frame.stands) if standing else ():
            naming.take(line[0])
        return naming.type(key)

    def _ends(self, statements: Iterable[Statement]) -> set[str]:
        return {self._canonical(end) for s in statements for end in (s.subject, s.object) if isinstance(end, str)}

    def _canonical(self, key: str) -> str:
        return self.frame.aliases.canonical(key)

    def _all_keys(self, records: Iterable[Statement], things: set[str]) -> set[str]:
        mentioned = self._ends(records) | {self._canonical(s.document) for s in records} | things
        return mentioned | {self._canonical(base_of(key)) for key in mentioned}
