"""Those who are asked as a class, and no body of its own: Governments, parties, donors, stakeholders, civil society.

Texts ask them where they ask bodies, but name them by common nouns, so that no lexicon of names can know them: only where
somebody is asked are they told apart from plain words. ``classes`` in ``<language>/requests.yaml`` says what they are called,
``addressees.csv`` what they are.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from loaders.bodies.tables import shipped
from loaders.reading.asking_rules import compiled
from loaders.reading.laid import Context, Finds
from loaders.reading.language import rules
from loaders.reading.scene import Scene, Token, added, type_sort
from ontology.readings import Entity
from ontology.records import Literal, Statement

TYPE = "collective"
RULE = "addressee-class"
_SIGN = "@([A-Z][A-Z-]*)?"
_MARK = 0xF000
"""Signs that stand in the text for a thing of a certain key while classes are looked for."""


@cache
def labels() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The classes that the register does not have, with their labels by language."""
    text = files("loaders.reading").joinpath("addressees.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    known = shipped().types
    return {row["key"]: tuple(sorted((k, v) for k, v in row.items() if k != "key")) for row in rows if row["key"] not in known}


@cache
def _classes(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Key and pattern of each class; ``@`` in a pattern is the sign of a thing that has the key already, ``@UN`` that of UN."""
    rows: list[dict[str, str]] = rules(language, "requests").get("classes", [])
    return tuple((row["key"], compiled(_marked(row["words"], row["key"]), language)) for row in rows)


def _marked(words: str, own: str) -> str:
    return re.sub(_SIGN, lambda m: _mark(m[1] or own), words)


@cache
def _keys(language: str) -> frozenset[str]:
    """The keys whose signs the patterns of the classes name."""
    rows: list[dict[str, str]] = rules(language, "requests").get("classes", [])
    return frozenset(key or row["key"] for row in rows for key in re.findall(_SIGN, row["words"]))


@cache
def _mark(key: str) -> str:
    keys = sorted({*labels(), *shipped().types})
    return chr(_MARK + keys.index(key))


def told_apart(view: Scene) -> Scene:
    """The scene of a paragraph in which somebody is asked, with those who are named as a class as signs."""
    classes = _classes(view.language)
    known = _keys(view.language)
    marks = {ord(sign): _mark(token.key) for sign, token in view.tokens.items() if token.key in known}
    text = view.text.translate(marks)
    hits = [(m.start(), m.end(), key) for key, pattern in classes for m in pattern.finditer(text) if m.end() > m.start()]
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(hits, key=lambda h: (h[0], -h[1])):
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return added(view, [(start, end, Token((key,), type_sort(TYPE), *view.place(start, end))) for start, end, key in kept])


def named(keys: Iterable[str], context: Context, statements: Iterable[Statement]) -> Finds:
    """The classes among these keys as entities, with type and name where they are first spoken of."""
    used = [key for key in dict.fromkeys(keys) if key in labels()]
    places = list(statements)
    entities = tuple(Entity(key, TYPE, labels()[key]) for key in used)
    return Finds(entities=entities, statements=tuple(s for key in used for s in _of(key, context, places)))


def _of(key: str, context: Context, said: list[Statement]) -> Iterator[Statement]:
    first = next(s for s in said if key in (s.subject, s.object)).evidence[0]
    if first.start is None or first.end is None:
        return
    evidence = (context.evidence(first.start, first.end, RULE, 0.85),)
    name = dict(labels()[key]).get(context.laid.language, "")
    yield Statement(context.document, key, "type", Literal(TYPE, datatype="type"), evidence=evidence)
    if name:
        yield Statement(context.document, key, "name", Literal(name, language=context.laid.language), evidence=evidence)
