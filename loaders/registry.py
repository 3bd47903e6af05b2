"""The loaders that there are, and which of them reads a file. A new loader is one row in ``loaders``."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from loaders.base import Loader, Source, SourceError
from loaders.formats.printed import printed
from loaders.reading import furniture, language

_LOADERS = (
    ("loaders.bodies.loader", "Bodies"),
    ("loaders.governance.loader", "Governance"),
    ("loaders.sdg.loader", "Sdg"),
    ("loaders.unbis.loader", "Unbis"),
    ("loaders.mapped.loader", "Mapped"),
    ("loaders.resolution.loader", "Resolution"),
    ("loaders.un_report.loader", "UnReport"),
)
"""Module and class of each loader, in the order in which they are asked."""

_SHOWN = 5
"""How many symbols of a text that is not read are named."""
_SHIPPED = ("bodies", "governance")
"""Registers that ship with the project, by folder: each has a ``source.yaml``."""


@cache
def loaders() -> tuple[Loader, ...]:
    """All loaders, in the order in which they are asked whether they recognise a file."""
    return tuple(getattr(import_module(module), name)() for module, name in _LOADERS if find_spec(module.rpartition(".")[0]))


def pick(source: Source, name: str | None = None) -> Loader:
    """The loader of that name, else the first that recognises the file; ``SourceError`` names the kinds that are known."""
    known = ", ".join(loader.name for loader in loaders())
    if name is not None:
        found = next((loader for loader in loaders() if loader.name == name), None)
        if found is None:
            raise SourceError(f"no loader {name!r}: expected one of {known}")
        return found
    found = next((loader for loader in loaders() if loader.recognises(source)), None)
    if found is None:
        document = printed(source)  # an empty, broken, encrypted or wrongly encoded file says so itself
        if told := language.unread_name(document.language) or language.unread(document.text):
            raise SourceError(_not_read(source, document.text, told))
        raise SourceError(
            f"{source.path}: of no known kind; expected a file for one of the loaders {known}. "
            "Name one with --loader, or see CONTRIBUTING.md for adding a format"
        )
    return found


def _not_read(source: Source, text: str, told: str) -> str:
    """What is said of a text in a language that has no rules."""
    named = list(dict.fromkeys(furniture.symbols(text)))
    symbols = f"; it names {', '.join(named[:_SHOWN])}{' …' if len(named) > _SHOWN else ''}" if named else ""
    read = ", ".join(language.known())
    return (
        f"{source.path}: a text in {told}, for which there are no rules of reading yet, so nothing of it is read{symbols}. "
        f"Expected one in {read}: give that version of the document, or add the language (CONTRIBUTING.md)"
    )


def shipped() -> tuple[Source, ...]:
    """The registers that ship, as sources to load by default."""
    here = Path(__file__).parent
    return tuple(Source(here / name / "source.yaml") for name in _SHIPPED if (here / name / "source.yaml").is_file())
