"""What belongs to one reading version: text, passages, headings, mentions, aliases; and asking for them."""

from collections.abc import Iterator
from typing import Any, LiteralString

from graph_service.store.base import TextHit
from graph_service.store.neo4j import layout, words
from graph_service.store.neo4j.connection import Tx, each, put, rows
from ontology.errors import ModelError
from ontology.readings import Mention, Paragraph, Reading, Section
from ontology.records import hash26

_KNOWN: LiteralString = "MATCH (r:Reading {id: $id}) RETURN r.id"
_READING: LiteralString = """
MERGE (r:Reading {id: $id})
SET r += $properties
"""
_TEXT: LiteralString = """
MATCH (r:Reading {id: $id})
MERGE (t:Text {hash: $hash}) ON CREATE SET t.content = $content
MERGE (r)-[:OF_TEXT]->(t)
"""
_PASSAGES: LiteralString = """
UNWIND $rows AS row
CALL (row) { WITH row WHERE NOT EXISTS { (:Passage {id: row.id}) }
  MATCH (t:Text {hash: $hash})
  CREATE (p:Passage {id: row.id}) SET p += row.properties CREATE (p)-[:PASSAGE_OF]->(t) }
"""
_PARAGRAPHS: LiteralString = """
UNWIND $rows AS row
MATCH (r:Reading {id: $id}) MATCH (p:Passage {id: row.passage})
CREATE (r)-[h:HAS_PASSAGE {label: row.label}]->(p) SET h.section = row.section
RETURN count(*)
"""
_HEADINGS: LiteralString = """
UNWIND $rows AS row
MATCH (r:Reading {id: $id})
CREATE (h:Heading {reading: $id})-[:READ_IN]->(r) SET h += row
RETURN count(*)
"""
_MENTIONS: LiteralString = """
UNWIND $rows AS row
MATCH (r:Reading {id: $id})
CREATE (m:Mention {reading: $id})-[:READ_IN]->(r) SET m += row
RETURN count(*)
"""
_FORGET: LiteralString = """
MATCH (r:Reading {id: $id})
CALL (r) { OPTIONAL MATCH (x)-[:READ_IN]->(r) DETACH DELETE x }
DETACH DELETE r
"""
_ALL_MENTIONS: LiteralString = """
MATCH (n:ReadingName {document: $document})-[:CURRENT]->(r)<-[:READ_IN]-(m:Mention)
WHERE $language IS NULL OR n.language = $language
RETURN n.language, n.loader, m.type, m.form, m.key, m.paragraph, m.start, m.end, m.quote, m.asPrinted, m.likely, m.ordinal
"""
_ALL_HEADINGS: LiteralString = """
MATCH (n:ReadingName {document: $document})-[:CURRENT]->(r)<-[:READ_IN]-(h:Heading)
RETURN n.language, n.loader, h.ordinal, h.label, h.title, h.about, h.parent
"""
_ALL_PARAGRAPHS: LiteralString = """
MATCH (n:ReadingName {document: $document})-[:CURRENT]->(r)-[h:HAS_PASSAGE]->(p)
WHERE $language IS NULL OR n.language = $language
RETURN n.language, n.loader, p.start, p.end, h.label, h.section, p.text
"""
_FOUND: LiteralString = """
CALL db.index.fulltext.queryNodes($index, $asked) YIELD node AS p
MATCH (n:ReadingName)-[:CURRENT]->(r:Reading)-[h:HAS_PASSAGE]->(p)
WHERE ($language IS NULL OR n.language = $language) AND ($document IS NULL OR n.document = $document)
RETURN n.document, n.language, h.label, p.start, p.end, p.text, h.section
ORDER BY n.document, n.language, n.loader, p.start, p.end, h.label LIMIT $limit
"""


def reading_id(reading: Reading) -> str:
    """The id of a reading version: its name, its file, its loader's version."""
    return hash26([*reading.name, reading.source_hash, reading.loader_version])


