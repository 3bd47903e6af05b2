"""What a pattern can't match without: told from its groups and alternatives, without running it; and a sieve that by this tells
in one pass over a text which of many patterns are worth trying there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

_TOKEN = re.compile(
    r"""\\.                                   # an escape
      | \[\^?\]?(?:\\.|[^\]\\])*\]            # a class
      | <[A-Za-z]+>                           # a mark that stands for words
      | \((?:\?(?:-?i?:|[=!]|<[=!]|P<\w+>|P=\w+|\(\w+\)))? # the beginning of a group
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


# ---------------------------------------------------------------------- all that stands in a text of a match
Clause = frozenset[str]
"""Words of which one stands wherever a pattern matches, in small letters."""
_OFTEN = re.compile(r"[?*+]\??|\{\d*,?\d*\}\??")
_BLOCK = 256
_SIGN = re.compile("[\ue000-\uf8ff]")
"""What stands for a thing named (``scene``), in blocks of its class."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part of a pattern: ``clauses``, all of which hold; ``exact``: the letters that it is and nothing else."""

    clauses: frozenset[Clause] = frozenset()
    exact: str = ""


@lru_cache(maxsize=4096)
def clauses(pattern: str) -> frozenset[Clause]:
    """What stands wherever the pattern matches: of each clause one of its words. None of it, where the pattern has a form (flags
    for all of it) that is not looked into. Kept, for patterns are made of the same parts."""
    tokens = _TOKEN.findall(pattern)
    if any(one == "(" and other == "?" for one, other in pairwise(tokens)):
        return frozenset()
    each = [_sequence(part) for part in _alternatives_of(tokens)]
    if len(each) == 1:
        return each[0]
    return frozenset([frozenset().union(*(max(found, key=_tells) for found in each))]) if all(each) else frozenset()


def _alternatives_of(tokens: list[str]) -> Iterator[list[str]]:
    """The alternatives of a pattern, with each group in them as one token."""
    out: list[str] = []
    depth, begin = 0, 0
    for at, piece in enumerate(tokens):
        if piece.startswith("("):
            begin = at if depth == 0 else begin
            depth += 1
        elif piece == ")":
            depth -= 1
            out += ["".join(tokens[begin : at + 1])] if depth == 0 else []
        elif depth == 0 and piece == "|":
            yield out
            out = []
        elif depth == 0:
            out.append(piece)
    yield out


def _tells(clause: Clause) -> tuple[bool, int, int]:
    """How much a clause tells: the more, the longer its shortest word and the fewer its words are."""
    return _useful(clause), min(map(len, clause)), -len(clause)


def _sequence(tokens: list[str]) -> frozenset[Clause]:
    found: set[Clause] = set()
    run = ""
    for token, often in zip(tokens, [*tokens, ""][1:], strict=True):
        if _OFTEN.fullmatch(token):
            continue
        often = often if _OFTEN.fullmatch(often) else ""
        part = _Part() if often[:1] in ("?", "*") or often.startswith(("{0", "{,")) else _part(token)
        run += part.exact
        if part.exact and not often:
            continue
        found |= {frozenset([run])} if run else set()
        found |= part.clauses
        run = part.exact if often[:1] == "+" else ""
    return frozenset(found | ({frozenset([run])} if run else set()))


def _part(token: str) -> _Part:
    """What is known of a letter, class or group; what only looks ahead or behind tells nothing."""
    if token.startswith("("):
        opening = _TOKEN.match(token)
        if opening is None or re.fullmatch(r"\(\?(?:<?[=!]|P=\w+|\(\w+\))", opening[0]):
            return _Part()
        return _Part(clauses(token[opening.end() : -1]))
    if token.startswith("["):
        return _Part(_class(token))
    if token.startswith("\\"):
        return _Part() if token[1].isalnum() else _Part(exact=token[1])
    return _Part() if token in (".", "^", "$") else _Part(exact=token.lower())


def _class(token: str) -> frozenset[Clause]:
    """Of a class its characters, if they are few; of signs the first of their block."""
    inner = token[1:-1]
    if inner.startswith("^") or "\\" in inner or "]" in inner:
        return frozenset()
    chars: set[str] = set()
    for first, last, one in re.findall(r"(.)-(.)|(.)", inner, re.DOTALL):
        if one:
            chars.add(block(one) or one.lower())
        elif block(first):
            chars.update(map(chr, range(ord(block(first)), ord(last) + 1, _BLOCK)))
        else:
            return frozenset()
    return frozenset([frozenset(chars)]) if chars else frozenset()


def block(char: str) -> str:
    """The first sign of the block (of ``scene``) to which a sign belongs; "" for what is no sign."""
    return chr(ord(char) // _BLOCK * _BLOCK) if "\ue000" <= char <= "\uf8ff" else ""


class Sieve:
    """Patterns of which those are let through that can match in a text."""

    def __init__(self, patterns: Iterable[str]) -> None:
        of_each = [sorted(filter(_useful, clauses(pattern)), key=_tells, reverse=True) for pattern in patterns]
        self._words = tuple(sorted({word for found in of_each for clause in found for word in clause if not block(word)}))
        self._automaton = AhoCorasick(list(self._words))
        self._others = [found[1:] for found in of_each]
        self._always = [n for n, found in enumerate(of_each) if not found]
        self._by_word: dict[str, list[int]] = {}
        for n, found in enumerate(of_each):
            for word in found[0] if found else ():
                self._by_word.setdefault(word, []).append(n)

    def through(self, text: str) -> list[int]:
        """The numbers of the patterns that can match in the text, in order."""
        hits = self._automaton.find_matches_as_indexes(text.lower(), overlapping=True)
        stand = {self._words[n] for n, _, _ in hits} | set(map(block, set(_SIGN.findall(text))))
        tried = {n for word in stand for n in self._by_word.get(word, ())}
        fit = [n for n in tried if not any(clause.isdisjoint(stand) for clause in self._others[n])]
        return sorted([*fit, *self._always])


def _useful(clause: Clause) -> bool:
    """Whether a clause can fail: words of one or two letters stand everywhere."""
    return all(len(word) > 2 or word >= "\u2e80" for word in clause)
