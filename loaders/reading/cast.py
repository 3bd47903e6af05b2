"""Who is who in a report: the kinds of the things named, what sections are about, and who acts in a sentence.

A decision known only from a report has its source in the words around it: "in decision 26/11, the Council requested", "at the
seventeenth meeting, senior officials decided", "they also requested". An actor is an instrument or a session where one is said for
the body, else the body itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from loaders.bodies.tables import shipped
from loaders.reading.anaphora import BACK, referring
from loaders.reading.laid import Context, Laid
from loaders.reading.language import known, rules
from loaders.reading.scene import Scene, Token, expand, scene, type_sort
from ontology import vocabulary
from ontology.identifiers import Key, type_of
from ontology.readings import Paragraph
from ontology.symbols import Symbol

COLLECTIVES = ("UN", "UN-SYSTEM", "MEMBER-STATES", "PARTIES", "MGS", "MEAS", "UNDS")
"""Too wide to be said to do something together with somebody; where they act in an instrument or session, that acts."""


_HOUSES = ("programme_or_fund", "agency")
_OFTEN, _SHARE = 3, 0.3
"""How often, and in which share of all talk of programmes and agencies, a report names the one whose report it is."""


@dataclass
class Cast:
    """The things of one report, for the rules of relations and requests."""

    laid: Laid
    context: Context
    acted: dict[str, str] = field(default_factory=dict)
    """The instrument or session that last spoke for a body, in this section."""
    spoke: dict[str, str] = field(default_factory=dict)
    """The same, in this paragraph, and only where it acts."""
    last: str | None = None
    before: list[Token] = field(default_factory=list)
    """The things named so far in this section."""
    _section: str | None = None
    _without: dict[str, Context] = field(default_factory=dict)
    _sorts: dict[str, str] = field(default_factory=dict)
    _parted: dict[tuple[int, ...], Scene] = field(default_factory=dict)
    _here: int = -1

    @cached_property
    def types(self) -> dict[str, str]:
        """Types by key: the register's, then what this reading's entities say."""
        return {e.key: e.type for e in self.context.found.entities} | dict(shipped().types)

    def type_of(self, key: str) -> str:
        """The type of a key; what its form tells where nothing else is known."""
        return self.types.get(key) or self.types.get(key.partition("#")[0]) or type_of(key)

    def kind_of(self, key: str) -> str:
        """The kind of a key (``kinds.csv``)."""
        return vocabulary.entity_type(self.type_of(key)).kind

    def sort_of(self, key: str) -> str:
        """The class of a key in scenes; a part counts as its whole."""
        if key not in self._sorts:
            self._sorts[key] = type_sort(self.type_of(str(Key.parse(key).whole)))
        return self._sorts[key]

    def scene(self, paragraph: Paragraph) -> Scene:
        """The scene of a paragraph; a new section forgets who spoke in the one before."""
        if paragraph.section != self._section:
            self.acted, self.last, self._section, self.before = {}, None, paragraph.section, []
        self.spoke = {}
        made = self._scene(paragraph)
        self.before += sorted(made.tokens.values(), key=lambda token: token.start)
        return made

    def seen(self, paragraph: Paragraph) -> Scene:
        """The scene of a paragraph that was read before, looked at once more."""
        return self._scene(paragraph)

    def _scene(self, paragraph: Paragraph) -> Scene:
        """The scene, made once for all casts that know the same of what is named, what sections are about and what was before."""
        found, named = self.context.found, tuple(self.context.mentions_in(paragraph))
        known = (found.entities, found.about, named, self.before[-BACK:])
        key = (paragraph.start, id(found.entities), id(found.about), *map(id, named), 0, *map(id, known[-1]))
        kept = self.laid.kept.get(key)
        if kept is None:  # what the ids are of is kept with it, so that they stay theirs
            made = scene(self.laid, paragraph, self.context, self.sort_of, lambda named: referring(self, paragraph, named))
            kept = self.laid.kept[key] = (made, known)
        return kept[0]

    def scene_without(self, paragraph: Paragraph, suffix: str) -> Scene:
        """The scene of a paragraph in which nothing is named whose key ends so (one of the ends between
        strokes): what stands inside such a name is seen instead."""
        if suffix not in self._without:
            found = self.context.found
            kept = tuple(m for m in found.mentions if not m.key.endswith(tuple(suffix.split("|"))))
            self._without[suffix] = replace(self.context, found=replace(found, mentions=kept))
        gone = (paragraph.start, *(id(m) for m in self.context.mentions_in(paragraph) if m.key.endswith(tuple(suffix.split("|")))))
        if self._here != paragraph.start:
            self._here, self._parted = paragraph.start, {}
        if gone not in self._parted:  # most endings are those of nothing that is named here
            view = scene(self.laid, paragraph, self._without[suffix], self.sort_of, lambda named: referring(self, paragraph, named))
            self._parted[gone] = view
        return self._parted[gone]

    def subject(self, paragraph: Paragraph, sorts: str = "KBGSN") -> str | None:
        """What the sections above a paragraph are about: the nearest thing of these classes."""
        for section in self.laid.chain(paragraph):
            found = [*section.about, *(key for label, key in self.context.found.about if label == section.label)]
            for key in found:
                if self.sort_of(key) in sorts:
                    return key
        return None

    def draft(self, paragraph: Paragraph) -> str | None:
        """The key of the draft to which a paragraph belongs (``…#draft-decision``), or None."""
        match = re.match(r"draft-(?:decision|resolution)(?:-[\dIVXA-Z]+)?(?= |$)", paragraph.label)
        return f"{self.context.document}#{match[0]}" if match else None

    def enacts(self, paragraph: Paragraph) -> bool:
        """Whether the document is an instrument that speaks in this paragraph: in its body, not in an annex or a footnote."""
        return (
            self.kind_of(self.context.document) == "instrument" and re.match(r"preamble|\d|[IVX]+\.", paragraph.label) is not None
        )

    @cached_property
    def house(self) -> str | None:
        """The programme or agency of which the report mostly speaks; none where no one stands out."""
        named = Counter(m.key for m in self.context.found.mentions if self.types.get(m.key) in _HOUSES)
        key, often = next(iter(sorted(named.most_common(), key=lambda one: (-one[1], one[0]))), (None, 0))
        return key if often >= _OFTEN and often >= _SHARE * named.total() else None

    def speaking(self, body: str) -> str:
        """The instrument or session in which a body speaks, else the body."""
        return self.spoke.get(body) or self.acted.get(body, body)

    def remember(self, token: Token) -> None:
        """An instrument or session is named: from here on it speaks for its body."""
        key = token.key.partition("#")[0]
        if body := body_of(key):
            self.acted[body] = key


def body_of(key: str) -> str | None:
    """The body whose instrument or session a key is."""
    if symbol := Symbol.parse(key):
        return {"ECE": "UNECE"}.get(symbol.organ, symbol.organ)
    for pattern, body in _session_bodies():
        if match := pattern.fullmatch(key):
            return body or match["of"]
    return None


@cache
def _session_bodies() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """Keys of sessions, as the rules of names make them, with the body whose they are (None: the pattern says it)."""
    made = [rule for language in known() for rule in rules(language, "names")["sessions"]["keys"]]
    return tuple(
        (
            re.compile(re.escape(rule["key"]).replace(r"\{n\}", r"\d+").replace(r"\{of\}", "(?P<of>.+)")),
            None if "{of}" in rule["key"] else rule["of"],
        )
        for rule in made
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who acts, from a place of a scene on. ``key``: instrument, session or body; ``body``: the body named, if one is."""

    at: int
    key: str
    body: str | None = None


def speakers(view: Scene, start: int, end: int, cast: Cast) -> Iterator[Speaker]:
    """Who acts in a sentence, by place. Sessions and instruments named are remembered for their bodies as they come."""
    language = cast.laid.language
    again = expand(rules(language, "relations")["again"], language)
    if cast.draft(view.paragraph):
        yield Speaker(start - 1, cast.draft(view.paragraph) or "")
        return
    events: list[tuple[int, Token | str | None]] = [(at, token) for at, token in view.tokens_in(start, end, "IMBGO")]
    events += [(m.start(), None) for m in again.finditer(view.text, start, end)]
    if cast.enacts(view.paragraph):
        yield Speaker(start - 1, cast.context.document)
        resumes = expand(rules(language, "relations")["resumes"], language)
        events += [(m.end() - 1, cast.context.document) for m in resumes.finditer(view.text, start, end)]
    spoken = False
    for at, token in sorted(events, key=lambda e: e[0]):
        if isinstance(token, Token) and token.key in COLLECTIVES and spoken:
            continue
        if isinstance(token, str):
            yield Speaker(at, token)
        elif speaker := _speaker(view, at, token, cast):
            cast.last = speaker.key
            spoken = spoken or bool(token and token.sort in "IM")
            if token and token.sort in "IM" and (body := body_of(speaker.key)):
                cast.spoke[body] = speaker.key
            yield speaker
        if isinstance(token, Token) and token.sort in "IM":
            cast.remember(token)


def _speaker(view: Scene, at: int, token: Token | None, cast: Cast) -> Speaker | None:
    if token is None:
        return Speaker(at, cast.speaking(cast.last)) if cast.last else None
    language = cast.laid.language
    known = rules(language, "relations")
    back, ahead = known["reach"]
    before, after = view.text[max(0, at - back) : at], view.text[at + 1 : at + ahead]
    for role in known["speaks"][_role(token)]:
        match = _match(role["after"], after, language) if _search(role["before"], before, language) else None
        if match:
            key = token.key.partition("#")[0]
            acting = _through(view, match, key) or cast.speaking(key)
            return Speaker(at, acting, key) if token.sort in "BGO" else Speaker(at, key)
    return None


def _through(view: Scene, match: re.Match[str], body: str) -> str | None:
    """The instrument or session of its own in which a body is said to act."""
    by = match.groupdict().get("by")
    key = view.tokens[by].key.partition("#")[0] if by else None
    return key if key and body_of(key) == body else None


def _role(token: Token) -> str:
    return {"I": "instrument", "M": "meeting"}.get(token.sort, "body")


def _search(pattern: str, text: str, language: str) -> bool:
    return expand(f"(?:{pattern})$", language).search(text) is not None


def _match(pattern: str, text: str, language: str) -> re.Match[str] | None:
    return expand(pattern, language).match(text)


def speaker_at(found: list[Speaker], at: int) -> Speaker | None:
    """Who acts at a place: the last one before it."""
    before = [s for s in found if s.at <= at]
    return before[-1] if before else None
