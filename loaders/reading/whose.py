"""Whose a number in running text is: who has it, who does it, who the sentence is about.

Each way of telling is a rule of its own with how sure it is; constructions are data (``whose`` in ``<language>/figures.yaml``),
written over scenes, in which each thing named is a sign (``scene``). What is named oftenest tells nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from loaders.bodies.tables import shipped
from loaders.reading.cast import Cast
from loaders.reading.language import rules
from loaders.reading.scene import Scene, Token, expand

_BACK, _AHEAD, _SENTENCE = 120, 160, 600
"""So far before and behind a number its owner is looked for, and so far back in its sentence."""
_COUNTED = ("MEMBER-STATES", "PARTIES")
"""What is counted and has nothing itself."""
_DECIDING = "IX"
"""Classes of things that decide on money and posts or tell of them, and do not have them."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A key and the rule by which a number is its, with how sure the rule is."""

    key: str
    rule: str
    sure: float


class Whose:
    """Finds the owners of numbers in the scenes of one document."""

    def __init__(self, cast: Cast) -> None:
        self._cast, self._language = cast, cast.laid.language
        self._rules: dict[str, Any] = rules(self._language, "figures")
        self._known: dict[str, Any] = self._rules["whose"]
        self._sentences: dict[int, list[int]] = {}

    def said(self, view: Scene, start: int, end: int, *, granted: bool) -> Owned | None:
        """Whose the number between two offsets is by the words right around it: who has it, whom it is of, for whom it is."""
        at, stop = self._place(view, start), self._place(view, end)
        first, last = self._sentence(view, at)
        before, behind = view.text[max(first, at - _BACK) : at], view.text[stop : min(last, stop + _AHEAD)]
        behind = re.split(self._known["clauses"], behind)[0]
        counted = view.tokens.get(behind.lstrip()[:1])
        if counted and (whole := self._whole(view, counted)):
            return Owned(whole, "figure-of", 0.9)
        for rules_of, words in self._around(before, behind, granted=granted):
            for pattern in rules_of:
                match = expand(pattern, self._language).search(words)
                token = view.tokens.get(match["s"]) if match else None
                if match and token and (key := self._owner(token, words[match.end("s") :], granted=granted, near=True)):
                    return Owned(key, "figure-of", 0.9)
        return None

    def _around(self, before: str, behind: str, *, granted: bool) -> Iterator[tuple[list[str], str]]:
        """Rules with the words in which they are looked for."""
        yield [f"(?:{pattern})$" for pattern in self._known["has"]], before
        if granted:
            yield [f"(?:{pattern})$" for pattern in self._known.get("to_granted", ())], before
            yield self._known["of_granted"], behind
        yield self._known["of"], behind
        yield self._known["joins"], behind
        if not granted:
            yield self._known["by"], behind
            yield [f"(?:{pattern})$" for pattern in self._known.get("by_before", ())], before

    def subject(self, view: Scene, start: int, *, granted: bool) -> Owned | None:
        """Whom the clause of a number is about: what begins it, else what begins a clause before it in its sentence."""
        at = self._place(view, start)
        first, _ = self._sentence(view, at)
        key = self._topic(view, first, at, granted=granted)
        return Owned(key, "figure-subject", 0.85) if key else None

    def named(self, view: Scene, start: int, *, granted: bool, behind: bool = False) -> Owned | None:
        """Somebody else whom the sentence names: in the nearest clause before the number, or behind it."""
        at = self._place(view, start)
        first, last = self._sentence(view, at)
        rest = re.search(self._known["clauses"], view.text[at:last])
        last = at + rest.start() if rest else last
        for begin, end in [(at, last)] if behind else self._clauses(view, first, at)[: self._known["near_clauses"]]:
            for place, token in self._tokens(view, begin, end, at):
                key = self._owner(token, view.text[place + 1 : place + _AHEAD], granted=granted)
                if key and token.sort in self._known["acting"]:
                    return Owned(key, "figure-sentence", 0.7)
        return None

    def topic(self, view: Scene, end: int | None = None, *, granted: bool) -> Owned | None:
        """Whom a paragraph is about: what begins its first sentence, else the sentence before a place."""
        stop = len(view.text) if end is None else self._place(view, end)
        ends = self._ends(view)
        place = bisect_left(ends, stop)
        before = (ends[place - 2], ends[place - 1]) if place > 2 else (0, 0)
        for first, last in ((0, ends[1]), before):
            if key := self._topic(view, first, min(last, stop, first + _SENTENCE), granted=granted, acting=True):
                return Owned(key, "figure-paragraph", 0.65)
        return None

    # ------------------------------------------------------------------ places
    def _place(self, view: Scene, offset: int) -> int:
        """Where an offset of the stored text stands in a scene."""
        return bisect_left(view.spans, (offset, 0))

    def _ends(self, view: Scene) -> list[int]:
        """Where the sentences of a scene end, with its beginning."""
        start = view.paragraph.start
        if start not in self._sentences:
            self._sentences[start] = [0, *(end for _, end in view.sentences()), len(view.text) + 1]
        return self._sentences[start]

    def _sentence(self, view: Scene, at: int) -> tuple[int, int]:
        ends = self._ends(view)
        place = bisect_left(ends, at + 1)
        return max(ends[place - 1], at - _SENTENCE), min(ends[place], len(view.text), at + _SENTENCE)

    def _clauses(self, view: Scene, first: int, at: int) -> list[tuple[int, int]]:
        """The clauses between two places, the nearest first."""
        cuts = [first, *(first + m.end() for m in re.finditer(self._known["clauses"], view.text[first:at]))]
        return list(zip(cuts, [*cuts[1:], at], strict=True))[::-1]

    def _tokens(self, view: Scene, begin: int, end: int, at: int) -> list[tuple[int, Token]]:
        """The things named in a stretch, none in brackets in which the place does not stand."""
        asides = [(begin + m.start(), begin + m.end()) for m in re.finditer(self._known["aside"], view.text[begin:end])]
        found = view.tokens_in(begin, end, self._known["kinds"])
        return [(n, token) for n, token in found if not any(a < n < b and not a < at < b for a, b in asides)]

    # ------------------------------------------------------------------ owners
    def _topic(self, view: Scene, first: int, at: int, *, granted: bool, acting: bool = False) -> str | None:
        """What begins the nearest clause that something begins; ``acting``: not who only decides there."""
        for begin, end in self._clauses(view, first, at):
            for place, token in self._tokens(view, begin, end, at):
                said, behind = view.text[begin:place], view.text[place + 1 : place + _AHEAD]
                if not any(self._compiled(rule).search(said) for rule in ("begins", "noun_of")):
                    continue
                if acting and re.match(self._rules["deciders"], behind):
                    continue
                if key := self._owner(token, behind, granted=granted):
                    return key
        return None

    def _compiled(self, rule: str) -> re.Pattern[str]:
        return expand(self._known[rule], self._language)

    def _owner(self, token: Token, behind: str, *, granted: bool, near: bool = False) -> str | None:
        """The key whose a number can be: a post's is its body's; a collective's only where it stands right beside; who decides on
        money and posts does not have them."""
        kind = self._cast.type_of(token.key)
        if not near and re.match(self._rules["tellers"], behind):
            return None
        if kind == "post":
            key = self._of_post.get(token.key)
            return None if key is None or (granted and re.match(self._rules["deciders"], behind)) else key
        if token.key in _COUNTED or (not near and re.match(self._known["modifies"], behind)):
            return None
        if token.sort == "P" and kind != "country":
            return None
        if kind == "collective" and not near:
            return None
        decides = kind == "organ" or re.match(self._rules["deciders"], behind)
        return None if granted and (decides or token.sort in _DECIDING) else token.key.partition("#")[0]

    def _whole(self, view: Scene, token: Token) -> str | None:
        """Whose the members are that a name means ("51 members of the Group"): who is named inside it."""
        if self._cast.type_of(token.key) != "collective":
            return None
        named = self._cast.context.mentions_in(view.paragraph, "entity")
        inside = (m for m in named if token.start <= m.start and m.end <= token.end and m.key != token.key)
        return next((m.key for m in inside if self._cast.sort_of(m.key) in "BGKN"), None)

    @cached_property
    def _of_post(self) -> dict[str, str]:
        return {row.key: row.parent for row in shipped().parents if shipped().types.get(row.key) == "post"}
