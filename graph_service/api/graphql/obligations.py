"""Requests: what was asked of whom, by when, and what answered it."""

from dataclasses import dataclass
from enum import Enum

import strawberry

from graph_service.api.graphql.codes import Modality
from graph_service.api.graphql.connections import Connection, connection
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.scopes import scope_of
from graph_service.api.graphql.statements import Statement, statement
from graph_service.ask import requests as ask
from graph_service.graph.snapshot import Snapshot


@strawberry.enum(description="What became of a request, as far as the documents of the scope say.")
class RequestStatus(Enum):
    """``graph_service.ask.requests.STATUSES``."""

    OPEN = strawberry.enum_value("OPEN", description="No answer is said: that is not to say that there is none.")
    ANSWERED = strawberry.enum_value("ANSWERED", description="Something answers it.")
    CLOSED = strawberry.enum_value("CLOSED", description="Something closed it; a closure that is proposed closes nothing.")
    PROPOSED = strawberry.enum_value("PROPOSED", description="Only a draft asks it so far.")


@strawberry.type(description="Something that was asked of somebody: a request, a report due, a recommendation of auditors.")
class Request:
    """``graph_service.ask.requests.Request``; ``snapshot`` and ``as_of`` are what its own fields are asked of."""

    key: str = strawberry.field(description="The key: the paragraph in which it is read, and a number behind an exclamation mark.")
    paragraph: str | None = strawberry.field(description="The key of the paragraph that asks it.")
    requested_by: list[str] = strawberry.field(description="The keys of what asks: an instrument, a meeting, a body.")
    addressees: list[str] = strawberry.field(description="The keys of those who are asked.")
    act: str | None = strawberry.field(description="What they are to do.")
    deliverable: str | None = strawberry.field(description="What they are to hand in.")
    modality: Modality | None = strawberry.field(description="How strongly it is asked, where that is said.")
    due: str | None = strawberry.field(description="By when: a date (EDTF), or the key of a session.")
    due_on: str | None = strawberry.field(
        description="The date (EDTF) that follows from due: of a session, when it was held; null where that is not known."
    )
    to: str | None = strawberry.field(description="To whom the result goes.")
    via: str | None = strawberry.field(description="Through whom it goes.")
    recurs: str | None = strawberry.field(description="How often it is to be done.")
    status: RequestStatus = strawberry.field(description="What became of it.")
    answers: list[str] = strawberry.field(description="The keys of what answers it.")
    closed_by: list[str] = strawberry.field(description="The keys of what closed it.")
    statements: list[Statement] = strawberry.field(description="All that is said of it, with the paragraphs that say it.")
    snapshot: strawberry.Private[Snapshot]
    as_of: strawberry.Private[str | None] = None

    @resolved("The request as a thing of the graph.")
    def entity(self) -> Entity:
        """The obligation."""
        return entity(self.snapshot, self.key, self.as_of)


@dataclass(frozen=True)
class Wanted:
    """What is asked for; None excludes nothing."""

    source: str | None = None
    addressee: str | None = None
    status: str | None = None
    due_before: str | None = None
    as_of: str | None = None


def requests(snapshot: Snapshot, wanted: Wanted, first: int, after: str | None) -> Connection[Request]:
    """A page of the requests that fit, by key."""
    listing = Listing(snapshot.hash, ("requests", wanted))
    begin, _ = window(listing, first, after)
    w = wanted
    found = ask.requests(snapshot, w.source, w.addressee, w.status, w.due_before, w.as_of, limit=first, offset=begin)
    page = stretch(found.requests, listing, begin, found.total)
    return connection(page, scope_of(found.scope), lambda row: _request(snapshot, row, wanted.as_of))


def _request(snapshot: Snapshot, row: ask.Request, as_of: str | None) -> Request:
    return Request(
        key=row.key,
        paragraph=row.paragraph,
        requested_by=list(row.requested_by),
        addressees=list(row.addressees),
        act=row.act,
        deliverable=row.deliverable,
        modality=row.modality,  # type: ignore[arg-type]  # the enum's value; GraphQL gives its name
        due=row.due,
        due_on=row.due_on,
        to=row.to,
        via=row.via,
        recurs=row.recurs,
        status=RequestStatus(row.status),
        answers=list(row.answers),
        closed_by=list(row.closed_by),
        statements=[statement(snapshot, one, as_of) for one in row.statements],
        snapshot=snapshot,
        as_of=as_of,
    )
