"""Evidence and qualifiers, as every line carries them."""

from collections.abc import Iterable

import strawberry

from graph_service.ask.evidence import EvidenceRow
from ontology.records import Qualifiers


@strawberry.type(description="A qualifier of what is said, such as role, due or capacity.")
class Qualifier:
    """A pair of ``ontology.records.Qualifiers``."""

    name: str = strawberry.field(description="Its name in the code list.")
    value: str = strawberry.field(description="Its value. A name may come more than once.")


@strawberry.type(description="One place that says it.")
class Evidence:
    """``graph_service.ask.evidence.EvidenceRow``, field by field."""

    document: str = strawberry.field(description="The key of the document that says it; REG/… for a register.")
    language: str | None = strawberry.field(description="The language in which it was read; null for a register or a curated fact.")
    paragraph: str = strawberry.field(
        description="The paragraph's label as people cite it, the same in every language; a register's row."
    )
    start: int | None = strawberry.field(
        description="Where the quote begins in the stored text, in Unicode code points; null where the words are not held."
    )
    end: int | None = strawberry.field(description="Where it ends, exclusive; null where the words are not held.")
    quote: str | None = strawberry.field(description="The words that say it; null where they are not held with it.")
    paragraph_text: str | None = strawberry.field(
        description="Where there is no quote but the document is held: the paragraph's words."
    )
    paragraph_language: str | None = strawberry.field(description="The language of paragraphText.")
    to_load: str | None = strawberry.field(description="Where the words are not held: the document to load, so that they are.")
    url: str | None = strawberry.field(description="The document at its publisher.")
    method: str = strawberry.field(description="How it was read: rule, register, curated or tagged, a colon, and the name of it.")
    confidence: float = strawberry.field(description="From 0 to 1.")
    statement: str = strawberry.field(description="The id of the statement that it belongs to (without st:).")
    wording: list[Qualifier] = strawberry.field(description="How it was said: part, verb, as printed, likely.")
    verdict: str | None = strawberry.field(
        description="A person's verdict on the statement: confirmed, corrected, rejected; else null."
    )
    known_from: str | None = strawberry.field(description="Since when the record knows it (UTC).")
    known_to: str | None = strawberry.field(description="Until when it knew it, exclusive; null: it still does.")


def qualifiers_of(pairs: Qualifiers) -> list[Qualifier]:
    """Pairs as GraphQL has them."""
    return [Qualifier(name=name, value=value) for name, value in pairs]


def evidence_of(rows: Iterable[EvidenceRow]) -> list[Evidence]:
    """Evidence as GraphQL has it."""
    return [
        Evidence(
            document=row.document,
            language=row.language,
            paragraph=row.paragraph,
            start=row.start,
            end=row.end,
            quote=row.quote,
            paragraph_text=row.paragraph_text,
            paragraph_language=row.paragraph_language,
            to_load=row.to_load,
            url=row.url,
            method=row.method,
            confidence=row.confidence,
            statement=row.statement,
            wording=qualifiers_of(row.wording),
            verdict=row.verdict,
            known_from=row.known_from,
            known_to=row.known_to,
        )
        for row in rows
    ]
