"""Which format a file is in, told by its content, and the document in it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from loaders.base import Source
from loaders.formats import markup
from loaders.formats.model import Printed
from loaders.text import lines

__all__ = ["FORMATS", "Format", "Printed", "printed"]

_SNIFFED = 1024
"""So many bytes tell the format."""


class Format(NamedTuple):
    """A format. ``begins``: whether the first bytes of a file are of it; ``read``: the document in such a file."""

    name: str
    begins: Callable[[bytes], bool]
    read: Callable[[Source], Printed]


def _text(source: Source) -> Printed:
    return Printed(tuple(lines.split(source.text())), "txt")


def _is_xml(head: bytes) -> bool:
    return bool(re.match(rb"\s*<(?:\?xml|!--|[A-Za-z][\w.-]*(?::[\w.-]+)?[\s/>])", _ascii(head)))


def _ascii(head: bytes) -> bytes:
    """The first bytes without a byte order mark, and without the zeros of UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


FORMATS: tuple[Format, ...] = (
    Format("xml", _is_xml, markup.read),
    Format("txt", lambda head: True, _text),
)
"""The formats in the order in which they are tried."""


def printed(source: Source) -> Printed:
    """The document in the file; ``SourceError`` where it can't be read."""
    return _printed(_Held(source))


class _Held:
    """A source as a key: equal where path and bytes are, so that a file that is asked about and then read is read once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.key = (source.path, source.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=2)
def _printed(held: _Held) -> Printed:
    head = held.source.content[:_SNIFFED]
    return next(form for form in FORMATS if form.begins(head)).read(held.source)
