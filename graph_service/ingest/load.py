"""Loading: read every source, check it, and only then write, several readings in one transaction.

All is read before anything is written, so that two files which turn out to be the same reading are refused before either has left
a trace. What was read waits in a temporary file: memory is bounded by the largest document.
"""

import pickle
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

import orjson

from graph_service.errors import InputError, TwoFilesForOneReading, UsageError
from graph_service.ingest import times
from graph_service.ingest.archives import Room
from graph_service.ingest.checks import Checks
from graph_service.ingest.report import LoadReport, ReadingLine
from graph_service.ingest.seen import Seen
from graph_service.ingest.sources import File, Refusal, expand
from graph_service.store.base import Change, Outcome, Run, Store, StoredReading
from loaders import deadline, registry
from loaders.base import Loader, Source, SourceError
from loaders.formats.printed import printed
from ontology.errors import ModelError
from ontology.readings import Reading

Pick = Callable[[Source, str | None], Loader]
Progress = Callable[[int, int, str], None]
Name = tuple[str, str, str]
_Waiting = tuple[File, Reading, tuple[str, ...], str]
"""A reading that waits to be written: its file, itself, what is odd in it, and since when it is to hold."""

_SHOWN = 3
"""How many faults of a reading an error names."""


def load(
    store: Store | None,
    sources: Iterable[Source],
    *,
    known_at: str | None = None,
    loader: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    pick: Pick = registry.pick,
    make: Callable[[], Store] | None = None,
) -> LoadReport:
    """Load files and folders into a store; the report says what became of each. Loading again changes nothing.

    ``known_at``: the record time of all of it (UTC, ISO 8601); None: that of the run (now, or of the unfinished run over the same
    sources that is continued), and for a register the date that it states. ``loader``: read with this one. ``progress`` is called
    with (done, total, what). ``store`` may be None in a dry run, which writes nothing, and where ``make`` makes it: it is called
    once there is something to write, so that a load that is refused leaves none behind. A source that can't be taken is refused
    in the report and the others go on; ``StoreError`` and ``UsageError`` end the load.
    """
    if store is None and make is None and not dry_run:
        raise UsageError("a load needs a store; only a dry run goes without")
    with TemporaryFile() as spool, TemporaryDirectory(prefix="mandate-graph-") as room:
        seen = Seen(store, pick)
        given = _Given(
            spool,
            Room(Path(room)),
            lambda source: pick(source, loader),
            lambda file: seen.readings(file, loader),
            progress or _silent,
        )
        given.read(sources)
        given.refuse_doubles()
        if store is None and make is not None and not dry_run and len(given.files) > len(given.doubles):
            store = make()
        return _Writing(store, given, known_at, dry_run).write()


def _silent(done: int, total: int, what: str) -> None:
    """No progress is shown."""


