"""Addresses of pages: one function for each kind, so that templates never put one together."""

import re
from typing import Protocol
from urllib.parse import quote, urlencode

from ontology.identifiers import UNRESERVED


class Spot(Protocol):
    """A place in a document, with words if they are held."""

    @property
    def document(self) -> str:
        """The document's key."""

    @property
    def paragraph(self) -> str:
        """The paragraph's label."""

    @property
    def quote(self) -> str | None:
        """The words themselves."""

    @property
    def paragraph_text(self) -> str | None:
        """The words of the paragraph."""


class Links:
    """Links in the language, and as of the times, of the page that shows them."""

    def __init__(self, language: str, as_of: str | None = None, known_at: str | None = None) -> None:
        """``as_of`` and ``known_at``: carried on to other entities, so that a visitor stays in the time asked for."""
        given = {"lang": language, "asOf": as_of, "knownAt": known_at}
        self._query = urlencode({name: value for name, value in given.items() if value})

    def entity(self, key: str) -> str:
        """The page of a thing."""
        return f"{entity_path(key)}?{self._query}"

    def document(self, key: str, paragraph: str | None = None) -> str:
        """The page of a held document, at a paragraph."""
        place = f"#{anchor(paragraph)}" if paragraph else ""
        return f"/document/{_quoted(key)}?{self._query}{place}"

    def place(self, row: Spot) -> str:
        """Where a piece of evidence can be checked: in the held document, else on the page of what is not held."""
        held = row.quote is not None or row.paragraph_text is not None
        return self.document(row.document, row.paragraph) if held else self.entity(row.document)


def entity_path(key: str) -> str:
    """The path of a thing's page."""
    return f"/entity/{_quoted(key)}"


def data(key: str) -> str:
    """The address under which a thing's data is had, by ``Accept``."""
    return f"/id/{_quoted(key)}"


def anchor(paragraph: str) -> str:
    """The place of a paragraph within its document's page."""
    return "p-" + re.sub(r"[^\w.()*-]+", "-", paragraph)


def _quoted(key: str) -> str:
    return quote(key, safe=UNRESERVED)
