"""Carrying out what was planned: all in one transaction, or, where it is too large for one, staged and then turned at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import LiteralString, TypeVar

from graph_service.store import clock
from graph_service.store.neo4j import documents, entities, said
from graph_service.store.neo4j.connection import BATCH, Tx, each, put
from graph_service.store.neo4j.evidence import Said
from graph_service.store.neo4j.plan import KINDS, Line, Plan
from ontology.records import Statement

T = TypeVar("T")
Work = Callable[[Tx], None]

_TELL: LiteralString = """
UNWIND $rows AS r
MATCH (n:ReadingName {id: r.name}) MATCH (x:Reading {id: r.reading})
CALL (n, r) { OPTIONAL MATCH (n)-[before:TOLD {at: r.at}]->() DELETE before }
CREATE (n)-[:TOLD {at: r.at}]->(x)
RETURN count(*)
"""
_CURRENT: LiteralString = """
UNWIND $rows AS r
MATCH (n:ReadingName {id: r.name})
CALL (n) { OPTIONAL MATCH (n)-[before:CURRENT]->() DELETE before }
WITH n, r MATCH (x:Reading {id: r.reading})
CREATE (n)-[:CURRENT]->(x)
"""
_WITHDRAW: LiteralString = """
UNWIND $rows AS r
MERGE (w:Withdrawal {id: r.id}) ON CREATE SET w.document = r.document, w.language = r.language, w.at = r.at, w.reason = r.reason
"""


@dataclass(slots=True)
class Drawn:
    """What is to be kept in step with what was drawn: statements and figures that were there already and have more evidence now,
    the things whose captions and labels follow from what is said anew."""

    touched: dict[type[Said], set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    named: set[str] = field(default_factory=set)


def at_once(tx: Tx, plan: Plan, version: int, seen: entities.Seen) -> None:
    """All of it in one transaction."""
    seen.begin()
    drawn = Drawn()
    for work in drawing(plan, version, seen, drawn, staged=False):
        work(tx)
    turn(tx, plan)
    for kind in KINDS:
        said.keep_in_step(tx, kind, drawn.touched[kind] | plan.touched(kind))
    entities.show(tx, drawn.named)
    for reading in plan.forgotten():
        while documents.forget(tx, reading):
            pass


def drawing(plan: Plan, version: int, seen: entities.Seen, drawn: Drawn, *, staged: bool) -> Iterator[Work]:
    """Part after part what draws the new and takes the old away. Where ``staged`` nobody sees it before the version has come."""
    yield from documents.works(plan.unwritten())
    now = clock.now()
    for kind in KINDS:
        for nodes in _parts(plan.gone(kind)):
            yield partial(said.supersede, nodes=nodes, version=version, now=now, staged=staged)
        for copies in _parts(plan.copies(kind, version)):
            yield partial(said.copy, copies=copies, staged=staged)
        for groups in _parts(plan.groups(kind, version).items()):
            yield partial(_draw, kind=kind, groups=dict(groups), seen=seen, drawn=drawn, staged=staged)


def _draw(tx: Tx, kind: type[Said], groups: Mapping[str, said.Group], seen: entities.Seen, drawn: Drawn, staged: bool) -> None:
    drawn.touched[kind] |= said.draw(tx, kind, groups, seen, staged=staged)
    given = (group.said for group in groups.values())
    drawn.named.update(one.subject for one in given if isinstance(one, Statement) and one.predicate in said.SHOWN)


def turn(tx: Tx, plan: Plan) -> None:
    """Since when which reading holds, and which is the current one; withdrawals."""
    each(tx, _WITHDRAW, plan.withdrawals)
    lines = list(plan.lines.values())
    put(tx, _TELL, [row for line in lines for row in _told(line)])
    each(tx, _CURRENT, [{"name": line.id, "reading": line.current} for line in lines if line.held != line.current])


def _told(line: Line) -> Iterator[dict[str, str]]:
    for at, reading in line.told().items():
        if line.before.get(at) != reading:
            yield {"name": line.id, "reading": reading, "at": at}


def _parts(given: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(given)
    while part := list(islice(rest, BATCH)):
        yield part
