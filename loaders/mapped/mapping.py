"""The form of a mapping file: which columns a table has, what its cells mean and which statements a row makes."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from loaders.base import SourceError
from ontology import dates, vocabulary
from ontology.errors import ModelError
from ontology.identifiers import Key
from ontology.measures import measures, units
from ontology.records import EXACTNESS, FIGURE_STATUSES, LANGUAGES

ENDING = ".mapping.yaml"
KINDS = ("text", "key", "symbol", "instrument", "body", "country", "new", "sdg", "date", "number", "flag")
"""What a cell may be read as; ``loaders.mapped.cells`` has the rule of each."""

Kind = Literal["text", "key", "symbol", "instrument", "body", "country", "new", "sdg", "date", "number", "flag"]
_PLACE = re.compile(r"\{([^{}]*)\}")


def _as_list(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _text(given: object) -> object:
    """A date or a number that YAML made something else of, as it was written."""
    return given if given is None or isinstance(given, str) else str(given)


Text = Annotated[str, BeforeValidator(_text)]
Names = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class _Part(BaseModel):
    """A part of a mapping: no entry but those that it names, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Cell(_Part):
    """What a name of the mapping stands for in a row: a column, or a text with columns and other names in braces.

    ``as``: how it is read. ``words``: the source's wording → the term that is read instead. ``split``: a regular expression of
    what parts a cell that holds several. ``only``: one of the wordings that are meant; the others are for other names. ``pattern``
    and ``form``: one that the whole wording has to follow, and the text that its named groups fill. ``empty``: wordings that mean
    nothing. ``language`` of a text. ``type``: of what has no key yet; without it such a cell is told and left out.
    ``otherwise``: the name that is asked where this one gives nothing.
    """

    column: str | None = None
    text: Text | None = None
    kind: Kind = Field("text", alias="as")
    words: dict[Text, Text] = {}
    pattern: str | None = None
    form: str | None = None
    split: str | None = None
    language: str | None = None
    type: str | None = None
    empty: Names = ()
    only: str | None = None
    otherwise: str | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.column is None) == (self.text is None):
            raise ValueError("expected either column or text")
        if self.language is not None and self.language not in LANGUAGES:
            raise ValueError(f"language {self.language!r}: expected one of {', '.join(LANGUAGES)}")
        if self.type is not None:
            vocabulary.entity_type(self.type)
        if self.kind == "new" and self.type is None:
            raise ValueError("as: new needs the type of the thing")
        if self.form is not None and self.pattern is None:
            raise ValueError("form without pattern: expected the pattern whose groups fill it")
        try:
            re.compile(f"{self.only or ''}{self.split or ''}")
            (self.form or "").format(**dict.fromkeys(re.compile(self.pattern or "").groupindex, ""))
        except (re.error, KeyError, IndexError, ValueError) as error:
            raise ValueError(f"pattern {self.pattern!r}, form {self.form!r}: {error}") from error
        return self

    @property
    def places(self) -> tuple[str, ...]:
        """The columns and names in the braces of its text."""
        return tuple(_PLACE.findall(self.text or ""))


class Said(_Part):
    """A statement of a row, by the names of cells. ``when``: only in rows where the column has one of these wordings.
    ``tagged``: a machine or a cataloguer says it, not the document."""

    subject: str
    predicate: str
    object: str | None = None
    value: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    qualifiers: dict[str, str] = {}
    tagged: bool = False
    when: dict[str, Names] = {}

    @model_validator(mode="after")
    def _as_the_model_has_it(self) -> Self:
        literal = vocabulary.predicate(self.predicate).is_literal
        if (self.value is None) == (self.object is None) or literal != (self.value is not None):
            raise ValueError(f"{self.predicate}: expected {'value' if literal else 'object'}, and not the other")
        for name in self.qualifiers:
            vocabulary.qualifier(name)
        return self

    @property
    def cells(self) -> Iterator[str]:
        """The names that it uses."""
        named = (self.subject, self.object, self.value, self.valid_from, self.valid_to)
        yield from (name for name in (*named, *self.qualifiers.values()) if name is not None)


