"""The store: few primitives that every store has. What can be said on top of them is said once, above it.

Record time is UTC to the second (``2026-11-20T10:00:00Z``). Each writing method is one transaction: all of it or nothing.
Reading methods see what was committed when they began, also while another process writes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph_service.errors import InputError, UsageError
from ontology.errors import ModelError
from ontology.readings import Mention, Paragraph, Reading, Section
from ontology.records import Figure, Statement, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """What writing a reading changed, in statements. ``unchanged``: the very same reading was there already."""

    new: int = 0
    kept: int = 0
    ended: int = 0
    unchanged: bool = False


Outcome = Change | InputError | UsageError | ModelError
"""What became of a reading: what writing it changed, or why it was refused (an error that ``write`` would have raised)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of loading. One record time for all of it and its continuation after a crash."""

    id: str
    known_at: str
    continued: bool = False


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A reading as the store keeps it, without its rows. ``known_to`` None: it is the current one of its name."""

    id: str
    document: str
    language: str | None
    loader: str
    loader_version: str
    source_hash: str
    title: str | None
    date: str | None
    text_hash: str | None
    aliases: tuple[str, ...]
    known_from: str
    known_to: str | None


@dataclass(frozen=True, slots=True)
class TextHit:
    """A paragraph in which a text was found; ``start`` and ``end`` are the paragraph's, in code points of the stored text;
    ``section``: the label of the section in which it stands."""

    document: str
    language: str | None
    paragraph: str
    start: int
    end: int
    text: str
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What happened at a time of a record's history: a reading was written."""

    at: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Likewise: a document was withdrawn, in one language or all (None)."""

    at: str
    document: str
    language: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Ran:
    """A run as the store keeps it. ``sources``: the hash of what was loaded; ``report``: JSON, None where there is none."""

    number: int
    sources: str
    known_at: str
    finished: bool
    report: str | None


class Store(Protocol):
    """What a store does. ``known_at`` of the reading methods: what the record knew then; None for all of it, history included."""

    url: str

    def version(self) -> int:
        """A number that every transaction raises that changes the record: how a reader sees that it has. Runs leave it."""

    def begin(self, sources: Sequence[str], known_at: str | None) -> Run:
        """Start a run, or go on with the unfinished one over the same sources (names of file and content, sorted).

        ``known_at`` None: now, or the time of the run that is continued.
        """

    def finish(self, run: Run, report: str) -> None:
        """End a run and keep its report (JSON)."""

    def has(self, reading: Reading) -> bool:
        """Whether this very reading (name, source hash, loader version) is the current one of its name."""

    def write(self, reading: Reading, known_at: str) -> Change:
        """Put a reading in the place of the one of its name that holds at ``known_at``: what it no longer says ends then, what it
        still says goes on untouched, what is new begins. Verdicts stay.

        It holds until the next reading or withdrawal of its name in record time, whichever was written first: the same readings
        and withdrawals in any order give the same record (``timeline``). The same content at a time when it holds already changes
        nothing. At the very time of another reading of its name: of the same file (a better loader) it takes that one's place
        without a trace; of another file ``TwoFilesForOneReading``. At the very time of a withdrawal: ``UsageError``.
        Confidences are kept to four decimals."""

    def write_all(self, readings: Iterable[tuple[Reading, str]]) -> Iterator[Outcome]:
        """Write many readings, each with its time, as ``write`` one after another would, several in one transaction.

        What became of each comes in the order in which they were given, once it is kept: take it all, nothing is written that is
        not asked for. A reading that is refused leaves the others as they are. A fault of the store ends it (``StoreError``): of
        the transaction that was under way nothing is kept, what was told before is."""

    def withdraw(self, document: str, language: str | None, known_at: str, reason: str) -> int:
        """End the evidence of the readings of a document (in one language, or all) until their next reading in record time; the
        number of statements that nothing says any more then. ``UsageError`` at the very time of a reading."""

    def add_verdicts(self, verdicts: Sequence[Verdict]) -> int:
        """Keep verdicts; those already there change nothing. The number of new ones."""

    def readings(self, known_at: str | None = None) -> Iterator[StoredReading]:
        """Readings, sorted by document, language, loader, known_from. One that held twice is listed twice, with one id."""

    def statements(self, known_at: str | None = None) -> Iterator[Statement]:
        """Statements sorted by id, each with its evidence (clocks set) sorted by place and known_from. With ``known_at``: only
        statements of which evidence was known then, with only that evidence and with later ends left open."""

    def figures(self, known_at: str | None = None) -> Iterator[Figure]:
        """Figures, likewise."""

    def verdicts(self) -> Iterator[Verdict]:
        """All verdicts, sorted by statement, at, by."""

    def mentions(self, document: str, language: str | None = None) -> Iterator[Mention]:
        """The mentions of the current readings of a document, in order of the text."""

    def sections(self, document: str) -> Iterator[Section]:
        """The sections of the current readings of a document, in order."""

    def paragraphs(self, document: str, language: str | None = None) -> Iterator[tuple[str, Paragraph, str]]:
        """(language, paragraph, its words) of the current readings of a document, in order of the text."""

    def labels(self, held: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The labels of the paragraphs of the current readings of documents; of those that have none nothing."""

    def find_text(self, query: str, language: str | None = None, limit: int = 50, document: str | None = None) -> Iterator[TextHit]:
        """Paragraphs of current readings that contain all words, what stands in quotes as a phrase; Han characters are asked as a
        phrase, one and two characters too (``fulltext``). Sorted by document, language, place. ``document``: only in that one."""

    def reports(self) -> Iterator[tuple[Run, str | None]]:
        """Runs with their reports, oldest first."""

    def history(self) -> Iterator[Told | Withdrawn]:
        """All that was written, so that writing it again gives the same record: first the withdrawals, then the readings, each
        whole (statements and figures with the evidence that they had in it, without clocks), those of one name in order of time.
        """

    def runs(self) -> Iterator[Ran]:
        """All runs, oldest first."""

    def keep_run(self, ran: Ran) -> None:
        """Keep a run of another store under its number."""

    def close(self) -> None:
        """Leave one file behind, nothing beside it."""
