"""The snapshot that answers."""

import strawberry

from graph_service.graph.snapshot import Snapshot as Asked


@strawberry.type(description="The record as known at a moment, frozen: what an answer was read from.", name="Snapshot")
class Snapshot:
    """``graph_service.graph.snapshot.Snapshot``, from outside."""

    hash: str = strawberry.field(description="SHA-256 over its content: equal hashes, equal answers.")
    known_at: str | None = strawberry.field(description="The record time (UTC) of what it knows; null for an empty record.")
    rules: str = strawberry.field(description="The version of the rules by which the record was folded and resolved.")
    entities: int = strawberry.field(description="How many things it has, stubs and paragraphs among them.")
    lines: int = strawberry.field(description="How many lines are said of them, each once.")
    statements: int = strawberry.field(description="How many statements are behind the lines.")
    documents: list[str] = strawberry.field(description="Keys of the documents that have been read, registers among them.")


def snapshot_of(asked: Asked) -> Snapshot:
    """A snapshot as GraphQL has it."""
    return Snapshot(
        hash=asked.hash,
        known_at=asked.known_at,
        rules=asked.rules,
        entities=len(asked.keys),
        lines=len(asked.lines()),
        statements=len(asked.records),
        documents=sorted(asked.readings),
    )
