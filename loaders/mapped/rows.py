"""The statements and figures that one row makes, by the mapping of its table."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from loaders.mapped.cells import Cells, listed
from loaders.mapped.mapping import Counted, Mapping, Said
from loaders.mapped.tables import Row
from ontology.errors import ModelError
from ontology.readings import Remark
from ontology.records import Evidence, Figure, Literal, Statement, qualifiers
from ontology.vocabulary import predicate


class Read:
    """What a row says: ``statements``, ``figures``, and ``remarks`` on what could not be taken. ``place``: the row itself."""

    def __init__(self, mapping: Mapping, register: str, row: Row, place: Evidence) -> None:
        self.mapping, self.register, self.row, self.key = mapping, register, row, place.paragraph
        self.cells = Cells(row, mapping.cells)
        self._evidence = (place,)
        self._tagged = (replace(place, method=replace(place.method, kind="tagged")),)
        self._wrong: list[str] = []
        said = tuple(self._statements())
        self.figures = tuple(self._figures())
        self._claims = len(said) + len(self.figures)
        self.statements = (*said, *self._names())

    @property
    def remarks(self) -> Iterator[Remark]:
        """Cells that mean nothing and claims that the model refuses, each with its row and column; keys that were made up."""
        for column, why in self.cells.unread.items():
            yield Remark("unplaced", f"row {self.row.number}, column {column}: {why}", self.key)
        for why in self._wrong:
            yield Remark("unplaced", f"row {self.row.number}: {why}", self.key)
        if not (self._claims or self._wrong or self.cells.unread):
            yield Remark(
                "unplaced", f"row {self.row.number}: makes no statement; its cells are empty or for none of the rules", self.key
            )
        for key, (kind, name, _) in self.cells.made_up.items():
            yield Remark("made_up_key", f"{key}: {kind} {name!r} has no key in the register of bodies", self.key)

    def _statements(self) -> Iterator[Statement]:
        for rule in self.mapping.statements:
            if self._holds(rule):
                yield from self._said(rule)

    def _names(self) -> Iterator[Statement]:
        """Type and name of what got a key of its own."""
        for key, (kind, name, language) in self.cells.made_up.items():
            yield self._statement(key, "type", Literal(kind, datatype="type"))
            yield self._statement(key, "name", Literal(name, language=language))

    def _said(self, rule: Said) -> Iterator[Statement]:
        """One for each subject with each object, where a cell holds several."""
        targets = self.cells.values(rule.object or rule.value or "")
        for subject, target in product(self.cells.values(rule.subject), targets):
            value = self._literal(rule, target) if rule.value else target
            try:
                yield Statement(
                    document=self.register,
                    subject=subject,
                    predicate=rule.predicate,
                    object=value,
                    qualifiers=qualifiers({name: self.cells.values(cell) for name, cell in rule.qualifiers.items()}),
                    valid_from=self.cells.one(rule.valid_from),
                    valid_to=self.cells.one(rule.valid_to),
                    evidence=self._tagged if rule.tagged else self._evidence,
                )
            except ModelError as error:
                self._wrong.append(str(error))

    def _literal(self, rule: Said, text: str) -> Literal:
        """A value as its predicate wants it: a text in the language of its cell, else a datatype."""
        datatype = predicate(rule.predicate).datatype
        if datatype:
            return Literal(text, datatype=datatype)
        return Literal(text, language=self.mapping.cells[rule.value or ""].language)

    def _statement(self, subject: str, name: str, value: Literal) -> Statement:
        return Statement(self.register, subject, name, value, evidence=self._evidence)

    def _figures(self) -> Iterator[Figure]:
        for rule in self.mapping.figures:
            value = self.cells.one(rule.value)
            if value is not None and self._holds(rule):
                yield from self._counted(rule, value)

    def _counted(self, rule: Counted, value: str) -> Iterator[Figure]:
        dimensions = {name: self.cells.one(cell) for name, cell in rule.dimensions.items()}
        for subject in self.cells.values(rule.subject):
            try:
                yield Figure(
                    document=self.register,
                    subject=subject,
                    measure=rule.measure,
                    value=value,
                    unit=rule.unit,
                    period=self.cells.one(rule.period),
                    status=rule.status,
                    exactness=rule.exactness,
                    dimensions=tuple((name, text) for name, text in dimensions.items() if text),
                    because_of=self.cells.one(rule.because_of),
                    evidence=self._evidence,
                )
            except ModelError as error:
                self._wrong.append(str(error))

    def _holds(self, rule: Said | Counted) -> bool:
        """Whether the row is one that the rule is for."""
        return all(set(listed(self.row.cells.get(column))) & set(wordings) for column, wordings in rule.when.items())
