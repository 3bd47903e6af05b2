"""What an answer rests on."""

import strawberry

from graph_service.ask.scope import Scope as Asked


@strawberry.type(description="What was looked at, so that an empty list means “not said in these documents” and never “not so”.")
class Scope:
    """``graph_service.ask.scope.Scope``, field by field."""

    documents: list[str] = strawberry.field(description="Keys of the documents that have been read.")
    reported: list[str] = strawberry.field(description="Keys of documents of which only a register tells some facts.")
    registers: list[str] = strawberry.field(description="Keys of the registers that have been read.")
    complete: bool = strawberry.field(
        description="Whether the list with all its pages is all that they say; false where a limit, such as the depth, "
        "cut it short."
    )
    snapshot: str = strawberry.field(description="The hash of the snapshot that was asked.")
    known_at: str | None = strawberry.field(description="The record time (UTC) of what it knows; null for an empty record.")


def scope_of(asked: Asked) -> Scope:
    """The scope of an answer as GraphQL has it."""
    return Scope(
        documents=list(asked.documents),
        reported=list(asked.reported),
        registers=list(asked.registers),
        complete=asked.complete,
        snapshot=asked.snapshot,
        known_at=asked.known_at,
    )
