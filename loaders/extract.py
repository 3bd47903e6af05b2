"""What a loader read in one document, as the lines of JSON that ``mandate-graph extract`` prints (DESIGN section 5.4)."""

from collections.abc import Iterator
from typing import Any

from ontology.readings import Entity, Mention, Reading
from ontology.records import Evidence, Figure, Literal, Statement, as_mapping

Row = dict[str, Any]


def lines(reading: Reading) -> Iterator[Row]:
    """The lines of a reading: its document, sections, mentions, entities, then a line for each piece of evidence of each
    statement and figure. A value that is not known is null."""
    yield _document(reading)
    for section in reading.sections:
        yield {
            "kind": "section",
            "label": section.label,
            "title": section.title,
            "about": list(section.about),
            "parent": section.parent,
        }
    yield from (_mention(reading, mention) for mention in reading.mentions)
    yield from (_entity(entity) for entity in reading.entities)
    for statement in reading.statements:
        yield from (_statement(statement, evidence) for evidence in statement.evidence)
    for figure in reading.figures:
        yield from (_figure(figure, evidence) for evidence in figure.evidence)


def _document(reading: Reading) -> Row:
    return {
        "kind": "document",
        "key": reading.document,
        "title": reading.title,
        "language": reading.language,
        "date": reading.date,
        "sha256": reading.source_hash,
        "paragraphs": len(reading.paragraphs),
    }


def _mention(reading: Reading, mention: Mention) -> Row:
    return {
        "kind": "mention",
        "type": mention.type,
        "form": mention.form,
        "key": mention.key,
        "document": reading.document,
        "paragraph": mention.paragraph,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "as_printed": mention.as_printed,
        "likely": mention.likely,
    }


def _entity(entity: Entity) -> Row:
    labels: dict[str, str] = {}
    for language, name in entity.labels:
        labels.setdefault(language, name)
    others = [name for language, name in entity.labels if labels[language] != name]
    return {"kind": "entity", "key": entity.key, "type": entity.type, "labels": labels, "aliases": [*entity.aliases, *others]}


def _place(document: str, evidence: Evidence) -> Row:
    return {
        "document": document,
        "paragraph": evidence.paragraph,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _statement(statement: Statement, evidence: Evidence) -> Row:
    row: Row = {"kind": "statement", "id": statement.id, "subject": statement.subject, "predicate": statement.predicate}
    row |= statement.object.as_json() if isinstance(statement.object, Literal) else {"object": statement.object}
    row |= _place(statement.document, evidence)
    row |= {"valid_from": statement.valid_from, "valid_to": statement.valid_to}
    row["qualifiers"] = as_mapping((*statement.qualifiers, *evidence.wording))
    return row | {"confidence": evidence.confidence, "method": str(evidence.method)}


def _figure(figure: Figure, evidence: Evidence) -> Row:
    return {
        "kind": "figure",
        "subject": figure.subject,
        "measure": figure.measure,
        "value": figure.value,
        "unit": figure.unit,
        "period": figure.period,
        "status": figure.status,
        "exactness": figure.exactness,
        "dimensions": dict(figure.dimensions),
        "because_of": figure.because_of,
        **_place(figure.document, evidence),
    }
