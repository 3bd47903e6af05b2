"""Which language a report is in, and the rules that its folder holds."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def known() -> tuple[str, ...]:
    """The languages that have rules: folders of two letters with a ``layout.yaml``."""
    folder = files("loaders.reading")
    return tuple(
        sorted(f.name for f in folder.iterdir() if re.fullmatch("[a-z]{2}", f.name) and f.joinpath("layout.yaml").is_file())
    )


def detect(text: str) -> str | None:
    """The language of a text, told by its script; None where no rules stand for it."""
    letters = re.findall(r"[^\W\d_]", text[:20000])
    han = sum("\u3400" <= c <= "\u9fff" for c in letters)
    guess = "zh" if letters and han > 0.3 * len(letters) else "en"
    return guess if guess in known() else None


@cache
def rules(language: str, name: str) -> dict[str, Any]:
    """``<language>/<name>.yaml``."""
    loaded = yaml.safe_load(files("loaders.reading").joinpath(language, f"{name}.yaml").read_text(encoding="utf-8"))
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
