"""Record time: what of the record was known at a moment, and what had been known before (MODEL section 4)."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace

from graph_service.store.base import Store, StoredReading
from ontology.records import Evidence, Figure, Statement, Verdict


@dataclass(frozen=True, slots=True)
class Known:
    """The record as known at ``at`` (UTC to the second; None for an empty record), with its history.

    ``statements`` carry the evidence that was known then; ``ended`` the statements' evidence that had ended by then.
    ``verdicts``: the last one given on each statement's id. All are sorted by id (readings by name and clock).
    """

    at: str | None
    statements: tuple[Statement, ...]
    ended: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    ended_figures: tuple[Figure, ...]
    readings: tuple[StoredReading, ...]
    ended_readings: tuple[StoredReading, ...]
    verdicts: dict[str, Verdict]


def read(store: Store, at: str | None) -> Known:
    """What the store's record knew at a moment; None for the moment of its latest change."""
    statements: list[Statement] = []
    ended: list[Statement] = []
    for record in store.statements():
        now, past = _split(record.evidence, at)
        statements += [_with(record, now)] if now else []
        ended += [_with(record, past)] if past else []
    figures, ended_figures = _figures(store, at)
    readings, ended_readings = _readings(store, at)
    verdicts = {v.statement: v for v in store.verdicts() if at is None or v.at <= at}
    records: tuple[Statement | Figure, ...] = (*statements, *ended, *figures, *ended_figures)
    clocks = [*_clocks(e for r in records for e in r.evidence), *_clocks((*readings, *ended_readings))]
    moment = at or max([*clocks, *(v.at for v in verdicts.values())], default=None)
    return Known(
        at=moment,
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        ended=tuple(sorted(ended, key=lambda s: s.id)),
        figures=figures,
        ended_figures=ended_figures,
        readings=readings,
        ended_readings=ended_readings,
        verdicts=verdicts,
    )


def _split(evidence: Iterable[Evidence], at: str | None) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The evidence known at a moment, and that which had ended by then; what came later is left out."""
    seen = [_left_open(e, at) for e in evidence if _begun(e.known_from, at)]
    seen.sort(key=lambda e: (e.place, e.known_from or ""))
    return tuple(e for e in seen if e.known_to is None), tuple(e for e in seen if e.known_to is not None)


def _with(record: Statement, evidence: tuple[Evidence, ...]) -> Statement:
    """The statement with other evidence; its ids follow from what it says, so they are not worked out again."""
    if evidence == record.evidence:
        return record
    other = copy(record)
    object.__setattr__(other, "evidence", evidence)
    return other


def _left_open(evidence: Evidence, at: str | None) -> Evidence:
    later = at is not None and evidence.known_to is not None and evidence.known_to > at
    return replace(evidence, known_to=None) if later else evidence


def _begun(known_from: str | None, at: str | None) -> bool:
    return at is None or known_from is None or known_from <= at


def _figures(store: Store, at: str | None) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    split = [(figure, *_split(figure.evidence, at)) for figure in sorted(store.figures(), key=lambda f: f.id)]
    now = tuple(replace(figure, evidence=known) for figure, known, _ in split if known)
    return now, tuple(replace(figure, evidence=past) for figure, _, past in split if past)


def _readings(store: Store, at: str | None) -> tuple[tuple[StoredReading, ...], tuple[StoredReading, ...]]:
    begun = [r for r in store.readings() if _begun(r.known_from, at)]
    open_then = [replace(r, known_to=None) if at and r.known_to and r.known_to > at else r for r in begun]
    open_then.sort(key=lambda r: (r.document, r.language or "", r.loader, r.known_from))
    return tuple(r for r in open_then if r.known_to is None), tuple(r for r in open_then if r.known_to is not None)


def _clocks(rows: Iterable[Evidence | StoredReading]) -> list[str]:
    return [clock for row in rows for clock in (row.known_from, row.known_to) if clock]
