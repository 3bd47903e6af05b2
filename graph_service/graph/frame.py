"""What a question that runs in the store must know of the whole record: which key leads to which, what has been read, verdicts.

It is small beside the record (no claims, no evidence), and holds as long as the store's version stays the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph_service.graph import aliases
from graph_service.graph.aliases import Aliases, whole_of
from graph_service.graph.snapshot import OUT
from graph_service.store.base import StoredReading
from graph_service.store.clock import record_time
from graph_service.store.steps import Steps
from ontology import vocabulary
from ontology.records import Statement, Verdict

IDENTITIES = tuple(p.name for p in vocabulary.predicates().values() if p.upstream == "identity")
"""The predicates that say of two things that they are one."""


@dataclass(frozen=True)
class Frame:
    """``known_at``: UTC to the second, None for an empty record. ``moment``: what was asked for, None for now. ``readings``: by
    canonical key of their document, those that held then. ``leading``: canonical key → what leads to it; ``carried``: instrument
    → the texts that it carries. ``documents``: those that say something, canonical, sorted. ``identities``: canonical key, of the
    thing itself or of its whole → the statements that say what it is the same thing as, without their evidence."""

    version: int
    moment: str | None
    known_at: str | None
    aliases: Aliases
    verdicts: Mapping[str, Verdict]
    readings: dict[str, tuple[StoredReading, ...]]
    documents: tuple[str, ...]
    leading: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identities: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What stands in the place of a snapshot's hash where there is no snapshot."""
        return f"record {self.version}"

    @cached_property
    def parted(self) -> Mapping[str, tuple[str, ...]]:
        """Canonical key → the keys that look like none of its parts, and lead to one."""
        ends = ((alias, self.whole(self.aliases.canonical(alias))) for alias in sorted(self.aliases.lead))
        return _reversed((alias, whole) for alias, whole in ends if whole is not None)

    def stands(self, s: Statement) -> bool:
        """Whether no verdict took a statement out."""
        verdict = self.verdicts.get(s.id)
        return verdict is None or verdict.verdict not in OUT

    def spellings(self, key: str) -> tuple[str, ...]:
        """The keys of the record under which a canonical key may stand, itself first."""
        base, mark, part = key.partition("#")
        if not mark:
            return self._bases(key)
        found = {key: None, **dict.fromkeys(self._behind(key))}
        for other in self._bases(base):
            found[f"{other}#{part}"] = None
            if part.startswith("annex-"):
                found[f"{other}#{part.removeprefix('annex-')}"] = None
        return tuple(spelt for spelt in found if self.aliases.canonical(spelt) == key)

    def bases(self, key: str) -> tuple[str, ...]:
        """The keys of the record whose parts may be parts of a canonical key."""
        return self._bases(key) if "#" not in key else ()

    def _bases(self, key: str) -> tuple[str, ...]:
        found, waiting = {key: None}, [key]
        while waiting:
            onward = waiting.pop()
            new = [other for other in self._behind(onward) if other not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return tuple(found)

    def learn(self, steps: Steps, keys: Iterable[str]) -> None:
        """Read, all at once, what must be known of documents to tell where some keys of the record lead."""
        if isinstance(self.aliases.labels, _Labels):
            self.aliases.labels.learn(steps, {document for key in keys for document in self.aliases.settled_by(key)})

    def _behind(self, key: str) -> Iterator[str]:
        yield from self.leading.get(key, ())
        yield from self.carried.get(key, ())

    def whole(self, key: str) -> str | None:
        """The canonical key of the whole of which a canonical key is a part."""
        above = whole_of(key)
        return None if above is None else self.aliases.canonical(above)


def read(steps: Steps, known_at: str | None = None) -> Frame:
    """The frame of the record as known at a moment (None for now; ``UsageError`` for what is no time)."""
    moment = None if known_at is None else record_time(known_at)
    version = steps.version()
    verdicts = {v.statement: v for v in steps.verdicts() if moment is None or v.at <= moment}
    begun = tuple(steps.readings())
    now = tuple(_then(begun, moment))
    clocks = [clock for r in begun for clock in (r.known_from, r.known_to) if clock] + [v.at for v in verdicts.values()]
    documents = steps.documents(moment)
    leading = steps.leading(moment)
    lead = _aliases(steps, leading, verdicts, now, documents)
    return Frame(
        version=version,
        moment=moment,
        known_at=moment or max(clocks, default=None),
        aliases=lead,
        verdicts=verdicts,
        readings=_by_document(now, lead),
        documents=tuple(sorted({lead.canonical(document) for document in documents})),
        leading=_reversed((alias, key) for alias, key in lead.lead.items()),
        carried=_reversed((text, instrument) for text, instrument in lead.carriers.items()),
        identities=_identities(leading, lead),
    )


def _aliases(
    steps: Steps,
    leading: Iterable[Statement],
    verdicts: Mapping[str, Verdict],
    readings: tuple[StoredReading, ...],
    documents: list[str],
) -> Aliases:
    def stands(s: Statement) -> bool:
        verdict = verdicts.get(s.id)
        return verdict is None or verdict.verdict not in OUT

    labels = _Labels(steps)
    said = tuple(leading)
    lead = aliases.gather((s for s in said if stands(s)), readings, labels, documents)
    labels.held = {lead.canonical(key): key for key in sorted({r.document for r in readings if r.text_hash})}
    ends = {end for s in said for end in (s.subject, s.object) if isinstance(end, str)}
    labels.learn(steps, {document for key in (*ends, *lead.lead) for document in lead.settled_by(key)})
    return lead


def _identities(leading: Iterable[Statement], lead: Aliases) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, dict[str, Statement]] = {}
    for s in leading:
        if s.predicate in IDENTITIES:
            ends = [lead.canonical(end) for end in (s.subject, s.object) if isinstance(end, str)]
            wholes = [lead.canonical(whole) for end in ends if (whole := whole_of(end)) is not None]
            for key in (*ends, *wholes):
                found.setdefault(key, {})[s.id] = s
    return {key: tuple(said.values()) for key, said in found.items()}


