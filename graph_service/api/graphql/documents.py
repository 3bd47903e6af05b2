"""Documents: their sections, paragraphs and what they mention."""

from typing import Annotated, Any

import strawberry

from graph_service.api.graphql.arguments import Language
from graph_service.api.graphql.codes import EntityType
from graph_service.api.graphql.connections import DEFAULT_FIRST, After, Connection, First, connection
from graph_service.api.graphql.context import Context, Info
from graph_service.api.graphql.cursors import Listing, page, stretch, window
from graph_service.api.graphql.entities import Entity, Label, best_label, entity
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.ids import global_id
from graph_service.api.graphql.mentions import Mention, Wanted, mentions
from graph_service.api.graphql.nodes import Node
from graph_service.api.graphql.scopes import Scope, scope_of
from graph_service.api.graphql.tables import Table, table
from graph_service.ask import documents as ask
from graph_service.ask import tables as ask_tables
from graph_service.ask.paragraphs import paragraphs as ask_paragraphs
from graph_service.graph.snapshot import Snapshot
from ontology import readings


@strawberry.type(description="A heading of a document and what it is about.")
class Section:
    """``ontology.readings.Section``."""

    label: str = strawberry.field(description="Its label, such as heading II.A.")
    title: str = strawberry.field(description="The heading.")
    about: list[str] = strawberry.field(description="Keys of what it is about.")
    parent: str | None = strawberry.field(description="The label of the section above.")


@strawberry.type(description="A paragraph of a document with its words.")
class Paragraph:
    """``graph_service.ask.documents.ParagraphRow``."""

    document: str = strawberry.field(description="The document's key.")
    language: str | None = strawberry.field(description="The language of the words.")
    label: str = strawberry.field(description="Its label as people cite it, the same in every language.")
    section: str | None = strawberry.field(description="The label of the section in which it stands.")
    start: int = strawberry.field(description="Where it begins in the stored text, in Unicode code points.")
    end: int = strawberry.field(description="Where it ends, exclusive.")
    text: str = strawberry.field(description="Its words.")


@strawberry.type(description="What is held of a document: its sections, its paragraphs and what they mention.")
class Document(Node):
    """``graph_service.ask.documents.Document``; its lists are read from the store."""

    key: str = strawberry.field(description="Its key.")
    type: EntityType = strawberry.field(description="What it is.")
    labels: list[Label] = strawberry.field(description="Its titles by language.")
    languages: list[str] = strawberry.field(description="The languages in which it has been read.")
    date: str | None = strawberry.field(description="Its date, if it says one (EDTF).")
    read: bool = strawberry.field(
        description="Whether its text has been read; if not, only other documents or a register tell of it."
    )
    url: str | None = strawberry.field(description="The document at its publisher.")
    to_load: str | None = strawberry.field(description="Its key, where it has not been read: load it to see its words.")
    statement_count: int = strawberry.field(description="How many lines of the graph it says.")
    scope: Scope = strawberry.field(description="What was looked at; complete where the document has been read.")
    asked: strawberry.Private[ask.Document]
    snapshot: strawberry.Private[Snapshot]

    @resolved("Its title.")
    def label(self, language: Language = "en") -> str:
        """The title in a language, or the next best."""
        return best_label(self.key, {one.language: one.text for one in self.labels}, language)

    @resolved("The thing that it is in the graph.")
    def entity(self) -> Entity:
        """The entity of the same key."""
        return entity(self.snapshot, self.key)

    @resolved("Its headings, in order.")
    def sections(self, info: Info, first: First = DEFAULT_FIRST, after: After = None) -> Connection[Section]:
        """A page of its sections."""
        info.context.check()
        return connection(self._page("sections", self.asked.sections, first, after), self.scope, section)

    @resolved("Its paragraphs with their words, in order of the text, one language after the other.")
    def paragraphs(
        self,
        info: Info,
        language: Annotated[str | None, strawberry.argument(description="Only in this language.")] = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Paragraph]:
        """A page of its paragraphs."""
        info.context.check()
        rows = tuple(row for row in self.asked.paragraphs if language in (None, row.language))
        return connection(self._page(f"paragraphs {language}", rows, first, after), self.scope, paragraph)

    @resolved("Its tables as rows of figures, in order of the text.")
    def tables(
        self,
        info: Info,
        label: Annotated[str | None, strawberry.argument(description="Only the table with this label, such as table 14.6.")] = None,
        first: First = DEFAULT_FIRST,
        after: After = None,
    ) -> Connection[Table]:
        """A page of its tables."""
        info.context.check()
        wanted = tuple(row for row in self.asked.paragraphs if label in (None, row.label))
        found = ask_tables.tables(self.snapshot, self.key, wanted)
        return connection(self._page(f"tables {label}", found, first, after), self.scope, lambda one: table(self.snapshot, one))

    @resolved("What it mentions, in order of the text.")
    def mentions(self, info: Info, first: First = DEFAULT_FIRST, after: After = None) -> Connection[Mention]:
        """A page of its mentions."""
        wanted = Wanted(document=self.key)
        return mentions(info.context, self.snapshot, wanted, first, after)

    def _page(self, what: str, rows: tuple[Any, ...], first: int, after: str | None) -> Any:
        return page(rows, Listing(self.snapshot.hash, ("document", self.key, what)), first, after)


def document(context: Context, key: str) -> Document:
    """A document by its key as typed; ``UnknownKey`` names the nearest."""
    snapshot = context.at(None)
    found = ask.document(snapshot, context.service.store, key)
    return Document(
        id=strawberry.ID(global_id("Document", found.key)),
        key=found.key,
        type=found.type,  # type: ignore[arg-type]  # the enum's value; GraphQL gives its name
        labels=[Label(language=language, text=text) for language, text in found.labels.items()],
        languages=list(found.languages),
        date=found.date,
        read=found.read,
        url=found.url,
        to_load=found.to_load,
        statement_count=found.statements,
        scope=scope_of(found.scope),
        asked=found,
        snapshot=snapshot,
    )


def containing(
    context: Context, text: str, language: str | None, key: str | None, first: int, after: str | None
) -> Connection[Paragraph]:
    """A page of the paragraphs that contain the words of a text, in all documents or in one."""
    snapshot = context.at(None)
    listing = Listing(snapshot.hash, ("paragraphs", text, language, key))
    begin, _ = window(listing, first, after)
    found = ask_paragraphs(snapshot, context.service.store, text, language, key, limit=first, offset=begin)
    return connection(stretch(found.paragraphs, listing, begin, found.total), scope_of(found.scope), paragraph)


def section(row: readings.Section) -> Section:
    """A section as GraphQL has it."""
    return Section(label=row.label, title=row.title, about=list(row.about), parent=row.parent)


def paragraph(row: ask.ParagraphRow) -> Paragraph:
    """A paragraph as GraphQL has it."""
    return Paragraph(
        document=row.document,
        language=row.language,
        label=row.label,
        section=row.section,
        start=row.start,
        end=row.end,
        text=row.text,
    )
