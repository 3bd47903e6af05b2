"""Who asks: the instrument or draft that speaks, the body whose decision is told, never those who are asked in the same breath."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from loaders.reading.asking_rules import rule
from loaders.reading.askings import Asking
from loaders.reading.cast import Cast, Speaker, speaker_at, speakers
from loaders.reading.language import rules
from loaders.reading.scene import Scene, expand

_TOLD = "told"
"""A label of no draft and no instrument: what stands there is told."""
_OPERATIVE = r"preamble|operative|\d|[IVX]+\."


@dataclass
class Askers:
    """Who speaks, sentence by sentence: ``acting`` in this one, by place; ``before``: who spoke first in the last one of the same
    section in which somebody did, whom "it" and "they" mean."""

    cast: Cast
    acting: list[Speaker] = field(default_factory=list)
    before: str | None = None
    asked: list[tuple[int, int]] = field(default_factory=list)
    """Where those stand who are asked in this sentence."""
    _section: str | None = None

    def hear(self, view: Scene, start: int, end: int, found: list[Asking]) -> None:
        """The next sentence, with what is asked in it: who is asked does not ask in the same breath."""
        if view.paragraph.section != self._section:
            self.before, self._section = None, view.paragraph.section
        elif self.acting:
            self.before = self.acting[0].key
        self.asked = [asking.match.span("to") for asking in found]
        acting = sorted(_speakers(view, start, end, self.cast), key=lambda one: one.at)
        self.acting = [one for one in acting if not self._is_asked(one.at)]

    def _is_asked(self, at: int) -> bool:
        return any(first <= at < last for first, last in self.asked)

    def sources(self, view: Scene, asking: Asking) -> list[str]:
        """Who asks: the document, where it does; whom the way of asking names; else who speaks in the sentence. Several where two
        instruments ask the same; none where nobody is known, or where the form of the verb shows that who speaks does not ask
        here."""
        if asking.way.by == "document":
            return [self._own(view)]
        groups = asking.match.groupdict()
        if named := groups.get("s") or groups.get("s2"):
            key = view.tokens[named].key
            return [key if asking.way.status else self.voice(view, key.partition("#")[0])]
        if cited := rule("cited", view.language).search(view.text, 0, asking.match.start()):
            return [view.tokens_in(*cited.span(), "I")[-1][1].key.partition("#")[0]]
        speaker = speaker_at(self.acting, asking.match.start())
        if subjects := self._subjects(view, asking):
            return [speaker.key if speaker and speaker.body == one else self.voice(view, one) for one in subjects]
        return self._speaking(view, asking, speaker)

    def _subjects(self, view: Scene, asking: Asking) -> list[str]:
        """The things named right before the verb as its subject: several instruments, or one thing."""
        before = rule("subject", view.language).search(view.text, 0, asking.match.start())
        named = view.tokens_in(*before.span("s"), "IMBGO") if before else []
        return list(dict.fromkeys(token.key.partition("#")[0] for at, token in named if not self._is_asked(at)))

    def voice(self, view: Scene, body: str) -> str:
        """In what a body named is said to ask: the decision that spoke for it last; in an instrument only one of the same
        paragraph, for an instrument goes on from one matter to the next."""
        if self.cast.enacts(view.paragraph):
            return self.cast.spoke.get(body, body)
        return self.cast.speaking(body)

    def _own(self, view: Scene) -> str:
        return self.cast.draft(view.paragraph) or self.cast.context.document

    def _speaking(self, view: Scene, asking: Asking, speaker: Speaker | None) -> list[str]:
        at = asking.match.start()
        if self.before and rule("pronoun", view.language).search(view.text, 0, at):
            return [self.before]
        if speaker is None or (speaker.key == self._own(view) and _told_elsewhere(view, asking.match)):
            return []
        return [_told_in(view, at) or speaker.key]


def _speakers(view: Scene, start: int, end: int, cast: Cast) -> Iterator[Speaker]:
    """Those of ``speakers``; a draft and an instrument without a known symbol speak like an instrument, wherever no other does."""
    own = cast.draft(view.paragraph) or _unknown_instrument(view, cast)
    if own is None:
        yield from speakers(view, start, end, cast)
        return
    yield Speaker(start - 1, own)
    yield from speakers(replace(view, paragraph=replace(view.paragraph, label=_TOLD)), start, end, cast)
    resumes = expand(rules(view.language, "relations")["resumes"], view.language)
    yield from (Speaker(match.end() - 1, own) for match in resumes.finditer(view.text, start, end))


def _unknown_instrument(view: Scene, cast: Cast) -> str | None:
    """The document, where it was read as an instrument though its key is none."""
    if cast.context.loader != "resolution" or cast.kind_of(cast.context.document) == "instrument":
        return None
    return cast.context.document if re.match(_OPERATIVE, view.paragraph.label) else None


def _told_in(view: Scene, at: int) -> str | None:
    """The instrument in brackets at the end of the sentence in which something is told to have been asked."""
    end = next(last for first, last in view.sentences() if first <= at < last)
    found = rule("source_behind", view.language).search(view.text, at, end)
    return view.tokens[found["s"]].key.partition("#")[0] if found else None


def _told_elsewhere(view: Scene, match: re.Match[str]) -> bool:
    """Whether the verb's form shows that the instrument does not ask here: a past time, or a finite verb inside a preamble."""
    begins = rule("begins", view.language).search(view.text, 0, match.start())
    form = "finite" if "preamble" in view.paragraph.label and not begins else "past"
    return rule(form, view.language).match(match[0]) is not None
