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
from loaders.reading.necessity import Sieve, stands_always
from loaders.reading.scene import CLASSES, expand
from ontology import vocabulary

_THINGS = CLASSES.replace("D", "")
_SLOTS = {"verbs": ("A", "P"), "nouns": ("H", "W")}
_CITED = "IXMQ"
"""Classes before which their body or date may stand."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern. ``row``: what it says of its ends and qualifiers; ``needs``: words of which one stands wherever it matches; None
    where it has no such words."""

    name: str
    pattern: re.Pattern[str]
    predicate: str
    row: dict[str, Any]
    needs: re.Pattern[str] | None = None

    @classmethod
    def of(cls, row: dict[str, Any], language: str) -> "Rule":
        """The rule that a row of the language says."""
        needs = expand(row["needs"], language) if "needs" in row else None
        return cls(row["id"], expand(row["pattern"], language), vocabulary.predicate(row["predicate"]).name, row, needs)


@cache
def patterns(language: str, of: str = "relations") -> tuple[Rule, ...]:
    """The rules ``relations`` (in sentences) or ``titles`` (of instruments), compiled; ``UnknownName`` for a strange predicate."""
    known = rules(language, "relations")
    rows = list(known[of])
    if of == "relations":
        rows = [*_made("verbs", known, language), *_made("nouns", known, language), *rows]
    return tuple(Rule.of(row, language) for row in rows)


@cache
def _sieve(language: str) -> Sieve:
    return Sieve(rule.pattern.pattern for rule in patterns(language))


@cache
def _parting(language: str) -> tuple[list[Rule], Sieve]:
    known = [rule for rule in patterns(language) if rule.row.get("apart")]
    return known, Sieve(rule.needs.pattern if rule.needs else "" for rule in known)


def worth_parting(text: str, language: str) -> list[Rule]:
    """The rules that read what a name is made of (``apart``), as far as words that they need can stand in the text."""
    known, sieve = _parting(language)
    return [known[n] for n in sieve.through(text)]


def worth_trying(text: str, language: str) -> list[Rule]:
    """The rules of relations that can match in a text: most have words or things named that do not stand there."""
    known = patterns(language)
    return [known[n] for n in _sieve(language).through(text)]


def _made(table: str, known: dict[str, Any], language: str) -> Iterator[dict[str, Any]]:
    """A row for each class of words in each of its voices."""
    first, second = _SLOTS[table]
    for row in known[table]:
        said = row["said"] if row["said"] != "verbs.csv" else _listed(row["predicate"], language)
        bare = {"N": said} if table == "nouns" else inflected(said, language) | given(row)
        words = bare if table == "nouns" else _joined(inflected(said, language), known) | given(row)
        ends = ("s", "o") if row.get("first", "s") == "s" else ("o", "s")
        for voice in row["voices"]:
            pattern = known["voices"][voice]
            for mark, end in zip((first, second), ends, strict=True):
                pattern = pattern.replace(f"<{mark}>", _slot(end, row, mark))
            pattern = pattern.replace("<a>", ends[0])
            for mark, forms in words.items():
                pattern = pattern.replace(f"<{mark}>", f"(?:{forms})")
            if "gap" in row:
                pattern = pattern.replace("<det>", f"(?:<within>){{0,{row['gap']}}}?<det>")
            if "mod" in row:
                pattern = pattern.replace("<det>", f"(?:(?:<through>){{1,{row['mod']}}}?<modified>)?<det>")
            made = {"id": f"{row['id']}-{voice}", "pattern": pattern + row.get("tail", ""), "all": _THINGS, "made": True}
            made |= {"needs": needs} if (needs := _needed(known["voices"][voice], bare)) else {}
            made["told"] = voice in known.get("told_voices", ())
            yield {**row, **made, "acting": ends[0], "of": dict(zip(ends, (row[first], row[second]), strict=True))}


def _needed(voice: str, words: dict[str, str]) -> str | None:
    """The words of which one stands wherever a voice is heard; None where it can be heard without them."""
    marks = [mark for mark in words if f"<{mark}>" in voice]
    return "|".join(words[mark] for mark in marks) if stands_always(voice, marks) else None


def _joined(forms: dict[str, str], known: dict[str, Any]) -> dict[str, str]:
    """Verbs with others that may be joined to them ("welcomed and adopted"), where the language says how."""
    if not (join := known.get("joins")):
        return forms
    other, link = join["verbs"], join["and"]
    return {mark: f"(?:{other}{link})?(?:{verbs})(?:{link}{other})?" for mark, verbs in forms.items()}


def _slot(end: str, row: dict[str, Any], mark: str) -> str:
    """An end of a rule: ``fore`` and ``mid`` are words that stand before and behind what is acted on ("the mandate of")."""
    sorts = row[mark]
    before = "<its>" if set(sorts) & set(_CITED) else ""
    fore, mid = (f"(?:{row[name]})" if mark == "P" and name in row else "" for name in ("fore", "mid"))
    alike = [re.sub("[IM]", "", sorts), *re.findall("[IM]", sorts)]  # one list holds like with like
    lists = "|".join(f"{{{part}*}}" for part in alike if part)
    return f"{fore}{before}(?P<{end}>{lists})<named>{mid}"


def _listed(predicate: str, language: str) -> str:
    """The verbs of the code list, longest first."""
    verbs = [r["verb"] for r in vocabulary.rows("verbs") if r["language"] == language and r["predicate"] == predicate]
    return "|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))
