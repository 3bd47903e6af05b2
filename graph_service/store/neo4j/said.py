"""Statements and figures as nodes: drawn where they are not yet, and kept in step with their evidence."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, LiteralString

from graph_service.store.neo4j import entities
from graph_service.store.neo4j.connection import Tx, each, put
from ontology import dates, vocabulary
from ontology.identifiers import part_key
from ontology.property_graph import statement_properties, walk_properties
from ontology.records import Figure, Literal, Statement

Said = Statement | Figure

_KNOWN: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS id MATCH (s:Statement {id: id}) RETURN id, s.knownFrom IS NULL",
    Figure: "UNWIND $rows AS id MATCH (s:Quantity {id: id}) RETURN id, s.knownFrom IS NULL",
}
_CLEAR: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS id MATCH (s:Statement {id: id}) OPTIONAL MATCH (e)-[:OF]->(s) DETACH DELETE e, s",
    Figure: "UNWIND $rows AS id MATCH (s:Quantity {id: id}) OPTIONAL MATCH (e)-[:OF]->(s) DETACH DELETE e, s",
}
_STATEMENTS: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r.subject}) MATCH (d:Entity {key: r.document})
CREATE (s:Statement {id: r.id}) SET s += r.properties
CREATE (s)-[:SUBJECT]->(a), (s)-[:SAID_IN]->(d)
RETURN count(*)
"""
_OBJECTS: LiteralString = """
UNWIND $rows AS r
MATCH (s:Statement {id: r.id}) MATCH (b:Entity {key: r.object})
CREATE (s)-[:OBJECT]->(b)
RETURN count(*)
"""
_WALKS: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r.subject}) MATCH (b:Entity {key: r.object})
CREATE (a)-[w:$(r.type)]->(b) SET w = r.walk
RETURN count(*)
"""
_VERDICTS: LiteralString = """
UNWIND $rows AS id
MATCH (v:Verdict {statement: id}) MATCH (s:Statement {id: id}) WHERE NOT EXISTS { (v)-[:ON]->(s) }
CREATE (v)-[:ON]->(s)
"""
_FIGURES: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r.subject}) MATCH (d:Entity {key: r.document})
CREATE (s:Quantity {id: r.id}) SET s += r.properties
CREATE (s)-[:SUBJECT]->(a), (s)-[:SAID_IN]->(d)
RETURN count(*)
"""
_CAUSES: LiteralString = """
UNWIND $rows AS r
MATCH (s:Quantity {id: r.id}) MATCH (b:Entity {key: r.because})
CREATE (s)-[:BECAUSE_OF]->(b)
RETURN count(*)
"""
_CLOCKS: Mapping[type, LiteralString] = {
    Statement: """
UNWIND $rows AS id
MATCH (s:Statement {id: id})
CALL (s) { OPTIONAL MATCH (e:Evidence)-[:OF]->(s)
  RETURN min(e.knownFrom) AS begun, nullif(max(coalesce(e.knownTo, '~')), '~') AS ended, max(e.confidence) AS sure }
SET s.knownFrom = begun, s.knownTo = ended, s.confidence = sure
WITH s, begun, ended
MATCH (s)-[:SUBJECT]->(a:Entity) MATCH (s)-[:OBJECT]->(b:Entity)
MATCH (a)-[w]->(b) WHERE w.statement = s.id
SET w.knownFrom = begun, w.knownTo = ended
FOREACH (gone IN CASE WHEN begun IS NULL THEN [w] ELSE [] END | DELETE gone)
""",
    Figure: """
UNWIND $rows AS id
MATCH (s:Quantity {id: id})
CALL (s) { OPTIONAL MATCH (e:Evidence)-[:OF]->(s)
  RETURN min(e.knownFrom) AS begun, nullif(max(coalesce(e.knownTo, '~')), '~') AS ended, max(e.confidence) AS sure }
SET s.knownFrom = begun, s.knownTo = ended, s.confidence = sure
""",
}
_SHOWN: LiteralString = """
UNWIND $rows AS id
MATCH (s:Statement {id: id})-[:SUBJECT]->(a) WHERE s.predicate IN $predicates
RETURN DISTINCT a.key
"""


