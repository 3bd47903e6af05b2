"""What the statements and figures of a snapshot tell that can't all be so: pure comparison, no judgement of who is right.

The list of what contradicts is ``ontology/codelists/contradictions.csv``; each ``rule`` of it is a function here. Only what stands
is compared (no verdict took it out), facts with facts; times are compared on every reading that their precision leaves: where some
day fits both there is no contradiction (MODEL section 4).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from graph_service.graph import measures
from graph_service.graph.snapshot import Snapshot
from graph_service.graph.told import Told, told_on
from ontology import dates, vocabulary
from ontology.contradictions import Contradiction, contradictions
from ontology.measures import PARTS
from ontology.records import Figure, Literal, Statement

CITING = ("citation", "basis", "lifecycle")
"""Groups of predicates by which a later text builds on an earlier one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines (their numbers) and figures that can't all hold. ``about``: the key of what they are told of."""

    kind: str
    about: str
    lines: tuple[int, ...] = ()
    figures: tuple[Figure, ...] = ()


def find(snapshot: Snapshot) -> list[Conflict]:
    """All conflicts, by kind in the order of the list, then by what they are about."""
    told = [told_on(snapshot, line) for line in snapshot.lines() if snapshot.columns.stands[line]]
    found: dict[Conflict, None] = {}
    for kind in contradictions().values():
        found.update(dict.fromkeys(sorted(RULES[kind.rule](kind, told, snapshot), key=lambda c: (c.about, c.lines, _ids(c)))))
    return list(found)


def _ids(conflict: Conflict) -> list[str]:
    return [figure.id for figure in conflict.figures]


def _of(kind: Contradiction, told: Iterable[Told]) -> Iterator[Told]:
    return (one for one in told if one.predicate in kind.predicates) if kind.predicates else iter(told)


def _values(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """Two values of which one at most can be right."""
    for subject, _, pair in _pairs(one for one in _of(kind, told) if one.fact):
        if not _agree(*(one.head.object for one in pair)) and overlap(*(one.head for one in pair)):
            yield Conflict(kind.name, subject, _lines(pair))


def _objects(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """Two things where there is room for one."""
    for subject, _, pair in _pairs(one for one in _of(kind, told) if one.fact):
        if pair[0].object != pair[1].object:
            yield Conflict(kind.name, subject, _lines(pair))


def _denied(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """A fact, and the same negated."""
    denials = [one for one in told if one.head.qualifier("status") == "negated"]
    said = _by_claim(one for one in told if one.fact)
    for denial in denials:
        for fact in said[_claim(denial)]:
            if overlap(denial.head, fact.head):
                yield Conflict(kind.name, denial.subject, _lines((denial, fact)))


def _stance(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """The same thing for and against the same goal."""
    for same in _by_claim(_of(kind, told)).values():
        for one, other in combinations(same, 2):
            if one.stance != other.stance and overlap(one.head, other.head):
                yield Conflict(kind.name, one.subject, _lines((one, other)))


def _circle(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """Each after the other: the components of "comes after" in which one gets back to where one began."""
    for predicate in kind.predicates:
        steps = [one for one in told if one.predicate == predicate and one.fact and one.object]
        graph = nx.DiGraph((one.subject, one.object) for one in steps)
        for ring in nx.strongly_connected_components(graph):
            inside = [one for one in steps if one.subject in ring and one.object in ring]
            if inside:
                yield Conflict(kind.name, min(ring), _lines(inside))


def _order(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """A text that builds on one that was adopted later."""
    adopted = _dates_of(told, "adopted_on")
    for one in told:
        named = vocabulary.predicate(one.predicate)
        later, earlier = adopted.get(one.subject), adopted.get(one.object or "")
        if not (one.fact and later and earlier and named.group in CITING and named.upstream == "obj"):
            continue
        if max(_span(d)[1] for d in later) < min(_span(d)[0] for d in earlier):
            yield Conflict(kind.name, one.subject, _lines((one, *later, *earlier)))


def _life(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """Ended before it was established; what was established again later is no contradiction."""
    dated = [one for one in _of(kind, told) if one.fact and one.head.valid_from and one.object]
    born: dict[str, list[Told]] = defaultdict(list)
    for one in dated:
        if one.predicate == "establishes":
            born[one.object or ""].append(one)
    for end in dated:
        begun = born.get(end.object or "") if end.predicate == "terminates" else None
        if begun and all(dates.span(end.head.valid_from or "")[1] < dates.span(b.head.valid_from or "")[0] for b in begun):
            yield Conflict(kind.name, end.object or "", _lines((end, *begun)))


def _figures(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """Two values of one measure that rounding does not explain."""
    for about, pair in measures.disagreeing(snapshot.known.figures, snapshot.aliases.canonical):
        yield Conflict(kind.name, about, figures=pair)


def _sums(kind: Contradiction, told: Sequence[Told], snapshot: Snapshot) -> Iterator[Conflict]:
    """A sum of a table that is not what its parts come to: the source's own error."""
    for figure in snapshot.known.figures:
        if any(name == PARTS for name, _ in figure.dimensions):
            yield Conflict(kind.name, snapshot.aliases.canonical(figure.subject), figures=(figure,))


RULES: dict[str, Callable[[Contradiction, Sequence[Told], Snapshot], Iterator[Conflict]]] = {
    "values": _values,
    "objects": _objects,
    "denied": _denied,
    "stance": _stance,
    "circle": _circle,
    "order": _order,
    "life": _life,
    "figures": _figures,
    "sums": _sums,
}
"""The rules that the list names."""


def _pairs(told: Iterable[Told]) -> Iterator[tuple[str, str, tuple[Told, Told]]]:
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        groups[one.subject, one.predicate].append(one)
    for (subject, predicate), group in groups.items():
        yield from ((subject, predicate, pair) for pair in combinations(group, 2))


def _claim(one: Told) -> tuple[str, str, object]:
    return one.subject, one.predicate, one.object or one.head.object


def _by_claim(told: Iterable[Told]) -> defaultdict[tuple[str, str, object], list[Told]]:
    groups: defaultdict[tuple[str, str, object], list[Told]] = defaultdict(list)
    for one in told:
        groups[_claim(one)].append(one)
    return groups


def _agree(one: str | Literal, other: str | Literal) -> bool:
    """Whether two values can both be right: equal, or dates of which some day fits both."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    if one.datatype == other.datatype == "edtf":
        first, second = dates.span(one.text), dates.span(other.text)
        return first[0] <= second[1] and second[0] <= first[1]
    return one.text == other.text


def overlap(one: Statement, other: Statement) -> bool:
    """Whether two statements can hold on one day: an end that is not known excludes nothing."""
    return _before(one.valid_from, other.valid_to) and _before(other.valid_from, one.valid_to)


def _before(begin: str | None, end: str | None) -> bool:
    return begin is None or end is None or dates.span(begin)[0] <= dates.span(end)[1]


def _dates_of(told: Iterable[Told], predicate: str) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.predicate == predicate and one.fact:
            found[one.subject].append(one)
    return found


def _span(dated: Told) -> tuple[str, str]:
    return dates.span(dated.head.object.text) if isinstance(dated.head.object, Literal) else (dates.FIRST_DAY, dates.LAST_DAY)


def _lines(told: Iterable[Told]) -> tuple[int, ...]:
    return tuple(sorted({one.line for one in told}))
