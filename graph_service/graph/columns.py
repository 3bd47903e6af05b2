"""The statements of a snapshot as columns: one row a line (a claim with all that says it), numbers for names.

Nodes are numbered in the order of their keys, so that an order by number is an order by key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_service.graph.folding import Line, fold
from ontology import dates, vocabulary
from ontology.records import Literal, Statement

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

PREDICATES: tuple[str, ...] = tuple(vocabulary.predicates())
PREDICATE_NUMBER: Mapping[str, int] = {name: number for number, name in enumerate(PREDICATES)}
STATUSES: tuple[str, ...] = vocabulary.qualifier("status").values
NO_CARRIER = ("proposed", "planned", "option", "negated")
"""Statuses whose statements carry no lineage unless asked (MODEL section 3)."""


@dataclass(frozen=True)
class Columns:
    """Int32 columns over lines, sorted by subject, predicate, object, head.

    ``object``: -1 for a value. ``status``: place in ``STATUSES``. ``stands``: False for what a verdict rejected or corrected.
    ``act``: it happened on its date and stays done.
    ``from_first`` … ``to_last``: the days that the two times can mean, as yyyymmdd, 0 where the time is not known.
    ``ptr``, ``members``: the statements (numbers) of line i are ``members[ptr[i]:ptr[i+1]]``, head first.
    ``line``: the line of each statement; ``document``: the document of each statement.
    ``by_object_ptr``, ``by_object``: the lines whose object is node i.
    """

    subject: Ints
    predicate: Ints
    object: Ints
    status: Ints
    stands: Flags
    act: Flags
    from_first: Ints
    from_last: Ints
    to_first: Ints
    to_last: Ints
    ptr: Ints
    members: Ints
    line: Ints
    document: Ints
    by_object_ptr: Ints
    by_object: Ints

    def of_subject(self, node: int) -> range:
        """The lines whose subject a node is."""
        first, last = np.searchsorted(self.subject, [node, node + 1])
        return range(int(first), int(last))

    def of_object(self, node: int) -> list[int]:
        """The lines whose object a node is."""
        lines: list[int] = self.by_object[self.by_object_ptr[node] : self.by_object_ptr[node + 1]].tolist()
        return lines

    def hold(self, day: str) -> tuple[Flags, Flags]:
        """Which lines can have held on a day (an EDTF date), and which certainly did: ``holds`` in bulk."""
        first, last = (_number(d) for d in dates.span(day))
        begins, ends, acts = self.from_first != 0, self.to_first != 0, self.act
        possible = ~(begins & (self.from_first > last)) & (acts | ~(ends & (self.to_last < first)))
        certain = possible & begins & (self.from_last <= first) & (acts | (ends & (self.to_first >= last)))
        return possible, certain


def is_act(s: Statement) -> bool:
    """Whether a statement tells an act and not a state: its predicate is one, and no later end of it is said."""
    return vocabulary.predicate(s.predicate).act and s.valid_to in (None, s.valid_from)


def holds(s: Statement, day: str) -> str | None:
    """What is known of a statement on a day: ``CERTAIN``, ``POSSIBLE`` or None. An act, once done, stays done."""
    if is_act(s):
        return dates.had_happened(s.valid_from, day)
    return dates.can_hold(s.valid_from, s.valid_to, day)


def build(
    records: tuple[Statement, ...], number: Mapping[str, int], canonical: Callable[[str], str], stands: Callable[[Statement], bool]
) -> Columns:
    """The columns of statements (sorted by id); ``number`` gives the node of a canonical key."""
    lines = folded(records, number, canonical, stands)
    place = {record.id: row for row, record in enumerate(records)}
    heads = [line[0] for line in lines]
    members = _ints([place[s.id] for line in lines for s in line])
    ptr = _ints(np.cumsum([0, *(len(line) for line in lines)]))
    line_of = np.zeros(len(records), dtype=np.int32)
    line_of[members] = np.repeat(np.arange(len(lines), dtype=np.int32), np.diff(ptr))
    objects = _ints([number[canonical(s.object)] if isinstance(s.object, str) else -1 for s in heads])
    by_object = np.argsort(objects, kind="stable").astype(np.int32)
    return Columns(
        subject=_ints([number[canonical(s.subject)] for s in heads]),
        predicate=_ints([PREDICATE_NUMBER[s.predicate] for s in heads]),
        object=objects,
        status=_ints([STATUSES.index(s.qualifier("status") or "fact") for s in heads]),
        stands=np.asarray([stands(s) for s in heads], dtype=np.bool_),
        act=np.asarray([is_act(s) for s in heads], dtype=np.bool_),
        from_first=_days(heads, "valid_from", 0),
        from_last=_days(heads, "valid_from", 1),
        to_first=_days(heads, "valid_to", 0),
        to_last=_days(heads, "valid_to", 1),
        ptr=ptr,
        members=members,
        line=line_of,
        document=_ints([number[canonical(s.document)] for s in records]),
        by_object_ptr=_ints(np.searchsorted(objects[by_object], np.arange(len(number) + 1))),
        by_object=by_object,
    )


def folded(
    records: Iterable[Statement], number: Mapping[str, int], canonical: Callable[[str], str], stands: Callable[[Statement], bool]
) -> list[Line]:
    """The lines of statements, sorted by subject, predicate, object; what a verdict took out is folded apart."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in records:
        target = s.object if isinstance(s.object, Literal) else Literal(str(number[canonical(s.object)]).zfill(10))
        spot = (number[canonical(s.subject)], PREDICATE_NUMBER[s.predicate], isinstance(s.object, Literal))
        groups.setdefault((*spot, target.text, target.language or "", target.datatype or "", not stands(s)), []).append(s)
    return [line for spot in sorted(groups) for line in fold(groups[spot])]


def _days(heads: list[Statement], name: str, end: int) -> Ints:
    return _ints([_number(dates.span(value)[end]) if (value := getattr(s, name)) else 0 for s in heads])


def _number(day: str) -> int:
    return int(day.replace("-", ""))


def _ints(values: object) -> Ints:
    return np.asarray(values, dtype=np.int32)