def draw(tx: Tx, kind: type[Said], given: Mapping[str, Said], clocks: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Nodes and relationships of those that are not there yet, their ids; what nothing says any more is drawn anew.

    ``clocks``: by id what a new one has of its evidence (confidence, knownFrom, knownTo).
    """
    known = dict(map(tuple, each(tx, _KNOWN[kind], list(given))))
    each(tx, _CLEAR[kind], [one for one, silent in known.items() if silent])
    fresh = [one for key, one in given.items() if known.get(key, True)]
    _entities(tx, given.values(), fresh)
    _statements(tx, [one for one in fresh if isinstance(one, Statement)], clocks)
    _figures(tx, [one for one in fresh if isinstance(one, Figure)], clocks)
    return {one.id for one in fresh}


def keep_in_step(tx: Tx, kind: type[Said], touched: set[str], fresh: set[str]) -> None:
    """After their evidence has changed: confidence and clocks, of plain relationships too; labels and captions that follow."""
    ids = sorted(touched | fresh)
    each(tx, _CLOCKS[kind], sorted(touched - fresh))
    if kind is Statement:
        entities.show(tx, [key for (key,) in each(tx, _SHOWN, ids, predicates=[*entities.NAMES, entities.TYPE])])


def _entities(tx: Tx, given: Iterable[Said], fresh: Iterable[Said]) -> None:
    keys = [key for one in fresh for key in (one.subject, _other_end(one)) if key]
    places = {part_key(one.document, e.paragraph): one.document for one in given for e in one.evidence}
    entities.merge(tx, keys, [one.document for one in fresh], places)


def _other_end(one: Said) -> str | None:
    if isinstance(one, Figure):
        return one.because_of
    return one.object if isinstance(one.object, str) else None


def _statements(tx: Tx, fresh: list[Statement], clocks: Mapping[str, Mapping[str, Any]]) -> None:
    put(tx, _STATEMENTS, [_row(s, {**_said(s), **clocks[s.id]}) for s in fresh])
    linked = [s for s in fresh if isinstance(s.object, str)]
    put(tx, _OBJECTS, [{"id": s.id, "object": s.object} for s in linked])
    put(tx, _WALKS, [_walk(s, clocks[s.id]) for s in linked if s.is_fact])
    each(tx, _VERDICTS, [s.id for s in fresh])


def _figures(tx: Tx, fresh: list[Figure], clocks: Mapping[str, Mapping[str, Any]]) -> None:
    put(tx, _FIGURES, [_row(f, {**_measured(f), **clocks[f.id]}) for f in fresh])
    put(tx, _CAUSES, [{"id": f.id, "because": f.because_of} for f in fresh if f.because_of is not None])


def _row(one: Said, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": one.id, "subject": one.subject, "document": one.document, "properties": properties}


def _said(s: Statement) -> dict[str, Any]:
    value = s.object.text if isinstance(s.object, Literal) else s.object
    return {**statement_properties(s), "caption": f"{s.subject} {s.predicate} {value}"[:200]}


def _walk(s: Statement, clock: Mapping[str, Any]) -> dict[str, Any]:
    type_name = vocabulary.predicate(s.predicate).upper
    known = {"knownFrom": clock["knownFrom"], "knownTo": clock["knownTo"]}
    return {"subject": s.subject, "object": s.object, "type": type_name, "walk": walk_properties(s) | known}


def _measured(f: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {
        "measure": f.measure,
        "value": f.value,
        "number": float(f.value),
        "unit": f.unit,
        "status": f.status,
        "exactness": f.exactness,
        "caption": f"{f.subject} {f.measure} {f.value} {f.unit}"[:200],
    }
    if f.period is not None:
        first, last = dates.span(f.period)
        found |= {"period": f.period, "periodFrom": date.fromisoformat(first), "periodTo": date.fromisoformat(last)}
    for name, value in f.dimensions:
        found.setdefault(f"d_{name}", []).append(value)
    return found
