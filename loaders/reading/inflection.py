"""The forms of verbs, where a language has them: from the plain form by the rules ``forms`` of ``<language>/relations.yaml``.

A rule has ``ends`` (how the first word of the plain form ends) and for each mark of a pattern the endings that take its place:
``establish`` with ``{V: '|es|ed', Ved: ed}`` gives ``<V>`` establish, establishes, established and ``<Ved>`` established.
"""

import re
from collections.abc import Iterator
from typing import Any

from loaders.reading.language import rules


def inflected(said: str, language: str) -> dict[str, str]:
    """What each mark of a voice stands for, as alternatives, the longest first; ``V`` alone where words have one form."""
    table: list[dict[str, str]] = rules(language, "relations").get("forms", [])
    if not table:
        return {"V": said}
    marks = [mark for mark in table[0] if mark != "ends"]
    return {mark: _alternatives({form for verb in said.split("|") for form in _forms(verb, mark, table)}) for mark in marks}


def given(row: dict[str, Any]) -> dict[str, str]:
    """The words that a row gives for a mark itself (``Vn: creation``)."""
    return {mark: str(words) for mark, words in row.items() if re.fullmatch("V[a-z]*", mark)}


def _forms(verb: str, mark: str, table: list[dict[str, str]]) -> Iterator[str]:
    head, blank, rest = verb.partition(" ")
    for rule in table:
        if found := re.search(f"(?:{rule['ends']})$", head):
            for ending in rule[mark].split("|"):
                yield f"{head[: found.start()]}{found.expand(ending)}{blank}{rest}"
            return


def _alternatives(forms: set[str]) -> str:
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))
