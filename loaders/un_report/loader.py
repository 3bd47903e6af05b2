"""The loader ``un_report``: UN reports in any format (``loaders.formats``), one report a file.

How it goes: ``layout.lay`` turns the file into a ``Laid`` (stored text, labelled paragraphs, sections, links); ``header.identify``
finds the document's key; then the readers of ``READERS`` run in order, each a function ``(laid, context) -> Finds``. To add a
reader: a module of its own with such a function, and one row in ``READERS``. Rules and lexicons stand by language in data files
(``zh/``); a language is known when its folder stands.
"""

from collections.abc import Iterator
from functools import cached_property

from loaders.base import Source, SourceError
from loaders.formats.printed import printed
from loaders.reading import (
    assembly,
    captions,
    citations,
    entities,
    events,
    figures,
    follow_up,
    goals,
    header,
    language,
    layout,
    mandates,
    masthead,
    milestones,
    parts,
    post_lists,
    programmes,
    relations,
    requests,
    table_figures,
)
from loaders.reading.laid import Reader
from ontology.readings import Reading

READERS: tuple[Reader, ...] = (
    mandates.read,
    citations.read,
    goals.read,
    masthead.read,
    entities.read,
    parts.read,
    programmes.read,
    relations.read,
    events.read,
    requests.read,
    follow_up.read,
    figures.read,
    table_figures.read,
    post_lists.read,
    captions.read,
    milestones.read,
)
"""Who reads, in order: a later reader sees what the earlier ones found."""


class UnReport:
    """Loader of UN reports (see the module)."""

    name = "un_report"

    @cached_property
    def version(self) -> str:
        """Hash of the rules and lexicons: this folder's, and those of others that it reads."""
        return assembly.version("loaders.un_report")

    def recognises(self, source: Source) -> bool:
        """Whether the file is a document with the marks of a UN report (a symbol, numbered paragraphs, an agenda line)."""
        try:
            text = printed(source).text
        except SourceError:
            return False
        known = language.detect(text)
        return known is not None and header.looks_like_report(text, known)

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of the file; ``SourceError`` where it is no text or its language has no rules."""
        document = printed(source)
        known = language.detect(document.text)
        if known is None:
            raise SourceError(f"{source.path}: no rules for its language; expected one of {', '.join(language.known())}")
        laid = layout.lay(document, known)
        context = header.identify(laid, source, self.name, self.version)
        yield assembly.read(source, context, READERS)
