"""Full text in Neo4j with the same hits as the embedded store: both ask for the same tokens.

The embedded store's tokenizer parts at all that is no letter or digit, folds case, and takes accents off Latin letters (and off no
others). Lucene's analysers do each of these a little differently, and leave out English words; so tokens are made here, and the
index only divides at blanks.
"""

import re
import unicodedata
from collections.abc import Iterable

from graph_service.store import fulltext

_TOKEN = re.compile(r"[^\W_]+")


def tokens(text: str) -> str:
    """The tokens of a text, with blanks between: each Han character apart, case and Latin accents folded."""
    return " ".join(_TOKEN.findall(_folded(fulltext.set_apart(text))))


def asked(query: str) -> str:
    """A query as Lucene is asked: all phrases; "" where nothing is asked for. Nothing of it but letters and digits gets in."""
    phrases: Iterable[str] = (tokens(phrase) for phrase in fulltext.phrases(query))
    return " AND ".join(f'"{phrase}"' for phrase in phrases if phrase)


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else "".join(_letter(character) for character in text.lower())


def _letter(character: str) -> str:
    if character.isascii():
        return character
    bare = unicodedata.normalize("NFD", character)[0]
    return bare if bare.isascii() and bare.isalpha() else "" if unicodedata.combining(character) else character
