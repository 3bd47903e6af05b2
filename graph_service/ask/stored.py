"""Lineage and paths asked of the store, where no snapshot is wanted: only what the question reaches is fetched.

The answers are those of ``ask.lineage`` and ``ask.paths`` on a snapshot of the whole record; their scope names the version of the
record in the place of a snapshot's hash.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from graph_service.ask import lineage as on_snapshot
from graph_service.ask import terms
from graph_service.ask.claims import Claim, claim
from graph_service.ask.lineage import DEPTH, Lineage, LineageNode
from graph_service.ask.paths import Path, Paths
from graph_service.ask.paths import paths as paths_of
from graph_service.ask.scope import Scope
from graph_service.errors import StoreLocked
from graph_service.graph import frame as frames
from graph_service.graph import growth, lookup, words
from graph_service.graph.aliases import base_of
from graph_service.graph.frame import Frame
from graph_service.graph.lineage import DIRECTIONS, Terms
from graph_service.graph.region import Region
from graph_service.graph.snapshot import Snapshot
from graph_service.store.steps import Bounds, Steps

NAMES = ("title", "name", "also_called", "acronym", "type")
"""What is asked of things that are shown."""
_NEAR = 50
_TRIES = 5
_FRAMES = 3
"""How many frames of other times are kept."""


T = TypeVar("T")


@dataclass(frozen=True)
class Shown(Generic[T]):
    """An answer, and the snapshot that knows the things that it shows: of the whole record, or of just these things."""

    answer: T
    things: Snapshot


class Stored:
    """Lineage and paths of the record of a store that answers by steps. Safe to use from several threads."""

    def __init__(self, steps: Steps, bounds: Bounds) -> None:
        """``bounds``: what one answer may read, and how long it may take."""
        self._steps, self._bounds = steps, bounds
        self._frames: dict[str | None, Frame] = {}

    def lineage(self, *asked: Any, known_at: str | None = None, **more: Any) -> Shown[Lineage]:
        """``lineage`` of the record as known at a time, the arguments after its frame."""
        return self._steady(known_at, lambda steps, known: lineage(steps, known, *asked, bounds=self._bounds, **more))

    def paths(self, *asked: Any, known_at: str | None = None, **more: Any) -> Shown[Paths]:
        """``paths`` of the record as known at a time, the arguments after its frame."""
        return self._steady(known_at, lambda steps, known: paths(steps, known, *asked, bounds=self._bounds, **more))

    def _steady(self, known_at: str | None, answer: Callable[[Steps, Frame], T]) -> T:
        """An answer from one state of the record: asked again where a writer came between."""
        for _ in range(_TRIES):
            known = self._frames.get(known_at) or self.frame(known_at)
            found, version = self._steps.together(partial(_told, answer, known))
            if version == known.version:
                return found
            self.frame(known_at)
        raise StoreLocked("the record is written to without a pause; wait for it (a load) and ask again")

    def resolve(self, key: str, as_of: str | None = None, known_at: str | None = None) -> str:
        """``resolve`` in the record as known at a time."""
        return resolve(self._steps, self.frame(known_at), key, as_of)

    def frame(self, known_at: str | None = None) -> Frame:
        """What must be known of the whole record, read anew when the record has changed."""
        known = self._frames.get(known_at)
        if known is None or known.version != self._steps.version():
            known = frames.read(self._steps, known_at)
            kept = [(at, other) for at, other in self._frames.items() if other.version == known.version][-_FRAMES:]
            self._frames = dict(kept) | {known_at: known}
        return known


def _told(answer: Callable[[Steps, Frame], T], known: Frame, steps: Steps) -> tuple[T, int]:
    """An answer, and the version of the record when it was complete."""
    return answer(steps, known), steps.version()


def lineage(
    steps: Steps,
    frame: Frame,
    key: str,
    direction: str = "UPSTREAM",
    depth: int | None = DEPTH,
    predicates: str | Iterable[str] = (),
    through: Iterable[str] = (),
    grain: str = "PARAGRAPH",
    as_of: str | None = None,
    *,
    statuses: Iterable[str] = (),
    bounds: Bounds | None = None,
    **page: Any,
) -> Shown[Lineage]:
    """``ask.lineage.lineage`` over a store; ``page`` its limits and offsets. ``LimitExceeded`` beyond ``bounds``."""
    way = terms.one_of("direction", {"up": "UPSTREAM", "down": "DOWNSTREAM"}.get(direction.lower(), direction), DIRECTIONS)
    asked = terms.walk(predicates, through, grain, statuses, as_of)
    region = Region(steps, frame, asked, bounds or Bounds())
    root = resolve(steps, frame, key, as_of)
    upward = [up for up in (True, False) if way in ("BOTH", "UPSTREAM" if up else "DOWNSTREAM")]
    bare = growth.for_lineage(region, root, upward, None if depth is None else max(0, depth))

    def answer(snapshot: Snapshot) -> Lineage:
        return on_snapshot.lineage(snapshot, root, way, depth, *_terms(asked), statuses=asked.statuses, **page)

    found = answer(bare)
    claims = [*found.claims, *(claim for node in found.nodes for claim in node.via)]
    things = _things(region, claims, {found.root.key, *(node.key for node in found.nodes)})

    def dressed(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(_dressed(things, claim, as_of) for claim in claims)

    told = replace(
        found,
        root=things.entity(found.root.key, as_of),
        nodes=tuple(_named(things, node, dressed(node.via), as_of) for node in found.nodes),
        claims=dressed(found.claims),
        scope=_scope(frame, found.scope.complete),
    )
    return Shown(told, things)


def paths(
    steps: Steps,
    frame: Frame,
    source: str,
    target: str,
    any_direction: bool = False,
    predicates: str | Iterable[str] = (),
    through: Iterable[str] = (),
    grain: str = "PARAGRAPH",
    as_of: str | None = None,
    *,
    statuses: Iterable[str] = (),
    bounds: Bounds | None = None,
    **page: Any,
) -> Shown[Paths]:
    """``ask.paths.paths`` over a store; ``page`` its limit. ``LimitExceeded`` beyond ``bounds``."""
    asked = terms.walk(predicates, through, grain, statuses, as_of)
    region = Region(steps, frame, asked, bounds or Bounds())
    ends = [resolve(steps, frame, key, as_of) for key in (source, target)]

    def answer(snapshot: Snapshot) -> Paths:
        return paths_of(snapshot, ends[0], ends[1], any_direction, *_terms(asked), statuses=asked.statuses, **page)

    length = growth.for_paths(region, ends[0], ends[1], any_direction)
    if length < 0 and not any_direction:
        growth.for_paths(region, ends[1], ends[0], any_direction)
    found = answer(region.snapshot())
    claims = [claim for path in found.paths for step in path.steps for claim in step.claims]
    things = _things(region, claims, {found.source, found.target, *(key for path in found.paths for key in path.nodes)})
    told = replace(
        found, paths=tuple(_worded(things, path, as_of) for path in found.paths), scope=_scope(frame, found.scope.complete)
    )
    return Shown(told, things)


def resolve(steps: Steps, frame: Frame, typed: str, as_of: str | None = None) -> str:
    """The key of the record that is meant by what was typed, as a snapshot resolves it; of other spellings than the record's only
    another case and blanks around are known. ``UnknownKey`` names keys that begin alike."""
    meant = [form for text in (typed, typed.strip(), typed.strip().upper()) for form in (text, base_of(text))]
    near = steps.nearest(typed.strip(), _NEAR)
    frame.learn(steps, [*meant, *near])
    keys = {frame.aliases.follow(form) for form in meant}
    spelt = {other: key for key in keys for other in frame.spellings(key)}
    spelt |= {key: frame.aliases.canonical(key) for key in near}
    known = {spelt[key] for key in steps.existing(sorted(spelt), frame.moment)} | (set(spelt.values()) & set(frame.readings))
    return lookup.build(sorted(known), frame.aliases).resolve(typed, as_of)


def _terms(asked: Terms) -> tuple[Any, ...]:
    return asked.predicates, asked.through, asked.grain, asked.as_of


def _things(region: Region, claims: Sequence[Claim], keys: set[str]) -> Snapshot:
    """What an answer shows, and no more: its claims with their evidence, names of its things, words and addresses of documents."""
    steps, frame, lead = region.steps, region.frame, region.frame.aliases
    said = steps.said(sorted({name for claim in claims for name in claim.statements}), frame.moment)
    documents = {lead.canonical(s.document) for s in said}
    shown = keys | {end for claim in claims for end in (claim.subject, claim.object)}
    about = steps.about(_spelt(frame, shown), NAMES, frame.moment)
    published = shown | documents
    published |= {lead.carriers[key] for key in published if key in lead.carriers}
    addresses = steps.about(_spelt(frame, published), ("url",), frame.moment)
    held = {key: rows[-1].document for key in documents if (rows := [r for r in frame.readings.get(key, ()) if r.text_hash])}
    wanted = {key: spots for key, spots in words.wanted(said, lead.canonical).items() if key in held}
    read = words.read(steps, {key: held[key] for key in wanted}, wanted)
    return region.shown([*said, *about, *addresses], shown | documents, read)


def _dressed(things: Snapshot, bare: Claim, as_of: str | None) -> Claim:
    """A claim with its evidence."""
    line = things.line_of(bare.statements[0])
    if line is None:
        raise StoreLocked(f"{bare.statements[0]} is gone while it was asked for; ask again")
    return claim(things, line, as_of)


def _named(things: Snapshot, node: LineageNode, via: tuple[Claim, ...], as_of: str | None) -> LineageNode:
    """A thing with its names, and the claims that reach it."""
    row = things.entity(node.key, as_of)
    return replace(node, type=row.type, kind=row.kind, labels=row.labels, held=row.held, via=via)


def _worded(things: Snapshot, path: Path, as_of: str | None) -> Path:
    """A path with the evidence of its claims."""
    return replace(
        path, steps=tuple(replace(step, claims=tuple(_dressed(things, c, as_of) for c in step.claims)) for step in path.steps)
    )


def _spelt(frame: Frame, keys: Iterable[str]) -> list[str]:
    return sorted({other for key in keys for other in frame.spellings(key)})


def _scope(frame: Frame, complete: bool) -> Scope:
    read = sorted(frame.readings)
    return Scope(
        documents=tuple(key for key in read if not key.startswith("REG/")),
        reported=tuple(key for key in frame.documents if key not in frame.readings),
        registers=tuple(key for key in read if key.startswith("REG/")),
        complete=complete,
        snapshot=frame.name,
        known_at=frame.known_at,
    )