@dataclass(slots=True)
class _Given:
    """What was read and waits to be written: the spool holds a list of readings for each of ``files``, in order."""

    spool: IO[bytes]
    room: Room
    pick: Callable[[Source], Loader]
    seen: Callable[[File], list[StoredReading]]
    progress: Progress
    report: LoadReport = field(default_factory=LoadReport)
    checks: Checks = field(default_factory=Checks)
    files: list[File] = field(default_factory=list)
    doubles: set[File] = field(default_factory=set)
    names: dict[Name, list[File]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[File, set[str]] = field(default_factory=dict)
    unread: dict[File, list[StoredReading]] = field(default_factory=dict)

    def read(self, sources: Iterable[Source]) -> None:
        """Read and check all files into the spool."""
        files, refused = expand(sources, self.room)
        self.report.refused += refused
        for done, file in enumerate(files):
            self.progress(done, len(files), f"reading {file.path.name}")
            self._read(file)
        self.progress(len(files), len(files), "read")

    def _read(self, file: File) -> None:
        source = file.source()
        try:
            if seen := self.seen(file):
                self._keep_seen(file, seen)
                return
            with deadline.limited(file.path):
                loader = self._picked(file, source)
                readings = list(loader.read(source)) if loader else []
            if loader:
                self._keep(file, readings)
        except (SourceError, ModelError, InputError, OSError) as error:
            self._refuse(file, str(error))

    def _keep_seen(self, file: File, seen: list[StoredReading]) -> None:
        """What the record has of a file already: nothing waits to be written."""
        pickle.dump([], self.spool)
        self._note(file, [_name(reading) for reading in seen])
        self.unread[file] = seen

    def _picked(self, file: File, source: Source) -> Loader | None:
        """The loader of a file; None where none reads it, which is told."""
        try:
            return self.pick(source)
        except (SourceError, OSError) as error:
            self._not_recognised(file, source, error)
            return None

    def _not_recognised(self, file: File, source: Source, error: Exception) -> None:
        """A stray file in a folder is passed over; one that was named, or that is no text at all, is refused."""
        try:
            printed(source)
        except (SourceError, OSError) as unreadable:
            self._refuse(file, str(unreadable))
        else:
            (self.report.refused if file.named else self.report.skipped).append(_refusal(file, str(error)))

    def _keep(self, file: File, readings: list[Reading]) -> None:
        if not readings:
            raise InputError("the loader found nothing to read in it")
        names = [reading.name for reading in readings]
        if len(set(names)) < len(names):
            raise TwoFilesForOneReading("gives one document in one language twice; expected each once")
        pickle.dump([(reading, self._checked(reading)) for reading in readings], self.spool)
        self._note(file, names)

    def _note(self, file: File, names: list[Name]) -> None:
        self.files.append(file)
        self.documents[file] = {document for document, _, _ in names}
        for name in names:
            self.names[name].append(file)

    def _checked(self, reading: Reading) -> tuple[str, ...]:
        """What is odd in a reading; ``ModelError`` for what may not be written."""
        wrong, odd = self.checks.of(reading)
        if wrong:
            more = f" … and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
            raise ModelError(f"{reading.document} was read wrongly by {reading.loader}: {'; '.join(wrong[:_SHOWN])}{more}")
        return tuple(odd)

    def _refuse(self, file: File, why: str) -> None:
        self.report.refused.append(_refusal(file, why))

    def refuse_doubles(self) -> None:
        """Two files for one reading: both are refused, both are named."""
        for (document, language, loader), files in self.names.items():
            for file in files if len(files) > 1 else ():
                others = ", ".join(other.shown for other in files if other is not file)
                what = f"{document} ({language or 'no language'}, {loader})"
                self._refuse(file, f"two files for one reading, {what}: this and {others}; load the one that is meant")
                self.doubles.add(file)

    def readings(self) -> Iterator[tuple[File, Reading, tuple[str, ...]]]:
        """What may be written, in order of the files, with what is odd in it."""
        self.spool.seek(0)
        for done, file in enumerate(self.files):
            readings = pickle.load(self.spool)  # noqa: S301  # written by this process, in a file that no one else can open
            self.progress(done, len(self.files), f"writing {file.path.name}")
            if file not in self.doubles:
                yield from ((file, reading, odd) for reading, odd in readings)


def _refusal(file: File, why: str) -> Refusal:
    return Refusal(file.shown, why.removeprefix(f"{file.path}: ").removeprefix(f"{file.path}, "))


class _Writing:
    """Writes what was read, or in a dry run says what would happen."""

    def __init__(self, store: Store | None, given: _Given, known_at: str | None, dry_run: bool) -> None:
        self.store = store
        self.given = given
        self.known_at = known_at
        self.dry_run = dry_run
        self.report = given.report
        self.report.dry_run = dry_run
        self.report.files = len(given.files) - len(given.doubles)
        self.latest: dict[Name, StoredReading] = {_name(r): r for r in store.readings()} if store else {}
        self.of_bytes: dict[str, set[str]] = defaultdict(set)
        for held in self.latest.values():
            if held.known_to is None:
                self.of_bytes[held.source_hash].add(held.document)

    def write(self) -> LoadReport:
        for file, readings in self.given.unread.items():
            self.report.lines += [_seen_line(file, reading) for reading in readings if file not in self.given.doubles]
        if self.dry_run or self.store is None:
            for file, reading, odd in self.given.readings():
                self._add(file, reading, odd, None, None)
            self.given.progress(len(self.given.files), len(self.given.files), "written")
        elif self.report.files:
            run = self._begin(self.store)
            for (file, reading, odd, at), outcome in self._written(self.store, run):
                self._told(self.store, file, reading, odd, at, outcome)
            self.given.progress(len(self.given.files), len(self.given.files), "written")
            self.store.finish(run, orjson.dumps(self.report.as_dict()).decode())
        return self.report

    def _begin(self, store: Store) -> Run:
        run = store.begin(sorted(file.identity() for file in self.given.files if file not in self.given.doubles), self.known_at)
        self.report.continued = run.continued
        return run

    def _written(self, store: Store, run: Run) -> Iterator[tuple[_Waiting, Outcome]]:
        """Each reading with what became of it, once that is known."""
        waiting: deque[_Waiting] = deque()

        def given() -> Iterator[tuple[Reading, str]]:
            for file, reading, odd in self.given.readings():
                at = times.of(reading, run, self.known_at, self.latest.get(reading.name))
                waiting.append((file, reading, odd, at))
                yield reading, at

        for outcome in store.write_all(given()):
            yield waiting.popleft(), outcome

    def _told(self, store: Store, file: File, reading: Reading, odd: tuple[str, ...], at: str, outcome: Outcome) -> None:
        if isinstance(outcome, Change):
            self._add(file, reading, odd, at, outcome)
            self._end_old_keys(store, reading, at)
        else:
            self.report.refused.append(_refusal(file, str(outcome)))

    def _end_old_keys(self, store: Store, reading: Reading, at: str) -> None:
        """The same file was read before under a key that is an alias by now: that reading ends."""
        for alias in reading.aliases:
            old = self.latest.get((alias, reading.language or "", reading.loader))
            if old and old.known_to is None and old.source_hash == reading.source_hash and old.known_from < at:
                store.withdraw(alias, reading.language, at, f"is now {reading.document}")
                self.report.renamed.append((alias, reading.document))

    def _add(self, file: File, reading: Reading, odd: tuple[str, ...], at: str | None, change: Change | None) -> None:
        line = ReadingLine(
            path=file.shown,
            document=reading.document,
            language=reading.language,
            loader=reading.loader,
            outcome=self._outcome(reading, change),
            statements=len({statement.id for statement in reading.statements}),
            paragraphs=len(reading.paragraphs),
            mentions=len(reading.mentions),
            known_at=at,
            change=change,
            findings=odd,
            remarks=reading.remarks,
        )
        self.report.add(line, reading)
        others = self.of_bytes[reading.source_hash] - self.given.documents[file] - {reading.document, *reading.aliases}
        self.report.same_bytes += [(reading.document, other) for other in sorted(others)]
        self.of_bytes[reading.source_hash].add(reading.document)

    def _outcome(self, reading: Reading, change: Change | None) -> str:
        before = self.latest.get(reading.name)
        same = change.unchanged if change else self.store is not None and self.store.has(reading)
        return "unchanged" if same else "changed" if before else "new"


def _seen_line(file: File, reading: StoredReading) -> ReadingLine:
    """The line of a reading that the record has, of a file that was not read again."""
    held = (file.shown, reading.document, reading.language, reading.loader)
    return ReadingLine(*held, "unchanged", None, 0, 0, reading.known_from, None, (), ())


def _name(reading: StoredReading) -> Name:
    return (reading.document, reading.language or "", reading.loader)
