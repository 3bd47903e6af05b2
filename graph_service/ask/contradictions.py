"""What the documents read tell that can't all be so, each contradiction with all the paragraphs that tell it."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from graph_service.ask import figures, terms
from graph_service.ask.figures import FigureRow
from graph_service.ask.scope import Scope, scope
from graph_service.ask.statements import StatementRow, row
from graph_service.graph import contradictions as comparing
from graph_service.graph.aliases import base_of
from graph_service.graph.contradictions import Conflict
from graph_service.graph.snapshot import Snapshot
from ontology.contradictions import contradictions as kinds

_FOUND: WeakKeyDictionary[Snapshot, list[Conflict]] = WeakKeyDictionary()
"""The conflicts of each snapshot, compared once."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``kind``: a name of ``codelists/contradictions.csv``; ``about``: the key of what it is told of; ``statements`` and
    ``figures``: what can't all hold, two at least together."""

    kind: str
    about: str
    statements: tuple[StatementRow, ...]
    figures: tuple[FigureRow, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that tell it, sorted."""
        evidence = (*(told.evidence for told in self.statements), *(told.evidence for told in self.figures))
        return tuple(sorted({place.document for places in evidence for place in places}))


@dataclass(frozen=True, slots=True)
class ContradictionList:
    """A page of contradictions; ``total``: how many there are."""

    contradictions: tuple[Contradiction, ...]
    total: int
    scope: Scope


def contradictions(
    snapshot: Snapshot,
    kind: str | None = None,
    about: str | None = None,
    document: str | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> ContradictionList:
    """What can't all be so, by kind, then by what it is about. ``about``: told of this thing or a part of it, or with it as an end;
    ``document``: told by this document among others. Keys as people type them, else ``UnknownKey``."""
    begin, end = terms.page(limit, offset)
    found = _found(snapshot)
    if kind is not None:
        wanted = terms.one_of("kind", kind, kinds())
        found = [one for one in found if one.kind == wanted]
    if about is not None:
        key = snapshot.resolve(about)
        found = [one for one in found if key in _ends(snapshot, one)]
    if document is not None:
        saying = snapshot.resolve(document)
        found = [one for one in found if saying in _documents(snapshot, one)]
    rows = tuple(_contradiction(snapshot, one) for one in found[begin:end])
    return ContradictionList(rows, len(found), scope(snapshot))


def _found(snapshot: Snapshot) -> list[Conflict]:
    if snapshot not in _FOUND:
        _FOUND[snapshot] = comparing.find(snapshot)
    return _FOUND[snapshot]


def _ends(snapshot: Snapshot, conflict: Conflict) -> set[str]:
    ends = {conflict.about}
    for line in conflict.lines:
        subject, _, target = snapshot.ends(line)
        ends |= {subject, *([target] if target else [])}
    return ends | {base_of(key) for key in ends}


def _documents(snapshot: Snapshot, conflict: Conflict) -> set[str]:
    lead = snapshot.aliases.canonical
    told = (s.document for line in conflict.lines for s in snapshot.line(line))
    return {lead(document) for document in (*told, *(figure.document for figure in conflict.figures))}


def _contradiction(snapshot: Snapshot, found: Conflict) -> Contradiction:
    rows = tuple(row(snapshot, line) for line in found.lines)
    return Contradiction(found.kind, found.about, rows, tuple(figures.row(snapshot, one) for one in found.figures))
