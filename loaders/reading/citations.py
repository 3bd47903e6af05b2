"""Citations of instruments and documents in running text: numbers with a noun, symbols, papers, ibid, links.

A reader (see ``loader``). It gives mentions of the type instrument, and for each symbol a statement that the document ``cites`` it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.reading import furniture, links, provisions
from loaders.reading.instruments import number_pattern
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules, table
from loaders.reading.organs import OrganSense, home_organs
from loaders.reading.series import likely_symbol
from ontology.readings import Mention, Remark
from ontology.records import Statement, qualifiers


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that cites: from ``start`` to ``end``, the key, how (symbol, ibid), the likely key where it is a misprint."""

    start: int
    end: int
    key: str
    form: str = "symbol"
    likely: str | None = None
    confidence: float = 1.0


def read(laid: Laid, context: Context) -> Finds:
    """All citations of a document, in order of the text."""
    sense = OrganSense(laid, home_organs(context.document, laid))
    entries = [(m.start, m.end) for m in context.found.mentions]  # of lists of mandates: those are read already
    found, remarks = _numbers(laid, sense)
    taken = [(c.start, c.end) for c in found]
    found += [c for c in (*_symbols(laid, context), *_papers(laid)) if not _inside(c.start, taken)]
    found = [c for c in found if not _inside(c.start, entries)]
    found = sorted(found, key=lambda c: (c.start, c.end))
    remarks += _strange(laid, [*((c.start, c.end) for c in found), *entries])
    found = sorted([*found, *_again(laid, found)], key=lambda c: (c.start, c.end))
    whole = [part for one in found for part in _with_provision(laid, one)]
    mentions = [_mention(context, one) for one in whole]
    statements = tuple(_cites(context, one) for one in whole if one.form in ("symbol", "ibid"))
    linked = links.read(laid, context)
    return Finds(tuple(mentions), (), statements, (), tuple(remarks)) + linked


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


# ---------------------------------------------------------------------- numbers with a noun
def cites_something(text: str, language: str) -> bool:
    """Whether a text has the number of a resolution or decision."""
    return bool(_group(language).search(text))


@cache
def _group(language: str) -> re.Pattern[str]:
    rule = rules(language, "citations")
    number = number_pattern(language)
    return re.compile(f"{rule['before']}(?P<numbers>{number}(?:{rule['between']}{number})*){rule['noun']}")


def _numbers(laid: Laid, sense: OrganSense) -> tuple[list[Cited], list[Remark]]:
    rule = rules(laid.language, "citations")
    kinds: dict[str, str] = rule["kinds"]
    out: list[Cited] = []
    remarks: list[Remark] = []
    for match in _group(laid.language).finditer(laid.text):
        kind = kinds[match["kind"]]
        for number, start, end in _each(laid.language, match):
            resolved = sense.resolve(kind, number, match.start(), match.end())
            if resolved is None:
                place = laid.at(start).label
                remarks.append(Remark("unplaced", f"{number} {kind}: no organ numbers its {kind}s so", place))
            else:
                single = match["numbers"] == laid.text[start:end]
                first, last = (match.start(), match.end()) if single else (start, end)
                out.append(Cited(first, last, resolved.key, "symbol", resolved.likely, resolved.confidence))
    return out, [*remarks, *_loose(laid, out)]


