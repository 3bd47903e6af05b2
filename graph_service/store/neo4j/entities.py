"""Entities: nodes for what is spoken of, with the ontology's labels and captions that people read in Neo4j Browser."""

from collections.abc import Iterable, Mapping
from typing import Any, LiteralString

from graph_service.store.neo4j.connection import Row, Tx, each
from ontology import vocabulary
from ontology.errors import BadKey
from ontology.identifiers import type_of
from ontology.property_graph import labels

NAMES, TYPE = ("title", "name", "acronym"), "type"
"""Predicates that captions and labels follow from."""

_MERGE: LiteralString = """
UNWIND $rows AS r
CALL (r) { WITH r WHERE NOT EXISTS { (:Entity {key: r.key}) }
  MERGE (x:Entity {key: r.key}) SET x:$(r.labels), x.captionEn = r.key }
"""
_DOCUMENTS: LiteralString = "UNWIND $rows AS key MATCH (x:Entity {key: key}) WHERE NOT x:Document SET x:Document"
_PARAGRAPHS: LiteralString = """
UNWIND $rows AS r
MATCH (p:Entity {key: r.key}) WHERE NOT EXISTS { (p)-[:WITHIN]->() }
MATCH (d:Entity {key: r.document})
SET p:Paragraph CREATE (p)-[:WITHIN]->(d)
"""
_SAID: LiteralString = """
UNWIND $rows AS key
MATCH (x:Entity {key: key})
RETURN key, labels(x), EXISTS { (x)<-[:SAID_IN]-() }, EXISTS { (x)<-[:AT]-() },
  COLLECT { MATCH (x)<-[:SUBJECT]-(s) WHERE s.predicate IN $predicates AND s.knownFrom IS NOT NULL AND s.knownTo IS NULL
    RETURN [s.predicate, s.value, s.valueLanguage, s.validToText IS NULL, coalesce(s.validFromText, ''), s.confidence, s.id] }
"""
"""Statements without their label: else the planner may begin at the index of predicates, from all names of all things."""
_SHOW: LiteralString = """
UNWIND $rows AS r
MATCH (x:Entity {key: r.key})
SET x.captionEn = r.en, x.captionZh = r.zh
REMOVE x:$(r.gone)
SET x:$(r.come)
"""


def merge(tx: Tx, keys: Iterable[str], documents: Iterable[str], paragraphs: Mapping[str, str]) -> None:
    """Nodes for keys, for documents that say something, and for paragraphs (key → its document), where they are missing."""
    every = dict.fromkeys((*keys, *documents, *paragraphs, *paragraphs.values()))
    each(tx, _MERGE, [{"key": key, "labels": _by_form(key)} for key in every])
    each(tx, _DOCUMENTS, list(dict.fromkeys((*documents, *paragraphs.values()))))
    each(tx, _PARAGRAPHS, [{"key": key, "document": document} for key, document in paragraphs.items()])


def show(tx: Tx, keys: Iterable[str]) -> None:
    """Labels and captions of entities as what is known of them now has it."""
    found = each(tx, _SAID, sorted(set(keys)), predicates=[*NAMES, TYPE])
    each(tx, _SHOW, [_shown(*row) for row in found])


def _by_form(key: str) -> list[str]:
    try:
        return list(labels(type_of(key)))
    except BadKey:
        return ["Entity"]


def _shown(key: str, has: list[str], speaks: bool, is_place: bool, said: list[Row]) -> dict[str, Any]:
    wanted = set(_labels(key, said)) | ({"Document"} if speaks else set()) | ({"Paragraph"} if is_place else set())
    english = _name(said, "en") or _name(said, None) or key
    names = {"key": key, "en": english, "zh": _name(said, "zh")}
    return {**names, "gone": sorted(set(has) - wanted), "come": sorted(wanted - set(has))}


def _labels(key: str, said: list[Row]) -> list[str]:
    types = [row for row in said if row[0] == TYPE and row[1] in vocabulary.types()]
    best = min(types, key=lambda row: (-row[5], row[1], row[6]), default=None)
    return list(labels(best[1])) if best else _by_form(key)


def _name(said: list[Row], language: str | None) -> str | None:
    """The name in a language (None: an acronym in any): one that holds still, a full name before an acronym, the latest."""
    names = [row for row in said if row[0] in NAMES and (row[0] == "acronym" if language is None else row[2] == language)]
    names.sort(key=lambda row: (-row[5], row[6]))
    names.sort(key=lambda row: (row[3], row[0] != "acronym", row[4]), reverse=True)
    return names[0][1] if names else None
