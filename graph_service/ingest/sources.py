"""The files of a load: folders opened, each file with its symbol, and why some can't be taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path

from graph_service.ingest.archives import BrokenArchive, Room, is_archive
from loaders.base import Source
from loaders.mapped.mapping import ENDING
from ontology.errors import BadKey
from ontology.identifiers import Key

SIDECAR = "symbols.csv"
"""Says the symbols of the files beside it; read by loaders, no source of its own, as a mapping is none."""

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read."""


INSIDE = "!/"
"""Stands between an archive's name and the name of what is in it."""

DEEPEST = 3
"""So deep may archives lie in one another."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, without its bytes: a load of many stays small. ``named``: given by its own path, not found in a folder;
    ``packed``: where it stands in an archive."""

    path: Path
    symbol: str | None
    named: bool
    packed: str | None = None

    @property
    def shown(self) -> str:
        """Its path as people know it: in an archive, the archive's and the name in it."""
        return self.packed or str(self.path)

    def source(self) -> Source:
        """The file as a source, with nothing read yet."""
        return Source(self.path, self.symbol)

    def identity(self) -> str:
        """Name, content and symbol: what a run knows its sources by."""
        with self.path.open("rb") as stream:
            return f"{self.path.name} {file_digest(stream, 'sha256').hexdigest()} {self.symbol or ''}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that was not taken, and why."""

    path: str
    why: str


def expand(given: Iterable[Source], room: Room) -> tuple[list[File], list[Refusal]]:
    """The files of the sources, folders and archives opened to any depth, each file once, in order of the sources and their paths.

    ``room``: where archives are unpacked; it has to stay as long as the files are read.
    """
    files: dict[Path, File] = {}
    refused: list[Refusal] = []
    for source in given:
        found = list(_files(source))
        if not found:
            refused.append(Refusal(str(source.path), "an empty folder; expected files to load"))
        for file in found:
            for one in _opened(file, room, refused):
                files.setdefault(one.path.resolve(), one)
    return list(files.values()), refused


def _opened(file: File, room: Room, refused: list[Refusal]) -> Iterator[File]:
    """The file, or what the archive holds that it is; why it can't be taken is added to the refusals."""
    if why := _why_not(file):
        refused.append(Refusal(file.shown, why))
    elif not is_archive(file.path):
        yield file
    else:
        yield from _packed(file, room, refused)


def _packed(file: File, room: Room, refused: list[Refusal]) -> Iterator[File]:
    if (file.packed or "").count(INSIDE) >= DEEPEST:
        refused.append(Refusal(file.shown, f"an archive in {DEEPEST} others; expected documents: unpack it first"))
        return
    try:
        folder, left_out = room.unpack(file.path)
    except BrokenArchive as error:
        refused.append(Refusal(file.shown, str(error)))
        return
    if left_out:
        names = ", ".join(left_out[:3])
        refused.append(Refusal(file.shown, f"{len(left_out)} entries that are no ordinary files below it were left out: {names}"))
    found = list(_files(Source(folder)))
    if not found:
        refused.append(Refusal(file.shown, "an empty archive; expected files to load"))
    for one in found:
        inside = f"{file.shown}{INSIDE}{one.path.relative_to(folder).as_posix()}"
        yield from _opened(replace(one, packed=inside), room, refused)


def _files(source: Source) -> Iterator[File]:
    if not source.path.is_dir():
        yield File(source.path, source.symbol, named=True)
        return
    for path in sorted(source.path.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(source.path).parts)
        if not hidden and not path.is_dir() and path.name != SIDECAR and not path.name.endswith(ENDING):
            yield File(path, None, named=False)


def _why_not(file: File) -> str | None:
    if not file.path.exists():
        return "no such file or folder"
    if not file.path.is_file():
        return "not an ordinary file; expected a document or a table"
    try:
        archive = is_archive(file.path)
        if archive and file.symbol:
            return "--symbol names one document; expected that document, found an archive"
        if not archive and (size := file.path.stat().st_size) > MAX_BYTES:
            return f"{size} bytes; expected at most {MAX_BYTES}; split it"
        Key.parse(file.symbol or "DOC/0")
    except OSError as error:
        return f"can't be read: {error.strerror}"
    except BadKey as error:
        return f"--symbol: {error}"
    return None
