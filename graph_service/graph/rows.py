"""What a snapshot says of a thing and of a document, in one row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntityRow:
    """What a key stands for. ``labels``: a name by language. ``names``: every name, former ones too. ``aliases``: other keys.
    ``held``: its document has been read. ``stub``: it is a text that has not been read, known from what others say."""

    key: str
    type: str
    kind: str
    labels: dict[str, str]
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    held: bool
    stub: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that says something. ``read``: its text or rows have been read; else only a register reports what it says."""

    key: str
    read: bool
    languages: tuple[str, ...]
    titles: dict[str, str]
    date: str | None
    loaders: tuple[str, ...]
