"""What a loader is, and the source that it reads."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

from loaders import limits
from loaders.text import encoding
from ontology.readings import Reading

_TELLING = 20_000
"""So many bytes tell the likely encoding."""


class SourceError(ValueError):
    """A source that can't be read; the message names the file, what was expected, what was found and what to do."""


@dataclass(frozen=True)
class Source:
    """A file to read. ``symbol``: the document's key as the user gave it (``--symbol``), or None."""

    path: Path
    symbol: str | None = None

    @cached_property
    def content(self) -> bytes:
        """The bytes of the file; ``SourceError`` where there are more than the limit."""
        size, most = self.path.stat().st_size, limits.SOURCE_BYTES.value
        if size > most:
            raise SourceError(
                f"{self.path}: {size:,} bytes; expected {most:,} at the most. Split the file, or raise {limits.SOURCE_BYTES.name}"
            )
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    def text(self) -> str:
        """The content as text, decoded where its encoding is sure; else ``SourceError`` that names the likely encoding."""
        if not self.content.strip():
            raise SourceError(f"{self.path}: the file is empty; expected the text of a document")
        text = encoding.decode(self.content)
        if text is None:
            raise SourceError(self._not_decoded())
        most = limits.TEXT_CHARACTERS.value
        if len(text) > most:
            raise SourceError(
                f"{self.path}: a text of {len(text):,} characters; expected {most:,} at the most. "
                f"Split it, or raise {limits.TEXT_CHARACTERS.name}"
            )
        return text

    def _not_decoded(self) -> str:
        from charset_normalizer import from_bytes

        beginning = self.content[:_TELLING]
        if b"\0" in beginning:
            return f"{self.path}: binary data; expected a text, PDF, Word file, HTML, XML or CSV"
        at = next((i for i, byte in enumerate(beginning) if byte >= 0x80), 0)
        best = from_bytes(beginning).best()
        likely = (
            f"it looks like {best.encoding}; convert it: iconv -f {best.encoding} -t utf-8" if best else "its encoding is not known"
        )
        return f"{self.path}: not UTF-8 (byte {at} is 0x{beginning[at]:02x}), and no other encoding is sure; {likely}"


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