def write(tx: Tx, reading: Reading) -> None:
    """A reading version with all that belongs to it, written where it is not there."""
    made = reading_id(reading)
    if rows(tx, _KNOWN, id=made):
        return
    tx.run(_READING, id=made, properties=_properties(reading)).consume()
    if reading.text_hash is not None:
        tx.run(_TEXT, id=made, hash=reading.text_hash, content=reading.text).consume()
    _write_paragraphs(tx, made, reading)
    put(tx, _HEADINGS, [_heading(n, section) for n, section in enumerate(reading.sections)], id=made)
    put(tx, _MENTIONS, [_mention(n, mention) for n, mention in enumerate(reading.mentions)], id=made)


def forget(tx: Tx, reading: str) -> None:
    """A reading version that never held goes, with its headings, mentions and places in the text."""
    tx.run(_FORGET, id=reading).consume()


def _properties(reading: Reading) -> dict[str, Any]:
    return {
        "loaderVersion": reading.loader_version,
        "sourceHash": reading.source_hash,
        "title": reading.title,
        "date": reading.date,
        "aliases": list(reading.aliases),
        "textHash": reading.text_hash,
    }


def _write_paragraphs(tx: Tx, made: str, reading: Reading) -> None:
    if not reading.paragraphs:
        return
    if reading.text_hash is None:
        raise ModelError(f"{reading.document}: a reading with paragraphs needs its text and the text's hash")
    spans = dict.fromkeys((p.start, p.end) for p in reading.paragraphs)
    each(tx, _PASSAGES, [_passage(reading, *span) for span in spans], hash=reading.text_hash)
    places = [{"passage": _passage_id(reading, p.start, p.end), "label": p.label, "section": p.section} for p in reading.paragraphs]
    put(tx, _PARAGRAPHS, places, id=made)


def _passage_id(reading: Reading, start: int, end: int) -> str:
    return f"{reading.text_hash}:{start}-{end}"


def _passage(reading: Reading, start: int, end: int) -> dict[str, Any]:
    text = reading.text[start:end]
    properties = {"textHash": reading.text_hash, "start": start, "end": end, "text": text, "words": words.tokens(text)}
    return {"id": _passage_id(reading, start, end), "properties": properties}


def _heading(ordinal: int, section: Section) -> dict[str, Any]:
    about = list(section.about)
    return {"ordinal": ordinal, "label": section.label, "title": section.title, "parent": section.parent, "about": about}


def _mention(ordinal: int, m: Mention) -> dict[str, Any]:
    named = {"type": m.type, "form": m.form, "key": m.key, "asPrinted": m.as_printed, "likely": m.likely}
    return {"ordinal": ordinal, "paragraph": m.paragraph, "start": m.start, "end": m.end, "quote": m.quote, **named}


def mentions(tx: Tx, document: str, language: str | None) -> list[Mention]:
    """The mentions of the current readings of a document, in order of the text."""
    found = rows(tx, _ALL_MENTIONS, document=document, language=language)
    found.sort(key=lambda r: (r[0], r[1], r[6], r[7], r[2], r[3], r[4], r[11]))
    return [Mention(*row[2:11]) for row in found]


def sections(tx: Tx, document: str) -> list[Section]:
    """The sections of the current readings of a document, in order."""
    found = sorted(rows(tx, _ALL_HEADINGS, document=document), key=lambda row: row[:3])
    return [Section(label, title, tuple(about), parent) for _, _, _, label, title, about, parent in found]


def paragraphs(tx: Tx, document: str, language: str | None) -> list[tuple[str, Paragraph, str]]:
    """(language, paragraph, its words) of the current readings of a document, in order of the text; "" for no language."""
    found = sorted(rows(tx, _ALL_PARAGRAPHS, document=document, language=language), key=lambda row: row[:5])
    return [(spoken, Paragraph(start, end, label, section), text) for spoken, _, start, end, label, section, text in found]


def find_text(tx: Tx, query: str, language: str | None, limit: int, document: str | None) -> Iterator[TextHit]:
    """Paragraphs of current readings with all phrases of the query, by document, language and place."""
    asked = words.asked(query)
    given = {"asked": asked, "language": language, "limit": limit, "document": document}
    found = rows(tx, _FOUND, index=layout.WORDS, **given) if asked else []
    return (TextHit(document, spoken or None, *spot) for document, spoken, *spot in found)
