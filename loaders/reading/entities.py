"""Mentions of bodies, groups, programmes, conventions, sessions and places: longest match over the register's names, names that the
text introduces itself, and short names that the context tells."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.reading import coined, short_names
from loaders.reading.folding import Folded, fold, marked
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import blanks, rules
from loaders.reading.lexicon import Lexicon, acronyms, labels, of_language
from loaders.reading.memory import Hit, Memory
from ontology.identifiers import type_of
from ontology.readings import Entity, Mention, Paragraph
from ontology.records import Literal, Statement
from ontology.symbols import Symbol

RULE = "entity-name"
_INTRODUCED = 120
"""Code points behind a name in which its short name is introduced."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing named in the stored text, from ``start`` to ``end``; ``told``: only the context tells what is meant."""

    key: str
    form: str
    start: int
    end: int
    told: bool


def read(laid: Laid, context: Context) -> Finds:
    """Mentions of type entity (and of instruments by their name), the entities with their labels, their names as statements."""
    lexicon = of_language(laid.language, short_names.left_out(laid.language))
    memory = _first_look(laid, context, lexicon)
    _all_named(laid, lexicon, memory)  # so that a session can be told by its number before it is named in full
    found = [named for named in _all_named(laid, lexicon, memory) if not _of_symbol(named, laid, context)]
    news = coined.find(laid, context, found)
    for entity in news.entities:
        memory.types[entity.key] = entity.type
    mentions = _mentions(context, found)
    return (
        Finds(
            mentions=tuple(mentions),
            entities=tuple(_entities(found, memory)),
            statements=tuple(_statements(context, found, memory)),
            about=tuple(_about(laid, lexicon)),
        )
        + news
    )


def _all_named(laid: Laid, lexicon: Lexicon, memory: Memory) -> list[Named]:
    return [named for paragraph in laid.paragraphs for named in _in_paragraph(laid, paragraph, lexicon, memory)]


def _of_symbol(named: Named, laid: Laid, context: Context) -> bool:
    """Whether an acronym is part of a document's symbol: ``UNEP`` in ``UNEP/EA.4/16`` and ``UNEP(DTIE)/Hg/WG.1/2``."""
    if laid.text[named.end : named.end + 1] not in ("/", "(") and laid.text[named.start - 1 : named.start] != "/":
        return False
    around = context.mentions_in(laid.at(named.start), "instrument")
    return any(m.start <= named.start and named.end <= m.end for m in around)


def _first_look(laid: Laid, context: Context, lexicon: Lexicon) -> Memory:
    """Which full names the report has, which forms it uses, and which short names it introduces."""
    counts: Counter[str] = Counter()
    used: set[str] = set()
    introduced: dict[str, str] = {}
    for paragraph in laid.paragraphs:
        words = laid.words(paragraph)
        folded = fold(words, blanks=blanks(laid.language))
        for match in lexicon.matches(words):
            counts[match.key] += 1
            used.add(match.name)
            if short := _introduced(match.name, folded.text[match.end : match.end + _INTRODUCED], laid.language):
                introduced.setdefault(short, match.key)
    return Memory(counts, frozenset(used), introduced, context.document, laid.language)


def _introduced(name: str, after: str, language: str) -> str | None:
    """The short name in brackets behind a name; None where it is another's: it has to be made of the words or letters of this."""
    match = re.match(rules(language, "names")["introduced"], after)
    if not match or (blanks(language) and not _made_of(match["short"], name)):
        return None
    known = of_language(language, short_names.left_out(language))
    if known.matches(match["short"]):
        return None
    return match["short"]


def _made_of(short: str, name: str) -> bool:
    """Whether all words of a short name stand in the name, or its capitals begin words of it in that order."""
    words = [word.casefold() for word in re.findall(r"\w+", name)]
    if all(word.casefold() in words for word in re.findall(r"\w+", short)):
        return True
    initials = iter(word[0] for word in words)
    return all(letter.casefold() in initials for letter in short if letter.isupper())


