"""All that was written, read back so that it can be written again: withdrawals and whole readings."""

from collections.abc import Iterator
from functools import partial
from typing import Any, LiteralString

from graph_service.store.base import Told, Withdrawn
from graph_service.store.neo4j import records
from graph_service.store.neo4j.connection import Database, Tx, one, rows
from ontology.readings import Mention, Paragraph, Reading, Section

_WITHDRAWN: LiteralString = "MATCH (w:Withdrawal) RETURN w.at, w.document, w.language, w.reason"
_TOLD: LiteralString = "MATCH (n:ReadingName)-[t:TOLD]->(r) RETURN n.document, n.language, n.loader, t.at, n.id, r.id"
_READING: LiteralString = """
MATCH (r:Reading {id: $id}) OPTIONAL MATCH (r)-[:OF_TEXT]->(t)
RETURN r.loaderVersion, r.sourceHash, r.title, r.date, t.content, t.hash, r.aliases
"""
_PARAGRAPHS: LiteralString = "MATCH (:Reading {id: $id})-[h:HAS_PASSAGE]->(p) RETURN p.start, p.end, h.label, h.section"
_SECTIONS: LiteralString = """
MATCH (:Reading {id: $id})<-[:READ_IN]-(h:Heading) RETURN h.label, h.title, h.about, h.parent ORDER BY h.ordinal
"""
_MENTIONS: LiteralString = """
MATCH (:Reading {id: $id})<-[:READ_IN]-(m:Mention)
RETURN m.type, m.form, m.key, m.paragraph, m.start, m.end, m.quote, m.asPrinted, m.likely ORDER BY m.ordinal
"""


def events(database: Database) -> Iterator[Told | Withdrawn]:
    """As ``Store.history`` has them; a reading is read when it is asked for."""
    withdrawn, told = database.steady(lambda tx: (rows(tx, _WITHDRAWN), rows(tx, _TOLD)))
    for at, document, language, reason in sorted(withdrawn, key=lambda row: (row[1], row[0], row[2])):
        yield Withdrawn(at, document, language or None, reason)
    for row in sorted(told):
        yield Told(row[3], database.steady(partial(_reading, row=row)))


def _reading(tx: Tx, row: list[Any]) -> Reading:
    document, language, loader, at, name, made = row
    loader_version, source_hash, title, date, text, text_hash, aliases = one(tx, _READING, id=made)
    return Reading(
        document=document,
        language=language or None,
        loader=loader,
        loader_version=loader_version,
        source_hash=source_hash,
        title=title,
        date=date,
        text=text or "",
        text_hash=text_hash,
        aliases=tuple(aliases),
        paragraphs=tuple(sorted(Paragraph(*given) for given in rows(tx, _PARAGRAPHS, id=made))),
        sections=tuple(Section(label, said, tuple(about), above) for label, said, about, above in rows(tx, _SECTIONS, id=made)),
        mentions=tuple(Mention(*given) for given in rows(tx, _MENTIONS, id=made)),
        statements=tuple(records.statements_told(tx, name, at)),
        figures=tuple(records.figures_told(tx, name, at)),
    )
