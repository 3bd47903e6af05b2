"""Provisions that stand without a symbol: behind a title, behind words for the document itself, or alone.

A reader (see ``loader``), behind those of citations and names. A provision is keyed under the instrument that carries the text
(MODEL section 3), so paragraph 88 of "The future we want" is ``A/RES/66/288#88``.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from loaders.reading import provisions
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.spans import Spans
from ontology import vocabulary
from ontology.identifiers import kind_of
from ontology.readings import Mention, Remark
from ontology.records import Statement, qualifiers

_BEHIND = 160
"""Code points behind a provision in which the title of its text can begin."""
_TEXTS = ("instrument", "document", "strategy")
"""Kinds of things that have provisions."""


@cache
def carriers() -> dict[str, str]:
    """The instrument that carries a text which is known by a name."""
    text = files("loaders.reading").joinpath("carriers.csv").read_text(encoding="utf-8")
    return {row["text"]: row["carrier"] for row in csv.DictReader(text.splitlines())}


def read(laid: Laid, context: Context) -> Finds:
    """Mentions of provisions (form title, anaphora or self), and that the document cites them; else a remark."""
    sense = _Sense(laid, context)
    mentions: list[Mention] = []
    statements: list[Statement] = []
    remarks: list[Remark] = []
    for match in re.finditer(str(rules(laid.language, "citations")["provision_alone"]), laid.text):
        part = provisions.behind(laid.text, match.start(), laid.language, laid.at(match.start()).end)
        if part is None or sense.taken(match.start()):
            continue
        form, base = sense.whose(match.start(), part.end, part.parts[0])
        if base is None:
            words = laid.text[match.start() : part.end]
            remarks.append(Remark("unplaced", f"{words}: a provision of no known text", laid.at(match.start()).label))
            continue
        mentions += [context.mention("instrument", form, f"{base}#{name}", match.start(), part.end) for name in part.parts]
        statements += [] if form == "self" else _cites(context, base, part.parts, match.start(), part.end)
    return Finds((*mentions, *_own(laid, context)), (), tuple(statements), (), tuple(remarks))


def _cites(context: Context, base: str, parts: tuple[str, ...], start: int, end: int) -> list[Statement]:
    place = (context.evidence(start, end, "provision", 0.9),)
    said = (qualifiers({"provision": part}) for part in parts)
    return [Statement(context.document, context.document, "cites", base, pairs, evidence=place) for pairs in said]


def _own(laid: Laid, context: Context) -> Iterator[Mention]:
    """The document's own paragraphs, where it counts 14.1, 14.2: "see paragraph 14.58"."""
    labels = {p.label for p in laid.paragraphs}
    for match in re.finditer(str(rules(laid.language, "citations")["own_paragraphs"]), laid.text):
        chapter, _, first = match["a"].partition(".")
        last = (match["b"] or match["a"]).rpartition(".")[2]
        for n in range(int(first), min(int(last), int(first) + 40) + 1):
            if (label := f"{chapter}.{n}") in labels:
                yield context.mention("instrument", "self", f"{context.document}#{label}", match.start(), match.end())


@dataclass
class _Sense:
    """Which text a provision is of."""

    laid: Laid
    context: Context
    known: dict[str, str] = field(default_factory=dict)
    last_named: str | None = None

    def __post_init__(self) -> None:
        kinds = {e.key: vocabulary.entity_type(e.type).kind for e in self.context.found.entities}
        self.texts = sorted(
            (m for m in self.context.found.mentions if m.form != "hyperlink" and self._is_text(m, kinds)),
            key=lambda m: (m.start, m.end),
        )
        self.spans = Spans((m.start, m.end) for m in self.texts if "#" in m.key)
        self.rule = rules(self.laid.language, "citations")

    @staticmethod
    def _is_text(mention: Mention, kinds: dict[str, str]) -> bool:
        if mention.type == "sdg" or mention.form == "self":
            return False
        return mention.type == "instrument" or kinds.get(mention.key, kind_of(mention.key)) in _TEXTS

    def taken(self, at: int) -> bool:
        """Whether the words are part of a citation already."""
        return self.spans.hold(at)

    def whose(self, at: int, end: int, part: str) -> tuple[str, str | None]:
        """(form, key) of the text that a provision in these words belongs to."""
        number = (re.match(r"\d+|.+", part) or [part])[0]
        own_before = re.search(str(self.rule["own_provision"]), self.laid.text[max(0, at - 16) : at])
        if own_before or re.match(str(self.rule["own_provision_behind"]), self.laid.text[end : end + 40]):
            return "self", self.context.document
        if base := self._titled(at) or self._title_behind(end, at):
            self.known[number] = self.last_named = base
            return "title", base
        begin = self.laid.at(at).start
        here = next((m for m in reversed(self.texts) if begin <= m.start and m.end <= at and m.form in ("symbol", "ibid")), None)
        again = f"{number}@{begin}"
        base = self.known.get(again) or (self._base(here) if here else self.known.get(number))
        if base:
            self.known.setdefault(number, base)
            self.known[again] = base
        return "anaphora", base

    def _titled(self, at: int) -> str | None:
        """The text whose title, or whose other name, stands right before the provision."""
        begin = self.laid.at(at).start
        for mention in reversed(self.texts):
            if (
                begin <= mention.start
                and mention.end <= at
                and re.fullmatch(str(self.rule["title_gap"]), self.laid.text[mention.end : at])
            ):
                return self._remember(self._base(mention), at)
        before = self.laid.text[max(begin, at - 40) : at]
        for name, key in self.rule["named_texts"].items():
            if re.search(f"(?:{name})$", before):
                return self._remember(carriers().get(key, key), at)
        return self.last_named if re.search(str(self.rule["that_text"]), before) else None

    def _title_behind(self, end: int, at: int) -> str | None:
        """The text whose title stands right behind the provision ("paragraph 88 of “The future we want”")."""
        for mention in self.texts:
            if end <= mention.start <= end + _BEHIND and re.fullmatch(
                str(self.rule["of_title"]), self.laid.text[end : mention.start]
            ):
                return self._remember(self._base(mention), at)
        for name, key in self.rule["named_texts"].items():
            if re.match(f"{self.rule['of_title']}(?:{name})", self.laid.text[end : end + _BEHIND]):
                return self._remember(carriers().get(key, key), at)
        return None

    def _remember(self, base: str, at: int) -> str:
        """The same number later in the paragraph is of the same text."""
        found = re.match(r"\D*(\d+)", self.laid.text[at : at + 24])
        if found:
            self.known[f"{found[1]}@{self.laid.at(at).start}"] = base
        return base

    @staticmethod
    def _base(mention: Mention) -> str:
        key = mention.key.partition("#")[0]
        return carriers().get(key, key)
