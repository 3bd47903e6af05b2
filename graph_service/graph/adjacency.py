"""Who is upstream of whom: the claims that carry lineage as int32 arrays, in both directions (compressed sparse rows).

Which end is upstream, and which kinds lineage passes through, stand in the code lists; the rules are MODEL section 3.

Parts and wholes. At grain ``PARAGRAPH`` a part is a node beside its whole: a claim that cites ``X#4`` comes from ``X#4`` and
from ``X``, and a claim made by ``Y#2`` is made by ``Y#2`` and by ``Y``, each in the same step. So a whole is reached, and goes
on, with all its parts, while what followed from one provision is asked from the provision. At grain ``WHOLE`` only wholes are
nodes: parts (``#``), what is ``part_of`` and what is an ``edition_of`` something stand for it. A text and the document that it is
``issued_as`` are one thing at every grain: both are shown, with no step between them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph_service.graph.aliases import Aliases, whole_of
from graph_service.graph.columns import NO_CARRIER, PREDICATE_NUMBER, STATUSES, Columns, Flags, Ints
from ontology import vocabulary

GRAINS = ("PARAGRAPH", "WHOLE")
NONE, SUBJECT, OBJECT, IDENTITY, THROUGH_BODIES = range(5)
"""What a line means for lineage: which end is upstream; ``THROUGH_BODIES``: the object is, if one may pass through bodies."""


@dataclass(frozen=True)
class Rows:
    """Compressed sparse rows: the edges of node i are ``edge[ptr[i]:ptr[i+1]]``, and lead to ``target`` of the same places."""

    ptr: Ints
    edge: Ints
    target: Ints

    def places(self, nodes: Ints) -> Ints:
        """The places in ``edge`` and ``target`` of all edges of some nodes, without a loop."""
        first, count = self.ptr[nodes], self.ptr[nodes + 1] - self.ptr[nodes]
        skipped = np.repeat(first - np.concatenate(([0], np.cumsum(count)[:-1])), count)
        return (skipped + np.arange(len(skipped))).astype(np.int32)


@dataclass(frozen=True)
class View:
    """The lineage graph at one grain. ``fold``: node → the node that shows it (its whole, or itself). ``group``: node → the
    number that stands for all that are the same thing. ``line``: the line of each edge. ``upward`` leads from the downstream
    end to the upstream one, ``downward`` the other way; both are over numbers of groups."""

    grain: str
    fold: Ints
    group: Ints
    line: Ints
    upward: Rows
    downward: Rows
    whole: Ints


@dataclass(frozen=True)
class Carriers:
    """``meaning``: what each line means for lineage. ``kinds``: of each node. ``passes``: whether lineage passes through a node."""

    meaning: Ints
    kinds: tuple[str, ...]
    passes: Flags
    bodies: Flags

    def lines(self, columns: Columns, statuses: Iterable[str] = (), through_bodies: bool = False) -> Flags:
        """The lines that carry lineage, those with such statuses too."""
        left_out = [STATUSES.index(s) for s in NO_CARRIER if s not in set(statuses)]
        carry = (self.meaning == SUBJECT) | (self.meaning == OBJECT)
        if through_bodies:
            carry |= self.meaning == THROUGH_BODIES
        return np.asarray(carry & columns.stands & ~np.isin(columns.status, left_out), dtype=np.bool_)


def carriers(columns: Columns, kinds: tuple[str, ...]) -> Carriers:
    """What the lines of a snapshot mean for lineage; ``kinds``: of each node."""
    fate = np.asarray([vocabulary.kinds()[kind].lineage for kind in kinds])
    bodies = np.asarray([kind == "body" for kind in kinds], dtype=np.bool_)
    never = np.asarray(fate == "never", dtype=np.bool_)
    meaning = np.zeros(len(columns.subject), dtype=np.int32)
    for name, number in PREDICATE_NUMBER.items():
        rows = np.flatnonzero((columns.predicate == number) & (columns.object >= 0))
        if len(rows):
            meaning[rows] = [upstream_end(name, kinds[node]) for node in columns.object[rows].tolist()]
    reached = np.flatnonzero(meaning)
    meaning[reached[never[columns.subject[reached]] | never[columns.object[reached]]]] = NONE
    return Carriers(meaning, kinds, np.asarray(fate == "passes", dtype=np.bool_), bodies)


def upstream_end(name: str, object_kind: str) -> int:
    """What a predicate means for lineage where its object is of a kind."""
    predicate = vocabulary.predicates()[name]
    wanted = not predicate.upstream_if or object_kind in predicate.upstream_if
    if predicate.group == "citation" and object_kind == "body":
        return NONE  # a body may be cited, and is no lineage
    if predicate.upstream == "none":
        return THROUGH_BODIES if predicate.upstream_if and wanted else NONE
    return {"subj": SUBJECT, "obj": OBJECT, "identity": IDENTITY}[predicate.upstream] if wanted else NONE


def view(grain: str, columns: Columns, carry: Carriers, keys: tuple[str, ...], number: Mapping[str, int], lead: Aliases) -> View:
    """The lineage graph of a snapshot at a grain."""
    whole = _wholes(keys, number, lead)
    fold = _folded(whole, columns) if grain == "WHOLE" else np.arange(len(keys), dtype=np.int32)
    group = _groups(fold, columns, carry)
    lines = np.flatnonzero(np.isin(carry.meaning, (SUBJECT, OBJECT, THROUGH_BODIES)) & columns.stands).astype(np.int32)
    from_subject = carry.meaning[lines] == SUBJECT
    up = np.where(from_subject, columns.subject[lines], columns.object[lines])
    down = np.where(from_subject, columns.object[lines], columns.subject[lines])
    up, down, line = _lifted(up, down, lines, whole)
    up, down = group[fold[up]], group[fold[down]]
    kept = up != down
    up, down, line = up[kept], down[kept], line[kept]
    return View(grain, fold, group, line, _rows(down, up, len(keys)), _rows(up, down, len(keys)), whole)


def _wholes(keys: tuple[str, ...], number: Mapping[str, int], lead: Aliases) -> Ints:
    def whole(row: int, key: str) -> int:
        above = whole_of(key)
        return row if above is None else number.get(lead.canonical(above), row)

    return np.asarray([whole(row, key) for row, key in enumerate(keys)], dtype=np.int32)


def _folded(whole: Ints, columns: Columns) -> Ints:
    """Each node's outermost whole, by ``#``, ``part_of`` and ``edition_of``; a ring of wholes is cut where it closes."""
    above: dict[int, int] = {}
    predicates = [PREDICATE_NUMBER["part_of"], PREDICATE_NUMBER["edition_of"]]
    stated = np.isin(columns.predicate, predicates) & columns.stands & (columns.status == STATUSES.index("fact"))
    for row in np.flatnonzero(stated).tolist():
        above.setdefault(int(columns.subject[row]), int(columns.object[row]))
    above |= {node: int(over) for node, over in enumerate(whole.tolist()) if over != node}
    return np.asarray([_outermost(node, above) for node in range(len(whole))], dtype=np.int32)


