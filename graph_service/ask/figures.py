"""Numbers with what they measure: by measure, subject, document, period, status and dimensions, in order of the text."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.ask import evidence, terms
from graph_service.ask.evidence import EvidenceRow
from graph_service.ask.scope import Scope, scope
from graph_service.errors import UsageError
from graph_service.graph.snapshot import Snapshot
from ontology import dates, labels
from ontology.measures import measures
from ontology.records import FIGURE_STATUSES, Figure


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure. ``value``: a decimal number as text, in whole ``unit``s; ``subject`` and ``because_of`` by canonical keys;
    ``evidence``: every place that says it, with what is printed there."""

    id: str
    subject: str
    measure: str
    value: str
    unit: str
    period: str | None
    status: str | None
    exactness: str
    dimensions: tuple[tuple[str, str], ...]
    because_of: str | None
    document: str
    confidence: float
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class FigureList:
    """A page of figures; ``total``: how many there are in all."""

    figures: tuple[FigureRow, ...]
    total: int
    scope: Scope


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None excludes nothing. ``period`` (EDTF): figures whose period lies in it; ``dimensions``: pairs of name
    and value that all must be there."""

    measure: str | None = None
    subject: str | None = None
    document: str | None = None
    period: str | None = None
    status: str | None = None
    dimensions: tuple[tuple[str, str], ...] = ()


def figures(snapshot: Snapshot, wanted: Wanted, *, limit: int | None = None, offset: int = 0) -> FigureList:
    """The figures that fit, by document, then in order of its text. Keys as people type them, else ``UnknownKey``; ``UsageError``
    for a measure, a status or a period that is none."""
    begin, end = terms.page(limit, offset)
    found = sorted(_fitting(snapshot, wanted), key=lambda figure: _place(snapshot, figure))
    return FigureList(tuple(row(snapshot, one) for one in found[begin:end]), len(found), scope(snapshot))


def figure(snapshot: Snapshot, figure_id: str) -> FigureRow | None:
    """The figure with an id (``fig:`` in front is allowed); None where it is not known at this time."""
    wanted = figure_id.removeprefix("fig:")
    return next((row(snapshot, one) for one in snapshot.known.figures if one.id == wanted), None)


def _fitting(snapshot: Snapshot, wanted: Wanted) -> Iterable[Figure]:
    lead = snapshot.aliases.canonical
    subject = None if wanted.subject is None else snapshot.resolve(wanted.subject)
    document = None if wanted.document is None else snapshot.resolve(wanted.document)
    measure = None if wanted.measure is None else _measure(snapshot, wanted.measure)
    status = None if wanted.status is None else terms.one_of("status", wanted.status, FIGURE_STATUSES)
    within = dates.span(wanted.period or "") if terms.day(wanted.period, "period") else None
    for one in snapshot.known.figures:
        fits = (
            (measure is None or one.measure == measure)
            and (status is None or one.status == status)
            and (subject is None or lead(one.subject) == subject)
            and (document is None or lead(one.document) == document)
            and set(wanted.dimensions) <= set(one.dimensions)
        )
        if fits and (within is None or _inside(one.period, within)):
            yield one


def _inside(period: str | None, within: tuple[str, str]) -> bool:
    if period is None:
        return False
    first, last = dates.span(period)
    begin, end = within
    return begin <= first and last <= end


def _measure(snapshot: Snapshot, name: str) -> str:
    """The measure as the code list or a figure has it; ``UsageError`` names the nearest ones."""
    known = {*measures(), *(one.measure for one in snapshot.known.figures)}
    found = next((one for one in known if one.lower() == name.lower()), None)
    if found is None:
        near = difflib.get_close_matches(name.lower(), sorted(known), 5, 0.0)
        raise UsageError(f"measure {name!r}: expected one of ontology/codelists/measures.csv, for example {', '.join(near)}")
    return found


def _place(snapshot: Snapshot, figure: Figure) -> tuple[object, ...]:
    """Where a figure stands first: its document, its paragraph, its place."""
    spots = [(labels.sort_key(e.paragraph), e.start if e.start is not None else -1) for e in figure.evidence]
    return snapshot.aliases.canonical(figure.document), *min(spots, default=(labels.sort_key(""), -1)), figure.id


def row(snapshot: Snapshot, figure: Figure) -> FigureRow:
    """A figure with its evidence."""
    lead = snapshot.aliases.canonical
    return FigureRow(
        id=figure.id,
        subject=lead(figure.subject),
        measure=figure.measure,
        value=figure.value,
        unit=figure.unit,
        period=figure.period,
        status=figure.status,
        exactness=figure.exactness,
        dimensions=figure.dimensions,
        because_of=lead(figure.because_of) if figure.because_of else None,
        document=lead(figure.document),
        confidence=max((e.confidence for e in figure.evidence), default=0.0),
        evidence=evidence.of_figure(snapshot, figure),
    )
