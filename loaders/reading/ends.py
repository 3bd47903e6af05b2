"""The two ends of a relation: what a group of its pattern names, or what only the words before it tell."""

import re
from dataclasses import dataclass
from typing import Any

from loaders.reading.cast import COLLECTIVES, Cast
from loaders.reading.language import rules
from loaders.reading.programmes import subprogramme_key
from loaders.reading.scene import CLASSES, Scene, Token
from loaders.reading.subjects import subjects

_BEFORE = {
    "document-before": "X", "meeting-before": "M", "group-before": "G", "body-before": "B", "row": "B", "initiative-before": "NBG",
    "instrument-before": "I", "strategy-before": "S",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation, a key; of a provision the whole and the part. ``inner``: what is named inside its name."""

    key: str
    inner: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The instrument or text of which it is a part, else itself. An obligation or a draft keeps its part."""
        return self.key if "draft" in self.key else self.key.partition("#")[0]

    @property
    def part(self) -> str | None:
        """The provision, if it is one."""
        return None if "draft" in self.key else self.key.partition("#")[2] or None


def ends(view: Scene, match: re.Match[str], row: dict[str, Any], name: str, cast: Cast) -> list[End]:
    """The ends that a group of a pattern or one of the words of the rules names; empty where nothing does."""
    if name == "document":
        return [End(cast.context.document)]
    if name == "house":
        return [End(cast.house)] if cast.house else []
    if name == "section":
        subject = cast.subject(view.paragraph)
        return [End(subject)] if subject else []
    if name == "subject":
        return _subject(view, match.start(), str(row.get("subjects", "BG")), cast)
    if name == "document-or-section":
        said = [end for end in _before(view, match, "X", cast) if end.key != cast.context.document]
        return said or _subject(view, match.start(), "GK", cast)
    if name == "body-or-section":
        said = _subject(view, match.start("o"), "BKNGO", cast)
        return said if said or cast.enacts(view.paragraph) else ends(view, match, row, "house", cast)
    if name == "first-body":
        start = next(s for s, e in view.sentences() if s <= match.start() < e)
        return [End(token.key) for _, token in view.tokens_in(start, match.start(), "BG")[:1]]
    if name == "subprogrammes":
        numbers = [int(n) for n in re.findall(r"\d", match["n"])]
        return [End(key) for n in numbers if (key := subprogramme_key(cast.laid, cast.context, n))]
    if name in _BEFORE:
        return _before(view, match, _BEFORE[name], cast)
    if name == "first":
        return [End(token.key) for _, token in view.tokens_in(*match.span(), "OB")[:1]]
    return _group(view, match, row, name, cast)


def _subject(view: Scene, at: int, sorts: str, cast: Cast) -> list[End]:
    """What the clause is about, else what the section is about."""
    if said := subjects(view, at, sorts, cast):
        return [End(token.key) for token in said]
    about = cast.subject(view.paragraph, re.sub("[IXSM]", "", sorts))
    apart = re.match("fn|table|figure|annex", view.paragraph.label)
    return [End(about)] if about and not apart else []


def _group(view: Scene, match: re.Match[str], row: dict[str, Any], name: str, cast: Cast) -> list[End]:
    start, end = match.span(name)
    if start < 0:
        return _group(view, match, row, "p", cast) if name == "o" and match.groupdict().get("p") else []
    one = end - start == 1  # a group of one sign needs no choice
    sorts = CLASSES if one else str(row.get("all", CLASSES.replace("D", "")))
    tokens = [token for at, token in view.tokens_in(start, end, sorts) if one or row.get("owners") or not _owns(view, at)]
    chosen = _of_each(view, start, end, sorts, cast) if row.get("first_of_each") else tokens
    found = chosen if "all" in row else chosen[:1]
    return [End(t.key, _inside(t, cast)) for t in found if not (row.get("no_collective") and t.key in COLLECTIVES)]


def _owns(view: Scene, at: int) -> bool:
    """Whether a body only says whose the thing is that is named right behind it: an instrument, a session, a project."""
    owner, owned = view.tokens.get(view.text[at]), view.tokens.get(view.text[at + 1 : at + 2])
    if owner is None or owner.sort != "B":
        return False
    if owned is None and at + 2 < len(view.text) and view.text[at + 1] in rules(view.language, "relations").get("joint_owners", ""):
        return _owns(view, at + 2)
    return owned is not None and owned.sort in "IMXSNK"


def _inside(token: Token, cast: Cast) -> tuple[str, ...]:
    """What is named inside a name, the longest first: for where the thing itself can't be meant."""
    inner = [m for m in cast.context.found.mentions if token.start <= m.start and m.end <= token.end and m.key not in token.keys]
    return tuple(dict.fromkeys(m.key for m in sorted(inner, key=lambda m: m.start - m.end)))


def _of_each(view: Scene, start: int, end: int, sorts: str, cast: Cast) -> list[Token]:
    """Of each person in a list ("A, head of X and chair of Y, and B of Z") the first post or body."""
    out: list[Token] = []
    for part in re.finditer(rules(cast.laid.language, "relations")["between_people"], view.text[start:end]):
        out += [token for _, token in view.tokens_in(start + part.start(), start + part.end(), sorts)[:1]]
    return out


def _before(view: Scene, match: re.Match[str], sorts: str, cast: Cast) -> list[End]:
    """The last thing of such a class before the match: in the paragraph, else in the paragraphs of the section before it."""
    during = rules(cast.laid.language, "relations")["during"]
    near = [(at, token) for at, token in view.tokens_in(0, match.start(), sorts) if not re.match(during, view.text[at + 1 :])]
    if near:
        return [End(near[-1][1].key)]
    laid, here = cast.laid, view.paragraph
    before = [m for m in cast.context.found.mentions if m.start < here.start and laid.at(m.start).section == here.section]
    for mention in sorted(before, key=lambda m: (m.start, m.end))[::-1]:
        if cast.sort_of(mention.key) in sorts and mention.form != "hyperlink":
            return [End(mention.key)]
    return []
