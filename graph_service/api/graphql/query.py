"""The root of the schema: the questions that can be asked."""

from typing import Annotated

import strawberry

from graph_service.api.graphql.arguments import AsOf, Key, KnownAt
from graph_service.api.graphql.ceiling import MAX_FIRST
from graph_service.api.graphql.codes import Direction, EntityType, Grain, Modality, Predicate, Status, name, names
from graph_service.api.graphql.connections import DEFAULT_FIRST, After, Connection, First
from graph_service.api.graphql.context import Info
from graph_service.api.graphql.coordinations import Coordination
from graph_service.api.graphql.disagreements import About, By, Contradiction, Kind
from graph_service.api.graphql.disagreements import Wanted as WantedContradictions
from graph_service.api.graphql.disagreements import contradictions as list_contradictions
from graph_service.api.graphql.documents import Document, Paragraph, containing, document
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.figures import Dimensions, Figure, FigureStatus, Measure, Period, pairs
from graph_service.api.graphql.figures import figures as list_figures
from graph_service.api.graphql.finding import node as find_node
from graph_service.api.graphql.lineages import Asked, Lineage, Walked
from graph_service.api.graphql.listing import Wanted
from graph_service.api.graphql.listing import entities as list_entities
from graph_service.api.graphql.mentions import Mention, MentionForm, MentionType
from graph_service.api.graphql.mentions import Wanted as WantedMentions
from graph_service.api.graphql.mentions import mentions as list_mentions
from graph_service.api.graphql.nodes import Node
from graph_service.api.graphql.obligations import Request, RequestStatus
from graph_service.api.graphql.obligations import Wanted as WantedRequests
from graph_service.api.graphql.obligations import requests as list_requests
from graph_service.api.graphql.origins import Asked as AskedOrigins
from graph_service.api.graphql.origins import CommonAncestorConnection, common_ancestors
from graph_service.api.graphql.path_types import Asked as AskedPaths
from graph_service.api.graphql.path_types import Paths, paths
from graph_service.api.graphql.searches import SearchConnection
from graph_service.api.graphql.searches import search as find
from graph_service.api.graphql.snapshots import Snapshot, snapshot_of
from graph_service.api.graphql.statements import Filter, Statement, of_filter
from graph_service.api.graphql.ways import Depth, GrainOf, Predicates, Statuses, ThroughKinds, checked_depth, way
from graph_service.ask import figures as ask_figures
from graph_service.ask import lineage as ask_lineage
from graph_service.ask import paths as ask_paths
from graph_service.ask.ancestors import MOST_KEYS
from graph_service.ask.paragraphs import LONGEST, MOST_FOUND
from graph_service.errors import LimitExceeded


