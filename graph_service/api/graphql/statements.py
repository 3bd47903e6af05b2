"""Statements: what is said, with all the places that say it."""

from dataclasses import dataclass
from typing import Any

import strawberry

from graph_service.api.graphql.codes import Holds, Modality, Predicate, Status
from graph_service.api.graphql.connections import Connection, connection
from graph_service.api.graphql.context import Info
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.evidences import Evidence, Qualifier, evidence_of, qualifiers_of
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.ids import global_id
from graph_service.api.graphql.nodes import Node
from graph_service.api.graphql.scopes import scope_of
from graph_service.ask import statements as ask
from graph_service.graph.snapshot import Snapshot


@strawberry.type(description="What is said once, with all that says it: subject, predicate, object or value.")
class Statement(Node):
    """``graph_service.ask.statements.StatementRow``; ``snapshot`` and ``as_of`` are what its own fields are asked of."""

    key: str = strawberry.field(description="st: and the id of the statement that says most.")
    claim: str = strawberry.field(description="The id of what is claimed: the same in every document that says it.")
    subject: str = strawberry.field(description="The key of what it is about.")
    predicate: Predicate = strawberry.field(description="What it says of it.")
    object: str | None = strawberry.field(description="The key at the other end; null where it is a value.")
    value: str | None = strawberry.field(description="The value, where it is no key: a name, a title, a date.")
    language: str | None = strawberry.field(description="The language of the value.")
    datatype: str | None = strawberry.field(description="The datatype of the value.")
    qualifiers: list[Qualifier] = strawberry.field(description="What else is part of the claim: role, due, capacity …")
    valid_from: str | None = strawberry.field(
        description="Since when it holds, as precisely as the source says (EDTF); null: not known."
    )
    valid_to: str | None = strawberry.field(description="Until when it holds, inclusive (EDTF); null: not known.")
    document: str = strawberry.field(description="The key of the document that says most.")
    documents: list[str] = strawberry.field(description="All documents that say it: they corroborate one another.")
    statements: list[str] = strawberry.field(description="The ids of all statements that are gathered here.")
    status: Status = strawberry.field(description="Fact, planned, proposed …")
    modality: Modality | None = strawberry.field(description="How strongly the instrument speaks, if it says so.")
    asserted: bool = strawberry.field(description="True: a document says it; false: a rule inferred it.")
    confidence: float = strawberry.field(description="The best of its evidence, from 0 to 1.")
    verdict: str | None = strawberry.field(
        description="A person's verdict: confirmed, corrected, rejected; what was rejected or corrected takes no part in lineage."
    )
    holds: Holds | None = strawberry.field(description="How sure it is that it held on the day asked for; null where no day was.")
    evidence: list[Evidence] = strawberry.field(description="Every place that says it, words before mere places.")
    snapshot: strawberry.Private[Snapshot]
    as_of: strawberry.Private[str | None] = None

    @resolved("The thing that it is about.")
    def subject_entity(self) -> Entity:
        """The subject, as on the day asked for."""
        return entity(self.snapshot, self.subject, self.as_of)

    @resolved("The thing at the other end; null where it is a value.")
    def object_entity(self) -> Entity | None:
        """The object, as on the day asked for."""
        return entity(self.snapshot, self.object, self.as_of) if self.object else None


@dataclass(frozen=True)
class Filter:
    """What is asked for; None excludes nothing."""

    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    document: str | None = None
    status: str | None = None
    modality: str | None = None
    as_of: str | None = None


def statement(snapshot: Snapshot, row: ask.StatementRow, as_of: str | None = None) -> Statement:
    """A line as GraphQL has it."""
    return Statement(
        id=strawberry.ID(global_id("Statement", row.id)),
        key=f"st:{row.id}",
        claim=row.claim,
        subject=row.subject,
        object=row.object,
        value=row.value,
        language=row.language,
        datatype=row.datatype,
        qualifiers=qualifiers_of(row.qualifiers),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        document=row.document,
        documents=list(row.documents),
        statements=list(row.statements),
        asserted=row.asserted,
        confidence=row.confidence,
        verdict=row.verdict,
        evidence=evidence_of(row.evidence),
        snapshot=snapshot,
        as_of=as_of,
        **_codes(row),
    )


def _codes(row: ask.StatementRow) -> dict[str, Any]:
    """The values of enums: GraphQL gives their names."""
    return {"predicate": row.predicate, "status": row.status, "modality": row.modality, "holds": row.holds}


def of_filter(snapshot: Snapshot, asked: Filter, first: int, after: str | None) -> Connection[Statement]:
    """A page of the lines that fit."""
    listing = Listing(snapshot.hash, ("statements", asked))
    begin, _ = window(listing, first, after)
    found = ask.statements(
        snapshot,
        subject=asked.subject,
        predicate=asked.predicate,
        object=asked.object,
        document=asked.document,
        status=asked.status,
        modality=asked.modality,
        as_of=asked.as_of,
        limit=first,
        offset=begin,
    )
    return _connection(snapshot, listing, found, begin, asked.as_of)


def of_entity(info: Info, about: Entity, predicate: Predicate | None, first: int, after: str | None) -> Connection[Statement]:
    """A page of the lines about a thing."""
    info.context.check()
    snapshot = about.snapshot
    name = predicate.value if predicate else None
    listing = Listing(snapshot.hash, ("entity", about.key, name, about.as_of))
    begin, _ = window(listing, first, after)
    lines = [line for line in snapshot.lines_of(about.key) if name is None or snapshot.ends(line)[1] == name]
    if about.as_of:
        possible = snapshot.columns.hold(about.as_of)[0]
        lines = [line for line in lines if possible[line]]
    found = ask.listed(snapshot, lines, about.as_of, limit=first, offset=begin)
    return _connection(snapshot, listing, found, begin, about.as_of)


def _connection(
    snapshot: Snapshot, listing: Listing, found: ask.StatementList, begin: int, as_of: str | None
) -> Connection[Statement]:
    page = stretch(found.rows, listing, begin, found.total)
    return connection(page, scope_of(found.scope), lambda row: statement(snapshot, row, as_of))
