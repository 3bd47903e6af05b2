"""What every format gives: a document as it is printed, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from loaders.text.lines import Line


class Unreadable(ValueError):
    """Bytes that can't be read; the message says what was expected, what was found and what to do (not in which file)."""


@dataclass(frozen=True)
class Printed:
    """A document's lines in reading order. ``format``: txt, pdf, docx, html or akn; ``language``: what the file declares, None
    where it declares nothing (``loaders.reading.language.detect(printed.text)`` tells it from the words); ``facts``: what the
    format tells beside the words (``symbol``, ``title``, ``adopted_on`` …; ``running``: what the running headers print;
    ``element``: what kind of document XML says it is)."""

    lines: tuple[Line, ...]
    format: str
    language: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """All lines, one below the other, without what the layout makes of them."""
        return "\n".join(line.text for line in self.lines)