def _each(language: str, match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The numbers of a group with their places, a range filled up."""
    range_word = re.compile(str(rules(language, "citations")["range"]))
    before: tuple[str, int] | None = None
    for one in re.finditer(number_pattern(language), match["numbers"]):
        start, end = match.start("numbers") + one.start(), match.start("numbers") + one.end()
        number = re.sub(r"\s", "", one[0]).replace("（", "(").replace("）", ")")
        if before and range_word.match(match["numbers"], before[1], one.start()):
            yield from ((between, start, end) for between in _filled(before[0], number))
        yield number, start, end
        before = (number, one.end())


def _filled(first: str, last: str) -> Iterator[str]:
    (head, _, low), (tail, _, high) = first.rpartition("/"), last.rpartition("/")
    if head == tail and low.isdecimal() and high.isdecimal() and 1 < int(high) - int(low) < 40:
        yield from (f"{head}/{n}" for n in range(int(low) + 1, int(high)))


def _loose(laid: Laid, found: list[Cited]) -> Iterator[Remark]:
    """Numbers that look like those of instruments but have no noun."""
    rule = str(rules(laid.language, "citations")["loose"]).replace("{number}", number_pattern(laid.language))
    spans = [(c.start, c.end) for c in found]
    for match in re.finditer(rule, laid.text):
        if not _inside(match.start(), spans):
            yield Remark("unplaced", f"{match[0]}: a number without resolution or decision", laid.at(match.start()).label)


# ---------------------------------------------------------------------- symbols of documents, papers of others
def _symbols(laid: Laid, context: Context) -> Iterator[Cited]:
    own = {context.document, *context.aliases}
    pattern = re.compile(rf"(?<![A-Za-z0-9/]){furniture.rule('symbol').pattern}")
    for match in pattern.finditer(laid.text):
        words = match[0].rstrip(".-")
        if not re.search(r"\d", words) or _in_address(laid.text, match.start()):
            continue
        symbol = re.sub(r"(?<=\d)/RES\.(?=\d)", "/Res.", words)  # the Environment Assembly prints both
        yield Cited(match.start(), match.start() + len(words), symbol, "self" if symbol in own else "symbol", likely_symbol(symbol))


def _strange(laid: Laid, spans: list[tuple[int, int]]) -> Iterator[Remark]:
    """Words that look like a symbol of a series that is not known, outside the places that were read."""
    for match in furniture.rule("symbol_like").finditer(laid.text):
        if re.search(r"\d", match[0]) and not _inside(match.start(), spans) and not _in_address(laid.text, match.start()):
            yield Remark("unplaced", f"{match[0]}: looks like a symbol of a series that is not known", laid.at(match.start()).label)


def _in_address(text: str, at: int) -> bool:
    word = re.search(r"\S*$", text[max(0, at - 80) : at])
    return bool(word and re.search(r"https?:|www\.", word[0]))


def _papers(laid: Laid) -> Iterator[Cited]:
    """Papers of other organisations, where the organisation is named in the paragraph or before it."""
    for row in table(laid.language, "papers"):
        for match in re.finditer(row["pattern"], laid.text):
            paragraph = laid.at(match.start())
            around = laid.text[max(0, paragraph.start - 600) : paragraph.end]
            if re.search(row["around"], around):
                yield Cited(match.start(), match.end(), row["key"].format(**match.groupdict()))


def _again(laid: Laid, found: list[Cited]) -> Iterator[Cited]:
    """``ibid`` and words such as "that decision": what was cited last before them."""
    rule = rules(laid.language, "citations")
    for match in re.finditer(str(rule["ibid"]), laid.text):
        before = [c for c in found if c.end <= match.start() and c.form == "symbol"]
        if before:
            yield Cited(match.start(), match.end(), before[-1].key, "ibid", None, 0.9)
    nouns: dict[str, str] = rule["kinds"]
    for match in re.finditer(str(rule["anaphora"]), laid.text):
        begin = laid.at(match.start()).start
        before = [
            c
            for c in found
            if begin <= c.end <= match.start() and c.form == "symbol" and laid.text[c.start : c.end].endswith(match["kind"])
        ]
        if before and match["kind"] in nouns:
            yield Cited(match.start(), match.end(), before[-1].key, "anaphora", None, 0.8)
    for match in re.finditer(str(rule["self"]), laid.text):
        yield Cited(match.start(), match.end(), "", "self")


# ---------------------------------------------------------------------- what becomes of them
def _with_provision(laid: Laid, one: Cited) -> Iterator[Cited]:
    """The citation, with the part of the instrument that is meant; one for each part of a range."""
    part = None
    paragraph = laid.at(one.start)
    if one.form != "self":
        part = provisions.before(laid.text, one.start, laid.language, paragraph.start)
        part = part or provisions.behind(laid.text, one.end, laid.language, paragraph.end)
    if part is None:
        yield one
        return
    for name in part.parts:
        likely = f"{one.likely}#{name}" if one.likely else None
        yield Cited(min(one.start, part.start), max(one.end, part.end), f"{one.key}#{name}", one.form, likely, one.confidence)


def _mention(context: Context, one: Cited) -> Mention:
    return context.mention("instrument", one.form, one.key or context.document, one.start, one.end, likely=one.likely)


def _cites(context: Context, one: Cited) -> Statement:
    key, _, part = one.key.partition("#")
    label = context.laid.at(one.start).label
    places = (
        {"preamble": "preamble"} if label.endswith("preamble") else {"draft": "operative"} if label.startswith("draft-") else {}
    )
    wording: dict[str, str] = {"part": next(iter(places.values()))} if places else {}
    if one.likely:
        wording |= {"as_printed": context.laid.text[one.start : one.end], "likely": one.likely}
    return Statement(
        document=context.document,
        subject=context.document,
        predicate="cites",
        object=key,
        qualifiers=qualifiers({"provision": part}),
        evidence=(context.evidence(one.start, one.end, "citation", one.confidence, qualifiers(wording)),),
    )
