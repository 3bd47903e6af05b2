"""Which format a file is in, told by its content, and the document in it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from loaders import limits
from loaders.base import Source, SourceError
from loaders.formats import confined, html, markup, paragraph_list
from loaders.formats.model import Printed, Unreadable
from loaders.text import lines

__all__ = ["FORMATS", "Format", "Printed", "printed"]

_SNIFFED = 1024
"""So many bytes tell the format."""
_SMALL = 2_000_000
"""HTML up to so many bytes is read in this process; a larger page in one that is shut in."""


class Format(NamedTuple):
    """A format. ``begins``: whether the first bytes of a file are of it; ``read``: the document in such a file."""

    name: str
    begins: Callable[[bytes], bool]
    read: Callable[[Source], Printed]


def _text(source: Source) -> Printed:
    return Printed(tuple(lines.split(source.text())), "txt")


def _html(source: Source) -> Printed:
    return html.read(source.content) if len(source.content) <= _SMALL else _shut_in("html")(source)


def _shut_in(format: str) -> Callable[[Source], Printed]:
    return lambda source: confined.read(format, source.content)


def _other(source: Source) -> Printed:
    """A format that is known and not read."""
    expected = "expected a text, PDF, Word (.docx), HTML or Akoma Ntoso file"
    for begins, name, advice in _OTHERS:
        if source.content.startswith(begins):
            raise Unreadable(f"{name}; {expected}. {advice}")
    raise Unreadable(expected)


_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file", "Save it as .docx without a password"),
    (b"{\\rtf", "Rich Text", "Save it as .docx"),
    (b"PK\x03\x04", "a zip archive that is no Word file", "Unpack it, or save the document in it as .docx"),
    (b"PK\x05\x06", "an empty zip archive", "Give the file that was meant to be in it"),
    (b"\x1f\x8b", "compressed data (gzip)", "Unpack it"),
)


def _is_xml(head: bytes) -> bool:
    return bool(re.match(rb"\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z][\w.-]*(?::[\w.-]+)?[\s/>])", head))


def _is_docx(head: bytes) -> bool:
    """Whether a zip begins with the parts of an Office file; that one of them is a Word document its reader finds."""
    return head.startswith(b"PK\x03\x04") and bool(re.search(rb"\[Content_Types\]\.xml|_rels/|word/|docProps/", head))


def _is_other(head: bytes) -> bool:
    return head.startswith(tuple(begins for begins, _, _ in _OTHERS))


def _plain(head: bytes) -> bytes:
    """The first bytes without a byte order mark, and without the zeros of UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


FORMATS: tuple[Format, ...] = (
    Format("pdf", lambda head: b"%PDF-" in head, _shut_in("pdf")),
    Format("docx", _is_docx, _shut_in("docx")),
    Format("other", _is_other, _other),
    Format("html", lambda head: html.begins(_plain(head)), _html),
    Format("xml", lambda head: _is_xml(_plain(head)), markup.read),
    Format("paragraphs", lambda head: paragraph_list.begins(_plain(head)), paragraph_list.read),
    Format("txt", lambda head: True, _text),
)
"""The formats in the order in which they are tried."""


def printed(source: Source) -> Printed:
    """The document in the file; ``SourceError`` where it can't be read."""
    found = _printed(_Held(source))
    if isinstance(found, str):
        raise SourceError(found)
    return found


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
def _printed(held: _Held) -> Printed | str:
    """The document, or why it can't be read: a file that took long to be refused is not tried again by each loader."""
    source = held.source
    head = source.content[:_SNIFFED]
    try:
        document = next(form for form in FORMATS if form.begins(head)).read(source)
    except Unreadable as error:
        return f"{source.path}: {error}"
    if (found := len(document.text)) > (most := limits.TEXT_CHARACTERS.value):
        name = limits.TEXT_CHARACTERS.name
        return f"{source.path}: a text of {found:,} characters; expected {most:,} at the most (or raise {name})"
    return document
