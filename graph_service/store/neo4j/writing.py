"""Carrying out what was planned: all in one transaction, or, where it is too large for one, staged and then turned at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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


def at_once(tx: Tx, plan: Plan, version: int, seen: entities.Seen) -> None:
    """All of it in one transaction."""
    seen.begin()
    touched: dict[type[Said], set[str]] = {}
    for work in drawing(plan, version, seen, touched, staged=False):
        work(tx)
    turn(tx, plan)
    for kind in KINDS:
        said.keep_in_step(tx, kind, touched.get(kind, set()) | plan.touched(kind))
    entities.show(tx, _named(plan, version))
    for reading in plan.forgotten():
        while documents.forget(tx, reading):
            pass


def drawing(plan: Plan, version: int, seen: entities.Seen, touched: dict[type[Said], set[str]], *, staged: bool) -> Iterator[Work]:
    """Part after part what draws the new and takes the old away; none of it is seen before the version has come where ``staged``.

    ``touched`` gets what was there already and has more evidence now."""
    yield from documents.works(plan.unwritten())
    now = clock.now()
    for kind in KINDS:
        for nodes in _parts(plan.gone(kind)):
            yield partial(said.supersede, nodes=nodes, version=version, now=now, staged=staged)
        for copies in _parts(plan.copies(kind, version)):
            yield partial(said.copy, copies=copies, staged=staged)
        for groups in _parts(plan.groups(kind, version).items()):
            yield partial(_draw, kind=kind, groups=dict(groups), seen=seen, touched=touched, staged=staged)


def _draw(
    tx: Tx,
    kind: type[Said],
    groups: Mapping[str, said.Group],
    seen: entities.Seen,
    touched: dict[type[Said], set[str]],
    staged: bool,
) -> None:
    touched.setdefault(kind, set()).update(said.draw(tx, kind, groups, seen, staged=staged))


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


def _named(plan: Plan, version: int) -> set[str]:
    """The things whose captions and labels follow from what is said anew."""
    groups = plan.groups(Statement, version).values()
    return {g.said.subject for g in groups if isinstance(g.said, Statement) and g.said.predicate in said.SHOWN}


def _parts(given: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(given)
    while part := list(islice(rest, BATCH)):
        yield part
