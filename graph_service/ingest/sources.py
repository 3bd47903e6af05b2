"""The files of a load: folders opened, each file with its symbol, and why some can't be taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from loaders.base import Source
from loaders.mapped.mapping import ENDING
from ontology.errors import BadKey
from ontology.identifiers import Key

SIDECAR = "symbols.csv"
"""Says the symbols of the files beside it; read by loaders, no source of its own, as a mapping is none."""

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, without its bytes: a load of many stays small. ``named``: given by its own path, not found in a folder."""

    path: Path
    symbol: str | None
    named: bool

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


def expand(given: Iterable[Source]) -> tuple[list[File], list[Refusal]]:
    """The files of the sources, folders opened to any depth, each file once, in order of the sources and of their paths."""
    files: dict[Path, File] = {}
    refused: list[Refusal] = []
    for source in given:
        found = list(_files(source))
        if not found:
            refused.append(Refusal(str(source.path), "an empty folder; expected files to load"))
        for file in found:
            if why := _why_not(file):
                refused.append(Refusal(str(file.path), why))
            else:
                files.setdefault(file.path.resolve(), file)
    return list(files.values()), refused


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
        if (size := file.path.stat().st_size) > MAX_BYTES:
            return f"{size} bytes; expected at most {MAX_BYTES}; split it"
        with file.path.open("rb"):
            pass
        Key.parse(file.symbol or "DOC/0")
    except OSError as error:
        return f"can't be read: {error.strerror}"
    except BadKey as error:
        return f"--symbol: {error}"
    return None
