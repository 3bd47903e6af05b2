"""A paragraph as the rules of relations see it: folded words in which each thing named is one sign of its kind.

A rule can then say "a body, then 'requests', then a post" as a regular expression. The signs are private-use code points, a block
of 256 for each class; ``expand`` turns ``{BG}`` into "a body or a group" and ``{BG*}`` into a list of them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import pairwise, zip_longest

from loaders.reading.folding import fold
from loaders.reading.laid import Context, Laid
from loaders.reading.language import blanks, rules
from ontology import vocabulary
from ontology.readings import Mention, Paragraph

CLASSES = "IXSBGNMPOKQDFZU"
"""Instrument, document, strategy, body, group, initiative, meeting, place, post, programme, SDG, date, fund, other, groups of
people."""

_OF_KIND = {
    "instrument": "I", "document": "X", "strategy": "S", "body": "B", "group": "G", "initiative": "N", "meeting": "M", "place": "P",
    "post": "O", "programme": "K", "sdg": "Q", "fund": "F", "population": "U",
}  # fmt: skip
_BLOCK, _FIRST = 256, 0xE000
_UNITED = ("UN",)
_IN_LINES = ("header", "summary", "cover-note")
"""Labels of paragraphs in which each line is a paragraph of its own."""
_FOLDED = str.maketrans("，；：！？", ",;:!?")
"""Marks of a rule as they stand in folded text."""


@dataclass(frozen=True, slots=True)
class Token:
    """A thing named: its keys (several for a range), its class, where it stands in the stored text, how sure."""

    keys: tuple[str, ...]
    sort: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The first of its keys."""
        return self.keys[0]


