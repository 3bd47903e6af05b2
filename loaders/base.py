"""What a loader is, and the source that it reads."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

from ontology.readings import Reading


class SourceError(ValueError):
    """A source that can't be read; the message names the file, what was expected, what was found and what to do."""


@dataclass(frozen=True)
class Source:
    """A file to read. ``symbol``: the document's key as the user gave it (``--symbol``), or None."""

    path: Path
    symbol: str | None = None

    @cached_property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    def text(self) -> str:
        """The content as UTF-8 (a byte order mark is dropped), else ``SourceError`` that names the likely encoding."""
        if not self.content.strip():
            raise SourceError(f"{self.path}: the file is empty; expected the text of a document")
        if b"\0" in self.content:
            raise SourceError(f"{self.path}: binary data; expected UTF-8 text, XML or CSV")
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceError(self._wrong_encoding(error)) from error

    def _wrong_encoding(self, error: UnicodeDecodeError) -> str:
        from charset_normalizer import from_bytes

        best = from_bytes(self.content).best()
        likely = (
            f"it looks like {best.encoding}; convert it: iconv -f {best.encoding} -t utf-8" if best else "its encoding is not known"
        )
        return f"{self.path}: not UTF-8 (byte {error.start} is 0x{self.content[error.start]:02x}); {likely}"


class Loader(Protocol):
    """Reads sources of one form. ``name`` is its folder, ``version`` the hash of the folder's files (``loader_version``)."""

    name: str

    @property
    def version(self) -> str:
        """Changes whenever the loader's rules or lookups change."""

    def recognises(self, source: Source) -> bool:
        """Whether the file is of the form that this loader reads, told from the name and the first bytes."""

    def read(self, source: Source) -> Iterator[Reading]:
        """The readings of the file, one at a time; ``SourceError`` where it can't be read."""


def folder_version(folder: Traversable) -> str:
    """The first 12 hexadecimal digits of SHA-256 over names and bytes of a loader's files, sorted by name."""
    digest = hashlib.sha256()
    for name, content in sorted(_files(folder)):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield prefix + entry.name, entry.read_bytes()
