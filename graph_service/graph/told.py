"""A line of a snapshot as a question reads it: its ends by canonical keys, and whether it is said as a fact."""

from dataclasses import dataclass

from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement

FACTS = (None, "fact", "achieved")
"""Statuses of a statement that is said to be so: what is only planned or proposed closes and contradicts nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line: its number, its ends by canonical keys (``object`` None: a value), and the statement at its head."""

    line: int
    subject: str
    predicate: str
    object: str | None
    head: Statement

    @property
    def fact(self) -> bool:
        """Whether it is said to be so."""
        return self.head.qualifier("status") in FACTS

    @property
    def stance(self) -> str:
        """How the subject stands to the object, as the code list of stances has it."""
        return self.head.qualifier("stance") or "contributes"


def told_on(snapshot: Snapshot, line: int) -> Told:
    """What stands on the line of that number."""
    return Told(line, *snapshot.ends(line), snapshot.line(line)[0])
