"""Archives of a load: zip, tar (plain, gzip, bzip2, xz) and single files in gzip, unpacked into a folder of the load.

An archive is told by its content. What it holds is written under names that stay below the folder; links, devices and names that
lead elsewhere are left out and told; what is larger than the limits is refused before it fills the disk.
"""

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, cast

from loaders import limits

_BLOCK = 1 << 20


class BrokenArchive(ValueError):
    """An archive that can't be unpacked; the message says what was expected and found."""


def is_archive(path: Path) -> bool:
    """Whether a file is an archive: a zip that is no Office document, a tar, or one file in gzip."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "[Content_Types].xml" not in packed.namelist()
    with path.open("rb") as stream:
        head = stream.read(6)
    return head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")) or tarfile.is_tarfile(path)


@dataclass
class Room:
    """Where the archives of a load are unpacked, each in a folder of its own, and how much there is room for in all."""

    folder: Path
    bytes: int = field(default_factory=lambda: limits.ARCHIVE_BYTES.value)
    files: int = field(default_factory=lambda: limits.ARCHIVE_FILES.value)
    archives: int = 0

    def unpack(self, path: Path) -> tuple[Path, list[str]]:
        """The folder with what the archive holds, and the names that were left out. ``BrokenArchive`` where it is broken, too large
        or holds too many."""
        self.archives += 1
        folder = self.folder / str(self.archives)
        folder.mkdir()
        return folder, _unpacked(path, folder, self)


def _unpacked(path: Path, folder: Path, room: Room) -> list[str]:
    try:
        members = _zipped if zipfile.is_zipfile(path) else _tarred if tarfile.is_tarfile(path) else _pressed
        return _write(members(path), folder, room)
    except (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, LZMAError, EOFError, NotImplementedError) as error:
        raise BrokenArchive(f"a broken archive: {error}; pack it anew") from error
    except RuntimeError as error:  # what zipfile raises for a password
        raise BrokenArchive(f"an encrypted archive: {error}; expected one without a password") from error


def _write(members: Iterator[tuple[str, IO[bytes] | None]], folder: Path, room: Room) -> list[str]:
    left_out = []
    for name, content in members:
        target = _below(folder, name)
        if content is None or target is None:
            left_out.append(name)
            continue
        room.files -= 1
        if room.files < 0:
            raise BrokenArchive(f"more than {limits.ARCHIVE_FILES.value:,} files; split it, or raise {limits.ARCHIVE_FILES.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as out:
            room.bytes -= _copied(content, out, room.bytes)
    return left_out


def _copied(content: IO[bytes], out: IO[bytes], room: int) -> int:
    """The bytes that were written; ``BrokenArchive`` once there is no room for more."""
    written = 0
    while block := content.read(_BLOCK):
        written += len(block)
        if written > room:
            most = limits.ARCHIVE_BYTES
            raise BrokenArchive(f"more than {most.value:,} bytes unpacked; expected fewer: split it, or raise {most.name}")
        out.write(block)
    return written


def _below(folder: Path, name: str) -> Path | None:
    """Where a member goes; None for names that lead out of the folder or are none."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part != "."]
    bad = not parts or any(part == ".." or "\0" in part or ":" in part for part in parts) or name.startswith(("/", "\\"))
    return None if bad else folder.joinpath(*parts)


def _zipped(path: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    with zipfile.ZipFile(path) as packed:
        for entry in packed.infolist():
            if not entry.is_dir():
                yield entry.filename, packed.open(entry)


def _tarred(path: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    with tarfile.open(path) as packed:
        for entry in packed:
            if not entry.isdir():
                yield entry.name, packed.extractfile(entry) if entry.isfile() else None


def _pressed(path: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    """One file in gzip: its name is the archive's without the ending."""
    with path.open("rb") as stream:
        if stream.read(2) != b"\x1f\x8b":
            raise BrokenArchive("compressed, and no tar in it; expected zip, tar, tar.gz, tar.bz2, tar.xz or one file in gzip")
    yield path.stem if path.suffix == ".gz" else f"{path.name}.unpacked", cast("IO[bytes]", gzip.GzipFile(path))
