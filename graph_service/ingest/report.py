"""What a load did, for people and for scripts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph_service.ingest.sources import Refusal
from graph_service.store.base import Change
from ontology.readings import Reading, Remark
from ontology.records import Literal

MADE_UP = "NEW/"
_LISTED = 20
"""How many lines of a kind the text shows; ``as_dict`` has all."""
_TOLD = ("contradicted", "unplaced", "misprint")
"""Kinds of remarks that a person may have to do something about."""


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading of a load. ``outcome``: new, changed or unchanged. ``change`` and ``known_at`` (since when it holds) are
    None in a dry run; ``statements`` is None for a file that was not read again, for the record has all of it."""

    path: str
    document: str
    language: str | None
    loader: str
    outcome: str
    statements: int | None
    paragraphs: int
    mentions: int
    known_at: str | None
    change: Change | None
    findings: tuple[str, ...]
    remarks: tuple[Remark, ...]

    def as_dict(self) -> dict[str, Any]:
        """The line as JSON."""
        change = self.change or Change()
        return {
            "path": self.path,
            "document": self.document,
            "language": self.language,
            "loader": self.loader,
            "outcome": self.outcome,
            "known_at": self.known_at,
            "paragraphs": self.paragraphs,
            "mentions": self.mentions,
            "statements": {"read": self.statements, "new": change.new, "kept": change.kept, "superseded": change.ended},
            "findings": list(self.findings),
            "remarks": [{"kind": r.kind, "paragraph": r.paragraph, "message": r.message} for r in self.remarks],
        }

    def __str__(self) -> str:
        language = f", {self.language}" if self.language else ""
        change = self.change
        if self.statements is None:
            return f"{self.document} ({self.loader}{language}): unchanged, not read again · {self.path}"
        told = f": {change.new} new, {change.kept} kept, {change.ended} superseded" if change and not change.unchanged else ""
        return f"{self.document} ({self.loader}{language}): {self.outcome}, {self.statements} statements{told} · {self.path}"


