"""Lineage: where something comes from and what followed, every step with the claims that make it."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import strawberry

from graph_service.api.graphql.codes import Direction, Holds, Predicate, Status
from graph_service.api.graphql.connections import DEFAULT_FIRST, After, Connection, First, PageInfo, connection, page_info
from graph_service.api.graphql.context import Info
from graph_service.api.graphql.cursors import Listing, stretch, window
from graph_service.api.graphql.entities import Entity, entity, entity_of
from graph_service.api.graphql.evidences import Evidence, Qualifier, evidence_of, qualifiers_of
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.scopes import Scope, scope_of
from graph_service.api.graphql.ways import Way
from graph_service.ask import lineage as ask
from graph_service.ask import unheld
from graph_service.ask.stored import Shown
from graph_service.graph.snapshot import Snapshot


@strawberry.enum(description="Why lineage ended where it did.")
class StopReason(Enum):
    """What ends a walk."""

    DEPTH = strawberry.enum_value("DEPTH", description="More lies deeper than was asked for.")
    BODY = strawberry.enum_value("BODY", description="It came to a body from which more would follow: ask through: BODIES.")
    EXHAUSTED = strawberry.enum_value("EXHAUSTED", description="Nothing more was there.")


@strawberry.type(description="A claim that makes a step of lineage, with all statements that make it.")
class Claim:
    """``graph_service.ask.lineage.Claim``."""

    id: strawberry.ID = strawberry.field(description="The claim's id: the same in every document that says it.")
    subject: str = strawberry.field(description="The key of what it is about.")
    predicate: Predicate = strawberry.field(description="What it says of it.")
    object: str = strawberry.field(description="The key at the other end.")
    qualifiers: list[Qualifier] = strawberry.field(description="What else is part of the claim.")
    valid_from: str | None = strawberry.field(description="Since when it holds (EDTF); null: not known.")
    valid_to: str | None = strawberry.field(description="Until when it holds, inclusive (EDTF); null: not known.")
    status: Status = strawberry.field(description="Fact, planned, proposed …")
    asserted: bool = strawberry.field(description="True: a document says it; false: a rule inferred it.")
    primary: bool = strawberry.field(
        description="Whether the text of one of its ends says it; if not, another document reports it."
    )
    confidence: float = strawberry.field(description="The best of its evidence, from 0 to 1.")
    holds: Holds | None = strawberry.field(description="How sure it is that it held on the day asked for; null where no day was.")
    statements: list[str] = strawberry.field(description="The ids of the statements that make it.")
    documents: list[str] = strawberry.field(description="The documents that say it.")
    evidence: list[Evidence] = strawberry.field(description="Every place that says it, words before mere places.")
    snapshot: strawberry.Private[Snapshot]
    as_of: strawberry.Private[str | None] = None

    @resolved("The thing that it is about.")
    def subject_entity(self) -> Entity:
        """The subject, as on the day asked for."""
        return entity(self.snapshot, self.subject, self.as_of)

    @resolved("The thing at the other end.")
    def object_entity(self) -> Entity:
        """The object, as on the day asked for."""
        return entity(self.snapshot, self.object, self.as_of)


def claim(snapshot: Snapshot, row: ask.Claim, as_of: str | None) -> Claim:
    """A step as GraphQL has it."""
    codes: dict[str, Any] = {"predicate": row.predicate, "status": row.status, "holds": row.holds}
    return Claim(
        id=strawberry.ID(row.id),
        subject=row.subject,
        object=row.object,
        qualifiers=qualifiers_of(row.qualifiers),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        asserted=row.asserted,
        primary=row.primary,
        confidence=row.confidence,
        statements=list(row.statements),
        documents=list(row.documents),
        evidence=evidence_of(row.evidence),
        snapshot=snapshot,
        as_of=as_of,
        **codes,
    )


@strawberry.type(description="A thing that lineage reaches, with how far it is and what reaches it.")
class LineageNodeEdge:
    """Relay's edge, with the degree and the claims."""

    cursor: str = strawberry.field(description="Where it stands: for after.")
    node: Entity = strawberry.field(description="What is reached.")
    degree: int = strawberry.field(description="Steps from the root; 0 for what is the same thing as the root, or its whole.")
    direction: Direction = strawberry.field(description="Whether it lies upstream or downstream of the root.")
    via: list[Claim] = strawberry.field(description="The claims that reach it from one step nearer.")


@strawberry.type(description="A page of what lineage reaches: nearest first, then by key.")
class LineageNodeConnection:
    """Relay's connection."""

    edges: list[LineageNodeEdge] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(description="How many things are reached in all.")
    scope: Scope = strawberry.field(description="What was looked at.")


