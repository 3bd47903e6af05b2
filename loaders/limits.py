"""What a file may cost. Each limit has a name and a default; a variable of the environment sets it otherwise."""

import os
from typing import NamedTuple


class Limit(NamedTuple):
    """A limit: ``name`` (of the variable), its default, and what it bounds."""

    name: str
    default: int
    about: str

    @property
    def value(self) -> int:
        """The default, or what the environment says; ``ValueError`` where that is no whole number above 0."""
        given = os.environ.get(self.name)
        if given is None:
            return self.default
        if not given.isdecimal() or not int(given):
            raise ValueError(f"{self.name}={given!r}: expected a whole number above 0, for example {self.default}")
        return int(given)


SOURCE_BYTES = Limit("MANDATE_GRAPH_SOURCE_BYTES", 64_000_000, "the largest file that is read")
TEXT_CHARACTERS = Limit("MANDATE_GRAPH_TEXT_CHARACTERS", 5_000_000, "the longest text that a document may have")
XML_BYTES = Limit("MANDATE_GRAPH_XML_BYTES", 8_000_000, "the largest XML file that is read as a document")
UNPACKED_BYTES = Limit("MANDATE_GRAPH_UNPACKED_BYTES", 256_000_000, "how large the parts of a Word file may be, unpacked")
FORMAT_SECONDS = Limit("MANDATE_GRAPH_FORMAT_SECONDS", 60, "how long a PDF, Word or large HTML file may take to read")
FORMAT_MEMORY_MB = Limit("MANDATE_GRAPH_FORMAT_MEMORY_MB", 1024, "memory (MiB) that reading a PDF, Word or large HTML file may use")
ARCHIVE_BYTES = Limit("MANDATE_GRAPH_ARCHIVE_BYTES", 4_000_000_000, "how large what an archive holds may be, unpacked")
ARCHIVE_FILES = Limit("MANDATE_GRAPH_ARCHIVE_FILES", 200_000, "how many files an archive may hold")
READING_SECONDS = Limit("MANDATE_GRAPH_READING_SECONDS", 120, "how long the reading of one document may take (seconds of work)")

LIMITS = (
    SOURCE_BYTES,
    TEXT_CHARACTERS,
    XML_BYTES,
    UNPACKED_BYTES,
    FORMAT_SECONDS,
    FORMAT_MEMORY_MB,
    ARCHIVE_BYTES,
    ARCHIVE_FILES,
    READING_SECONDS,
)
