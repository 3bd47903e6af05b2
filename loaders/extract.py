"""What a loader read in one document, as the lines of JSON that ``mandate-graph extract`` prints (DESIGN section 5.4)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from loaders.reading import precision
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


def explained(reading: Reading) -> Iterator[str]:
    """Which rule read what, in lines for people: each statement and figure with its rule, how sure that is and on what it rests,
    its paragraph and words, in order of the text; how often each rule read; then what could not be placed."""
    counts: Counter[str] = Counter()
    for said, evidence in sorted(_told(reading), key=lambda told: (told[1].start or 0, told[1].end or 0, told[0])):
        rule = str(evidence.method)
        counts[rule] += 1
        words = f" “{evidence.quote}”" if evidence.quote else ""
        yield f"{rule} ({evidence.confidence:.2f}), para. {evidence.paragraph}: {said}{words}"
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{rule}: read {count}; {_measured(rule, reading.language)}"
    for remark in reading.remarks:
        yield f"{remark.kind}: {remark.paragraph or 'whole document'}: {remark.message}"


def _told(reading: Reading) -> Iterator[tuple[str, Evidence]]:
    for statement in reading.statements:
        target = statement.object.text if isinstance(statement.object, Literal) else statement.object
        qualified = "".join(f" {name}={value}" for name, value in statement.qualifiers)
        yield from ((f"{statement.subject} {statement.predicate} {target}{qualified}", piece) for piece in statement.evidence)
    for figure in reading.figures:
        said = (
            f"{figure.subject} {figure.measure} {figure.value} {figure.unit} {figure.status or ''} {figure.period or ''}".rstrip()
        )
        yield from ((said, piece) for piece in figure.evidence)


def _measured(method: str, language: str | None) -> str:
    kind, _, rule = method.partition(":")
    return str(precision.of_rule(rule, language or "")) if kind == "rule" else f"{kind}: no rule to measure"


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