@dataclass(frozen=True)
class Asked:
    """The arguments of a lineage."""

    key: str
    direction: str
    depth: int | None
    way: Way


@dataclass
class Walked:
    """A lineage and the pages of it that were asked for; each is walked once."""

    snapshot: Snapshot
    asked: Asked
    _pages: dict[tuple[int, int, int, int], Shown[ask.Lineage]] = field(default_factory=dict)

    def page(self, nodes: tuple[int, int] = (0, 0), claims: tuple[int, int] = (0, 0)) -> Shown[ask.Lineage]:
        """A page of nodes and of claims, each (how many, from where)."""
        spot = (*nodes, *claims)
        if spot not in self._pages:
            self._pages[spot] = self._walk(*spot)
        return self._pages[spot]

    @property
    def whole(self) -> ask.Lineage:
        """What is the same on every page."""
        return self.any.answer

    @property
    def any(self) -> Shown[ask.Lineage]:
        """Some page."""
        return next(iter(self._pages.values()), None) or self.page()

    def _walk(self, limit: int, offset: int, claims_limit: int, claims_offset: int) -> Shown[ask.Lineage]:
        a = self.asked
        return unheld.lineage(
            self.snapshot,
            a.key,
            a.direction,
            a.depth,
            **a.way.terms(),
            limit=limit,
            offset=offset,
            claims_limit=claims_limit,
            claims_offset=claims_offset,
        )


@strawberry.type(description="Where something comes from, or what followed from it, over several steps.")
class Lineage:
    """``graph_service.ask.lineage.Lineage``, page by page."""

    walked: strawberry.Private[Walked]

    @resolved("Where it begins.")
    def root(self) -> Entity:
        """The root."""
        shown = self.walked.any
        return entity_of(shown.things, shown.answer.root, self.walked.asked.way.as_of)

    @resolved("Which way was followed.")
    def direction(self) -> Direction:
        """The direction."""
        return Direction(self.walked.whole.direction)

    @resolved("What is reached: nearest first, then by key. The true total is totalCount.")
    def nodes(self, info: Info, first: First = DEFAULT_FIRST, after: After = None) -> LineageNodeConnection:
        """A page of what is reached."""
        info.context.check()
        snapshot, as_of = self.walked.snapshot, self.walked.asked.way.as_of
        listing = Listing(snapshot.hash, ("lineage nodes", self.walked.asked))
        begin, _ = window(listing, first, after)
        shown = self.walked.page(nodes=(first, begin))
        found = shown.answer
        page = stretch(found.nodes, listing, begin, found.total)
        edges = [_edge(shown.things, cursor, row, as_of) for cursor, row in page.rows]
        return LineageNodeConnection(edges=edges, page_info=page_info(page), total_count=found.total, scope=scope_of(found.scope))

    @resolved("The claims on the way to all that is reached, nearest first.")
    def claims(self, info: Info, first: First = DEFAULT_FIRST, after: After = None) -> Connection[Claim]:
        """A page of the claims."""
        info.context.check()
        snapshot, as_of = self.walked.snapshot, self.walked.asked.way.as_of
        listing = Listing(snapshot.hash, ("lineage claims", self.walked.asked))
        begin, _ = window(listing, first, after)
        shown = self.walked.page(claims=(first, begin))
        found = shown.answer
        page = stretch(found.claims, listing, begin, found.claims_total)
        return connection(page, scope_of(found.scope), lambda row: claim(shown.things, row, as_of))

    @resolved(
        "Whether there is more than all pages of nodes show, because the depth ended the walk. (Whether there are more "
        "pages is said by pageInfo.hasNextPage.)"
    )
    def truncated(self) -> bool:
        """Whether the depth ended it."""
        return "DEPTH" in self.walked.whole.stop_reasons

    @resolved("Why it ended where it did.")
    def stop_reasons(self) -> list[StopReason]:
        """The reasons, pages apart."""
        names = [name for name in self.walked.whole.stop_reasons if name != "LIMIT"] or ["EXHAUSTED"]
        return [StopReason(name) for name in names]

    @resolved("What was looked at; complete is false where the depth ended the walk.")
    def scope(self) -> Scope:
        """The scope."""
        return scope_of(self.walked.whole.scope)


def _edge(snapshot: Snapshot, cursor: str, row: ask.LineageNode, as_of: str | None) -> LineageNodeEdge:
    return LineageNodeEdge(
        cursor=cursor,
        node=entity(snapshot, row.key, as_of),
        degree=row.degree,
        direction=Direction(row.direction),
        via=[claim(snapshot, one, as_of) for one in row.via],
    )
