"""What belongs to one reading version: text, passages, headings, mentions, aliases; and asking for them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any, LiteralString, TypeVar

from graph_service.store.base import TextHit
from graph_service.store.neo4j import layout, words
from graph_service.store.neo4j.connection import BATCH, Tx, each, one, put, rows
from ontology.errors import ModelError
from ontology.readings import Mention, Paragraph, Reading, Section
from ontology.records import hash26

T = TypeVar("T")

_READINGS: LiteralString = """
UNWIND $rows AS r
CREATE (x:Reading) SET x = r.properties
MERGE (n:ReadingName {id: r.name.id}) ON CREATE SET n = r.name
RETURN count(*)
"""
_HELD: LiteralString = """
UNWIND $rows AS hash
MATCH (t:Text {hash: hash}) WHERE EXISTS { (t)<-[:PASSAGE_OF]-() }
RETURN hash
"""
_TEXT: LiteralString = """
UNWIND $rows AS r
MATCH (x:Reading {id: r.id})
MERGE (t:Text {hash: r.hash}) ON CREATE SET t.content = r.content
CREATE (x)-[:OF_TEXT]->(t)
RETURN count(*)
"""
_PASSAGES: LiteralString = """
UNWIND $rows AS r
MATCH (x:Reading {id: r.id}) MATCH (t:Text {hash: r.hash})
UNWIND r.passages AS row
CREATE (p:Passage)
SET p = {id: r.hash + ':' + row[0] + '-' + row[1], textHash: r.hash, start: row[0], end: row[1], text: row[2], words: row[3]}
CREATE (p)-[:PASSAGE_OF]->(t)
FOREACH (h IN row[4] | CREATE (x)-[:HAS_PASSAGE {label: h[0], section: h[1]}]->(p))
RETURN count(*)
"""
_PASSAGES_AGAIN: LiteralString = """
UNWIND $rows AS r
MATCH (x:Reading {id: r.id}) MATCH (t:Text {hash: r.hash})
UNWIND r.passages AS row
MERGE (p:Passage {id: r.hash + ':' + row[0] + '-' + row[1]})
ON CREATE SET p += {textHash: r.hash, start: row[0], end: row[1], text: row[2], words: row[3]}
MERGE (p)-[:PASSAGE_OF]->(t)
FOREACH (h IN row[4] | CREATE (x)-[:HAS_PASSAGE {label: h[0], section: h[1]}]->(p))
RETURN count(*)
"""
_HEADINGS: LiteralString = """
UNWIND $rows AS row
MATCH (r:Reading {id: row.reading})
CREATE (h:Heading) SET h = row CREATE (h)-[:READ_IN]->(r)
RETURN count(*)
"""
_MENTIONS: LiteralString = """
UNWIND $rows AS row
MATCH (r:Reading {id: row.reading})
CREATE (m:Mention) SET m = row CREATE (m)-[:READ_IN]->(r)
RETURN count(*)
"""
_FORGET: tuple[LiteralString, ...] = (
    "MATCH (:Reading {id: $id})<-[:READ_IN]-(x) WITH x LIMIT $at_once DETACH DELETE x RETURN count(*)",
    "MATCH (:Reading {id: $id})-[h:HAS_PASSAGE]->() WITH h LIMIT $at_once DELETE h RETURN count(*)",
    "MATCH (r:Reading {id: $id}) DETACH DELETE r RETURN 0 * count(*)",
)
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
_LABELS: LiteralString = """
UNWIND $rows AS document
MATCH (:ReadingName {document: document})-[:CURRENT]->()-[h:HAS_PASSAGE]->()
RETURN document, collect(DISTINCT h.label)
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


def pieces(reading: Reading) -> int:
    """How many nodes belong to a reading beside what it says."""
    return len(reading.paragraphs) + len(reading.sections) + len(reading.mentions)


def check(reading: Reading) -> None:
    """``ModelError`` for a reading that can't be kept."""
    if reading.paragraphs and reading.text_hash is None:
        raise ModelError(f"{reading.document}: a reading with paragraphs needs its text and the text's hash")


