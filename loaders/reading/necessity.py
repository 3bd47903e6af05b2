"""What a pattern can't match without: told from its groups and alternatives, without running it."""

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


def literals(pattern: str, least: int) -> frozenset[str] | None:
    """Letters of which some stand wherever the pattern matches: a run of each alternative, in small letters; None where an
    alternative has no run of ``least`` letters that can't be left out."""
    runs: list[list[str]] = [[""]]
    depth, tokens = 0, _TOKEN.findall(pattern)
    for piece, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if depth == 0 and piece == "|":
            runs.append([""])
            continue
        depth += piece.startswith("(") - (piece == ")")
        plain = depth == 0 and len(piece) == 1 and (piece.isalpha() or piece == " ") and not re.match(r"[?*+{]", following)
        if plain:
            runs[-1][-1] += piece.lower()
        else:
            runs[-1].append("")
    longest = [max((run.strip() for run in of_one), key=len) for of_one in runs]
    return frozenset(longest) if all(len(run) >= least for run in longest) else None
