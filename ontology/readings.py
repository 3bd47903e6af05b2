"""What a loader reads in one document: its text and structure, and the statements and figures found in it."""

from dataclasses import dataclass, field

from ontology.records import Figure, Statement


@dataclass(frozen=True, slots=True, order=True)
class Paragraph:
    """A labelled stretch of the stored text: code points, end exclusive. ``section``: the label of the section it stands in."""

    start: int
    end: int
    label: str
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what it is about (keys). ``label`` such as ``heading II.A``; ``parent`` the label of the section above."""

    label: str
    title: str
    about: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names something. ``type``: instrument, sdg or entity. ``form``: symbol, title, ibid, anaphora,
    hyperlink or self. ``as_printed`` and ``likely``: what is printed and the key it likely means, where they differ."""

    type: str
    form: str
    key: str
    paragraph: str
    start: int
    end: int
    quote: str
    as_printed: str | None = None
    likely: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that the document names, with its names by language. ``labels``: pairs (language, name)."""

    key: str
    type: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What the loader could not place, or an oddity of the source: for the report, never dropped in silence.
    ``kind``: unplaced, misprint, contradicted, made_up_key, ignored. ``paragraph``: where, or None."""

    kind: str
    message: str
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One document in one language as one loader read it: (document, language, loader) is its name, MODEL section 4.

    ``source_hash``: SHA-256 (hex) of the file's bytes. ``text``: the stored text in which offsets count, empty for a register;
    ``text_hash``: its SHA-256 (hex of the UTF-8). ``aliases``: other keys of the document.
    A register's reading has the document ``REG/<name>``; its statements name the documents that say them.
    """

    document: str
    language: str | None
    loader: str
    loader_version: str
    source_hash: str
    title: str | None = None
    date: str | None = None
    text: str = ""
    text_hash: str | None = None
    aliases: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

    @property
    def name(self) -> tuple[str, str, str]:
        """(document, language or "", loader): the reading that a newer one replaces."""
        return (self.document, self.language or "", self.loader)