@dataclass(frozen=True)
class Scene:
    """``text``: the words with signs for things; ``tokens``: by sign; ``spans``: where each character stands in the stored text."""

    paragraph: Paragraph
    text: str
    tokens: dict[str, Token]
    spans: tuple[tuple[int, int], ...]
    ends: re.Pattern[str]
    """What ends a sentence."""
    lines: frozenset[int] = frozenset()
    """Where a line of a list or table ends: no sentence goes on there."""
    language: str = ""

    @cached_property
    def _sentences(self) -> tuple[tuple[int, int], ...]:
        ends = sorted({0, *(match.end() for match in self.ends.finditer(self.text)), *self.lines})
        return tuple(pairwise(ends))

    @cached_property
    def _signs(self) -> tuple[list[int], list[Token]]:
        """The places of the things named, and the things."""
        named = [(match.start(), self.tokens[match[0]]) for match in _SIGN.finditer(self.text) if match[0] in self.tokens]
        return [at for at, _ in named], [token for _, token in named]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """First and last place of each sentence of the scene."""
        yield from self._sentences

    def sentence(self, at: int) -> tuple[int, int]:
        """First and last place of the sentence in which a place of the scene is."""
        return self._sentences[bisect_right(self._sentences, at, key=lambda place: place[0]) - 1]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` stand in the stored text."""
        return self.spans[start][0], self.spans[end - 1][1]

    def tokens_in(self, start: int, end: int, sorts: str = CLASSES) -> list[tuple[int, Token]]:
        """The things named in a stretch, with their places."""
        places, named = self._signs
        near = range(bisect_left(places, start), bisect_left(places, end))
        return [(places[n], named[n]) for n in near if named[n].sort in sorts]


@cache
def expand(pattern: str, language: str) -> re.Pattern[str]:
    """A rule's pattern, compiled: ``{BG}`` one thing of these classes, ``{BG*}`` a list of them, ``<det>`` the words so named."""
    words = rules(language, "relations")["words"]
    for _ in range(4):  # words are made of words
        pattern = re.sub("(?<![?]P)<([a-z]+)>", lambda m: f"(?:{words[m[1]]})" if m[1] in words else m[0], pattern)
    known = rules(language, "relations")
    parts = ("between", "last_between", "listed")
    between, last, listed = (_SIGNS.sub(lambda m: _one_of(m[1]), known.get(name, "")) for name in parts)

    def signs(match: re.Match[str]) -> str:
        one = _one_of(match[1])
        if not match[2]:
            return one
        named = f"{listed if set(match[1]) & set('IMX') else ''}{one}"
        some = f"(?:{between}{named})*"
        return f"{one}(?:{some}{last}{named})?" if last else f"{one}{some}"

    flags = re.IGNORECASE if rules(language, "language").get("ignore_case") else 0
    return re.compile(_SIGNS.sub(signs, pattern.translate(_FOLDED)), flags)


_SIGNS = re.compile(r"\{([A-Z]+)(\*?)\}")
_SIGN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _BLOCK * len(CLASSES) - 1)}]")


def _one_of(sorts: str) -> str:
    return "[" + "".join(f"{chr(_first(c))}-{chr(_first(c) + _BLOCK - 1)}" for c in sorts) + "]"


Referring = Callable[[list["Token"]], Iterable["Token"]]
"""What finds the words that mean a thing named before, given the things named."""


def scene(laid: Laid, paragraph: Paragraph, context: Context, sort_of: Callable[[str], str], referring: Referring) -> Scene:
    """The scene of a paragraph, made of what the readers before found in it, of its dates, and of words that refer back."""
    things = _outermost(list(_named(context, paragraph, sort_of)))
    named = list(_with_short_names(laid, _whole(laid, _outermost([*things, *_dates(laid, paragraph, things)]))))
    tokens = sorted([*named, *referring(named)], key=lambda token: token.start)
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    signs: dict[str, Token] = {}
    used: dict[str, int] = {}
    at = paragraph.start
    for token in tokens:
        _words(laid, at, token.start, text, spans)
        number = used[token.sort] = used.get(token.sort, -1) + 1
        if number < _BLOCK:
            sign = chr(_first(token.sort) + number)
            signs[sign] = token
            text.append(sign)
            spans.append((token.start, token.end))
        at = token.end
    _words(laid, at, paragraph.end, text, spans)
    ends = expand(f"{rules(laid.language, 'relations')['sentence_end']}|$", laid.language)
    apart = enumerate(pairwise(spans), 1) if paragraph.label in _IN_LINES else ()
    lines = (n for n, (one, other) in apart if "\n" in laid.text[one[1] : other[0]])
    return Scene(paragraph, "".join(text), signs, tuple(spans), ends, frozenset(lines), laid.language)


def added(view: Scene, things: Iterable[tuple[int, int, Token]]) -> Scene:
    """The scene with further things as signs, each in place of the characters from its start to its end; in order, apart."""
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    signs, lines = dict(view.tokens), view.lines
    at = shorter = 0
    for start, end, token in things:
        sign = next((chr(n) for n in range(_first(token.sort), _first(token.sort) + _BLOCK) if chr(n) not in signs), None)
        if sign:
            text += [view.text[at:start], sign]
            spans += [*view.spans[at:start], view.place(start, end)]
            lines = frozenset(n - (end - start - 1) if n + shorter >= end else n for n in lines)
            signs[sign], at, shorter = token, end, shorter + end - start - 1
    return replace(view, text="".join([*text, view.text[at:]]), tokens=signs, spans=(*spans, *view.spans[at:]), lines=lines)


def kind_sort(kind: str) -> str:
    """The class of a kind of ``kinds.csv``."""
    return _OF_KIND.get(kind, "Z")


def type_sort(name: str) -> str:
    """The class of a type of ``types.csv``."""
    return kind_sort(vocabulary.entity_type(name).kind)


def _first(sort: str) -> int:
    return _FIRST + _BLOCK * CLASSES.index(sort)


def _named(context: Context, paragraph: Paragraph, sort_of: Callable[[str], str]) -> Iterator[Token]:
    grouped: dict[tuple[int, int], list[Mention]] = {}
    for mention in context.mentions_in(paragraph):
        if mention.form != "hyperlink" and mention.end <= paragraph.end:
            grouped.setdefault((mention.start, mention.end), []).append(mention)
    for (start, end), mentions in grouped.items():
        keys = tuple(dict.fromkeys(m.key for m in mentions))
        yield Token(keys, "Q" if mentions[0].type == "sdg" else sort_of(keys[0]), start, end)


def _dates(laid: Laid, paragraph: Paragraph, things: Iterable[Token]) -> Iterator[Token]:
    names = tuple((token.start - paragraph.start, token.end - paragraph.start) for token in things)
    for edtf, start, end in _dates_in(laid.words(paragraph), laid.language, names):
        yield Token((edtf,), "D", paragraph.start + start, paragraph.start + end)


@lru_cache(maxsize=4096)
def _dates_in(words: str, language: str, names: tuple[tuple[int, int], ...]) -> tuple[tuple[str, int, int], ...]:
    """The dates of a paragraph: worked out once, for it has several scenes."""
    from loaders.reading.dates import told

    return tuple((date.edtf, date.start, date.end) for date in told(words, language, names))


def _outermost(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in sorted(tokens, key=lambda t: (t.start, -t.end, t.sort)):
        if not out or token.start >= out[-1].end:
            out.append(token)
        elif token.end > out[-1].end and token.end - token.start > out[-1].end - out[-1].start:
            out[-1] = token
    return out


def _whole(laid: Laid, tokens: list[Token]) -> list[Token]:
    """The things, without the United Nations where they only begin the name of one of their bodies."""
    out: list[Token] = []
    for token in tokens:
        before = out[-1] if out else None
        if before and before.keys == _UNITED and token.sort in "BGO" and laid.text[before.end : token.start] == " ":
            out[-1] = replace(token, start=before.start)
        else:
            out.append(token)
    return out


def _with_short_names(laid: Laid, tokens: list[Token]) -> Iterator[Token]:
    """Each thing with the short name in brackets that the text gives it."""
    skipped = False
    for token, following in zip_longest(tokens, tokens[1:]):
        if skipped:
            skipped = False
            continue
        between = laid.text[token.end : following.start].strip() if following else ""
        closing = re.match(r"\s*[)）]", laid.text[following.end : following.end + 3]) if following else None
        if following and between in ("(", "（") and closing and following.keys == token.keys:
            skipped = True
            yield Token(token.keys, token.sort, token.start, following.end + closing.end())
        else:
            yield token


def _words(laid: Laid, start: int, end: int, text: list[str], spans: list[tuple[int, int]]) -> None:
    if start < end:
        folded = fold(laid.text[start:end], start, blanks=blanks(laid.language))
        places = folded.places
        text.append(folded.text)
        spans.extend(zip(places, [place + 1 for place in places], strict=True))
