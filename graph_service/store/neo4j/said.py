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
from ontology.property_graph import evidence_properties, statement_properties
from ontology.records import Figure, Literal, Statement

_KNOWN: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS id MATCH (s:Statement {id: id}) RETURN id, s.knownFrom IS NULL",
    Figure: "UNWIND $rows AS id MATCH (s:Quantity {id: id}) RETURN id, s.knownFrom IS NULL",
}
_CLEAR: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS id MATCH (s:Statement {id: id}) OPTIONAL MATCH (e)-[:OF]->(s) DETACH DELETE e, s",
    Figure: "UNWIND $rows AS id MATCH (s:Quantity {id: id}) OPTIONAL MATCH (e)-[:OF]->(s) DETACH DELETE e, s",
}
# A row: the keys of subject, object and document, what it carries, its evidence, the type of its walk. Lists instead of maps, and
# what many have in common sent once (``$shared``): what the client has to pack is what loading costs it.
_EVIDENCE: LiteralString = """
WITH s, r UNWIND r[4] AS said
MATCH (p:Entity {key: said[0]})
CREATE (e:Evidence) SET e = $shared[said[1]], e += said[2]
CREATE (e)-[:OF]->(s), (e)-[:AT]->(p)
RETURN count(*)
"""
_STAGED = _EVIDENCE.replace(":Evidence", ":Staged")
_FACTS: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r[0]}) MATCH (b:Entity {key: r[1]}) MATCH (d:Entity {key: r[2]})
CREATE (s:Statement) SET s = $shared[r[3][0]], s += r[3][1]
CREATE (s)-[:SUBJECT]->(a), (s)-[:OBJECT]->(b), (s)-[:SAID_IN]->(d), (a)-[w:$(r[5])]->(b)
SET w = {statement: s.id, validFrom: s.validFrom, validTo: s.validTo, knownFrom: s.knownFrom, knownTo: s.knownTo}
"""
_LINKS: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r[0]}) MATCH (b:Entity {key: r[1]}) MATCH (d:Entity {key: r[2]})
CREATE (s:Statement) SET s = $shared[r[3][0]], s += r[3][1]
CREATE (s)-[:SUBJECT]->(a), (s)-[:OBJECT]->(b), (s)-[:SAID_IN]->(d)
"""
_VALUES: LiteralString = """
UNWIND $rows AS r
MATCH (a:Entity {key: r[0]}) MATCH (d:Entity {key: r[2]})
CREATE (s:Statement) SET s = $shared[r[3][0]], s += r[3][1]
CREATE (s)-[:SUBJECT]->(a), (s)-[:SAID_IN]->(d)
"""
_CAUSED: LiteralString = _LINKS.replace(":Statement", ":Quantity").replace(":OBJECT", ":BECAUSE_OF")
_FIGURES: LiteralString = _VALUES.replace(":Statement", ":Quantity")
_BESIDE: Mapping[type, LiteralString] = {
    Statement: "UNWIND $rows AS r MATCH (s:Statement {id: r[0]})",
    Figure: "UNWIND $rows AS r MATCH (s:Quantity {id: r[0]})",
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


_OFTEN = ("predicate", "confidence", "knownFrom", "knownTo", "measure", "unit")
_OFTEN_BESIDE = ("language", "textHash", "methodKind", "methodName", "methodVersion", "confidence", "name", "knownFrom", "addedIn")


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
    rows: dict[LiteralString, list[list[Any]]] = {}
    shared = _Shared()
    for group in fresh:
        cypher, row = _drawn(group, shared, staged=staged)
        rows.setdefault(cypher, []).append(row)
    there = [(key, group) for key, group in groups.items() if not known.get(key, True)]
    rows[_BESIDE[kind]] = [[key, None, None, None, _evidence(group, shared)] for key, group in there]
    for cypher, some in rows.items():
        put(tx, cypher + (_STAGED if staged else _EVIDENCE), some, count=_pieces, shared=shared.maps)
    if kind is Statement:
        each(tx, _VERDICTS, [group.said.id for group in fresh])
    return {key for key, _ in there}


class _Shared:
    """Maps of properties that several rows have in common, by their place in a list."""

    def __init__(self) -> None:
        self.maps: list[dict[str, Any]] = []
        self._places: dict[tuple[Any, ...], int] = {}

    def split(self, properties: dict[str, Any], names: Iterable[str]) -> list[Any]:
        """The place of what is shared under these names, and the rest."""
        common = tuple([(name, properties.pop(name)) for name in names if name in properties])
        place = self._places.setdefault(common, len(self.maps))
        if place == len(self.maps):
            self.maps.append(dict(common))
        return [place, properties]


def _pieces(row: list[Any]) -> int:
    return len(row[4])


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


def _drawn(group: Group, shared: _Shared, *, staged: bool) -> tuple[LiteralString, list[Any]]:
    """By which query it is drawn, and its row."""
    one, known = group.said, {} if staged else _clocks(group)
    walk, other = None, _other_end(one)
    if isinstance(one, Figure):
        cypher, properties = _FIGURES if other is None else _CAUSED, _measured(one)
    else:
        cypher, properties = _VALUES if other is None else _LINKS, _said(one)
        if other is not None and one.is_fact:
            walk = vocabulary.predicate(one.predicate).upper
    if staged and walk is not None:
        properties["walk"] = walk
    elif walk is not None:
        cypher = _FACTS
    carried = shared.split({**properties, **known}, _OFTEN)
    return cypher, [one.subject, other, one.document, carried, _evidence(group, shared), walk]


def _clocks(group: Group) -> dict[str, Any]:
    """What a new one has of its evidence, all of which is at hand."""
    ends = [clock["knownTo"] for _, clock in group.pieces]
    return {
        "confidence": max(round(piece.evidence.confidence, 4) for piece, _ in group.pieces),
        "knownFrom": min(clock["knownFrom"] for _, clock in group.pieces),
        "knownTo": None if None in ends else max(ends),
    }


def _evidence(group: Group, shared: _Shared) -> list[list[Any]]:
    return [
        [part_key(p.document, p.evidence.paragraph), *shared.split(_piece(p, clock), _OFTEN_BESIDE)] for p, clock in group.pieces
    ]


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