class _Labels(Mapping[str, frozenset[str]]):
    """The labels of the paragraphs of documents that are held, read from the store when they are asked for. ``held``: by canonical
    key the one in the store."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._read: dict[str, frozenset[str]] = {}
        self.held: dict[str, str] = {}

    def learn(self, steps: Steps, documents: Iterable[str]) -> None:
        """Read those of some documents, all at once."""
        new = {document: stored for document in documents if document not in self._read and (stored := self.held.get(document))}
        found = steps.labels(new.values()) if new else {}
        self._read |= {document: found.get(stored, frozenset()) for document, stored in new.items()}

    def __getitem__(self, document: str) -> frozenset[str]:
        self.learn(self._steps, [document])
        return self._read.get(document, frozenset())

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.held))

    def __len__(self) -> int:
        return len(self.held)


def _then(readings: Iterable[StoredReading], moment: str | None) -> Iterator[StoredReading]:
    for r in readings:
        if moment is not None and r.known_from > moment:
            continue
        if r.known_to is None:
            yield r
        elif moment is not None and r.known_to > moment:
            yield replace(r, known_to=None)


def _by_document(readings: Iterable[StoredReading], lead: Aliases) -> dict[str, tuple[StoredReading, ...]]:
    found: dict[str, list[StoredReading]] = {}
    for r in sorted(readings, key=lambda r: (r.document, r.language or "", r.loader, r.known_from)):
        found.setdefault(lead.canonical(r.document), []).append(r)
    return {key: tuple(rows) for key, rows in found.items()}


def _reversed(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one, other in sorted(pairs):
        found.setdefault(other, []).append(one)
    return {key: tuple(listed) for key, listed in found.items()}
