"""What a report says of itself: its key, title, date, the session it goes to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.base import Source
from loaders.reading import citations, document_symbols, furniture, masthead
from loaders.reading.laid import LONGEST, Context, Laid
from loaders.reading.language import pattern, rules
from loaders.reading.origin import FIRST_LINES, contradicted, document_key
from ontology.readings import Remark, Section


def looks_like_report(text: str, language: str) -> bool:
    """Whether a text has the marks of a UN report: a symbol in its first lines; or numbered paragraphs, and a symbol, the number
    of an instrument or the United Nations named anywhere."""
    first = text[:FIRST_LINES]
    if furniture.rule("symbol").search(first) or any(document_symbols.paper(n.strip(), text, language) for n in first.split("\n")):
        return True
    united_nations = re.compile(f"{rules(language, 'header')['united_nations']}")
    named = furniture.rule("symbol").search(text) or united_nations.search(text) or citations.cites_something(text, language)
    numbered = re.findall(r"^\s*\d{1,3}(?:\.\d{1,3})?\s*[.．、 ]\s*\S", text, re.MULTILINE)
    return bool(named) and len(numbered) >= LEAST_PARAGRAPHS


LEAST_PARAGRAPHS = 3
"""What a report has at the least (``source.yaml``)."""


_NO_PROSE = ("table", "figure", "chart", "annex-framework")
"""What the labels of stretches begin with that no relations are read in, whatever their length."""


def shortfalls(laid: Laid, least: int = LEAST_PARAGRAPHS) -> tuple[Remark, ...]:
    """A remark where fewer numbered paragraphs were found than such a document has."""
    found = sum(bool(re.fullmatch(r"(?:annex )?(?:[IVX]+\.)?[\d.]+[A-Z]?(?:\.\d+)?", p.label)) for p in laid.paragraphs)
    if found >= least:
        return ()
    return (Remark("unplaced", f"{found} numbered paragraphs found, expected {least} at least"),)


def too_long(laid: Laid) -> Iterator[Remark]:
    """A remark for each paragraph of prose that is longer than what relations and requests are read in."""
    for paragraph in laid.paragraphs:
        length = paragraph.end - paragraph.start
        if length > LONGEST and not paragraph.label.startswith(_NO_PROSE):
            message = f"a paragraph of {length:,} characters; relations and requests are read in those of up to {LONGEST:,}"
            yield Remark("unplaced", message, paragraph.label)


def identify(laid: Laid, source: Source, loader: str, version: str) -> Context:
    """The context of the document: its key and aliases, and what its header tells."""
    facts = _facts(laid)
    if not laid.symbols and "symbol" in laid.facts:  # of the format or the file's name, where the words print none
        laid = replace(laid, symbols=(document_symbols.spelled(laid.facts["symbol"]),))
    key, aliases = document_key(laid, source)
    laid = replace(laid, remarks=(*laid.remarks, *contradicted(laid, source, key)))
    return Context(laid, key, loader, version, aliases, facts, _plan(laid))


def _facts(laid: Laid) -> dict[str, str]:
    """``title`` and ``date`` (EDTF, the day of issue), as far as the header tells them."""
    found: dict[str, str] = {}
    if place := masthead.title(laid):
        found["title"] = laid.text[place[0] : place[1]]
    if day := masthead.issued(laid):
        found["date"] = day
    return found


def _plan(laid: Laid) -> str | None:
    """The period of the plan that the document names oftenest (``2018-2021``), else the year of its budget, else None."""
    spans = [[year for year in m.groups() if year] for m in pattern(laid.language, "plan", "plan").finditer(laid.text)]
    years = [[m["y"]] for m in pattern(laid.language, "plan", "budget_year").finditer(laid.text)]
    found = ["-".join(span) for span in spans or years]
    return max(sorted(set(found)), key=found.count, default=None)


def sections_about(laid: Laid, about: tuple[tuple[str, str], ...]) -> tuple[Section, ...]:
    """The sections with what they are about added."""
    extra: dict[str, list[str]] = {}
    for label, key in about:
        extra.setdefault(label, []).append(key)
    return tuple(replace(s, about=tuple(dict.fromkeys([*s.about, *extra.get(s.label, [])]))) for s in laid.sections)
