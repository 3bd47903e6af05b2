"""The rules of ``<language>/requests.yaml`` as patterns: their own ``words`` put in, then signs as in the rules of relations."""

import re
from functools import cache

from loaders.reading.language import rules
from loaders.reading.scene import expand

NEVER = "(?!)"
_DEPTH = 5
"""Words are made of words, so many deep."""


@cache
def compiled(pattern: str, language: str) -> re.Pattern[str]:
    """A pattern with the words of asking (``<asked>``) and signs (``{BG}``) in it, compiled."""
    words = rules(language, "requests").get("words", {})
    for _ in range(_DEPTH):
        pattern = re.sub("(?<![?]P)<([a-z]+)>", lambda m: f"(?:{words[m[1]]})" if m[1] in words else m[0], pattern)
    return expand(pattern, language)


@cache
def rule(name: str, language: str) -> re.Pattern[str]:
    """A rule of that name; one that never holds where the language has none."""
    return compiled(str(rules(language, "requests").get(name, NEVER)), language)
