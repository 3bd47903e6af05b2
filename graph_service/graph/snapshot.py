"""The snapshot: the record as known at a moment, frozen, in columns, with a hash of its content.

Everything that is asked (GraphQL, SPARQL, pages, exports, analytics) is asked of one, so that answers agree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from graph_service.errors import UnknownKey
from graph_service.graph import adjacency, aliases, canonical, clock, columns, lookup, name_index, names, words
from graph_service.graph.clock import Known
from graph_service.graph.columns import PREDICATE_NUMBER, PREDICATES, Columns
from graph_service.graph.folding import Line
from graph_service.graph.name_index import EXACT_NAME, Spelling
from graph_service.graph.rows import DocumentRow, EntityRow
from graph_service.store.base import Store, StoredReading
from graph_service.store.clock import record_time
from ontology import vocabulary
from ontology.records import Statement, Verdict

STUBS = ("instrument", "document", "part", "strategy")
"""The kinds of things that are texts: one that has not been read is a stub."""
__all__ = ["DocumentRow", "EntityRow", "Snapshot", "build", "of_record"]
OUT = ("rejected", "corrected")
"""Verdicts whose statements stay visible, marked, and take no part in lineage, names or types."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """``known_at``: UTC to the second, None for an empty record. ``version``: the store's, of which it was built.
    ``keys``: every node's key, sorted: node i is ``keys[i]``. ``records``: statements known then, sorted by id."""

    hash: str
    known_at: str | None
    version: int
    rules: str
    keys: tuple[str, ...]
    number: dict[str, int]
    records: tuple[Statement, ...]
    columns: Columns
    aliases: aliases.Aliases
    lookup: lookup.Lookup
    namings: dict[str, names.Naming]
    words: words.WordsHeld
    known: Known
    readings: dict[str, tuple[StoredReading, ...]] = field(default_factory=dict)

    def resolve(self, key: str, as_of: str | None = None) -> str:
        """The key of this graph that is meant by what was typed; ``UnknownKey`` names what is called so, else the nearest keys."""
        try:
            return self.lookup.resolve(key, as_of)
        except UnknownKey:
            named = sorted({spelling.key for fit, spelling in self.name_index.find(key) if fit == EXACT_NAME})
            if not named:
                raise
            raise UnknownKey(f"no key {key!r} in this graph; it is a name of {', '.join(named[:5])}") from None

    def node(self, key: str) -> int:
        """The number of a key as typed."""
        return self.number[self.resolve(key)]

    def entity(self, key: str, as_of: str | None = None) -> EntityRow:
        """What is known of a thing itself; names as they hold on ``as_of``."""
        found = self.resolve(key, as_of)
        naming = self.namings.get(found, _NOTHING_SAID)
        type_name = naming.type(found)
        labels = {**self._titles(found), **naming.labels(found, as_of)}
        kind = vocabulary.entity_type(type_name).kind
        others, held = self._aliases_of.get(found, ()), self.held(found)
        stub = kind in STUBS and not held
        return EntityRow(found, type_name, kind, labels, tuple(naming.all_names()), others, held, stub)

    def counts(self) -> dict[str, int]:
        """How much there is: entities, of which stubs (texts that others cite and that have not been read), statements as known
        then, lines into which they fold, documents read and reported, figures, statements whose evidence ended."""
        rows = self.documents()
        stubs = sum(self.kind_of(key) in STUBS and not self.held(key) for key in self.keys)
        return {
            "entities": len(self.keys),
            "stubs": stubs,
            "statements": len(self.records),
            "lines": len(self.lines()),
            "documents_read": sum(row.read and not row.key.startswith("REG/") for row in rows),
            "documents_reported": sum(not row.read for row in rows),
            "figures": len(self.known.figures),
            "ended": len(self.known.ended),
        }

    def held(self, key: str) -> bool:
        """Whether the document (or that of the part, or that which carries the text) has been read."""
        base = aliases.base_of(key)
        return base in self.readings or self.aliases.carriers.get(base) in self.readings

    def type_of(self, key: str) -> str:
        """The type of a canonical key."""
        return self.namings.get(key, _NOTHING_SAID).type(key)

    def kind_of(self, key: str) -> str:
        """The kind of a canonical key."""
        return vocabulary.entity_type(self.type_of(key)).kind

    def statement(self, statement_id: str) -> Statement:
        """The statement with that id (``st:`` in front is allowed), also one whose evidence has ended."""
        wanted = statement_id.removeprefix("st:")
        if wanted in self._row_of:
            return self.records[self._row_of[wanted]]
        ended = next((s for s in self.known.ended if s.id == wanted), None)
        if ended is None:
            raise UnknownKey(f"no statement {statement_id!r} in this graph as known at {self.known_at}")
        return ended

    def history_of(self, key: str) -> tuple[Statement, ...]:
        """The statements with this subject or object whose evidence had ended by then, with that evidence."""
        found, lead = self.resolve(key), self.aliases.canonical
        return tuple(s for s in self.known.ended if found in (lead(s.subject), isinstance(s.object, str) and lead(s.object)))

    def lines(self) -> range:
        """The numbers of all lines."""
        return range(len(self.columns.subject))

    def line(self, number: int) -> Line:
        """The statements of a line, head first."""
        ptr = self.columns.ptr
        return tuple(self.records[row] for row in self.columns.members[ptr[number] : ptr[number + 1]].tolist())

    def line_of(self, statement_id: str) -> int | None:
        """The line in which a statement is folded; None for one that is not known at this time."""
        row = self._row_of.get(statement_id.removeprefix("st:"))
        return None if row is None else int(self.columns.line[row])

    def lines_of(self, key: str) -> list[int]:
        """The lines with this subject, then those with this object."""
        node = self.node(key)
        own = self.columns.of_subject(node)
        return [*own, *(line for line in self.columns.of_object(node) if line not in own)]

    def ends(self, number: int) -> tuple[str, str, str | None]:
        """Subject, predicate and object (None for a value) of a line, by canonical keys."""
        target = int(self.columns.object[number])
        subject = self.keys[self.columns.subject[number]]
        return subject, PREDICATES[self.columns.predicate[number]], self.keys[target] if target >= 0 else None

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where things are published, as ``url`` statements say."""
        rows = np.flatnonzero((self.columns.predicate == PREDICATE_NUMBER["url"]) & self.columns.stands).tolist()
        return {self.ends(row)[0]: names.text(self.line(row)[0]) for row in reversed(rows)}

    def verdict(self, statement_id: str) -> Verdict | None:
        """The last verdict on a statement, as known then."""
        return self.known.verdicts.get(statement_id)

    def documents(self) -> tuple[DocumentRow, ...]:
        """The documents that were read, and those of which only a register reports, sorted by key."""
        return self._documents

    def document(self, key: str) -> DocumentRow:
        """What is held of a document (canonical key)."""
        rows = self.readings.get(key, ())
        languages = sorted({r.language for r in rows if r.language})
        date = next((r.date for r in rows if r.date), None)
        return DocumentRow(key, bool(rows), tuple(languages), self._titles(key), date, tuple(sorted({r.loader for r in rows})))

    def _titles(self, key: str) -> dict[str, str]:
        return {r.language or "und": r.title for r in self.readings.get(key, ()) if r.title}

    @cached_property
    def _documents(self) -> tuple[DocumentRow, ...]:
        reported = {self.keys[node] for node in np.unique(self.columns.document).tolist()}
        return tuple(self.document(key) for key in sorted(reported | set(self.readings)))

    @cached_property
    def name_index(self) -> name_index.NameIndex:
        """Every spelling of every thing, for search."""
        return name_index.build(self._spellings())

    def _spellings(self) -> Iterator[Spelling]:
        for key in self.keys:
            naming = self.namings.get(key, _NOTHING_SAID)
            others = [key, *self._aliases_of.get(key, ())]
            yield from (Spelling(key, text, name_index.KEY) for text in others)
            yield from (Spelling(key, text, name_index.SYMBOL) for text in names.spoken(key))
            said = {(names.text(s), names.language(s)) for s in naming.names}
            titles = {(title, language) for language, title in self._titles(key).items()}
            printed = {(text, language) for language, text in names.printed(key).items()}
            yield from (Spelling(key, text, name_index.NAME, lang) for text, lang in sorted(said | titles | printed))

    @cached_property
    def carriers(self) -> adjacency.Carriers:
        """What the lines mean for lineage."""
        return adjacency.carriers(self.columns, tuple(self.kind_of(key) for key in self.keys))

    def view(self, grain: str) -> adjacency.View:
        """The lineage graph at a grain (``PARAGRAPH`` or ``WHOLE``), made once."""
        if grain not in self._views:
            made = adjacency.view(grain, self.columns, self.carriers, self.keys, self.number, self.aliases)
            self._views[grain] = made
        return self._views[grain]

    @cached_property
    def _views(self) -> dict[str, adjacency.View]:
        return {}

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {record.id: row for row, record in enumerate(self.records)}

    @cached_property
    def _aliases_of(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for alias in sorted(self.aliases.lead):
            found.setdefault(self.aliases.canonical(alias), []).append(alias)
        return {key: tuple(listed) for key, listed in found.items()}


_NOTHING_SAID = names.Naming()
_TRIES = 5


def build(store: Store, known_at: str | None = None) -> Snapshot:
    """The snapshot of a store's record as known at a moment (None for the latest; ``UsageError`` for what is no time).

    Where another process writes meanwhile, it is read again, so that a snapshot is of one state of the record.
    """
    moment = None if known_at is None else record_time(known_at)
    for _ in range(_TRIES):
        version = store.version()
        known = clock.read(store, moment)
        held = _words(store, known)
        if store.version() == version:
            break
    return of_record(known, held, version)


def _words(store: Store, known: Known) -> words.WordsHeld:
    lead = aliases.gather(known.statements, known.readings)
    held = {lead.canonical(r.document): r.document for r in known.readings if r.text_hash}
    return words.read(store, held, words.wanted(known.statements, lead.canonical))


def of_record(known: Known, held: words.WordsHeld, version: int = 0) -> Snapshot:
    """The snapshot of a record as known at a moment."""

    def stands(s: Statement) -> bool:
        verdict = known.verdicts.get(s.id)
        return verdict is None or verdict.verdict not in OUT

    lead = aliases.gather((s for s in known.statements if stands(s)), known.readings, held.labels)
    keys = tuple(sorted(set(_keys(known, lead))))
    number = {key: i for i, key in enumerate(keys)}
    table = columns.build(known.statements, number, lead.canonical, stands)
    readings: dict[str, list[StoredReading]] = {}
    for r in known.readings:
        readings.setdefault(lead.canonical(r.document), []).append(r)
    return Snapshot(
        hash=canonical.content_hash(known),
        known_at=known.at,
        version=version,
        rules=canonical.RULES,
        keys=keys,
        number=number,
        records=known.statements,
        columns=table,
        aliases=lead,
        lookup=lookup.build(keys, lead),
        namings=names.gather(_standing(known, table, keys)),
        words=held,
        known=known,
        readings={key: tuple(rows) for key, rows in readings.items()},
    )


def _standing(known: Known, table: Columns, keys: tuple[str, ...]) -> Iterator[tuple[str, Statement]]:
    for row in table.stands.nonzero()[0].tolist():
        yield keys[table.subject[row]], known.statements[table.members[table.ptr[row]]]


def _keys(known: Known, lead: aliases.Aliases) -> Iterator[str]:
    """Every key that is spoken of: subjects, objects, documents, and the wholes of all parts."""
    for key in _mentioned(known.statements):
        found = lead.canonical(key)
        yield found
        yield lead.canonical(aliases.base_of(found))
    yield from (lead.canonical(r.document) for r in known.readings)
    yield from (lead.canonical(f.subject) for f in known.figures)


def _mentioned(statements: Iterable[Statement]) -> Iterator[str]:
    for s in statements:
        yield s.subject
        yield s.document
        if isinstance(s.object, str):
            yield s.object
