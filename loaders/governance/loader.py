"""The loader of the register: one reading, ``REG/governance``, whose statements name the documents that say them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from loaders.base import Source, SourceError, folder_version
from loaders.governance import table
from loaders.governance.documents import document_statements
from ontology.readings import Reading
from ontology.records import Statement

_FOLDER = "loaders.governance"


class Governance:
    """Reads tables of facts (``facts.csv``): the one that ships, and others of the same form."""

    name = "governance"

    @property
    def version(self) -> str:
        """A hash of the folder, its tables included."""
        return _version()

    def recognises(self, source: Source) -> bool:
        """Whether the first line names the register (``source.yaml``) or has the columns of a table of facts."""
        first = source.content[:400].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip()
        return first in (b"name: governance", ",".join(table.COLUMNS).encode())

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of a table: ``REG/governance``, or the document that ``source.symbol`` names.

        ``SourceError`` names line and column of a row that can't be taken. The register that ships is also checked for its
        expected counts and brings the documents that it cites.
        """
        about, facts = description(), _table(source)
        statements = table.gathered(table.facts(str(facts.path), facts.text(), about["edition"], about["confidence"]))
        if _ships(facts):
            cited = document_statements()
            _expect("facts", len(statements), facts)
            _expect("documents", len({s.subject for s in cited}), facts)
            statements = tuple(sorted((*statements, *cited), key=lambda s: s.id))
        yield self._reading(source, statements)

    def _reading(self, source: Source, statements: tuple[Statement, ...]) -> Reading:
        about = description()
        return Reading(
            document=source.symbol or about["document"],
            language=None,
            loader=self.name,
            loader_version=self.version,
            source_hash=source.sha256,
            title=about["title"]["en"],
            date=about["date"],
            statements=statements,
        )


def source() -> Source:
    """The register that ships, by its description."""
    return Source(_shipped_path().with_name("source.yaml"))


@cache
def description() -> Any:
    """``source.yaml``: title, publisher, rights, edition, date, expected counts."""
    return yaml.safe_load(files(_FOLDER).joinpath("source.yaml").read_text(encoding="utf-8"))


def _table(given: Source) -> Source:
    """The table itself: ``facts.csv`` beside a ``source.yaml``."""
    return given if given.path.suffix != ".yaml" else Source(given.path.with_name("facts.csv"), given.symbol)


def _ships(given: Source) -> bool:
    return given.symbol is None and given.path.resolve() == _shipped_path().resolve()


@cache
def _shipped_path() -> Path:
    return Path(__file__).with_name("facts.csv")


@cache
def _version() -> str:
    return folder_version(files(_FOLDER))


def _expect(what: str, found: int, given: Source) -> None:
    counts = description()["expected"][what]
    if not counts["least"] <= found <= counts["most"]:
        raise SourceError(
            f"{given.path}: expected {counts['least']} to {counts['most']} {what} (source.yaml); found {found}. "
            "Mend the table, or the expected counts where the change is meant."
        )
