"""The loader of tables that a mapping file explains: one reading, the register that the mapping names."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from loaders.base import Source, SourceError, folder_version
from loaders.mapped import mapping as mappings
from loaders.mapped import tables
from loaders.mapped.cells import Cells
from loaders.mapped.mapping import ENDING, Mapping
from loaders.mapped.rows import Read
from loaders.mapped.tables import Row
from ontology.readings import Reading, Remark
from ontology.records import Evidence, Figure, Method, Statement

_FOLDER = "loaders.mapped"
_Said = TypeVar("_Said", Statement, Figure)
_FAULTS = 200
"""So many remarks of one kind are told one by one; the rest are counted."""


class Mapped:
    """Reads a table with the mapping beside it (``*.mapping.yaml``), or with one that ships for a register that is known."""

    name = "mapped"

    @property
    def version(self) -> str:
        """A hash of the folder, the mappings that ship included."""
        return _version()

    def recognises(self, source: Source) -> bool:
        """Whether a mapping beside the file, or one that ships, is for it."""
        return source.path.suffix.lower() in (".csv", ".tsv", ".json", ".jsonl") and self._mapping(source) is not None

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of a table; ``SourceError`` names row, column, what was expected and what was found."""
        found = self._mapping(source)
        if found is None:
            raise SourceError(
                f"{source.path}: no mapping is for this file; expected {source.path.stem}{ENDING} beside it, or another *{ENDING} "
                f"whose entry `file` names {source.path.name}. docs/mapping.md says what a mapping holds"
            )
        rule, said = found
        gathered = _Gathered(rule, source, source.symbol or rule.register_of(source.path))
        gathered.read(tables.rows(source, rule.records))
        yield Reading(
            document=gathered.register,
            language=None,
            loader=self.name,
            loader_version=self.version,
            source_hash=hashlib.sha256(f"{source.sha256} {said}".encode()).hexdigest(),
            title=rule.title,
            date=rule.date,
            statements=gathered.sorted(gathered.statements),
            figures=gathered.sorted(gathered.figures),
            remarks=tuple(gathered.told()),
        )

    def _mapping(self, source: Source) -> tuple[Mapping, str] | None:
        """The mapping for a file, with the hash of its text: the one of its name, one beside it, one that ships."""
        own = source.path.with_name(source.path.stem + ENDING)
        beside = [own] if own.is_file() else sorted(source.path.parent.glob(f"*{ENDING}"))
        for path in beside:
            rule, said = _read(path)
            if path == own or rule.is_for(source.path):
                return rule, said
        shipped = (found for found in _shipped() if found[0].is_for(source.path))
        return next((found for found in shipped if _has_columns(found[0], source)), None)


@dataclass(slots=True)
class _Gathered:
    """What the rows of a table say, each claim once with the evidence of all its rows."""

    rule: Mapping
    source: Source
    register: str
    statements: dict[str, Statement] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    remarks: dict[str, list[Remark]] = field(default_factory=lambda: defaultdict(list))
    keys: Counter[str] = field(default_factory=Counter)

    def read(self, rows: Iterable[Row]) -> None:
        """All rows; ``SourceError`` where columns are not those of the mapping, or there are too few rows or too many."""
        method = Method("register", self.register.removeprefix("REG/"), self.rule.date)
        count = 0
        for row in self._apart(rows):
            count += 1
            read = Read(self.rule, self.register, row, Evidence(self._key(row), method, confidence=self.rule.confidence))
            for statement in read.statements:
                self._add(self.statements, statement)
            for figure in read.figures:
                self._add(self.figures, figure)
            for remark in read.remarks:
                self.remarks[remark.kind].append(remark)
        most, least = self.rule.expected.most, self.rule.expected.least
        if not least <= count <= most:
            raise SourceError(f"{self.source.path}: expected {least} to {most} rows (mapping, expected); found {count}")

    def _apart(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, checked; where a column of ``each`` holds a list, one row for each entry."""
        for row in rows:
            if unknown := sorted(set(row.cells) - self.rule.columns):
                raise SourceError(
                    f"{self.source.path}, row {row.number}: the columns {', '.join(unknown)} are neither read nor ignored by the "
                    "mapping; name each in `cells`, or in `ignored` with the reason"
                )
            separated = self.source.path.suffix.lower() in tables.SEPARATORS  # objects leave out what they have not
            if separated and row.number == 1 and (missing := sorted(self.rule.columns - set(row.cells))):
                raise SourceError(
                    f"{self.source.path}: expected the columns {', '.join(missing)} of the mapping; found {', '.join(row.cells)}"
                )
            yield from self._each(row, self.rule.each)

    def _each(self, row: Row, columns: tuple[str, ...]) -> Iterator[Row]:
        if not columns:
            yield row
            return
        value = row.cells.get(columns[0])
        for entry in value if isinstance(value, tuple) and value else (value,):
            yield from self._each(replace(row, cells={**row.cells, columns[0]: entry}), columns[1:])

    def _key(self, row: Row) -> str:
        """The row's key by the mapping; a number behind it where it stands more than once."""
        key = Cells(row, self.rule.cells).label(self.rule.row) or f"row {row.number}"
        self.keys[key] += 1
        return key if self.keys[key] == 1 else f"{key} ({self.keys[key]})"

    @staticmethod
    def _add(known: dict[str, _Said], said: _Said) -> None:
        if said.id in known:
            said = replace(known[said.id], evidence=(*known[said.id].evidence, *said.evidence))
        known[said.id] = said

    @staticmethod
    def sorted(known: dict[str, _Said]) -> tuple[_Said, ...]:
        """By id, each piece of evidence once."""
        return tuple(replace(known[key], evidence=_once(known[key].evidence)) for key in sorted(known))

    def told(self) -> Iterator[Remark]:
        """The remarks, the first of each kind one by one and the others as a number."""
        for kind, found in self.remarks.items():
            yield from found[:_FAULTS]
            if len(found) > _FAULTS:
                yield Remark(kind, f"and {len(found) - _FAULTS} more like these")


def _once(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _has_columns(rule: Mapping, source: Source) -> bool:
    """Whether the first row of a file has columns of a mapping that ships: a file of that name may be something else."""
    try:
        first = next(iter(tables.rows(source, rule.records)), None)
    except SourceError:
        return False
    return first is not None and set(first.cells) <= rule.columns


def _read(path: Path) -> tuple[Mapping, str]:
    text = path.read_text(encoding="utf-8")
    return mappings.parse(text, str(path)), hashlib.sha256(text.encode()).hexdigest()


@cache
def _shipped() -> tuple[tuple[Mapping, str], ...]:
    """The mappings of registers that are known."""
    found = sorted((entry for entry in files(_FOLDER).joinpath("registers").iterdir() if entry.name.endswith(ENDING)), key=str)
    texts = [(entry.name, entry.read_text(encoding="utf-8")) for entry in found]
    return tuple((mappings.parse(text, name), hashlib.sha256(text.encode()).hexdigest()) for name, text in texts)


@cache
def _version() -> str:
    return folder_version(files(_FOLDER))