def works(given: Sequence[tuple[str, Reading]]) -> Iterator[Callable[[Tx], None]]:
    """What writes readings that are not there (each with the id of its name), with all that belongs to them, a part after another:
    all in one transaction, or in several."""
    yield lambda tx: _heads(tx, given)
    made = [(reading_id(reading), reading) for _, reading in given]
    for part in _parts([(whole, row) for whole in made for row in _passages(whole[1])]):
        yield partial(_draw_passages, part=part)
    headings = [_heading(key, n, one) for key, reading in made for n, one in enumerate(reading.sections)]
    mentions = [_mention(key, n, one) for key, reading in made for n, one in enumerate(reading.mentions)]
    for cypher, every in ((_HEADINGS, headings), (_MENTIONS, mentions)):
        for marks in _parts(every):
            yield partial(put, cypher=cypher, given=marks)


def _parts(rows: list[T]) -> Iterator[list[T]]:
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]


def _heads(tx: Tx, given: Sequence[tuple[str, Reading]]) -> None:
    put(tx, _READINGS, [{"name": _name(name, reading), "properties": _properties(reading)} for name, reading in given])
    texts = [{"id": reading_id(r), "hash": r.text_hash, "content": r.text} for _, r in given if r.text_hash is not None]
    put(tx, _TEXT, texts)


def _draw_passages(tx: Tx, part: list[tuple[tuple[str, Reading], list[Any]]]) -> None:
    """Of a text that holds no passage yet they are drawn at once, of others where they are missing."""
    held = {hash for (hash,) in each(tx, _HELD, list({reading.text_hash for (_, reading), _ in part}))}
    fresh: dict[str, list[list[Any]]] = defaultdict(list)
    again: dict[str, list[list[Any]]] = defaultdict(list)
    drawn_by: dict[str | None, str] = {}
    whose = {}
    for (made, reading), row in part:
        first = drawn_by.setdefault(reading.text_hash, made) == made and reading.text_hash not in held
        (fresh if first else again)[made].append(row)
        whose[made] = reading.text_hash
    for cypher, drawn in ((_PASSAGES, fresh), (_PASSAGES_AGAIN, again)):
        nested = [{"id": made, "hash": whose[made], "passages": some} for made, some in drawn.items()]
        put(tx, cypher, nested, count=lambda row: len(row["passages"]))


def forget(tx: Tx, reading: str, at_once: int = BATCH) -> bool:
    """A part of a reading version that never held goes: its headings, mentions, places in the text, then itself. Whether more is to
    be done."""
    return any(int(one(tx, cypher, id=reading, at_once=at_once)[0]) for cypher in _FORGET)


def _name(name: str, reading: Reading) -> dict[str, str]:
    document, language, loader = reading.name
    return {"id": name, "document": document, "language": language, "loader": loader}


def _properties(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading_id(reading),
        "loaderVersion": reading.loader_version,
        "sourceHash": reading.source_hash,
        "title": reading.title,
        "date": reading.date,
        "aliases": list(reading.aliases),
        "textHash": reading.text_hash,
    }


def _passages(reading: Reading) -> Iterator[list[Any]]:
    """Stretches of its text: start, end, words, tokens, and the paragraphs (label, section) that stand there."""
    spans: dict[tuple[int, int], list[list[str | None]]] = defaultdict(list)
    for p in reading.paragraphs:
        spans[p.start, p.end].append([p.label, p.section])
    for (start, end), places in spans.items():
        text = reading.text[start:end]
        yield [start, end, text, words.tokens(text), places]


def _heading(reading: str, ordinal: int, section: Section) -> dict[str, Any]:
    about = {"parent": section.parent, "about": list(section.about)}
    return {"reading": reading, "ordinal": ordinal, "label": section.label, "title": section.title, **about}


def _mention(reading: str, ordinal: int, m: Mention) -> dict[str, Any]:
    named = {"type": m.type, "form": m.form, "key": m.key, "asPrinted": m.as_printed, "likely": m.likely}
    spot = {"paragraph": m.paragraph, "start": m.start, "end": m.end, "quote": m.quote}
    return {"reading": reading, "ordinal": ordinal, **spot, **named}


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


def labels(tx: Tx, held: Collection[str]) -> dict[str, frozenset[str]]:
    """The labels of the paragraphs of the current readings of documents; of those that have none nothing."""
    return {document: frozenset(found) for document, found in each(tx, _LABELS, sorted(set(held)))}


def find_text(tx: Tx, query: str, language: str | None, limit: int, document: str | None) -> Iterator[TextHit]:
    """Paragraphs of current readings with all phrases of the query, by document, language and place."""
    asked = words.asked(query)
    given = {"asked": asked, "language": language, "limit": limit, "document": document}
    found = rows(tx, _FOUND, index=layout.WORDS, **given) if asked else []
    return (TextHit(document, spoken or None, *spot) for document, spoken, *spot in found)