@strawberry.type(description="What can be asked. Every line of an answer carries the paragraphs that say it.")
class Query:
    """The questions, each asked of one snapshot."""

    @resolved("The thing with an id that this service gave; null where the current snapshot has no such thing.")
    def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="An id as a node carries it.")]
    ) -> Node | None:
        """Relay's node."""
        return find_node(info.context, id)

    @resolved("The thing that a key stands for. An unknown key is an error that names the nearest ones.")
    def entity(self, info: Info, key: Key, as_of: AsOf = None, known_at: KnownAt = None) -> Entity | None:
        """An entity."""
        return entity(info.context.at(known_at), key, as_of)

    @resolved("The things of the graph, by key; without arguments all of them.")
    def entities(
        self,
        info: Info,
        types: Annotated[list[EntityType] | None, strawberry.argument(description="Only of these types.")] = None,
        part_of: Annotated[str | None, strawberry.argument(description="Only its parts, its paragraphs among them.")] = None,
        about: Annotated[str | None, strawberry.argument(description="Only what is about this.")] = None,
        as_of: Annotated[
            str | None,
            strawberry.argument(
                description="A day, month or year (EDTF): only what can have existed then, by what is said of its founding, its "
                "end and its merging; parts and subjects as they can have held then; names as they were."
            ),
        ] = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Entity]:
        """A page of entities."""
        return list_entities(info.context.at(None), Wanted(names(types), part_of, about, as_of), first, after)

    @resolved("Finds things by key, symbol, name or title, as people type them, in every language.")
    def search(
        self,
        info: Info,
        text: Annotated[str, strawberry.argument(description="What to look for: one character is enough.")],
        types: Annotated[list[EntityType] | None, strawberry.argument(description="Only of these types.")] = None,
        language: Annotated[
            str | None, strawberry.argument(description="Only names in this language; keys and symbols count always.")
        ] = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> SearchConnection:
        """A page of hits."""
        return find(info.context.at(None), text, names(types), language, first, after)

    @resolved("What is held of a document: its sections, its paragraphs, and what they mention.")
    def document(self, info: Info, key: Key) -> Document | None:
        """A document."""
        return document(info.context, key)

    @resolved("The places where the documents that were read name things.")
    def mentions(
        self,
        info: Info,
        document: Annotated[str | None, strawberry.argument(description="Only in this document.")] = None,
        key: Annotated[str | None, strawberry.argument(description="Only of this; its paragraphs count too.")] = None,
        type: Annotated[MentionType | None, strawberry.argument(description="Only of this type.")] = None,
        form: Annotated[MentionForm | None, strawberry.argument(description="Only in this form.")] = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Mention]:
        """A page of mentions."""
        wanted = WantedMentions(document, key, name(type), name(form))
        return list_mentions(info.context, info.context.at(None), wanted, first, after)

    @resolved(
        "The paragraphs of the documents read that contain all words of a text; what stands in quotes as a phrase, Chinese "
        f"characters in a row as one, a single one too. At most {MOST_FOUND} are found: scope.complete says whether these are all."
    )
    def paragraphs(
        self,
        info: Info,
        text: Annotated[
            str,
            strawberry.argument(description=f"The words, at least one and at most {LONGEST} characters."),
        ],
        language: Annotated[str | None, strawberry.argument(description="Only in this language.")] = None,
        document: Annotated[str | None, strawberry.argument(description="Only in this document.")] = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Paragraph]:
        """A page of paragraphs."""
        return containing(info.context, text, language, document, first, after)

    @resolved("What is said, each line once with all its evidence, by subject, predicate, object; without arguments all of it.")
    def statements(
        self,
        info: Info,
        subject: Annotated[str | None, strawberry.argument(description="The key of what they are about.")] = None,
        predicate: Annotated[Predicate | None, strawberry.argument(description="What they say.")] = None,
        object: Annotated[str | None, strawberry.argument(description="The key at the other end.")] = None,
        document: Annotated[str | None, strawberry.argument(description="The key of a document that says them.")] = None,
        status: Annotated[Status | None, strawberry.argument(description="Fact, planned, proposed …")] = None,
        modality: Annotated[Modality | None, strawberry.argument(description="How strongly the instrument speaks.")] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Statement]:
        """A page of the statements that fit."""
        asked = Filter(subject, name(predicate), object, document, name(status), name(modality), as_of)
        return of_filter(info.context.at(known_at), asked, first, after)

    @resolved(
        "Where something comes from, or what followed from it. It runs along the predicates that are lineage, through "
        "instruments, documents, programmes, groups and meetings; through bodies only when asked. What is proposed, planned, an "
        "option or negated carries none."
    )
    def lineage(
        self,
        info: Info,
        key: Key,
        direction: Annotated[Direction, strawberry.argument(description="Which way.")] = Direction.UPSTREAM,
        depth: Depth = ask_lineage.DEPTH,
        predicates: Predicates = None,
        through: ThroughKinds = None,
        grain: GrainOf = Grain.PARAGRAPH,
        statuses: Statuses = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Lineage | None:
        """A lineage; its pages are walked when they are asked for."""
        snapshot = info.context.at(known_at)
        along = way(predicates, through, grain, statuses, as_of)
        asked = Asked(snapshot.resolve(key, as_of), str(direction.value), checked_depth(depth), along)
        return Lineage(walked=Walked(snapshot, asked))

    @resolved(
        "How one decision led to another: the shortest ways along lineage from source down to target; where there is none, "
        "from target down to source, and reversed says so."
    )
    def paths(
        self,
        info: Info,
        source: Key,
        target: Key,
        any_direction: Annotated[
            bool, strawberry.argument(description="Take steps up and down alike: a report that cites both ends is a way, too.")
        ] = False,
        predicates: Predicates = None,
        through: ThroughKinds = None,
        grain: GrainOf = Grain.PARAGRAPH,
        statuses: Statuses = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
        first: Annotated[int, strawberry.argument(description=f"How many paths at most, from 0 to {MAX_FIRST}.")] = ask_paths.LIMIT,
    ) -> Paths | None:
        """The shortest paths."""
        if not 0 <= first <= MAX_FIRST:
            raise LimitExceeded(f"first is {first}; expected 0 to {MAX_FIRST}.")
        along = way(predicates, through, grain, statuses, as_of)
        return paths(info.context.at(known_at), AskedPaths(source, target, any_direction, along, first))

    @resolved(
        "What all of some things come from, along lineage as lineage() walks it upstream: the mandates that they share. "
        f"From 2 to {MOST_KEYS} different keys."
    )
    def common_ancestors(
        self,
        info: Info,
        keys: Annotated[list[str], strawberry.argument(description="Keys as people type them.")],
        depth: Depth = ask_lineage.DEPTH,
        predicates: Predicates = None,
        through: ThroughKinds = None,
        grain: GrainOf = Grain.PARAGRAPH,
        statuses: Statuses = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> CommonAncestorConnection:
        """A page of common ancestors."""
        along = way(predicates, through, grain, statuses, as_of)
        asked = AskedOrigins(tuple(keys), checked_depth(depth), along)
        return common_ancestors(info.context.at(known_at), asked, first, after)

    @resolved("What was asked of whom, by when, and what answered it: by the request's key; without arguments all of them.")
    def requests(
        self,
        info: Info,
        source: Annotated[
            str | None, strawberry.argument(description="Only what this asks: an instrument, a paragraph, a meeting, a body.")
        ] = None,
        addressee: Annotated[str | None, strawberry.argument(description="Only what is asked of this.")] = None,
        status: Annotated[RequestStatus | None, strawberry.argument(description="Only what became of it so.")] = None,
        due_before: Annotated[
            str | None,
            strawberry.argument(description="A date (EDTF): only what is known to be due on a day before it begins."),
        ] = None,
        as_of: AsOf = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Request]:
        """A page of requests."""
        wanted = WantedRequests(source, addressee, name(status), due_before, as_of)
        return list_requests(info.context.at(None), wanted, first, after)

    @resolved(
        "The numbers that the documents read tell, of their text and their tables: by document, in order of its text; without "
        "arguments all of them."
    )
    def figures(
        self,
        info: Info,
        measure: Measure = None,
        subject: Annotated[str | None, strawberry.argument(description="The key of whose they are.")] = None,
        document: Annotated[str | None, strawberry.argument(description="The key of a document that says them.")] = None,
        period: Period = None,
        status: Annotated[FigureStatus | None, strawberry.argument(description="Asked for, granted or happened.")] = None,
        dimensions: Dimensions = None,
        known_at: KnownAt = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Figure]:
        """A page of figures."""
        wanted = ask_figures.Wanted(measure, subject, document, period, name(status), pairs(dimensions))
        return list_figures(info.context.at(known_at), wanted, first, after)

    @resolved("What the documents read tell that can't all be so: by kind, then by what it is about, with all its paragraphs.")
    def contradictions(
        self,
        info: Info,
        kind: Kind = None,
        about: About = None,
        document: By = None,
        known_at: KnownAt = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Contradiction]:
        """A page of contradictions."""
        return list_contradictions(info.context.at(known_at), WantedContradictions(name(kind), about, document), first, after)

    @resolved("Who works with whom: what groups and bodies share, and who stands between others.")
    def coordination(self, info: Info, known_at: KnownAt = None) -> Coordination:
        """The network of bodies and groups."""
        return Coordination(snapshot=info.context.at(known_at))

    @resolved("The snapshot that answers: the current one, or the record as known at a moment.")
    def snapshot(self, info: Info, known_at: KnownAt = None) -> Snapshot:
        """The snapshot."""
        return snapshot_of(info.context.at(known_at))
