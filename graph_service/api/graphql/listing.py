"""Lists of entities by type, whole, subject and day."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.api.graphql.connections import Connection, connection
from graph_service.api.graphql.cursors import Listing, page
from graph_service.api.graphql.entities import Entity, entity
from graph_service.api.graphql.scopes import scope_of
from graph_service.ask import terms
from graph_service.ask.scope import scope
from graph_service.graph.aliases import whole_of
from graph_service.graph.columns import holds
from graph_service.graph.snapshot import Snapshot
from ontology import dates
from ontology.records import Statement

BEGINS, ENDS = ("establishes",), ("terminates",)
"""Predicates whose object begins, or ends, with what they tell."""
MERGES = "merges_into"
"""The predicate whose subject ends with what it tells."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for; nothing given excludes nothing."""

    types: tuple[str, ...] = ()
    part_of: str | None = None
    about: str | None = None
    as_of: str | None = None


def entities(snapshot: Snapshot, wanted: Wanted, first: int, after: str | None) -> Connection[Entity]:
    """A page of the entities that fit, by key."""
    terms.day(wanted.as_of)
    keys = _keys(snapshot, wanted)
    found = page(keys, Listing(snapshot.hash, ("entities", wanted)), first, after)
    return connection(found, scope_of(scope(snapshot)), lambda key: entity(snapshot, key, wanted.as_of))


def _keys(snapshot: Snapshot, wanted: Wanted) -> tuple[str, ...]:
    keys: tuple[str, ...] = snapshot.keys
    if wanted.part_of is not None:
        parts = _parts(snapshot, snapshot.resolve(wanted.part_of, wanted.as_of), wanted.as_of)
        keys = tuple(key for key in keys if key in parts)
    if wanted.about is not None:
        about = set(_subjects(snapshot, "about", snapshot.resolve(wanted.about, wanted.as_of), wanted.as_of))
        keys = tuple(key for key in keys if key in about)
    if wanted.types:
        keys = tuple(key for key in keys if snapshot.type_of(key) in wanted.types)
    return tuple(key for key in keys if existed(snapshot, key, wanted.as_of)) if wanted.as_of else keys


def _parts(snapshot: Snapshot, whole: str, as_of: str | None) -> set[str]:
    """What is said to be part of it, and the paragraphs and sections whose keys say so."""
    return {*_subjects(snapshot, "part_of", whole, as_of), *(key for key in snapshot.keys if whole_of(key) == whole)}


def _subjects(snapshot: Snapshot, predicate: str, target: str, as_of: str | None) -> Iterator[str]:
    columns = snapshot.columns
    for line in columns.of_object(snapshot.number[target]):
        subject, name, _ = snapshot.ends(line)
        head = snapshot.line(line)[0]
        then = as_of is None or holds(head, as_of)
        if name == predicate and columns.stands[line] and then:
            yield subject


def existed(snapshot: Snapshot, key: str, day: str) -> bool:
    """Whether nothing that is said excludes that the thing existed on a day (EDTF): not all that is told of its founding lies
    after it, and nothing that is told of its end, or of its merging into another, lies before it."""
    first, last = dates.span(day)
    node = snapshot.number[key]
    of_object = [_fact(snapshot, line) for line in snapshot.columns.of_object(node)]
    of_subject = [_fact(snapshot, line) for line in snapshot.columns.of_subject(node)]
    founded = [dates.span(s.valid_from)[0] for s in of_object if s and s.predicate in BEGINS and s.valid_from]
    ended = [s for s in of_object if s and s.predicate in ENDS] + [s for s in of_subject if s and s.predicate == MERGES]
    over = [dates.span(s.valid_from)[1] for s in ended if s.valid_from]
    return not (founded and min(founded) > last) and not any(end < first for end in over)


def _fact(snapshot: Snapshot, line: int) -> Statement | None:
    head = snapshot.line(line)[0]
    told = head.qualifier("status") in (None, "fact", "achieved")
    return head if told and snapshot.columns.stands[line] else None
