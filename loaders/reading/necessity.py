"""Whether a pattern can match without some word: told from its groups and alternatives, without running it."""

import re
from collections.abc import Sequence

_TOKEN = re.compile(
    r"""\\.                                   # an escape
      | \[\^?\]?(?:\\.|[^\]\\])*\]            # a class
      | <[A-Za-z]+>                           # a mark that stands for words
      | \((?:\?(?:[:=!]|<[=!]|P<\w+>|P=\w+))? # the beginning of a group
      | [?*+](?:\?)? | \{\d*,?\d*\}\??        # how often
      | .""",
    re.VERBOSE | re.DOTALL,
)


def stands_always(pattern: str, marks: Sequence[str]) -> bool:
    """Whether one of the marks (``V`` for ``<V>``) is part of every match of the pattern."""
    tokens = _TOKEN.findall(pattern)
    found, end = _alternatives(tokens, 0, {f"<{mark}>" for mark in marks})
    return found and end == len(tokens)


def _alternatives(tokens: list[str], at: int, marks: set[str]) -> tuple[bool, int]:
    """(whether each alternative from ``at`` on has a mark, where they end)."""
    every, here = True, False
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == "|":
            every, here, at = every and here, False, at + 1
            continue
        found, at = _piece(tokens, at, marks)
        if at < len(tokens) and (tokens[at][0] in "?*" or tokens[at].startswith(("{0", "{,"))):
            found = False
        here = here or found
    return every and here, at


def _piece(tokens: list[str], at: int, marks: set[str]) -> tuple[bool, int]:
    """(whether one piece has a mark, what follows it); what only looks ahead or behind has none."""
    opening = tokens[at]
    if not opening.startswith("("):
        return opening in marks, at + 1
    found, end = _alternatives(tokens, at + 1, marks)
    return found and not re.fullmatch(r"\(\?<?[=!]", opening), end + 1
