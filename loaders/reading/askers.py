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
    _section: str | None = None

    def hear(self, view: Scene, start: int, end: int, found: list[Asking]) -> None:
        """The next sentence, with what is asked in it: who is asked does not ask in the same breath."""
        if view.paragraph.section != self._section:
            self.before, self._section = None, view.paragraph.section
        elif self.acting:
            self.before = self.acting[0].key
        asked = [asking.match.span("to") for asking in found]
        acting = sorted(_speaking(view, start, end, self.cast), key=lambda one: one.at)
        self.acting = [one for one in acting if not any(first <= one.at < last for first, last in asked)]

    def asker(self, view: Scene, asking: Asking) -> str | None:
        """Who asks: the document, where it does; whom the way of asking names; else who speaks in the sentence. None where nobody
        is known, or where the form of the verb shows that who speaks does not ask here."""
        cast = self.cast
        own = cast.draft(view.paragraph) or cast.context.document
        if asking.way.by == "document":
            return own
        groups = asking.match.groupdict()
        if named := groups.get("s") or groups.get("s2"):
            key = view.tokens[named].key
            return key if asking.way.status else cast.speaking(key.partition("#")[0])
        if cited := rule("cited", view.language).search(view.text, 0, asking.match.start()):
            return view.tokens_in(*cited.span(), "I")[-1][1].key.partition("#")[0]
        speaker = speaker_at(self.acting, asking.match.start())
        if subject := _subject(view, asking):
            return speaker.key if speaker and speaker.body == subject else cast.speaking(subject)
        if self.before and rule("pronoun", view.language).search(view.text, 0, asking.match.start()):
            return self.before
        if speaker is None or (speaker.key == own and _told_elsewhere(view, asking.match)):
            return None
        return speaker.key


def _speaking(view: Scene, start: int, end: int, cast: Cast) -> Iterator[Speaker]:
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


def _subject(view: Scene, asking: Asking) -> str | None:
    """The thing named right before the verb as its subject; none where it is asked itself in the same breath."""
    before = rule("subject", view.language).search(view.text, 0, asking.match.start())
    if before is None or before["s"] not in view.tokens:
        return None
    return view.tokens[before["s"]].key.partition("#")[0]


def _told_elsewhere(view: Scene, match: re.Match[str]) -> bool:
    """Whether the verb's form shows that the instrument does not ask here: a past time, or a finite verb inside a preamble."""
    begins = rule("begins", view.language).search(view.text, 0, match.start())
    form = "finite" if "preamble" in view.paragraph.label and not begins else "past"
    return rule(form, view.language).match(match[0]) is not None
