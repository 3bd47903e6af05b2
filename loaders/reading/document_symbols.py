"""Symbols of documents in running text, as their series spell them: ``A/74/72-E/2019/13``, ``A/75/6 (Sect. 14)``, with the
corrigenda and addenda that are named behind them; and papers of other organisations."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from loaders.reading import furniture
from loaders.reading.instruments import Cited
from loaders.reading.laid import Context, Laid
from loaders.reading.language import pattern, table
from loaders.reading.necessity import Sieve
from loaders.reading.series import likely_symbol
from loaders.reading.spans import Spans
from ontology.readings import Remark
from ontology.symbols import Symbol

_AROUND = 600
"""Code points before a paper's number in which its organisation may be named."""


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = files("loaders.reading").joinpath("spellings.csv").read_text(encoding="utf-8")
    return tuple((re.compile(row["printed"]), row["spelled"]) for row in csv.DictReader(text.splitlines()))


def spelled(words: str) -> str:
    """A symbol as it is keyed, however a text sets its blanks, dashes and capitals."""
    for printed, as_keyed in _spellings():
        words = printed.sub(as_keyed, words)
    return words


def find(laid: Laid, context: Context) -> Iterator[Cited]:
    """The symbols of a text; one of the document itself is of the form ``self``."""
    own = {context.document, *context.aliases}
    symbols = re.compile(rf"(?<![A-Za-z0-9/]){furniture.rule('symbol').pattern}")
    for match in symbols.finditer(laid.text):
        words = match[0].rstrip(".-–—")
        if not re.search(r"\d", words) or in_address(laid.text, match.start()):
            continue
        symbol = spelled(words)
        kind = instrument.kind if (instrument := Symbol.parse(symbol)) else None
        form = "self" if symbol in own else "symbol"
        end = match.start() + len(words)
        yield Cited(match.start(), end, symbol, form, likely_symbol(symbol), 1.0, kind)
        yield from _further(laid, symbol, end)


def _further(laid: Laid, symbol: str, end: int) -> Iterator[Cited]:
    """What is named with a document: "and Corr.1", "Add.1–3", "Add.1 and 2"."""
    rule, more = (pattern(laid.language, "citations", name) for name in ("further", "further_numbers"))
    while match := rule.match(laid.text, end):
        numbers = [int(match["n"])]
        start, end = match.span("tail")
        yield Cited(start, end, f"{symbol}/{match['tail'].replace(' ', '')}")
        while again := more.match(laid.text, end):
            last = int(again["n"])
            ranged = again["range"] and 0 < last - numbers[-1] < 40
            for number in range(numbers[-1] + 1, last + 1) if ranged else (last,):
                yield Cited(*again.span("n"), f"{symbol}/{match['of']}.{number}")
            numbers.append(last)
            end = again.end()


def strange(laid: Laid, spans: list[tuple[int, int]]) -> Iterator[Remark]:
    """Words that look like a symbol of a series that is not known, outside the places that were read."""
    read = Spans(spans)
    for match in furniture.rule("symbol_like").finditer(laid.text):
        if re.search(r"\d", match[0]) and not read.hold(match.start()) and not in_address(laid.text, match.start()):
            yield Remark("unplaced", f"{match[0]}: looks like a symbol of a series that is not known", laid.at(match.start()).label)


def in_address(text: str, at: int) -> bool:
    """Whether a place is within the address of a web page."""
    word = re.search(r"\S*$", text[max(0, at - 80) : at])
    return bool(word and re.search(r"https?:|www\.", word[0]))


@cache
def _papers(language: str) -> tuple[tuple[dict[str, str], ...], Sieve]:
    rows = table(language, "papers")
    return rows, Sieve(row["pattern"] for row in rows)


def papers(laid: Laid, context: Context) -> Iterator[Cited]:
    """Papers of other organisations, where the organisation is named in the paragraph or before it, or the document is its own."""
    rows, sieve = _papers(laid.language)
    for n in sieve.through(laid.text):
        row = rows[n]
        for match in re.finditer(row["pattern"], laid.text):
            paragraph = laid.at(match.start())
            around = laid.text[max(0, paragraph.start - _AROUND) : paragraph.end + (_AROUND if paragraph.label == "header" else 0)]
            house = row["key"].partition("/")[0]
            if re.search(row["around"], around) or context.document.startswith(f"{house}/"):
                yield Cited(match.start(), match.end(), _paper_key(row, match))


def paper(line: str, text: str, language: str) -> str | None:
    """The key of the paper whose symbol a line is, where the text names its organisation; else None."""
    for row in table(language, "papers"):
        match = re.fullmatch(row["pattern"], line)
        if match and re.search(row["around"], text):
            return _paper_key(row, match)
    return None


def _paper_key(row: dict[str, str], match: re.Match[str]) -> str:
    return row["key"].format(**match.groupdict())
