"""Which part of an instrument is cited: section, paragraph, letter, annex, chapter; as the part of a key behind ``#``."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.reading.language import rules
from loaders.text.numerals import number, roman

_MOST = 26
"""Parts that a range can have; a longer one is kept at its first."""


@dataclass(frozen=True, slots=True)
class Provision:
    """``parts``: what stands behind ``#`` (``IV``, ``88(a)``, ``annex-I``), several for a range; ``end``: where its words end."""

    parts: tuple[str, ...]
    end: int


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.lstrip("^")) for rule in rules(language, "citations")["provisions"])


def behind(text: str, at: int, language: str, limit: int) -> Provision | None:
    """The provision that stands right behind a citation that ends at ``at``; None where there is none before ``limit``."""
    for pattern in _patterns(language):
        match = pattern.match(text, at, limit)
        if match and (parts := _parts(match)):
            return Provision(parts, match.end())
    return None


def _parts(match: re.Match[str]) -> tuple[str, ...]:
    found = {name: value for name, value in match.groupdict().items() if value}
    if "r" in found:
        return tuple(roman(value) for value in [number(found["r"])] if value)
    if "q" in found:
        return tuple(f"chapter-{roman(value)}" for value in [number(found["q"])] if value)
    if "a" in found:
        value = number(found["n"]) if "n" in found else None
        return (f"annex-{roman(value)}" if value else "annex",)
    return _paragraphs(found)


def _paragraphs(found: dict[str, str]) -> tuple[str, ...]:
    base = found.get("p", "")
    if not base:
        return ()
    if "l" in found and "m" in found and found["l"] < found["m"]:
        return tuple(f"{base}({chr(c)})" for c in range(ord(found["l"]), ord(found["m"]) + 1))[:_MOST]
    if "l" in found:
        return (f"{base}({found['l']})",)
    if "o" in found and 0 < int(found["o"]) - int(base) < _MOST:
        return tuple(str(n) for n in range(int(base), int(found["o"]) + 1))
    return (base,)
