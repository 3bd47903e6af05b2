"""How a language names organs and numbers of instruments: the patterns that the layout and the readers share."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.reading.language import blanks, rules, table


@dataclass(frozen=True, slots=True)
class OrganName:
    """A place where an organ is named. ``organ``: its key, None where only the context tells; ``sense``: full, bare (a short
    name that others have too), council, parties (a conference of parties), convention, other (no organ that numbers)."""

    start: int
    end: int
    organ: str | None
    sense: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that cites: from ``start`` to ``end``, the key, how (symbol, ibid), the likely key where it is a misprint; ``kind``:
    resolution, decision or declaration where the words name one alone."""

    start: int
    end: int
    key: str
    form: str = "symbol"
    likely: str | None = None
    confidence: float = 1.0
    kind: str | None = None


@cache
def _names(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str | None, str]]]:
    rows = table(language, "organs")
    known = {row["name"]: (row["organ"] or None, row["sense"]) for row in rows}
    longest_first = sorted(known, key=len, reverse=True)
    if not blanks(language):
        return re.compile("|".join(map(re.escape, longest_first))), known
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_word, longest_first))})"), known


def _word(name: str) -> str:
    """A name as a pattern that no longer word goes on."""
    return re.escape(name) + (r"(?!\w)" if name[-1].isalnum() else "")


def organs_in(text: str, language: str) -> list[OrganName]:
    """All places that name an organ, longest names first, in order."""
    return list(_organs_in(text, language))


@lru_cache(maxsize=16)
def _organs_in(text: str, language: str) -> tuple[OrganName, ...]:
    """The same, worked out once for a text that several readers ask about."""
    names, known = _names(language)
    return tuple(OrganName(m.start(), m.end(), *known[m[0]]) for m in names.finditer(text))


@cache
def number_pattern(language: str) -> str:
    """The number of a resolution or decision, without group names: 66/288, 2997 (XXVII), S-19/2, SS.XI/1, X/2, 1325 (2000)."""
    return str(rules(language, "citations")["number"])


@cache
def entry_pattern(language: str) -> re.Pattern[str]:
    """What an entry of a list of instruments begins with."""
    return re.compile(str(rules(language, "citations")["entry"]).replace("{number}", number_pattern(language)))


@cache
def list_heading_pattern(language: str) -> re.Pattern[str]:
    """The heading of a list of instruments: an organ's name (known or not) and the kinds, nothing else."""
    names = "|".join(map(re.escape, sorted((r["name"] for r in table(language, "organs")), key=len, reverse=True)))
    return re.compile(
        str(rules(language, "citations")["list_heading"]).replace(
            "{organ}", f"(?:{names}|{rules(language, 'citations')['some_organ']})"
        )
    )
