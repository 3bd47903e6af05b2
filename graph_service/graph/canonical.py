"""The content hash of a snapshot: SHA-256 over canonical sorted lines (MODEL section 4)."""

import hashlib
from collections.abc import Iterator

import orjson

from graph_service.graph.clock import Known
from graph_service.store.base import StoredReading
from ontology.records import Evidence, Figure, Literal, Statement

RULES = "mandate-graph rules 1"
"""Changes whenever the same record would be folded, resolved or inferred in another way."""


def content_hash(known: Known) -> str:
    """The hexadecimal digest; no store's own numbers, no order of loading and no wall clock take part in it."""
    digest = hashlib.sha256(RULES.encode() + b"\n")
    for line in lines(known):
        digest.update(line + b"\n")
    return digest.hexdigest()


def lines(known: Known) -> Iterator[bytes]:
    """One JSON line for each statement, figure, reading and verdict, current ones before ended ones, each sorted by id."""
    for name, records in (("statement", known.statements), ("ended statement", known.ended)):
        yield from (orjson.dumps([name, *_statement(record)]) for record in records)
    for name, figures in (("figure", known.figures), ("ended figure", known.ended_figures)):
        yield from (orjson.dumps([name, *_figure(figure)]) for figure in figures)
    for name, readings in (("reading", known.readings), ("ended reading", known.ended_readings)):
        yield from (orjson.dumps([name, *_reading(reading)]) for reading in readings)
    for verdict in sorted(known.verdicts.values(), key=lambda v: v.statement):
        judged = [verdict.statement, verdict.verdict, verdict.by, verdict.at, verdict.reason, verdict.correction]
        yield orjson.dumps(["verdict", *judged])


def _statement(s: Statement) -> list[object]:
    target = s.object.as_json() if isinstance(s.object, Literal) else s.object
    said = [s.document, s.subject, s.predicate, target, s.qualifiers, s.valid_from, s.valid_to]
    return [s.id, *said, [_evidence(e) for e in s.evidence]]


def _figure(f: Figure) -> list[object]:
    said = [f.document, f.subject, f.measure, f.value, f.unit, f.period, f.status, f.exactness, f.dimensions, f.because_of]
    return [f.id, *said, [_evidence(e) for e in f.evidence]]


def _reading(r: StoredReading) -> list[object]:
    name = [r.document, r.language, r.loader, r.loader_version, r.source_hash]
    return [*name, r.title, r.date, r.text_hash, r.aliases, r.known_from, r.known_to]


def _evidence(e: Evidence) -> list[object]:
    spot = [e.paragraph, e.language, e.start, e.end, e.quote, e.text_hash]
    method = [e.method.kind, e.method.name, e.method.version]
    return [*spot, method, e.confidence, e.wording, e.known_from, e.known_to]
