"""Which body a name or an acronym of a table means: by the register of bodies, never by guessing.

A name is compared as reports are (``loaders.reading.folding``), without case and accents, without an article before it and
without the acronym that may stand in brackets behind it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from unicodedata import combining, normalize

from loaders.bodies.tables import shipped
from loaders.reading.folding import fold

_ARTICLE = re.compile(r"^(?:the|le|la|les|l'|el|los|las)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"^(?P<name>.+?)\s*[(（](?P<short>[^()（）]+)[)）]$")
_ORDER = ("name", "acronym", "former", "short")


def bodies(name: str) -> tuple[str, ...]:
    """The keys that a name can mean, the better known kind of name first: one where it is sure, none where nobody has it.

    A key itself means itself. Where the name alone is not known, the acronym behind it is asked, and the name before it.
    """
    known = _by_name()
    if name in _keys():
        return (name,)
    if found := known.get(folded(name)):
        return found
    bracketed = _BRACKET.match(name)
    if bracketed is None:
        return ()
    both = [known.get(folded(bracketed[part]), ()) for part in ("name", "short")]
    return tuple(key for key in both[0] if key in both[1]) or both[0] or both[1]


def folded(name: str) -> str:
    """A name as it is compared."""
    plain = _ARTICLE.sub("", fold(name, blanks=True).text).replace("&", "and").replace(",", "")
    return "".join(char for char in normalize("NFKD", plain).casefold() if not combining(char))


@cache
def _keys() -> frozenset[str]:
    return frozenset(shipped().types)


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """Keys by folded name: those of the best kind of name that anyone has it as, so that a full name goes before a short one."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name in shipped().names:
        rank = _ORDER.index(name.kind)
        keys = found[folded(name.text)]
        keys[name.key] = min(rank, keys.get(name.key, rank))
    return {name: tuple(sorted(key for key, rank in keys.items() if rank == min(keys.values()))) for name, keys in found.items()}
