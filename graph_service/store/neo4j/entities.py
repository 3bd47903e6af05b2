"""Entities: nodes for what is spoken of, with the ontology's labels and captions that people read in Neo4j Browser."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, LiteralString

from graph_service.store.neo4j.connection import Row, Tx, each, put
from ontology import vocabulary
from ontology.errors import BadKey
from ontology.identifiers import type_of
from ontology.property_graph import labels

NAMES, TYPE = ("title", "name", "acronym"), "type"
"""Predicates that captions and labels follow from."""

_REMEMBERED = 500_000
"""How many keys a load remembers at the most."""

_KNOWN: LiteralString = "UNWIND $rows AS key MATCH (x:Entity {key: key}) RETURN key, x:Document, x:Paragraph"
_CREATE: LiteralString = "UNWIND $rows AS r CREATE (x:$(r[1])) SET x.key = r[0], x.captionEn = r[0]"
_PLACES: LiteralString = """
UNWIND $rows AS r
MATCH (d:Entity {key: r[2]})
CREATE (x:$(r[1])) SET x.key = r[0], x.captionEn = r[0]
CREATE (x)-[:WITHIN]->(d)
RETURN count(*)
"""
_DOCUMENTS: LiteralString = "UNWIND $rows AS key MATCH (x:Entity {key: key}) WHERE NOT x:Document SET x:Document"
_PARAGRAPHS: LiteralString = """
UNWIND $rows AS r
MATCH (p:Entity {key: r.key}) MATCH (d:Entity {key: r.document})
SET p:Paragraph MERGE (p)-[:WITHIN]->(d)
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


@dataclass(slots=True)
class Seen:
    """Keys that are known to be there, so that a load asks for each once: entities are never taken away.

    ``fresh`` holds those of the transaction that is under way, until it is known to be kept."""

    keys: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    fresh: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))

    def begin(self) -> None:
        """A transaction begins, perhaps again."""
        self.fresh = (set(), set())

    def keep(self) -> None:
        """What it drew is there."""
        if len(self.keys) > _REMEMBERED:
            self.keys.clear()
            self.documents.clear()
        self.keys |= self.fresh[0]
        self.documents |= self.fresh[1]


def merge(tx: Tx, keys: Iterable[str], documents: Iterable[str], paragraphs: Mapping[str, str], seen: Seen) -> None:
    """Nodes for keys, for documents that say something, and for paragraphs (key → its document), where they are missing."""
    speaking = {*documents, *paragraphs.values()} - seen.documents
    only_places = {key: None for key in paragraphs if key not in speaking}  # a document can be called as another's paragraph
    others = [
        key for key in dict.fromkeys((*keys, *speaking)) if key in speaking or (key not in paragraphs and key not in seen.keys)
    ]
    there = {key: (speaks, is_place) for key, speaks, is_place in each(tx, _KNOWN, [*others, *only_places])}
    missing = [key for key in others if key not in there]
    each(tx, _CREATE, [_node(key, "Document" if key in speaking else None) for key in missing])
    each(tx, _DOCUMENTS, [key for key in there if key in speaking and not there[key][0]])
    put(tx, _PLACES, [[*_node(key, "Paragraph"), paragraphs[key]] for key in only_places if key not in there])
    old = [key for key in paragraphs if not there.get(key, (False, key in only_places))[1]]
    each(tx, _PARAGRAPHS, [{"key": key, "document": paragraphs[key]} for key in old])
    seen.fresh[0].update(others)
    seen.fresh[1].update(speaking)


def _node(key: str, role: str | None) -> list[Any]:
    has = _by_form(key)
    return [key, [*has, role] if role and role not in has else has]


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
