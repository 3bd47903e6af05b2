"""Triples in Turtle and RDF/XML, with the same bytes every time.

The serializer declares its prefixes in an order that changes from process to process. The declarations always take the same number
of bytes, so they are put in order here, and stand in the place of those that the serializer wrote.
"""

import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, serialize

from ontology.terms import PREFIXES

_ATTRIBUTE = re.compile(rb' xmlns:\w+="[^"]*"')


def write_turtle(triples: Iterable[Triple], out: BinaryIO) -> None:
    """Write Turtle; triples of one subject that stand side by side are grouped."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items())).encode()
    _write(triples, out, RdfFormat.TURTLE, head)


def write_xml(triples: Iterable[Triple], out: BinaryIO) -> None:
    """Write RDF/XML."""
    empty = serialize((), format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b""
    declared = _ATTRIBUTE.findall(empty)
    start = empty.index(b" xmlns:")
    _write(triples, out, RdfFormat.RDF_XML, empty[:start] + b"".join(sorted(declared)))


def _write(triples: Iterable[Triple], out: BinaryIO, form: RdfFormat, head: bytes) -> None:
    out.write(head)
    serialize(triples, _Behind(out, len(head)), form, prefixes=PREFIXES)  # type: ignore[arg-type]  # any object with write() does


class _Behind(io.RawIOBase):
    """Passes on what is written, but for the first bytes."""

    def __init__(self, out: BinaryIO, skipped: int) -> None:
        self._out = out
        self._skipped = skipped

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]  # the serializer gives bytes
        skip = min(self._skipped, len(part))
        self._skipped -= skip
        self._out.write(part[skip:])
        return len(part)
