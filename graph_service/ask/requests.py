"""What was asked of whom, by when, and what answered it: obligations, each with the statements that make it (MODEL section 3)."""

from collections.abc import Callable
from dataclasses import dataclass

from graph_service.ask import terms
from graph_service.ask.scope import Scope, scope
from graph_service.ask.statements import StatementRow, row
from graph_service.graph.aliases import base_of
from graph_service.graph.snapshot import Snapshot
from ontology import dates
from ontology.errors import BadDate

STATUSES = ("OPEN", "ANSWERED", "CLOSED")


@dataclass(frozen=True, slots=True)
class Request:
    """An obligation. ``paragraph``: where it is requested; ``requested_by``, ``addressees``, ``answers``, ``closed_by``: keys.
    ``act`` … ``recurs``: as its statements say; ``due`` is a date (EDTF) or the key of a session, ``due_on`` the date that follows.

    ``status``: CLOSED where something closed it, else ANSWERED where something answers it, else OPEN: no answer is said in the
    documents of the scope. ``statements``: all lines about it, with their evidence.
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
    found = [_request(snapshot, key, as_of) for key in snapshot.keys if "!" in key and snapshot.kind_of(key) == "obligation"]
    kept = [
        request for request in found if request.statements and all(fits(request) for fits in _filters(snapshot, source, addressee))
    ]
    if status is not None:
        wanted = terms.one_of("status", status, STATUSES)
        kept = [request for request in kept if request.status == wanted]
    if terms.day(due_before):
        first = dates.span(due_before or "")[0]
        kept = [request for request in kept if request.due_on and dates.span(request.due_on)[1] < first]
    begin, end = terms.page(limit, offset)
    return RequestList(tuple(kept[begin:end]), len(kept), scope(snapshot))


def _filters(snapshot: Snapshot, source: str | None, addressee: str | None) -> list[Callable[[Request], bool]]:
    filters: list[Callable[[Request], bool]] = []
    if source is not None:
        asked = snapshot.resolve(source)
        filters.append(lambda request: asked in _sources(request))
    if addressee is not None:
        whom = snapshot.resolve(addressee)
        filters.append(lambda request: whom in request.addressees)
    return filters


def _sources(request: Request) -> set[str]:
    places = {request.key.partition("!")[0], *([request.paragraph] if request.paragraph else [])}
    return {*places, *(base_of(place) for place in places), *request.requested_by}


def _request(snapshot: Snapshot, key: str, as_of: str | None) -> Request:
    lines = [line for line in snapshot.lines_of(key) if snapshot.columns.stands[line]]
    if as_of:
        possible = snapshot.columns.hold(as_of)[0]
        lines = [line for line in lines if possible[line]]
    rows = [row(snapshot, line, as_of) for line in lines]
    said = [(name, value) for r in rows if r.subject == key for name, value in r.qualifiers]
    value = dict(reversed(said))
    closed, answers = _objects(rows, key, "closed_by"), _objects(rows, key, "answered_by")
    answers = tuple(sorted({*answers, *(r.subject for r in rows if r.predicate == "fulfils" and r.status == "fact")}))
    return Request(
        key=key,
        paragraph=next(iter(_objects(rows, key, "requested_in")), None),
        requested_by=_objects(rows, key, "requested_by"),
        addressees=_objects(rows, key, "addressed_to"),
        act=value.get("act"),
        deliverable=value.get("deliverable"),
        modality=value.get("modality"),
        due=value.get("due"),
        due_on=_date(snapshot, value.get("due")),
        to=value.get("to"),
        via=value.get("via"),
        recurs=value.get("recurs"),
        status="CLOSED" if closed else "ANSWERED" if answers else "OPEN",
        answers=answers,
        closed_by=closed,
        statements=tuple(rows),
    )


def _objects(rows: list[StatementRow], key: str, predicate: str) -> tuple[str, ...]:
    """What a predicate leads to, as a fact: a closure that is only proposed closes nothing."""
    facts = ("fact", "achieved")
    return tuple(
        sorted({r.object for r in rows if r.subject == key and r.predicate == predicate and r.object and r.status in facts})
    )


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
