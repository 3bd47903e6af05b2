"""What is said: the lines of the graph with their evidence, by subject, predicate, object, document, status, modality, day."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph_service.ask import evidence, terms
from graph_service.ask.evidence import EvidenceRow
from graph_service.ask.scope import Scope, scope
from graph_service.graph.columns import PREDICATE_NUMBER, STATUSES, Flags, holds
from graph_service.graph.folding import Line
from graph_service.graph.snapshot import Snapshot
from ontology import vocabulary
from ontology.records import Literal, Qualifiers


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A line: what is said once, with all that says it.

    ``id``: of the statement that says most; ``statements``: the ids of all; ``claim``: the claim's id, the same in every document.
    ``object``: a key, or None and ``value`` with ``language`` or ``datatype``. ``holds``: CERTAIN or POSSIBLE on the day asked,
    None where no day was. ``verdict``: rejected or corrected lines stay visible and take no part in lineage.
    """

    id: str
    claim: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    language: str | None
    datatype: str | None
    qualifiers: Qualifiers
    valid_from: str | None
    valid_to: str | None
    document: str
    documents: tuple[str, ...]
    statements: tuple[str, ...]
    status: str
    modality: str | None
    asserted: bool
    confidence: float
    verdict: str | None
    holds: str | None
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class StatementList:
    """A page of lines; ``total``: how many there are in all."""

    rows: tuple[StatementRow, ...]
    total: int
    scope: Scope


def statements(
    snapshot: Snapshot,
    subject: str | None = None,
    predicate: str | Iterable[str] | None = None,
    object: str | None = None,
    document: str | None = None,
    status: str | None = None,
    modality: str | None = None,
    as_of: str | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> StatementList:
    """The lines that fit, sorted by subject, predicate, object. Keys as people type them, else ``UnknownKey``."""
    fits = np.ones(len(snapshot.columns.subject), dtype=np.bool_)
    if subject is not None:
        fits &= snapshot.columns.subject == snapshot.number[snapshot.resolve(subject, as_of)]
    if object is not None:
        fits &= snapshot.columns.object == snapshot.number[snapshot.resolve(object, as_of)]
    if names := terms.predicates(predicate):
        fits &= np.isin(snapshot.columns.predicate, [PREDICATE_NUMBER[name] for name in names])
    if document is not None:
        fits &= _said_in(snapshot, document)
    if status is not None:
        fits &= snapshot.columns.status == STATUSES.index(terms.one_of("status", status, STATUSES))
    if terms.day(as_of):
        fits &= snapshot.columns.hold(as_of or "")[0]
    lines = np.flatnonzero(fits).tolist()
    if modality is not None:
        wanted = terms.one_of("modality", modality, vocabulary.qualifier("modality").values)
        lines = [line for line in lines if snapshot.line(line)[0].qualifier("modality") == wanted]
    return listed(snapshot, lines, as_of, limit=limit, offset=offset)


def _said_in(snapshot: Snapshot, document: str) -> Flags:
    saying = snapshot.columns.document == snapshot.node(document)
    fits = np.zeros(len(snapshot.columns.subject), dtype=np.bool_)
    fits[snapshot.columns.line[saying]] = True
    return fits


def listed(
    snapshot: Snapshot, lines: list[int], as_of: str | None = None, *, limit: int | None = None, offset: int = 0
) -> StatementList:
    """A page of some lines, in their order."""
    first, last = terms.page(limit, offset)
    rows = tuple(row(snapshot, line, as_of) for line in lines[first:last])
    return StatementList(rows, len(lines), scope(snapshot))


def row(snapshot: Snapshot, number: int, as_of: str | None = None) -> StatementRow:
    """One line with its evidence, by its number in the snapshot."""
    return _row(snapshot, snapshot.line(number), as_of)


def _row(snapshot: Snapshot, line: Line, as_of: str | None) -> StatementRow:
    head, lead = line[0], snapshot.aliases.canonical
    value = head.object if isinstance(head.object, Literal) else None
    verdict = snapshot.verdict(head.id)
    return StatementRow(
        id=head.id,
        claim=head.claim,
        subject=lead(head.subject),
        predicate=head.predicate,
        object=lead(head.object) if isinstance(head.object, str) else None,
        value=value.text if value else None,
        language=value.language if value else None,
        datatype=value.datatype if value else None,
        qualifiers=head.qualifiers,
        valid_from=head.valid_from,
        valid_to=head.valid_to,
        document=head.document,
        documents=tuple(dict.fromkeys(s.document for s in line)),
        statements=tuple(s.id for s in line),
        status=head.qualifier("status") or "fact",
        modality=head.qualifier("modality"),
        asserted=True,
        confidence=max(s.confidence for s in line),
        verdict=verdict.verdict if verdict else None,
        holds=holds(head, as_of) if as_of else None,
        evidence=evidence.rows(snapshot, line),
    )


def history(snapshot: Snapshot, key: str, *, limit: int | None = None, offset: int = 0) -> StatementList:
    """What had been said of a thing and had ended by the snapshot's time, each with the evidence that ended and when."""
    ended = snapshot.history_of(key)
    first, last = terms.page(limit, offset)
    return StatementList(tuple(_row(snapshot, (s,), None) for s in ended[first:last]), len(ended), scope(snapshot))


def statement(snapshot: Snapshot, statement_id: str, as_of: str | None = None) -> StatementRow | None:
    """The line in which a statement is folded, by the statement's id; None where no current line has it."""
    number = snapshot.line_of(statement_id)
    return None if number is None else row(snapshot, number, as_of)
