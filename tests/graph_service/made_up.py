"""Made-up worlds as readings of a register: whatever their size, one reading to write."""

import numpy as np

from bench.worlds import PREDICATES, World
from ontology.readings import Reading
from ontology.records import Evidence, Literal, Method, Statement, qualifiers

METHOD = Method("register", "made-up", "1")
AT = "2026-01-15T09:00:00Z"
_STATUSES = ("", "", "", "", "", "", "planned", "negated")
_TIMES = ((None, None), (None, None), ("1990", None), ("1990", "2005"), ("2001-05", "2001-05"))


def register(world: World) -> Reading:
    """What the instruments of a world say, with parallel claims, parts, dates and statuses here and there (from its seed)."""
    drawing = np.random.default_rng(world.seed)
    said = {s.id: s for number in range(len(world.subject)) for s in _said(world, number, int(drawing.integers(0, 1 << 30)))}
    said |= {s.id: s for key in sorted(world.members) for s in [_typed(key)]}
    return Reading("REG/made-up", None, "made-up", "1", f"{world.seed:064x}", statements=tuple(said[key] for key in sorted(said)))


def _said(world: World, number: int, drawn: int) -> list[Statement]:
    subject, target = world.keys[world.subject[number]], world.keys[world.object[number]]
    document, predicate = world.keys[world.document[number]], PREDICATES[world.predicate[number]]
    if subject.startswith("A/") and drawn % 5 == 0:
        subject += f"#{1 + drawn % 3}"
    if target.startswith("A/") and drawn % 7 == 0:
        target += f"#{1 + drawn % 4}"
    status, (since, until) = _STATUSES[drawn % len(_STATUSES)], _TIMES[drawn // 8 % len(_TIMES)]
    first = _statement(document, subject, predicate, target, status, since, until)
    return [first, _statement("A/1", subject, predicate, target, "", None, None)] if drawn % 11 == 0 else [first]


def _statement(
    document: str, subject: str, predicate: str, target: str, status: str, since: str | None, until: str | None
) -> Statement:
    evidence = (Evidence("1", METHOD),)
    return Statement(document, subject, predicate, target, qualifiers({"status": status}), since, until, evidence)


def _typed(key: str) -> Statement:
    group = Literal("issue_management_group", datatype="type")
    return Statement("REG/made-up", key, "type", group, evidence=(Evidence(key, METHOD),))


def claim(subject: str, predicate: str, target: str) -> Statement:
    """A plain claim of a register."""
    return _statement("A/1", subject, predicate, target, "", None, None)