@dataclass(slots=True)
class LoadReport:
    """What a load did. ``skipped``: files of a folder that no loader reads; ``refused``: what should have been taken and was not.

    ``made_up_keys``: key → what is known of it (type and name). ``renamed``: (old key, new key) of documents whose symbol became
    known. ``same_bytes``: (document, another one) that the record has from the very same bytes.
    """

    dry_run: bool = False
    files: int = 0
    continued: bool = False
    lines: list[ReadingLine] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[Refusal] = field(default_factory=list)
    made_up_keys: dict[str, str] = field(default_factory=dict)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    same_bytes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Readings read and taken."""
        return len(self.lines)

    @property
    def new(self) -> int:
        """Readings whose name the record did not have."""
        return self._outcomes("new")

    @property
    def changed(self) -> int:
        """Readings that took the place of another."""
        return self._outcomes("changed")

    @property
    def unchanged(self) -> int:
        """Readings that the record had already."""
        return self._outcomes("unchanged")

    @property
    def kept(self) -> int:
        """Statements that go on as they were."""
        return sum(line.change.kept for line in self.lines if line.change)

    @property
    def superseded(self) -> int:
        """Statements that a newer reading no longer says."""
        return sum(line.change.ended for line in self.lines if line.change)

    @property
    def statements(self) -> int:
        """Statements that began."""
        return sum(line.change.new for line in self.lines if line.change)

    @property
    def remarks(self) -> dict[str, int]:
        """What loaders remarked, counted by kind (``Remark.kind``)."""
        return dict(sorted(Counter(remark.kind for line in self.lines for remark in line.remarks).items()))

    @property
    def findings(self) -> int:
        """How many oddities the checks found (kinds of things that do not fit a predicate, forms of qualifiers)."""
        return sum(len(line.findings) for line in self.lines)

    def _outcomes(self, outcome: str) -> int:
        return sum(line.outcome == outcome for line in self.lines)

    def _to_look_at(self) -> list[str]:
        told = [(line.document, remark) for line in self.lines for remark in line.remarks if remark.kind in _TOLD]
        told.sort(key=lambda one: one[1].kind != _TOLD[0])  # what contradicts comes first, for a few are shown
        return [f"{remark.kind}: {document}, {_place(remark)}: {remark.message}" for document, remark in told]

    def add(self, line: ReadingLine, reading: Reading) -> None:
        """Take in a reading and the keys that had to be made up for it."""
        self.lines.append(line)
        self.made_up_keys.update(made_up(reading))

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON."""
        return {
            "dry_run": self.dry_run,
            "continued": self.continued,
            "files": self.files,
            "readings": {"read": self.read, "new": self.new, "changed": self.changed, "unchanged": self.unchanged},
            "statements": {"new": self.statements, "kept": self.kept, "superseded": self.superseded},
            "remarks": self.remarks,
            "findings": self.findings,
            "refused": [{"path": r.path, "why": r.why} for r in self.refused],
            "skipped": [{"path": r.path, "why": r.why} for r in self.skipped],
            "made_up_keys": dict(sorted(self.made_up_keys.items())),
            "renamed": [{"from": old, "to": new} for old, new in self.renamed],
            "same_bytes": [{"document": one, "other": other} for one, other in self.same_bytes],
            "lines": [line.as_dict() for line in self.lines],
        }

    def text(self) -> str:
        """The report for people, several lines."""
        return "\n".join(self._text())

    def _text(self) -> Iterator[str]:
        would = "dry run, nothing written: " if self.dry_run else ""
        yield f"{would}{_many(self.read, 'reading')} of {_many(self.files, 'file')}: " + (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        )
        if not self.dry_run:
            yield f"statements: {self.statements} new, {self.kept} kept, {self.superseded} superseded"
        if self.continued:
            yield "went on with a load that was broken off"
        yield from _listing("", [str(line) for line in self.lines])
        yield from _listing("documents under a better key", [f"{old} is now {new}" for old, new in self.renamed])
        yield from _listing("the same file under two symbols", [f"{one} and {other}" for one, other in self.same_bytes])
        yield from _listing("keys made up, which no register knows", [f"{k}: {v}" for k, v in sorted(self.made_up_keys.items())])
        if self.remarks:
            yield "remarks of the loaders: " + ", ".join(f"{count} {kind}" for kind, count in self.remarks.items())
        yield from _listing(
            "to be looked at", self._to_look_at(), more="; mandate-graph extract --explain FILE gives all of a file"
        )
        yield from _listing("findings of the checks", [finding for line in self.lines for finding in line.findings], limit=5)
        yield from _listing("passed over, no loader reads them", [r.path for r in self.skipped])
        yield from _listing("refused", [f"{r.path}: {r.why}" for r in self.refused], limit=None)


def made_up(reading: Reading) -> dict[str, str]:
    """The keys of a reading that had to be made up, with type and name as far as it says them."""
    ends = {end for s in reading.statements for end in (s.subject, s.object) if isinstance(end, str)}
    keys = {key for key in (*ends, *(e.key for e in reading.entities)) if key.startswith(MADE_UP)}
    known = {e.key: " ".join([e.type, *(name for _, name in e.labels)]) for e in reading.entities if e.key in keys}
    for s in reading.statements:
        if s.subject in keys and s.predicate == "name" and isinstance(s.object, Literal):
            known.setdefault(s.subject, s.object.text)
    return {key: known.get(key, "") for key in keys}


def _place(remark: Remark) -> str:
    return f"paragraph {remark.paragraph}" if remark.paragraph else "the whole document"


def _listing(title: str, lines: list[str], limit: int | None = _LISTED, more: str = "") -> Iterator[str]:
    if lines and title:
        yield f"{title} ({len(lines)}):"
    yield from (f"  {line}" for line in lines[:limit])
    if limit is not None and len(lines) > limit:
        yield f"  … and {len(lines) - limit} more{more}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
