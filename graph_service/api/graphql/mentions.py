"""Mentions: the places where documents name things."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry

from graph_service.api.graphql.connections import Connection, connection
from graph_service.api.graphql.context import Context
from graph_service.api.graphql.cursors import Listing, page
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.fields import resolved
from graph_service.api.graphql.scopes import scope_of
from graph_service.ask.scope import scope
from graph_service.graph.snapshot import Snapshot
from ontology import readings


@strawberry.enum(description="What is mentioned.")
class MentionType(Enum):
    """Kinds of mentions."""

    INSTRUMENT = strawberry.enum_value("instrument", description="An instrument or a document.")
    SDG = strawberry.enum_value("sdg", description="A Sustainable Development Goal, target or indicator.")
    ENTITY = strawberry.enum_value("entity", description="A body, a group, a programme, a place …")


@strawberry.enum(description="How it is mentioned.")
class MentionForm(Enum):
    """Forms of mentions."""

    SYMBOL = strawberry.enum_value("symbol", description="By its symbol or number.")
    TITLE = strawberry.enum_value("title", description="By its title or name.")
    IBID = strawberry.enum_value("ibid", description="By “ibid.” or “the same”.")
    ANAPHORA = strawberry.enum_value("anaphora", description="By “that resolution”, “the said decision” …")
    HYPERLINK = strawberry.enum_value("hyperlink", description="By a link only.")
    SELF = strawberry.enum_value("self", description="By “the present report” …")


@strawberry.type(description="A place where a document names something.")
class Mention:
    """``ontology.readings.Mention`` with its document and language."""

    document: str = strawberry.field(description="The document's key.")
    language: str | None = strawberry.field(description="The language of the words.")
    type: MentionType = strawberry.field(description="What is mentioned.")
    form: MentionForm = strawberry.field(description="How.")
    key: str = strawberry.field(description="The key of what is mentioned.")
    paragraph: str = strawberry.field(description="The paragraph's label.")
    start: int = strawberry.field(description="Where it begins in the stored text, in Unicode code points.")
    end: int = strawberry.field(description="Where it ends, exclusive.")
    quote: str = strawberry.field(description="The words.")
    as_printed: str | None = strawberry.field(description="What is printed, where that is a misprint.")
    likely: str | None = strawberry.field(description="The key that is likely meant, where what is printed is a misprint.")
    snapshot: strawberry.Private[Snapshot]

    @resolved("What is mentioned; null where nothing else is known of it.")
    def entity(self) -> Entity | None:
        """The thing."""
        found = self.snapshot.aliases.canonical(self.key)
        return entity(self.snapshot, found) if found in self.snapshot.number else None


@dataclass(frozen=True)
class Wanted:
    """What is asked for; None excludes nothing. ``key``: a part counts for its whole."""

    document: str | None = None
    key: str | None = None
    type: str | None = None
    form: str | None = None


Row = tuple[str, str | None, readings.Mention]
"""Document, language, mention."""


def mentions(context: Context, snapshot: Snapshot, wanted: Wanted, first: int, after: str | None) -> Connection[Mention]:
    """A page of the mentions in the documents read, by document, language and place in the text."""
    rows = tuple(_fitting(context, snapshot, wanted))
    found = page(rows, Listing(snapshot.hash, ("mentions", wanted)), first, after)
    return connection(found, scope_of(scope(snapshot)), lambda row: _mention(snapshot, row))


def _fitting(context: Context, snapshot: Snapshot, wanted: Wanted) -> Iterator[Row]:
    documents = [snapshot.resolve(wanted.document)] if wanted.document else sorted(snapshot.readings)
    key = snapshot.resolve(wanted.key) if wanted.key else None
    lead = snapshot.aliases.canonical
    for document, language, mention in _all(context, snapshot, documents):
        found = lead(mention.key)
        named = key is None or found == key or found.startswith(f"{key}#")
        if named and wanted.type in (None, mention.type) and wanted.form in (None, mention.form):
            yield document, language, mention


def _all(context: Context, snapshot: Snapshot, documents: list[str]) -> Iterator[Row]:
    for document in documents:
        context.check()
        names = sorted({(r.document, r.language) for r in snapshot.readings.get(document, ())}, key=str)
        for name, language in names:
            for mention in context.service.store.mentions(name, language):
                yield document, language, mention


def _mention(snapshot: Snapshot, row: Row) -> Mention:
    document, language, mention = row
    codes: dict[str, Any] = {"type": mention.type, "form": mention.form}
    return Mention(
        document=document,
        language=language,
        key=mention.key,
        paragraph=mention.paragraph,
        start=mention.start,
        end=mention.end,
        quote=mention.quote,
        as_printed=mention.as_printed,
        likely=mention.likely,
        snapshot=snapshot,
        **codes,
    )
