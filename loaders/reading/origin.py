"""The key of a document: as the user gave it, as a list beside the file has it, as its header prints it, by the rule of its
series, else made from its bytes (MODEL section 1)."""

import csv
import re

from loaders.base import Source, SourceError
from loaders.reading import document_symbols, furniture
from loaders.reading.laid import Laid
from loaders.reading.language import rules
from ontology.errors import BadKey
from ontology.identifiers import document_key as document_key_of
from ontology.readings import Remark

FIRST_LINES = 400
"""Code points of the beginning in which a document's own symbol can stand."""


_PAPER_LINES = 6
"""Lines of the header in which a paper of another organisation prints its own symbol."""


def document_key(laid: Laid, source: Source) -> tuple[str, tuple[str, ...]]:
    """(key, aliases). An alias is a half of a dual symbol, or the key that the document would have without its symbol."""
    made = f"DOC/{source.sha256[:12]}"
    key = _given(source) or _listed(source) or printed(laid) or _by_series(laid) or made
    return key, tuple(sorted({*halves(key), made} - {key}))


def contradicted(laid: Laid, source: Source, key: str) -> tuple[Remark, ...]:
    """A remark where the symbol that was given (``--symbol``, ``symbols.csv``) is not the one that the document prints."""
    said = printed(laid)
    if said is None or not (_given(source) or _listed(source)) or _same(said, key):
        return ()
    how = "--symbol" if source.symbol is not None else "symbols.csv"
    message = f"{how} says {key}, the document itself prints {said}: it is kept as {key}; if that is a slip, load it without"
    return (Remark("contradicted", message, "header"),)


def _same(one: str, other: str) -> bool:
    """Whether two symbols are one, but for blanks and capitals, or one of them is a half of the other."""
    a, b = ({re.sub(r"\s", "", part).casefold() for part in (key, *halves(key))} for key in (one, other))
    return not a.isdisjoint(b)


def _given(source: Source) -> str | None:
    return None if source.symbol is None else _checked(source.symbol, f"{source.path}: --symbol")


def _checked(symbol: str, where: str) -> str:
    try:
        return document_key_of(symbol)
    except BadKey as error:
        raise SourceError(f"{where} {error}") from error


def _listed(source: Source) -> str | None:
    """The symbol that ``symbols.csv`` beside the file gives: rows of file name and symbol."""
    path = source.path.parent / "symbols.csv"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.reader(stream) if len(row) >= 2]
    symbol = next((row[1] for row in rows if row[0].strip() == source.path.name and row[1].strip()), None)
    return None if symbol is None else _checked(symbol, f"{path}, row of {source.path.name}:")


def printed(laid: Laid) -> str | None:
    """The symbol that running headers print; two lines of different organs (``A/74/72``, ``E/2019/13``) are one dual symbol."""
    symbols = list(laid.symbols) or _first_line_symbols(laid)
    if not symbols:
        return None
    if len(symbols) > 1 and symbols[0].split("/")[0] != symbols[1].split("/")[0]:
        return f"{symbols[0]}-{symbols[1]}"
    return symbols[0]


def _first_line_symbols(laid: Laid) -> list[str]:
    """Symbols that stand alone in the first lines of the header, but for the words "United Nations", a house's letters and the
    star of a note; or the symbol of a paper of another organisation."""
    head = next((laid.words(p) for p in laid.paragraphs[:1] if p.label == "header"), "")[:FIRST_LINES]
    beside = f"(?:{rules(laid.language, 'header')['united_nations']}|EP|[\\s*∗])*"
    alone = re.compile(f"{beside}(?P<symbol>{furniture.rule('symbol').pattern}){beside}")
    lines = [line.strip() for line in head.split("\n")]
    found = [document_symbols.spelled(match["symbol"]) for line in lines if (match := alone.fullmatch(line))]
    return found or [key for line in lines[:_PAPER_LINES] if (key := document_symbols.paper(line, laid.text, laid.language))]


def halves(key: str) -> tuple[str, ...]:
    """Both symbols of a dual one: ``A/74/72-E/2019/13`` → ``A/74/72``, ``E/2019/13``; nothing for others."""
    match = re.fullmatch(r"((?:[AEST]|DP|TD)/[^-\s]+)-((?:[AEST]|DP|TD)/\S+)", key)
    return (match[1], match[2]) if match else ()


def _by_series(laid: Laid) -> str | None:
    """Proposed programme budget for year Y, section N: ``A/{Y-1946}/6 (Sect. N)`` (the session that opens in the autumn of Y-1)."""
    rule = rules(laid.language, "series")
    chapters = [p.label.split(".")[0] for p in laid.paragraphs if re.fullmatch(r"\d{1,2}[A-Z]?\.\d+", p.label)]
    years = [m["y"] for m in re.finditer(str(rule["programme_budget"]), laid.text)]
    if len(chapters) < 5 or not years:
        return None
    chapter, year = max(set(chapters), key=chapters.count), max(sorted(set(years)), key=years.count)
    return f"A/{int(year) - 1946}/6 (Sect. {chapter})"
