"""Words that mean a thing named before: "the report", "this agency", "its", "this subprogramme".

What the words are, and of which classes the thing is that they mean, stands under ``refers`` in ``<language>/relations.yaml``; a
group ``it`` of the pattern is what becomes a sign in the scene, a group ``noun`` what the name of the thing should end with.
``topic``: the first thing of the sentence before is meant, else the last; ``types``: only things of these types.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from loaders.reading.folding import fold
from loaders.reading.language import blanks, rules
from loaders.reading.lexicon import labels
from loaders.reading.necessity import Sieve
from loaders.reading.programmes import subprogramme_key
from loaders.reading.scene import Token
from ontology.readings import Paragraph

if TYPE_CHECKING:
    from loaders.reading.cast import Cast

BACK = 60
"""How many things named before a paragraph in its section are looked at."""


def referring(cast: "Cast", paragraph: Paragraph, named: Sequence[Token]) -> Iterator[Token]:
    """A token for each word of a paragraph that means a thing named before it, in the paragraph or else in the section. Nothing
    else of the cast counts but ``before``, the sections and the types (``Cast.scene`` keeps what it made of them)."""
    laid = cast.laid
    folded = fold(laid.words(paragraph), paragraph.start, blanks=blanks(laid.language))
    known, sieve = _refers(laid.language)
    for n in sieve.through(folded.text):
        rule = known[n]
        for match in _compiled(rule["words"]).finditer(folded.text):
            start, end = folded.span(*match.span("it"))
            free = not any(token.start < end and start < token.end for token in named)
            if free and (key := _meant(cast, paragraph, named, rule, match, start)):
                yield Token((key,), cast.sort_of(key), start, end)


def _meant(
    cast: "Cast", paragraph: Paragraph, named: Sequence[Token], rule: dict[str, Any], match: re.Match[str], at: int
) -> str | None:
    if "key" in rule:
        return str(rule["key"])
    if "about" in rule:
        return cast.subject(paragraph, rule["about"])
    if "number" in rule:
        return subprogramme_key(cast.laid, cast.context, int(match[rule["number"]]))
    during = _compiled(rules(cast.laid.language, "relations")["during"])
    earlier = [token for token in cast.before[-4 * BACK :] if token.end <= paragraph.start]
    before = [*earlier[-BACK:], *(token for token in named if token.end <= at)]
    owners = {token for token, owned in pairwise(before) if owned.sort in "IM" and 0 <= owned.start - token.end < 3}
    before = [token for token in before if token not in owners][::-1]
    fitting = [token for token in before if _fits(token, rule, cast) and not during.match(cast.laid.text, token.end)]
    noun = match.groupdict().get("noun")
    called = [token for token in fitting if noun and _called(cast, token, noun)]
    if rule.get("called") and not called:
        return None
    here = [token for token in (called or fitting) if token.start >= paragraph.start] if rule.get("here") else called or fitting
    if rule.get("topic"):  # what the sentence is about that is gone on from: the first thing in it
        here = [token for token in here if token.start >= _sentence(cast, paragraph, at)][::-1]
    return here[0].key if here else None


def _fits(token: Token, rule: dict[str, Any], cast: "Cast") -> bool:
    return token.sort in rule["sorts"] and cast.type_of(token.key) in rule.get("types", (cast.type_of(token.key),))


def _sentence(cast: "Cast", paragraph: Paragraph, at: int) -> int:
    """Where the sentence begins that goes on at a place, or that has ended there."""
    words = cast.laid.text[paragraph.start : at].rstrip()
    ends = _compiled(rules(cast.laid.language, "relations")["sentence_end"])
    return paragraph.start + max((match.end() for match in ends.finditer(words) if match.end() < len(words)), default=0)


def _called(cast: "Cast", token: Token, noun: str) -> bool:
    """Whether a thing is called so: by the words that name it, or by its own name."""
    words = cast.laid.text[token.start : token.end].rstrip(")）")
    return words.endswith(noun) or labels().get(token.key, {}).get(cast.laid.language, "").endswith(noun)


@cache
def _refers(language: str) -> tuple[list[dict[str, Any]], Sieve]:
    known = list(rules(language, "relations").get("refers", ()))
    return known, Sieve(rule["words"] for rule in known)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
