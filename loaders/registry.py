"""The loaders that there are, and which of them reads a file. A new loader is one row in ``loaders``."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from loaders.base import Loader, Source, SourceError
from loaders.formats.printed import printed

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
        printed(source)  # an empty, broken, encrypted or wrongly encoded file says so itself
        raise SourceError(
            f"{source.path}: of no known kind; expected a file for one of the loaders {known}. "
            "Name one with --loader, or see CONTRIBUTING.md for adding a format"
        )
    return found


def shipped() -> tuple[Source, ...]:
    """The registers that ship, as sources to load by default."""
    here = Path(__file__).parent
    return tuple(Source(here / name / "source.yaml") for name in _SHIPPED if (here / name / "source.yaml").is_file())
