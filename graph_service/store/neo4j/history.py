"""All that was written, read back so that it can be written again: withdrawals and whole readings.

Readings are read several at a time, as many as make one transaction of a writer: a record of a hundred thousand small ones would
be mostly questions else. The server sorts and gathers nothing for it, so a reading of any size takes none of its memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, LiteralString, NamedTuple, TypeVar

from graph_service.store import batches
from graph_service.store.base import Told, Withdrawn
from graph_service.store.neo4j import records
from graph_service.store.neo4j.connection import Database, Tx, each, rows
from ontology.readings import Mention, Paragraph, Reading, Section

T = TypeVar("T")

_WITHDRAWN: LiteralString = "MATCH (w:Withdrawal) RETURN w.at, w.document, w.language, w.reason"
_TOLD: LiteralString = """
MATCH (n:ReadingName)-[t:TOLD]->(r)
RETURN n.document, n.language, n.loader, t.at, n.id, r.id,
  COUNT { (:Evidence {name: n.id}) } + (COUNT { (r)<-[:READ_IN]-() } + COUNT { (r)-[:HAS_PASSAGE]->() }) / 3
"""
_HEADS: LiteralString = """
UNWIND $rows AS id
MATCH (r:Reading {id: id}) OPTIONAL MATCH (r)-[:OF_TEXT]->(t)
RETURN id, r.loaderVersion, r.sourceHash, r.title, r.date, t.content, t.hash, r.aliases
"""
_PARAGRAPHS: LiteralString = """
UNWIND $rows AS id
MATCH (:Reading {id: id})-[h:HAS_PASSAGE]->(p) RETURN id, p.start, p.end, h.label, h.section
"""
_SECTIONS: LiteralString = """
UNWIND $rows AS id
MATCH (:Reading {id: id})<-[:READ_IN]-(h:Heading) RETURN id, h.ordinal, h.label, h.title, h.about, h.parent
"""
_MENTIONS: LiteralString = """
UNWIND $rows AS id
MATCH (:Reading {id: id})<-[:READ_IN]-(m:Mention)
RETURN id, m.ordinal, m.type, m.form, m.key, m.paragraph, m.start, m.end, m.quote, m.asPrinted, m.likely
"""


class _Event(NamedTuple):
    """A reading that holds from a time: the parts and the id of its name, its own id, about how many statements it weighs."""

    document: str
    language: str
    loader: str
    at: str
    name: str
    made: str
    weight: int


def events(database: Database) -> Iterator[Told | Withdrawn]:
    """As ``Store.history`` has them; readings are read when they are asked for."""
    withdrawn, told = database.steady(lambda tx: (rows(tx, _WITHDRAWN), rows(tx, _TOLD)))
    for at, document, language, reason in sorted(withdrawn, key=lambda row: (row[1], row[0], row[2])):
        yield Withdrawn(at, document, language or None, reason)
    for some in _together(sorted(_Event(*row) for row in told)):
        for event, reading in zip(some, database.steady(partial(_readings, some=some)), strict=True):
            yield Told(event.at, reading)


def _together(told: Iterable[_Event]) -> Iterator[list[_Event]]:
    some: list[_Event] = []
    weight = 0
    for event in told:
        some.append(event)
        weight += event.weight
        if len(some) >= batches.READINGS or weight >= batches.STATEMENTS:
            yield some
            some, weight = [], 0
    if some:
        yield some


def _readings(tx: Tx, some: list[_Event]) -> list[Reading]:
    made = list(dict.fromkeys(event.made for event in some))
    heads = {row[0]: row[1:] for row in each(tx, _HEADS, made)}
    paragraphs = _by_reading(tx, _PARAGRAPHS, made, Paragraph)
    sections = _by_reading(tx, _SECTIONS, made, _section)
    mentions = _by_reading(tx, _MENTIONS, made, lambda _, *given: Mention(*given))
    asked = [(event.name, event.at) for event in some]
    statements, figures = records.statements_told(tx, asked), records.figures_told(tx, asked)
    return [
        Reading(
            document=event.document,
            language=event.language or None,
            loader=event.loader,
            **_head(*heads[event.made]),
            paragraphs=tuple(sorted(paragraphs[event.made])),
            sections=tuple(sections[event.made]),
            mentions=tuple(mentions[event.made]),
            statements=statements[place],
            figures=figures[place],
        )
        for place, event in enumerate(some)
    ]


def _head(
    loader_version: str, source: str, title: str | None, date: str | None, text: str | None, hash: str | None, aliases: list[str]
) -> dict[str, Any]:
    known = {"loader_version": loader_version, "source_hash": source, "title": title, "date": date}
    return {**known, "text": text or "", "text_hash": hash, "aliases": tuple(aliases)}


def _section(_: int, label: str, title: str, about: list[str], parent: str | None) -> Section:
    return Section(label, title, tuple(about), parent)


def _by_reading(tx: Tx, cypher: LiteralString, made: list[str], one: Callable[..., T]) -> dict[str, list[T]]:
    """What belongs to each reading, in the order in which it was read (or any, where it has none)."""
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for key, *row in each(tx, cypher, made):
        found[key].append(row)
    return defaultdict(list, {key: [one(*row) for row in sorted(some, key=lambda row: row[0])] for key, some in found.items()})
