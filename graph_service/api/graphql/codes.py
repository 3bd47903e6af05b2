"""The closed lists as GraphQL enums, made from ``ontology/codelists``: a new row there is a new value here."""

from enum import Enum
from typing import TYPE_CHECKING, Any

import strawberry

from ontology import vocabulary


def enum_of(name: str, description: str, values: dict[str, str]) -> Any:
    """A GraphQL enum of names of a code list; ``values``: name → what it means."""
    members = {value.upper(): strawberry.enum_value(value, description=text) for value, text in values.items()}
    made: type[Enum] = Enum(name, members)  # type: ignore[misc]  # its names come from a file
    return strawberry.enum(made, description=description)


def _choices(qualifier: str) -> dict[str, str]:
    return {value: value.replace("_", " ") for value in vocabulary.qualifier(qualifier).values}


if TYPE_CHECKING:

    class Predicate(Enum):
        """What a statement says of its subject."""

    class EntityType(Enum):
        """What a thing is."""

    class Status(Enum):
        """Whether what is said is a fact, planned, proposed …"""

    class Modality(Enum):
        """How strongly an instrument speaks."""

else:
    Predicate = enum_of(
        "Predicate",
        "What a statement says of its subject. The same names in lower case stand in JSON, CSV and on the command line.",
        {p.name: f"{p.en} ({p.zh}); the other way round: {p.inverse_en or p.en}" for p in vocabulary.predicates().values()},
    )
    EntityType = enum_of("EntityType", "What a thing is.", {t.name: f"{t.en} ({t.zh})" for t in vocabulary.types().values()})
    Status = enum_of(
        "Status",
        "Whether what is said is a fact, planned, proposed … FACT where a statement says nothing else.",
        _choices("status"),
    )
    Modality = enum_of("Modality", "How strongly an instrument speaks.", _choices("modality"))


def name(member: Any | None) -> str | None:
    """The name, as the code lists have it, of an enum member that was given as an argument; None where none was."""
    return str(member.value) if member is not None else None


def names(members: list[Any] | None) -> tuple[str, ...]:
    """The names, as the code lists have them, of enum members that were given as an argument."""
    return tuple(member.value for member in members or ())


@strawberry.enum(description="Which way lineage is followed.")
class Direction(Enum):
    """Upstream: where it comes from; downstream: what followed."""

    UPSTREAM = strawberry.enum_value("UPSTREAM", description="Where it comes from: its bases, its mandates, what it cites.")
    DOWNSTREAM = strawberry.enum_value("DOWNSTREAM", description="What followed from it.")
    BOTH = strawberry.enum_value("BOTH", description="Both ways, each on its own: nothing is reached by turning round.")


@strawberry.enum(description="Whether parts of a document stand for themselves.")
class Grain(Enum):
    """Paragraph or whole."""

    PARAGRAPH = strawberry.enum_value("PARAGRAPH", description="Paragraphs and sections stand for themselves.")
    WHOLE = strawberry.enum_value("WHOLE", description="Parts fold into the document or instrument that they are parts of.")


@strawberry.enum(description="What lineage may pass through though it does not by default.")
class Through(Enum):
    """Kinds that are let through when asked."""

    BODIES = strawberry.enum_value("BODIES", description="Bodies: from a founding act over the body to its decisions.")


@strawberry.enum(description="How sure it is that something holds on the day asked for (asOf).")
class Holds(Enum):
    """Certain or possible."""

    CERTAIN = strawberry.enum_value(
        "CERTAIN", description="Both ends of its period are known and every reading of them covers the day."
    )
    POSSIBLE = strawberry.enum_value("POSSIBLE", description="Nothing that is known excludes it.")