def _outermost(node: int, above: Mapping[int, int]) -> int:
    passed = [node]
    while (onward := above.get(passed[-1])) is not None:
        if onward in passed:
            return min(passed[passed.index(onward) :])
        passed.append(onward)
    return passed[-1]


def _groups(fold: Ints, columns: Columns, carry: Carriers) -> Ints:
    """For each node the smallest number of those that are the same thing as what it is folded into."""
    lead = np.arange(len(fold), dtype=np.int32)

    def find(node: int) -> int:
        while lead[node] != node:
            node = int(lead[node])
        return node

    for row in np.flatnonzero(identities(columns, carry)).tolist():
        ends = [find(int(fold[columns.subject[row]])), find(int(fold[columns.object[row]]))]
        lead[max(ends)] = min(ends)
    return np.asarray([find(int(node)) for node in fold.tolist()], dtype=np.int32)


def identities(columns: Columns, carry: Carriers) -> Flags:
    """The lines that say of two things that they are one (``issued_as``)."""
    left_out = [STATUSES.index(s) for s in NO_CARRIER]
    return np.asarray((carry.meaning == IDENTITY) & columns.stands & ~np.isin(columns.status, left_out), dtype=np.bool_)


def _lifted(up: Ints, down: Ints, line: Ints, whole: Ints) -> tuple[Ints, Ints, Ints]:
    """The edges, and those between the wholes of their ends; nothing is lifted within one whole."""
    over_up, over_down = whole[up], whole[down]
    apart = over_up != over_down
    ups = [up, over_up[apart & (over_up != up)], up[apart & (over_down != down)]]
    downs = [down, down[apart & (over_up != up)], over_down[apart & (over_down != down)]]
    lines = [line, line[apart & (over_up != up)], line[apart & (over_down != down)]]
    both = apart & (over_up != up) & (over_down != down)
    return (
        np.concatenate([*ups, over_up[both]]),
        np.concatenate([*downs, over_down[both]]),
        np.concatenate([*lines, line[both]]),
    )


def _rows(source: Ints, target: Ints, nodes: int) -> Rows:
    edge = np.argsort(source, kind="stable").astype(np.int32)
    ptr = np.searchsorted(source[edge], np.arange(nodes + 1)).astype(np.int32)
    return Rows(ptr, edge, target[edge])
