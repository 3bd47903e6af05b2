"""Claims as pages show them: ends with names, the verb in the visitor's language, dates, qualifiers, and the places that say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph_service.ask.claims import Claim
from graph_service.ask.evidence import EvidenceRow
from graph_service.ask.statements import StatementRow
from graph_service.graph.snapshot import Snapshot
from ontology import vocabulary
from ontology.records import Qualifiers


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of evidence as a page shows it. ``quote``: its own words, else those of its paragraph; ``document_label``: the
    document's title. ``again``: the same words stand just above, and need not be read twice."""

    row: EvidenceRow
    document_label: str | None
    quote: str | None
    language: str | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as a page shows it. ``verb``: the predicate's label; ``when``: its period;
    ``anchors``: the names of
    its place on the page, one for each statement that no line above it has shown."""

    anchors: tuple[str, ...]
    subject: str
    subject_label: str | None
    verb: str
    object: str | None
    object_label: str | None
    value: str | None
    value_language: str | None
    when: str | None
    holds: str | None
    status: str
    verdicts: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...]
    evidence: tuple[Place, ...]


class Drawer:
    """Makes lines in one language from one snapshot."""

    def __init__(self, snapshot: Snapshot, language: str, as_of: str | None = None) -> None:
        """Names are those of ``as_of``, where it is given."""
        self.snapshot, self.language, self.as_of = snapshot, language, as_of
        self._labels: dict[str, str | None] = {}
        self._shown: set[str] = set()

    def label(self, key: str) -> str | None:
        """A thing's name in the visitor's language, else in English, else in any; None where it has none."""
        if key not in self._labels:
            self._labels[key] = choose(self.snapshot.entity(key, self.as_of).labels, self.language)
        return self._labels[key]

    def type_label(self, type_name: str) -> str:
        """The name of a type."""
        kind = vocabulary.entity_type(type_name)
        return kind.zh if self.language == "zh" else kind.en

    def lines(self, rows: Iterable[StatementRow | Claim]) -> list[Line]:
        """Lines of statements or of steps of lineage."""
        return [self.line(row) for row in rows]

    def line(self, row: StatementRow | Claim) -> Line:
        """One line."""
        literal = isinstance(row, StatementRow) and row.object is None
        target = None if literal else row.object
        verdicts = {e.verdict for e in row.evidence if e.verdict}
        return Line(
            anchors=self._anchors(row.statements),
            subject=row.subject,
            subject_label=self.label(row.subject),
            verb=self.verb(row.predicate),
            object=target,
            object_label=self.label(target) if target else None,
            value=self._value(row) if isinstance(row, StatementRow) else None,
            value_language=row.language if isinstance(row, StatementRow) else None,
            when=self._when(row.valid_from, row.valid_to),
            holds=row.holds,
            status=row.status,
            verdicts=tuple(sorted(verdicts)),
            qualifiers=self._qualifiers(row.qualifiers),
            evidence=tuple(self.place(e) for e in row.evidence),
        )

    def _anchors(self, statements: Iterable[str]) -> tuple[str, ...]:
        new = tuple(f"st:{one}" for one in statements if one not in self._shown)
        self._shown.update(statements)
        return new

    def verb(self, predicate: str) -> str:
        """The label of a predicate."""
        known = vocabulary.predicate(predicate)
        return known.zh if self.language == "zh" else known.en

    def _value(self, row: StatementRow) -> str | None:
        if row.predicate == "type" and row.value and row.value in vocabulary.types():
            return self.type_label(row.value)
        return row.value

    def _when(self, first: str | None, last: str | None) -> str | None:
        if not first and not last:
            return None
        return first if first == last else f"{first or '…'} – {last or '…'}" if last else first

    def _qualifiers(self, pairs: Qualifiers) -> tuple[tuple[str, str], ...]:
        shown = [(vocabulary.qualifier(name), value) for name, value in pairs if name != "status"]
        return tuple((q.zh if self.language == "zh" else q.en, value) for q, value in shown)

    def place(self, row: EvidenceRow) -> Place:
        """A piece of evidence."""
        own = row.quote is not None
        words, language = (row.quote, row.language) if own else (row.paragraph_text, row.paragraph_language)
        known = row.document in self.snapshot.number
        return Place(row, self.label(row.document) if known else None, words, language)


def once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that stand together, with the words that an earlier one of them shows marked as ``again``."""
    shown: set[tuple[str, str, str | None]] = set()
    out = []
    for line in lines:
        pieces = [(e, (e.row.document, e.row.paragraph, e.quote)) for e in line.evidence]
        out.append(replace(line, evidence=tuple(replace(e, again=place in shown) for e, place in pieces)))
        shown |= {place for _, place in pieces}
    return tuple(out)


def choose(labels: Mapping[str, str], language: str) -> str | None:
    """The label in a language, else in English, else in any."""
    return labels.get(language) or labels.get("en") or next(iter(labels.values()), None)
