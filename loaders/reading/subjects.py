"""Who or what a clause is about when it does not say so itself: the subject carried on from clause to clause.

The things that begin a sentence or a clause are what it is about; a clause without one is about the same as the one before. Behind
another sentence that is so only where the new one begins with its verb. Where no sentence says it, the section's subject is meant.
"""

import re

from loaders.reading.cast import COLLECTIVES, Cast
from loaders.reading.language import rules
from loaders.reading.scene import Scene, Token, expand

_AT_ONCE = 14
"""How many signs may stand between the beginning of a sentence and a verb that begins it."""


def subjects(view: Scene, at: int, sorts: str, cast: Cast) -> list[Token]:
    """The things of these classes that a clause at a place of a scene is about; several where a list begins it, none if unknown."""
    if view.paragraph.label.startswith("table"):
        return []
    for back, (start, end) in enumerate([s for s in view.sentences() if s[0] <= at][::-1][:3]):
        just = _just_named(view, start, at, sorts) or _newly(view, start, at, sorts)
        if just:
            return just
        if (spoken := _spoken_of(view, start, min(end, at), sorts)) is not None:
            return [token for token in spoken if token.key not in COLLECTIVES]
        if found := _topics(view, start, min(end, at), sorts, cast):
            return found
        if back == 0 and not _goes_on(view.text[start:at], cast.laid.language):
            return []
    return _above(view, sorts, cast)


def _above(view: Scene, sorts: str, cast: Cast) -> list[Token]:
    """What the words are about that announce the list of which the paragraph is an item: ``83`` for ``83(a)``."""
    parent = cast.laid.labelled(re.sub(r"\(\w+\)$", "", view.paragraph.label))
    if parent is None or parent == view.paragraph:
        return []
    lead = cast.seen(parent)
    return _topics(lead, *list(lead.sentences())[-1], sorts, cast) if lead.text.rstrip().endswith((":", "：")) else []


def _goes_on(words: str, language: str) -> bool:
    """Whether the beginning of a sentence, up to a verb, leaves its subject to the sentence before."""
    rule = rules(language, "relations")
    if re.match(rule.get("goes_on", "(?!)"), words):
        return True
    return len(words) <= _AT_ONCE and not re.match(rule.get("own", "(?!)"), words)


def _just_named(view: Scene, start: int, at: int, sorts: str) -> list[Token]:
    """A meeting named right before the comma behind which something is said of it."""
    near = view.tokens_in(max(start, at - 3), at, "M") if "M" in sorts else []
    return [token for place, token in near if re.fullmatch("[,;]?.?", view.text[place + 1 : at])]


def _newly(view: Scene, start: int, at: int, sorts: str) -> list[Token]:
    """What the clause right before is said to set up: the clause behind it goes on about that."""
    newly = expand(rules(view.language, "relations").get("newly", "(?!)(?P<o>{Z})"), view.language)
    for match in newly.finditer(view.text, start, at + 2):
        if match.end() - 2 <= at <= match.end():
            return [token for _, token in view.tokens_in(*match.span("o"), sorts)]
    return []


def _spoken_of(view: Scene, start: int, at: int, sorts: str) -> list[Token] | None:
    """Who is asked or praised for what the clause goes on to say: that, and not who asks, is what does it. None where nobody is."""
    ways = rules(view.language, "relations").get("told_of", ())
    spans = [match.span("o") for way in ways for match in expand(way, view.language).finditer(view.text, start, at)]
    return [token for _, token in view.tokens_in(*max(spans), sorts)] if spans else None


def _topics(view: Scene, start: int, end: int, sorts: str, cast: Cast) -> list[Token]:
    """The things that begin the last clause of a stretch that begins with one; those of which only a part is meant come last."""
    language = cast.laid.language
    rule = rules(language, "relations")
    begins, of = re.compile(rule["begins"]), re.compile(rule.get("possessed", "(?!)"))
    first = [at for at, _ in view.tokens_in(start, end, sorts) if begins.search(view.text[:at])]
    whole = [at for at in first if not of.match(view.text[at + 1 :])]
    for at in (whole or first)[::-1][:1]:
        match = expand("{" + sorts + "*}", language).match(view.text, at, end)
        listed = view.tokens_in(at, match.end() if match else at + 1, sorts)
        return [token for _, token in listed if token.key not in COLLECTIVES]
    return []
