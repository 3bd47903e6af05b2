"""Which language a report is in, and the rules that its folder holds."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from loaders.text.numerals import number


@cache
def known() -> tuple[str, ...]:
    """The languages that have rules: folders of two letters with a ``layout.yaml``."""
    folder = files("loaders.reading")
    return tuple(
        sorted(f.name for f in folder.iterdir() if re.fullmatch("[a-z]{2}", f.name) and f.joinpath("layout.yaml").is_file())
    )


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, compiled where the platform has it: eight times as fast."""
_BEGINNING = 20_000
"""So many characters tell the language."""
_SCRIPT, _WORDS = 0.5, 0.12
"""How much of the letters, or of the words, those take at the least by which a language that is not read is told."""
LEAST = 0.05
"""How much of a text the common words of its language take at the least."""


def detect(text: str) -> str | None:
    """The language of a text: told by its script, else by the share of its commonest words; None where no rules stand for it."""
    beginning = text[:_BEGINNING]
    letters = re.findall(r"[^\W\d_]", beginning)
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", beginning)]
    shares = {language: _share(language, letters, words) for language in known()}
    best = max(shares, key=lambda language: shares[language], default=None)
    return best if best is not None and shares[best] > 0 else None


def unread(text: str) -> str | None:
    """The name of the language that a text is in, where it is one that is told and has no rules; else None."""
    beginning = text[:_BEGINNING]
    letters = re.findall(r"[^\W\d_]", beginning)
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", beginning)]
    for rule in _unread().values():
        of = [re.match(rule["letters"], letter) for letter in letters] if "letters" in rule else [w in rule["words"] for w in words]
        if sum(map(bool, of)) > (_SCRIPT if "letters" in rule else _WORDS) * max(1, len(of)):
            return str(rule["name"])
    return None


def unread_name(code: str | None) -> str | None:
    """The name of such a language by its code; None for another."""
    rule = _unread().get(code or "")
    return str(rule["name"]) if rule else None


@cache
def _unread() -> dict[str, dict[str, Any]]:
    text = files("loaders.reading").joinpath("unread.yaml").read_text(encoding="utf-8")
    listed: dict[str, dict[str, Any]] = yaml.load(text, Loader=_LOADER)  # noqa: S506  # either is a safe loader
    return {code: rule for code, rule in listed.items() if code not in known()}


def _share(language: str, letters: list[str], words: list[str]) -> float:
    """How much of a text is in a language, 0 where it is too little: letters of its script, or words that it has everywhere."""
    rule = rules(language, "language")
    if script := rule.get("script"):
        share = sum(bool(re.match(script, letter)) for letter in letters) / max(1, len(letters))
        return 1 + share if share > rule["least"] else 0.0
    common = frozenset(rule["words"])
    share = sum(word in common for word in words) / max(1, len(words))
    return share if share > LEAST else 0.0


def blanks(language: str) -> bool:
    """Whether the language sets blanks between words."""
    return bool(rules(language, "language")["blanks"])


def ordinal(text: str, language: str) -> int | None:
    """The value of a numeral or ordinal in words or digits ("twenty-seventh", 27th, 二十七); None where it is none."""
    words: dict[str, int] = rules(language, "language").get("ordinals", {})
    left, total = text.casefold().strip(), 0
    if words and (digits := re.fullmatch(r"(\d+)\w{0,3}", left)):
        return int(digits[1])
    while words and left:
        word = next((word for word in sorted(words, key=len, reverse=True) if left.startswith(word)), None)
        if word is None:
            return None
        total, left = total + words[word], left[len(word) :].lstrip("- ")
    return total or number(text)


@cache
def rules(language: str, name: str) -> dict[str, Any]:
    """``<language>/<name>.yaml``."""
    text = files("loaders.reading").joinpath(language, f"{name}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506  # either is a safe loader
    if not isinstance(loaded, dict):
        raise TypeError(f"loaders/reading/{language}/{name}.yaml: expected names with values")
    return loaded


@cache
def table(language: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<language>/<name>.csv``."""
    text = files("loaders.reading").joinpath(language, f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def pattern(language: str, name: str, rule: str) -> re.Pattern[str]:
    """A rule that is a regular expression, compiled."""
    return re.compile(str(rules(language, name)[rule]))
