"""The rules of relations, made of what they say and how a language says it: classes of verbs and nouns × voices.

``<language>/relations.yaml`` has ``voices`` (patterns with ``<A>`` who acts, ``<P>`` what is acted on, ``<V>`` the verb; ``<H>``
who is something, ``<W>`` of what, ``<N>`` the noun), ``words`` (what may stand between), ``verbs`` and ``nouns`` (a class of
words, its predicate, the kinds of its ends, the voices in which it is read) and ``relations`` (constructions of their own).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.reading.inflection import given, inflected
from loaders.reading.language import rules
from loaders.reading.scene import CLASSES, expand
from ontology import vocabulary

_THINGS = CLASSES.replace("D", "")
_SLOTS = {"verbs": ("A", "P"), "nouns": ("H", "W")}
_CITED = "IXMQ"
"""Classes before which their body or date may stand."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern. ``row``: what it says of its ends and qualifiers."""

    name: str
    pattern: re.Pattern[str]
    predicate: str
    row: dict[str, Any]


@cache
def patterns(language: str, of: str = "relations") -> tuple[Rule, ...]:
    """The rules ``relations`` (in sentences) or ``titles`` (of instruments), compiled; ``UnknownName`` for a strange predicate."""
    known = rules(language, "relations")
    rows = list(known[of])
    if of == "relations":
        rows = [*_made("verbs", known, language), *_made("nouns", known, language), *rows]
    return tuple(
        Rule(row["id"], expand(_filled(row["pattern"], known["words"]), language), vocabulary.predicate(row["predicate"]).name, row)
        for row in rows
    )


def _made(table: str, known: dict[str, Any], language: str) -> Iterator[dict[str, Any]]:
    """A row for each class of words in each of its voices."""
    first, second = _SLOTS[table]
    for row in known[table]:
        said = row["said"] if row["said"] != "verbs.csv" else _listed(row["predicate"], language)
        words = {"N": said} if table == "nouns" else inflected(said, language) | given(row)
        ends = ("s", "o") if row.get("first", "s") == "s" else ("o", "s")
        for voice in row["voices"]:
            pattern = known["voices"][voice]
            for mark, end in zip((first, second), ends, strict=True):
                pattern = pattern.replace(
                    f"<{mark}>", _slot(end, row[mark]) + (f"(?:{row['mid']})" if mark == "P" and "mid" in row else "")
                )
            for mark, forms in words.items():
                pattern = pattern.replace(f"<{mark}>", f"(?:{forms})")
            if "gap" in row:
                pattern = pattern.replace("<det>", f"<within>{{0,{row['gap']}}}?<det>")
            yield {**row, "id": f"{row['id']}-{voice}", "pattern": pattern + row.get("tail", ""), "all": _THINGS, "made": True}


def _slot(end: str, sorts: str) -> str:
    before = "<its>" if set(sorts) & set(_CITED) else ""
    return f"{before}(?P<{end}>{{{sorts}*}})<named>"


def _listed(predicate: str, language: str) -> str:
    """The verbs of the code list, longest first."""
    verbs = [r["verb"] for r in vocabulary.rows("verbs") if r["language"] == language and r["predicate"] == predicate]
    return "|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))


def _filled(pattern: str, words: dict[str, str]) -> str:
    for _ in range(3):
        pattern = re.sub("<([a-z]+)>", lambda m: f"(?:{words[m[1]]})" if m[1] in words else m[0], pattern)
    return pattern
