"""Statements and figures as nodes with their evidence: drawn where they are not yet, and kept in step with it.

Two ways to draw: at once (``Evidence``, with clocks and walks), or staged (``Staged``, which nobody reads before its version has
come, without clocks and walks; ``staging`` makes them whole then).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, LiteralString

from graph_service.store.neo4j import entities
from graph_service.store.neo4j.connection import Tx, each, put
from graph_service.store.neo4j.evidence import Piece, Said
from ontology import dates, vocabulary
from ontology.identifiers import part_key
from ontology.property_graph import evidence_properties, statement_properties, walk_properties
from ontology.records import Figure, Literal, Statement

_KNOWN: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS id MATCH (s:Statement {id: id}) RETURN id, s.knownFrom IS NULL",
    Figure: "UNWIND $rows AS id MATCH (s:Quantity {id: id}) RETURN id, s.knownFrom IS NULL",
}
_CLEAR: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS id MATCH (s:Statement {id: id}) OPTIONAL MATCH (e)-[:OF]->(s) DETACH DELETE e, s",
    Figure: "UNWIND $rows AS id MATCH (s:Quantity {id: id}) OPTIONAL MATCH (e)-[:OF]->(s) DETACH DELETE e, s",
}
_EVIDENCE: LiteralString = """
WITH s, r UNWIND r.evidence AS said
MATCH (p:Entity {key: said.at})
CREATE (e:Evidence) SET e = said.properties
CREATE (e)-[:OF]->(s), (e)-[:AT]->(p)
RETURN count(*)
"""
_STAGED = _EVIDENCE.replace(":Evidence", ":Staged")
_FACTS: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r.subject}) MATCH (b:Entity {key: r.object}) MATCH (d:Entity {key: r.document})
CREATE (s:Statement) SET s = r.properties
CREATE (s)-[:SUBJECT]->(a), (s)-[:OBJECT]->(b), (s)-[:SAID_IN]->(d), (a)-[w:$(r.type)]->(b) SET w = r.walk
"""
_LINKS: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r.subject}) MATCH (b:Entity {key: r.object}) MATCH (d:Entity {key: r.document})
CREATE (s:Statement) SET s = r.properties
CREATE (s)-[:SUBJECT]->(a), (s)-[:OBJECT]->(b), (s)-[:SAID_IN]->(d)
"""
_VALUES: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r.subject}) MATCH (d:Entity {key: r.document})
CREATE (s:Statement) SET s = r.properties
CREATE (s)-[:SUBJECT]->(a), (s)-[:SAID_IN]->(d)
"""
_CAUSED: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r.subject}) MATCH (b:Entity {key: r.object}) MATCH (d:Entity {key: r.document})
CREATE (s:Quantity) SET s = r.properties
CREATE (s)-[:SUBJECT]->(a), (s)-[:BECAUSE_OF]->(b), (s)-[:SAID_IN]->(d)
"""
_FIGURES: LiteralString = _VALUES.replace(":Statement", ":Quantity")
_BESIDE: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS r MATCH (s:Statement {id: r.id})",
    Figure: "UNWIND $rows AS r MATCH (s:Quantity {id: r.id})",
}
_VERDICTS: LiteralString = """
UNWIND $rows AS id
MATCH (v:Verdict {statement: id}) MATCH (s:Statement {id: id}) WHERE NOT EXISTS { (v)-[:ON]->(s) }
CREATE (v)-[:ON]->(s)
"""
_SUPERSEDE: LiteralString = """
UNWIND $rows AS node
MATCH (e) WHERE elementId(e) = node
REMOVE e:Evidence SET e:Superseded, e.supersededIn = $version, e.supersededAt = $now
RETURN count(*)
"""
_TO_SUPERSEDE: LiteralString = """
UNWIND $rows AS node
MATCH (e) WHERE elementId(e) = node
SET e.supersededIn = $version
RETURN count(*)
"""
_COPY: LiteralString = """
UNWIND $rows AS r
MATCH (o) WHERE elementId(o) = r.node
MATCH (o)-[:OF]->(s) MATCH (o)-[:AT]->(p)
CREATE (e) SET e = properties(o), e.supersededIn = null, e.supersededAt = null, e += r.properties SET e:Evidence
CREATE (e)-[:OF]->(s), (e)-[:AT]->(p)
RETURN count(*)
"""
_STAGED_COPY = _COPY.replace(":Evidence", ":Staged")
_CLOCKS: Mapping[type, LiteralString] = {
    Statement: """
