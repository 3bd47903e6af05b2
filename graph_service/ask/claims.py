"""The claims that lineage is made of, each with all statements that make it."""

from dataclasses import dataclass

from graph_service.ask import statements
from graph_service.ask.evidence import EvidenceRow
from graph_service.graph.aliases import base_of
from graph_service.graph.snapshot import Snapshot
from ontology.records import Qualifiers


@dataclass(frozen=True, slots=True)
class Claim:
    """A step of lineage. ``id``: the claim's, the same in every document; ``statements``: the ids of those that make it.

    ``primary``: whether the text of one of its ends says it; else another document reports it. ``asserted``: False for what a
    rule inferred. ``holds``: CERTAIN or POSSIBLE on the day asked, None where no day was.
    """

    id: str
    subject: str
    predicate: str
    object: str
    qualifiers: Qualifiers
    valid_from: str | None
    valid_to: str | None
    status: str
    asserted: bool
    primary: bool
    confidence: float
    holds: str | None
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    evidence: tuple[EvidenceRow, ...]


def claim(snapshot: Snapshot, line: int, as_of: str | None = None) -> Claim:
    """A line that carries lineage (its object is a key), by its number in the snapshot."""
    s = statements.row(snapshot, line, as_of)
    target = s.object or ""
    lead = snapshot.aliases.canonical
    ends = {lead(base_of(s.subject)), lead(base_of(target))}
    return Claim(
        id=s.claim,
        subject=s.subject,
        predicate=s.predicate,
        object=target,
        qualifiers=s.qualifiers,
        valid_from=s.valid_from,
        valid_to=s.valid_to,
        status=s.status,
        asserted=s.asserted,
        primary=any(lead(d) in ends for d in s.documents),
        confidence=s.confidence,
        holds=s.holds,
        statements=s.statements,
        documents=s.documents,
        evidence=s.evidence,
    )
