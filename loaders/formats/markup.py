"""XML, read without entities, document types or anything from outside, and told apart by its root element."""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from lxml import etree

from loaders import limits
from loaders.base import Source, SourceError
from loaders.formats.model import Printed

ROOTS = {"akomaNtoso": "loaders.formats.akn"}
"""Local name of a root element → the module whose ``read(root, source)`` gives the document."""

_HEAD = 4096
"""So many bytes are looked through for a document type before anything is parsed."""

Read = Callable[[etree._Element, Source], Printed]


def read(source: Source) -> Printed:
    """The document in an XML file; ``SourceError`` where it is not well-formed or of no known kind."""
    root = tree(source)
    name = etree.QName(root).localname
    module = ROOTS.get(name)
    if module is None or find_spec(module) is None:
        known = ", ".join(f"<{root}>" for root in ROOTS)
        raise SourceError(f"{source.path}: XML whose root is <{name}>; expected a document in one of {known}, or HTML")
    reader: Read = import_module(module).read
    document = reader(root, source)
    kind = next((etree.QName(e).localname for e in root if isinstance(e.tag, str)), "")
    return replace(document, facts={**document.facts, "element": kind})


def tree(source: Source) -> etree._Element:
    """The root of an XML file. Entities, document types and external resources are refused, not resolved."""
    most = limits.XML_BYTES.value
    if len(source.content) > most:
        raise SourceError(
            f"{source.path}: XML of {len(source.content):,} bytes; expected {most:,} at the most (or raise {limits.XML_BYTES.name})"
        )
    if match := re.search(rb"<!DOCTYPE[^>\[]{0,60}", source.content[:_HEAD].replace(b"\0", b"")):
        raise SourceError(_typed(source, match[0].decode("ascii", "replace")))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(source.content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"{source.path}: not well-formed XML: {error.msg} (line {error.lineno}); expected a whole file"
        ) from error
    if root.getroottree().docinfo.doctype:
        raise SourceError(_typed(source, root.getroottree().docinfo.doctype[:60]))
    return root


def _typed(source: Source, found: str) -> str:
    return f"{source.path}: XML with a document type ({found}); entities are not resolved: take the document type out"
