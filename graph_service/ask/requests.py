"""What was asked of whom, by when, and what answered it: obligations, each with the statements that make it (MODEL section 3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from graph_service.ask import terms
from graph_service.ask.scope import Scope, scope
from graph_service.ask.statements import StatementRow, row
from graph_service.graph.aliases import base_of
from graph_service.graph.snapshot import Snapshot
from graph_service.graph.told import Told, told_on
from ontology import dates
from ontology.errors import BadDate

STATUSES = ("OPEN", "ANSWERED", "CLOSED", "PROPOSED")


@dataclass(frozen=True, slots=True)
class Request:
    """An obligation. ``paragraph``: where it is requested; ``requested_by``, ``addressees``, ``answers``, ``closed_by``: keys.
    ``act`` … ``recurs``: as its statements say; ``due`` is a date (EDTF) or the key of a session, ``due_on`` the date that follows.

    ``status``: CLOSED where something closed it, else ANSWERED where something answers it, else PROPOSED where only a draft asks
    it, else OPEN: no answer is said in the documents of the scope. ``statements``: all lines about it, with their evidence.
    """

    key: str
    paragraph: str | None
    requested_by: tuple[str, ...]
    addressees: tuple[str, ...]
    act: str | None
    deliverable: str | None
    modality: str | None
    due: str | None
    due_on: str | None
    to: str | None
    via: str | None
    recurs: str | None
    status: str
    answers: tuple[str, ...]
    closed_by: tuple[str, ...]
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class RequestList:
    """A page of requests, by key; ``total``: how many there are."""

    requests: tuple[Request, ...]
    total: int
    scope: Scope


def requests(
    snapshot: Snapshot,
    source: str | None = None,
    addressee: str | None = None,
    status: str | None = None,
    due_before: str | None = None,
    as_of: str | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> RequestList:
    """The obligations. ``source``: the instrument, paragraph or asker that they come from; ``addressee``: of whom something is
    asked; ``due_before``: those known to be due on a day before it begins. Keys as people type them."""
    begin, end = terms.page(limit, offset)
    day, fits = terms.day(as_of), _filters(snapshot, source, addressee, status, due_before)
    told = ((key, _told(snapshot, key, day)) for key in snapshot.keys if "!" in key and snapshot.kind_of(key) == "obligation")
    found = [(_request(snapshot, key, lines), lines) for key, lines in told if lines]
    kept = [(request, lines) for request, lines in found if all(fit(request) for fit in fits)]
    page = (replace(request, statements=_rows(snapshot, lines, day)) for request, lines in kept[begin:end])
    return RequestList(tuple(page), len(kept), scope(snapshot))


def _filters(
    snapshot: Snapshot, source: str | None, addressee: str | None, status: str | None, due_before: str | None
) -> list[Callable[[Request], bool]]:
    filters: list[Callable[[Request], bool]] = []
    if source is not None:
        asked = snapshot.resolve(source)
        filters.append(lambda request: asked in _sources(request))
    if addressee is not None:
        whom = snapshot.resolve(addressee)
        filters.append(lambda request: whom in request.addressees)
    if status is not None:
        wanted = terms.one_of("status", status, STATUSES)
        filters.append(lambda request: request.status == wanted)
    if terms.day(due_before, "dueBefore"):
        first = dates.span(due_before or "")[0]
        filters.append(lambda request: request.due_on is not None and dates.span(request.due_on)[1] < first)
    return filters


def _sources(request: Request) -> set[str]:
    places = {request.key.partition("!")[0], *([request.paragraph] if request.paragraph else [])}
    return {*places, *(base_of(place) for place in places), *request.requested_by}


def _told(snapshot: Snapshot, key: str, day: str | None) -> list[Told]:
    lines = [line for line in snapshot.lines_of(key) if snapshot.columns.stands[line]]
    if day:
        possible = snapshot.columns.hold(day)[0]
        lines = [line for line in lines if possible[line]]
    return [told_on(snapshot, line) for line in lines]


def _rows(snapshot: Snapshot, lines: list[Told], day: str | None) -> tuple[StatementRow, ...]:
    return tuple(row(snapshot, one.line, day) for one in lines)


def _request(snapshot: Snapshot, key: str, lines: list[Told]) -> Request:
    own = [line for line in lines if line.subject == key]
    value = dict(reversed([pair for line in own for pair in line.head.qualifiers]))
    closed, addressed = _objects(own, "closed_by"), [line for line in own if line.predicate == "addressed_to"]
    fulfilled = (line.subject for line in lines if line.predicate == "fulfils" and line.object == key and line.fact)
    answers = tuple(sorted({*_objects(own, "answered_by"), *fulfilled}))
    proposed = bool(addressed) and not any(line.fact for line in addressed)
    return Request(
        key=key,
        paragraph=next(iter(_objects(own, "requested_in")), None),
        requested_by=_objects(own, "requested_by"),
        addressees=tuple(sorted({line.object for line in addressed if line.object})),
        act=value.get("act"),
        deliverable=value.get("deliverable"),
        modality=value.get("modality"),
        due=value.get("due"),
        due_on=_date(snapshot, value.get("due")),
        to=value.get("to"),
        via=value.get("via"),
        recurs=value.get("recurs"),
        status="CLOSED" if closed else "ANSWERED" if answers else "PROPOSED" if proposed else "OPEN",
        answers=answers,
        closed_by=closed,
        statements=(),
    )


def _objects(lines: list[Told], predicate: str) -> tuple[str, ...]:
    """What a predicate leads to, as a fact."""
    return tuple(sorted({line.object for line in lines if line.predicate == predicate and line.object and line.fact}))


def _date(snapshot: Snapshot, due: str | None) -> str | None:
    """The date itself, or when the session is held that is named instead; None where neither is known."""
    if due is None:
        return None
    try:
        return due if dates.span(due) else None
    except BadDate:
        session = snapshot.number.get(snapshot.aliases.follow(due))
    if session is None:
        return None
    lines = snapshot.columns.of_subject(session)
    return next((snapshot.line(line)[0].object.text for line in lines if snapshot.ends(line)[1] == "held_on"), None)  # type: ignore[union-attr]  # held_on has a value