def _in_paragraph(laid: Laid, paragraph: Paragraph, lexicon: Lexicon, memory: Memory) -> Iterator[Named]:
    memory.begin(paragraph.section, _subjects(laid, paragraph, lexicon))
    words = laid.words(paragraph)
    folded = fold(words, paragraph.start, blanks=blanks(laid.language))
    lines = _lines(folded, words, paragraph.start) if paragraph.label == "header" else frozenset[int]()
    for hit in _hits(folded, words, paragraph.start, lexicon, memory, laid.language, lines):
        start, end = folded.span(hit.start, hit.end)
        if paragraph.label == "header" and memory.type_of(hit.key) == "meeting" and "\n" in laid.text[start:end]:
            continue  # lines of a masthead stand in columns; what belongs together there is the masthead's to say
        yield Named(hit.key, hit.form, *marked(laid.text, start, end), hit.told)


def _subjects(laid: Laid, paragraph: Paragraph, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(key for section in laid.chain(paragraph) for key in _in_title(section.title, laid.language, lexicon))


def _in_title(title: str, language: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(match.key for match in lexicon.matches(title))


def _hits(
    folded: Folded, words: str, offset: int, lexicon: Lexicon, memory: Memory, language: str, lines: frozenset[int]
) -> Iterator[Hit]:
    """The things named in a paragraph, from left to right; a name, what its chain makes of it and its session are hits each."""
    text = folded.text
    matches = lexicon.matches(words)
    named = [Hit(key, form, start, end) for key, form, start, end in short_names.shared(text, lexicon.key_of, language)]
    named += [Hit(m.key, m.name, m.start, m.end) for m in matches]
    parts = {m.start: [Hit(p.key, p.name, p.start, p.end) for p in lexicon.parts(m)] for m in matches}
    short = short_names.candidates(text, language, tuple(memory.introduced), lines)
    told = [Hit("", m[0], m.start(), m.end(), told=True) for m in short]
    sessions = list(short_names.bare_sessions(text, language))
    waiting = {m.start(): m for m in sessions if short_names.awaits(m, text, language)}
    numbered = [Hit("", m[0], m.start(), m.end(), told=True) for m in sessions]
    later: dict[Hit, None] = {}
    prevailing = _Overlapping(named)
    reached = 0
    for hit in sorted([*named, *told, *numbered], key=lambda h: (h.start, -h.end)):
        if hit.start < reached or (hit.told and any(_prevails(n, hit) for n in prevailing.of(hit))):
            continue
        if hit.start in waiting and hit not in later:
            later[hit] = None
            continue
        memory.paragraph += parts.get(hit.start, ()) if not hit.told else ()
        settled = list(_settled(hit, folded, words, offset, memory, language))
        before = list(_sessions_before(settled, waiting, text, memory, language))
        memory.paragraph += [*settled, *before]
        reached = max([reached, *(known.end for known in settled)])
        yield from (*settled, *before)
        yield from () if hit.told else parts.get(hit.start, ())
    for hit in later:
        if hit.start in waiting:
            yield from _settled(hit, folded, words, offset, memory, language)


def _sessions_before(
    settled: list[Hit], waiting: dict[int, re.Match[str]], text: str, memory: Memory, language: str
) -> Iterator[Hit]:
    """The sessions named by their number alone whose body is this one; they wait no longer."""
    for start, match in list(waiting.items()):
        of_it = (short_names.awaited(match, body, text, memory, language) for body in settled[::-1] if body.start >= match.end())
        if found := next((hit for hit in of_it if hit), None):
            del waiting[start]
            yield found


def _lines(folded: Folded, words: str, offset: int) -> frozenset[int]:
    """The places of a folded text at which a line of a header begins: a line that ends without a mark goes on in no other."""
    apart = enumerate(pairwise(folded.places), 1)
    return frozenset(n for n, (one, other) in apart if "\n" in words[one + 1 - offset : other - offset])


class _Overlapping:
    """Hits, asked for those that overlap another."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = sorted(hits, key=lambda hit: hit.start)
        self._longest = max((hit.end - hit.start for hit in self._hits), default=0)

    def of(self, hit: Hit) -> list[Hit]:
        first = bisect_left(self._hits, hit.start - self._longest, key=lambda one: one.start)
        return self._hits[first : bisect_left(self._hits, hit.end, key=lambda one: one.start)]


def _prevails(named: Hit, told: Hit) -> bool:
    """A full name goes before a short form that it overlaps, unless the short form covers it and more."""
    overlaps = named.start < told.end and told.start < named.end
    covers = told.start <= named.start and named.end <= told.end and told.end - told.start > named.end - named.start
    return overlaps and not covers


def _settled(hit: Hit, folded: Folded, words: str, offset: int, memory: Memory, language: str) -> Iterator[Hit]:
    text = folded.text
    if not hit.key:
        key = _meaning(hit, folded, words, offset, memory, language)
        if not key:
            return
        hit = Hit(key, hit.form, hit.start, hit.end, told=True)
    yield hit
    while longer := short_names.chained(hit, text, memory, language):
        hit = longer
        yield hit
    if meeting := short_names.session(hit, text, memory, language):
        yield meeting


def _meaning(hit: Hit, folded: Folded, words: str, offset: int, memory: Memory, language: str) -> str | None:
    for match in short_names.bare_sessions(hit.form, language):
        if match[0] == hit.form:
            here = short_names.bare_session_at(folded.text, hit.start, language)
            return short_names.bare_session(here, folded.text, memory, language) if here else None
    start, end = folded.span(hit.start, hit.end)
    quoted = marked(words, start - offset, end - offset) != (start - offset, end - offset)
    return short_names.meaning(hit.form, hit.start, folded.text, quoted, memory, language)


def _mentions(context: Context, found: Iterable[Named]) -> Iterator[Mention]:
    taken = {(m.key.partition("#")[0], m.start, m.end) for m in context.found.mentions}
    for named in found:
        if (named.key, named.start, named.end) not in taken:
            kind = "instrument" if Symbol.parse(named.key) else "entity"
            yield context.mention(kind, "anaphora" if named.told else "title", named.key, named.start, named.end)


def entity_type(key: str, memory: Memory) -> str:
    """The type of a thing: the register's, else this reading's, else what the key's form tells."""
    return memory.type_of(key) or type_of(key)


def _entities(found: Iterable[Named], memory: Memory) -> Iterator[Entity]:
    forms: dict[str, list[str]] = {}
    for named in found:
        forms.setdefault(named.key, [])
        if not named.told:
            forms[named.key].append(named.form)
    for key, said in forms.items():
        known = dict(labels().get(key, {})) or ({memory.language: said[0]} if said else {})
        aliases = tuple(form for form in dict.fromkeys(said) if form not in known.values())
        yield Entity(key, entity_type(key, memory), tuple(sorted(known.items())), aliases)


def _statements(context: Context, found: Iterable[Named], memory: Memory) -> Iterator[Statement]:
    """``type`` and each form of the name, with the first place that says it."""
    seen: set[tuple[str, str]] = set()
    for named in found:
        evidence = (context.evidence(named.start, named.end, RULE, 0.95, at_most=0.9 if named.told else 1.0),)
        said = [("type", Literal(entity_type(named.key, memory), datatype="type"))]
        if not named.told:
            said.append(_name(context, named))
        for predicate, value in said:
            if (named.key, predicate + value.text) not in seen:
                seen.add((named.key, predicate + value.text))
                yield Statement(context.document, named.key, predicate, value, evidence=evidence)


def _name(context: Context, named: Named) -> tuple[str, Literal]:
    if acronym := acronyms().get((named.key, named.form)):
        return "acronym", Literal(named.form, language=acronym.language)
    language = context.laid.language
    known = labels().get(named.key, {}).get(language)
    return "name" if known in (None, named.form) else "also_called", Literal(named.form, language=language)


def _about(laid: Laid, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """What a section is about, where its title is little more than a name."""
    for section in laid.sections:
        folded = fold(section.title, blanks=blanks(laid.language))
        for match in lexicon.matches(section.title):
            if match.end - match.start >= 0.7 * len(folded.text):
                yield section.label, match.key
