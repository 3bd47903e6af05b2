"""Footnote marks that stick to words: found by their number and place, and taken out of the text."""

import re
from collections.abc import Sequence

from loaders.reading.furniture import Note
from loaders.reading.labelling import Stretch
from loaders.reading.language import pattern, rules


def take_out(stretches: Sequence[Stretch], notes: Sequence[Note], language: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Removes the marks of the notes from the stretches' lines; the marks that were not found are handed back. ``known``: marks
    that the format has taken out already."""
    missing: list[str] = []
    begin = 0
    for note in notes:
        if note.mark in known:
            continue
        if not note.mark.isdecimal():
            _star(stretches, language)
            continue
        end = max((i for i, s in enumerate(stretches) if s.first < note.anchor), default=-1) + 1
        found = _last(stretches[begin:end], note.mark, language)
        if found is None:
            missing.append(note.mark)
            continue
        stretch, k, match = found
        stretch.lines[k] = stretch.lines[k][: match.start()] + re.sub(r"^ (?=[^\x00-\x7f])", "", stretch.lines[k][match.end() :])
        begin = max(0, next(i for i, s in enumerate(stretches) if s is stretch))
    return missing


def _star(stretches: Sequence[Stretch], language: str) -> None:
    star = pattern(language, "layout", "star")
    for stretch in stretches[:2]:
        stretch.lines[:] = [star.sub("", line) for line in stretch.lines]


def _last(stretches: Sequence[Stretch], mark: str, language: str) -> tuple[Stretch, int, re.Match[str]] | None:
    """The likeliest place: glued to a word or punctuation, not counting anything; the one nearest to the note."""
    glued = re.compile(str(rules(language, "layout")["mark"]).replace("{mark}", mark))
    hits = [(s, k, m) for s in stretches for k, line in enumerate(s.lines) for m in glued.finditer(line)]
    tight = [hit for hit in hits if not hit[2][0].startswith(" ")]
    return (tight or hits)[-1] if tight else None