class Counted(_Part):
    """A figure of a row: ``measure``, ``unit``, ``status``, ``exactness`` as the code lists have them, the rest names of cells."""

    subject: str
    measure: str
    value: str
    unit: str
    period: str | None = None
    status: str | None = None
    exactness: str = "exact"
    dimensions: dict[str, str] = {}
    because_of: str | None = None
    when: dict[str, Names] = {}

    @model_validator(mode="after")
    def _as_the_lists_have_it(self) -> Self:
        _among("measure", self.measure, tuple(measures()))
        _among("unit", self.unit, tuple(units()))
        _among("status", self.status or FIGURE_STATUSES[0], FIGURE_STATUSES)
        _among("exactness", self.exactness, EXACTNESS)
        return self

    @property
    def cells(self) -> Iterator[str]:
        """The names that it uses."""
        named = (self.subject, self.value, self.period, self.because_of)
        yield from (name for name in (*named, *self.dimensions.values()) if name is not None)


class Counts(_Part):
    """How many rows are expected: a table that is cut short or grew tenfold is told, not taken."""

    least: int = Field(1, ge=0)
    most: int = Field(10_000_000, ge=1)


class Mapping(_Part):
    """A mapping file. ``register``: the document that the rows are (``REG/…``), ``{stem}`` in it the name of the file without its
    ending; ``row``: the text that makes a row's key;
    ``file``: the names of the tables it is for (shell patterns); ``records``: where in a JSON file the rows stand (dotted);
    ``each``: columns that hold lists, one row for each entry; ``confidence`` that the register says what is so."""

    register_: str = Field(alias="register")
    title: str
    publisher: str
    date: Text
    rights: str
    file: Names
    row: str
    cells: dict[str, Cell]
    statements: tuple[Said, ...] = ()
    figures: tuple[Counted, ...] = ()
    ignored: dict[str, str] = {}
    records: str | None = None
    each: Names = ()
    expected: Counts = Counts()
    confidence: float = Field(1.0, ge=0, le=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.register_.startswith("REG/"):
            raise ValueError(f"register {self.register_!r}: expected a key that begins with REG/")
        Key.parse(self.register_of(Path("2026.csv")))
        dates.check(self.date)
        if not (self.statements or self.figures):
            raise ValueError("expected statements or figures: a mapping that makes none maps nothing")
        asked = [name for said in self._claims for name in said.cells]
        for name in (*asked, *(cell.otherwise for cell in self.cells.values() if cell.otherwise)):
            _among("cell", name, tuple(self.cells))
        return self

    @property
    def _claims(self) -> tuple[Said | Counted, ...]:
        return (*self.statements, *self.figures)

    @property
    def columns(self) -> frozenset[str]:
        """All columns that are read or ignored by name: the table has these and no other."""
        named = {cell.column for cell in self.cells.values() if cell.column}
        places = {place for cell in self.cells.values() for place in cell.places if place not in self.cells}
        when = {column for said in self._claims for column in said.when}
        return frozenset(named | places | when | set(_PLACE.findall(self.row)) | set(self.ignored) | set(self.each))

    def register_of(self, path: Path) -> str:
        """The key of the register that a table of that name is."""
        return self.register_.replace("{stem}", path.stem)

    def is_for(self, path: Path) -> bool:
        """Whether a file of that name is a table of this mapping."""
        return any(fnmatch(path.name, pattern) for pattern in self.file)


def read(path: Path) -> Mapping:
    """The mapping in a file; ``SourceError`` names the entry, what was expected and what was found."""
    return parse(path.read_text(encoding="utf-8"), str(path))


def parse(text: str, where: str) -> Mapping:
    """The mapping in a text; ``where`` names it in messages."""
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SourceError(f"{where}: no YAML: {error}") from error
    if not isinstance(given, dict):
        raise SourceError(f"{where}: expected a mapping with register, title, cells and statements; found {type(given).__name__}")
    try:
        return Mapping.model_validate(given)
    except ValidationError as error:
        told = "; ".join(_told(one) for one in error.errors())
        raise SourceError(f"{where}: {told}. docs/mapping.md says what a mapping holds") from error
    except ModelError as error:
        raise SourceError(f"{where}: {error}") from error


def _told(error: Any) -> str:
    place = ".".join(map(str, error["loc"])) or "the file"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}" + ("" if error["type"] in ("missing", "value_error") else f"; found {error['input']!r}")


def _among(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"{what} {given!r}: expected one of {', '.join(known)}")
