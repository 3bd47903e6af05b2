"""The loader ``resolution``: resolutions, decisions and presidential statements in any format (``loaders.formats``), one a file.

How it goes: ``structure`` turns the lines into a ``Laid`` (stored text, labels as people cite them), ``masthead.identify`` finds
the key, then the readers run in order. Most are shared with reports (``loaders.reading``); of this loader's own are the header, the
verbs of citations and the hyperlinks. Rules stand by language in ``loaders/reading/<language>/resolution.yaml``.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property, partial
from importlib.resources import files

from loaders.base import Source, SourceError
from loaders.formats.printed import Printed, printed
from loaders.reading import assembly, entities, figures, furniture, goals, language, parts, relations, requests, table_figures
from loaders.reading.laid import Reader
from loaders.resolution import acts, hyperlinks, masthead
from loaders.resolution.blocks import rule
from loaders.resolution.masthead import plain
from loaders.resolution.stored import Structured
from loaders.resolution.structure import structure
from loaders.resolution.verbs import first_verb
from loaders.resolution.voice import not_itself, own_voice
from ontology.readings import Reading
from ontology.symbols import Symbol

LEAST_PARAGRAPHS = 1
"""What an instrument has at the least (``source.yaml``)."""
_BEGINNING = 120
"""Lines of a document in which its enacting words stand, if it is an instrument."""

_VERBS = 3
"""So many lines that begin with a verb tell an instrument whose enacting words were lost."""


class Resolution:
    """Loader of resolutions and decisions (see the module)."""

    name = "resolution"

    @cached_property
    def version(self) -> str:
        """Hash of the rules and lexicons: this folder's, and those of others that it reads."""
        return assembly.version("loaders.resolution")

    def recognises(self, source: Source) -> bool:
        """Whether the file is a statement in Akoma Ntoso, or begins as an instrument does: the organ, a comma, then its verbs."""
        try:
            document = printed(source)
        except SourceError:
            return False
        known = _language(document)
        stated = document.format == "akn" and document.facts.get("element") != "doc"
        return known is not None and (stated or looks_like_instrument(document, known))

    def read(self, source: Source) -> Iterator[Reading]:
        """The one reading of the file; ``SourceError`` where it can't be read or its language has no rules."""
        document = printed(source)
        known = _language(document)
        if known is None:
            raise SourceError(f"{source.path}: no rules for its language; expected one of {', '.join(languages())}")
        structured = structure(document, known)
        context = masthead.identify(structured, source, self.name, self.version)
        yield assembly.read(source, context, readers(structured), LEAST_PARAGRAPHS)


def readers(structured: Structured) -> tuple[Reader, ...]:
    """Who reads, in order: a later reader sees what the earlier ones found."""
    return (
        partial(acts.read, hung=structured.hung),
        hyperlinks.read,
        goals.read,
        masthead.read,
        entities.read,
        acts.voiced(not_itself(parts.read), structured.hung),
        acts.voiced(own_voice(relations.read), structured.hung),
        own_voice(requests.read),
        figures.read,
        table_figures.read,
    )


@cache
def languages() -> tuple[str, ...]:
    """The languages that have rules for instruments."""
    folder = files("loaders.reading")
    return tuple(name for name in language.known() if folder.joinpath(name, "resolution.yaml").is_file())


def _language(document: Printed) -> str | None:
    """The language that the file declares or its words tell, if it has rules."""
    known = document.language or language.detect(document.text)
    return known if known in languages() else None


def looks_like_instrument(document: Printed, known: str) -> bool:
    """Whether enacting words, or several verbs of a preamble, stand near the beginning, with the instrument's number, symbol or
    adoption above them and no numbered paragraph."""
    named, verbs = False, 0
    for line in document.lines[:_BEGINNING]:
        if rule(known, "statement").search(line.text):
            return True
        if named and rule(known, "enacting").match(line.text):
            return True
        if rule(known, "operative").match(line.text):
            return False
        verbs += bool(rule(known, "capital").match(line.text)) and first_verb(line.text, known) is not None
        if named and verbs >= _VERBS:
            return True
        named = named or _names_instrument(line.text, known)
    return False


def _names_instrument(line: str, known: str) -> bool:
    """Whether a line of the header has the number of an instrument with its title, its symbol, or its adoption."""
    adopted: list[str] = language.rules(known, "resolution")["adopted"]
    if any(rule(known, name).match(line) for name in ("numbered_title", "draft")) or any(re.search(form, line) for form in adopted):
        return True
    symbol = furniture.rule("symbol").match(line.strip())
    return symbol is not None and Symbol.parse(plain(symbol[0])) is not None