UNWIND $rows AS id
MATCH (s:Statement {id: id})
CALL (s) { OPTIONAL MATCH (e:Evidence|Staged)-[:OF]->(s) WHERE e.supersededIn IS NULL
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
CALL (s) { OPTIONAL MATCH (e:Evidence|Staged)-[:OF]->(s) WHERE e.supersededIn IS NULL
  RETURN min(e.knownFrom) AS begun, nullif(max(coalesce(e.knownTo, '~')), '~') AS ended, max(e.confidence) AS sure }
SET s.knownFrom = begun, s.knownTo = ended, s.confidence = sure
""",
}
_SHOWN: LiteralString = """
UNWIND $rows AS id
MATCH (s:Statement {id: id})-[:SUBJECT]->(a) WHERE s.predicate IN $predicates
RETURN DISTINCT a.key
"""
SHOWN = (*entities.NAMES, entities.TYPE)


class Group:
    """What is to be drawn of one statement or figure: itself, and the pieces of evidence with their clocks."""

    __slots__ = ("pieces", "said")

    def __init__(self, said: Said) -> None:
        self.said = said
        self.pieces: list[tuple[Piece, dict[str, Any]]] = []


def draw(tx: Tx, kind: type[Said], groups: Mapping[str, Group], seen: entities.Seen, *, staged: bool) -> set[str]:
    """Statements or figures with new evidence, the ones that are not there yet drawn with it; the ids of those that were there.

    What nothing says any more is drawn anew.
    """
    known = dict(map(tuple, each(tx, _KNOWN[kind], list(groups))))
    each(tx, _CLEAR[kind], [one for one, silent in known.items() if silent])
    fresh = [group for key, group in groups.items() if known.get(key, True)]
    _entities(tx, groups.values(), fresh, seen)
    rows: dict[LiteralString, list[dict[str, Any]]] = {}
    for group in fresh:
        cypher, row = _drawn(group, staged=staged)
        rows.setdefault(cypher, []).append(row)
    there = [(key, group) for key, group in groups.items() if not known.get(key, True)]
    rows[_BESIDE[kind]] = [{"id": key, "evidence": _evidence(group)} for key, group in there]
    for cypher, some in rows.items():
        put(tx, cypher + (_STAGED if staged else _EVIDENCE), some, count=_pieces)
    if kind is Statement:
        each(tx, _VERDICTS, [group.said.id for group in fresh])
    return {key for key, _ in there}


def _pieces(row: dict[str, Any]) -> int:
    return len(row["evidence"])


def supersede(tx: Tx, nodes: list[str], version: int, now: str, *, staged: bool) -> None:
    """Nodes of evidence that a version takes away."""
    put(tx, _TO_SUPERSEDE if staged else _SUPERSEDE, nodes, version=version, now=now)


def copy(tx: Tx, copies: list[dict[str, Any]], *, staged: bool) -> None:
    """Nodes of evidence again (``node``), with another stretch of record time (``properties``)."""
    put(tx, _STAGED_COPY if staged else _COPY, copies)


def keep_in_step(tx: Tx, kind: type[Said], touched: Iterable[str]) -> None:
    """After their evidence has changed: confidence and clocks, of plain relationships too; labels and captions that follow."""
    ids = sorted(touched)
    each(tx, _CLOCKS[kind], ids)
    if kind is Statement:
        entities.show(tx, [key for (key,) in each(tx, _SHOWN, ids, predicates=list(SHOWN))])


def _entities(tx: Tx, given: Iterable[Group], fresh: Iterable[Group], seen: entities.Seen) -> None:
    keys = [key for group in fresh for key in (group.said.subject, _other_end(group.said)) if key]
    places = {part_key(p.document, p.evidence.paragraph): p.document for group in given for p, _ in group.pieces}
    entities.merge(tx, keys, [group.said.document for group in fresh], places, seen)


def _other_end(one: Said) -> str | None:
    if isinstance(one, Figure):
        return one.because_of
    return one.object if isinstance(one.object, str) else None


def _drawn(group: Group, *, staged: bool) -> tuple[LiteralString, dict[str, Any]]:
    """By which query it is drawn, and its row."""
    one, known = group.said, {} if staged else _clocks(group)
    row = {"subject": one.subject, "document": one.document, "object": _other_end(one), "evidence": _evidence(group)}
    if isinstance(one, Figure):
        return _FIGURES if one.because_of is None else _CAUSED, {**row, "properties": {**_measured(one), **known}}
    properties = {**_said(one), **known}
    if not isinstance(one.object, str):
        return _VALUES, {**row, "properties": properties}
    walk = vocabulary.predicate(one.predicate).upper if one.is_fact else None
    if staged or walk is None:
        return _LINKS, {**row, "properties": {**properties, "walk": walk if staged else None}}
    ends = {"knownFrom": known["knownFrom"], "knownTo": known["knownTo"]}
    return _FACTS, {**row, "properties": properties, "type": walk, "walk": walk_properties(one) | ends}


def _clocks(group: Group) -> dict[str, Any]:
    """What a new one has of its evidence, all of which is at hand."""
    ends = [clock["knownTo"] for _, clock in group.pieces]
    return {
        "confidence": max(round(piece.evidence.confidence, 4) for piece, _ in group.pieces),
        "knownFrom": min(clock["knownFrom"] for _, clock in group.pieces),
        "knownTo": None if None in ends else max(ends),
    }


def _evidence(group: Group) -> list[dict[str, Any]]:
    return [{"at": part_key(p.document, p.evidence.paragraph), "properties": _piece(p, clock)} for p, clock in group.pieces]


def _piece(piece: Piece, clock: Mapping[str, Any]) -> dict[str, Any]:
    evidence = piece.evidence
    said = {"paragraph": evidence.paragraph, "confidence": round(evidence.confidence, 4)}
    return {**evidence_properties(evidence), **said, **clock}


def _said(s: Statement) -> dict[str, Any]:
    value = s.object.text if isinstance(s.object, Literal) else s.object
    return {"id": s.id, **statement_properties(s), "caption": f"{s.subject} {s.predicate} {value}"[:200]}


def _measured(f: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": f.id,
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
