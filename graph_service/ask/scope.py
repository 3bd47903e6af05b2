"""What an answer rests on, so that an empty one means "not said in these documents"."""

from dataclasses import dataclass

from graph_service.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Scope:
    """``documents``: those that were read. ``reported``: those of which only a register tells some facts. ``registers``: the
    registers that were read. ``complete``: whether this is all that they say (False where a limit cut it short).
    ``snapshot``, ``known_at``: the hash of the snapshot, and the record time (UTC) of what it knows."""

    documents: tuple[str, ...]
    reported: tuple[str, ...]
    registers: tuple[str, ...]
    complete: bool
    snapshot: str
    known_at: str | None


def scope(snapshot: Snapshot, complete: bool = True) -> Scope:
    """The scope of an answer from a snapshot."""
    rows = snapshot.documents()
    read = [r.key for r in rows if r.read]
    return Scope(
        documents=tuple(k for k in read if not k.startswith("REG/")),
        reported=tuple(r.key for r in rows if not r.read),
        registers=tuple(k for k in read if k.startswith("REG/")),
        complete=complete,
        snapshot=snapshot.hash,
        known_at=snapshot.known_at,
    )
