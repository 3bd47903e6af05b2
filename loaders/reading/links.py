"""Hyperlinks: the symbol that an address names, and the words of the text that the link belongs to."""

import re
from dataclasses import replace
from urllib.parse import unquote

from loaders.reading import furniture
from loaders.reading.document_symbols import spelled
from loaders.reading.laid import Context, Finds, Laid, Link
from ontology.readings import Mention, Remark

_REACH = 6000
"""Code points before a block of links in which their words stand: somewhat over a page."""
_NOTES = 600
"""Code points behind the paragraph beside which the links stood: the footnotes of the same page."""

_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org|documents\.un\.org/symbol-explorer\?s=)/?(?:(?:ar|ch|zh|en|fr|ru|es)/)?(?P<s>.+)$"
)


def key_of(url: str) -> str | None:
    """The symbol that a link to the UN's document site names: ``https://undocs.org/ch/A/RES/73/9`` → ``A/RES/73/9``."""
    match = _ADDRESS.match(url)
    if not match:
        return None
    symbol = unquote(match["s"]).rstrip("/").replace("_", "/")
    return spelled(symbol) if re.fullmatch(furniture.rule("symbol"), symbol) else None


def read(laid: Laid, context: Context) -> Finds:
    """A mention for each link whose words stand above it: the last words with its number. Links to other sites, and links
    whose words were not found, are remarks."""
    mentions: list[Mention] = []
    remarks: list[Remark] = []
    for link in dict.fromkeys(laid.links):
        key = key_of(link.url)
        place = ((link.start, link.end) if link.inline else _words(laid, link, key)) if key else None
        if key and place:
            mention = context.mention("instrument", "hyperlink", key, *place)
            mentions.append(replace(mention, as_printed=link.url))
        else:
            kind = "unplaced" if key else "ignored"
            remarks.append(
                Remark(kind, f"link {link.url}" + (": no words above it have its number" if key else ""), link.paragraph)
            )
    return Finds(mentions=tuple(dict.fromkeys(mentions)), remarks=tuple(remarks))


def _words(laid: Laid, link: Link, key: str) -> tuple[int, int] | None:
    """Where the number of the symbol (``73/9`` of ``A/RES/73/9``) or the symbol itself stands last above the link."""
    number = re.sub(r"^(?:[A-Z]+/)+(?=[\dS])", "", key)
    loose = re.escape(number).replace(r"\(", r"\s?[(（]").replace(r"\)", r"\s?[)）]")
    begin = max(0, link.end - _REACH)
    for form in (re.escape(key), loose):
        words = re.compile(rf"(?<![\d/]){form}(?![\d/])")
        above = list(words.finditer(laid.text, begin, link.end))
        if found := above[-1:] or list(words.finditer(laid.text, link.end, link.end + _NOTES))[:1]:
            return found[0].span()
    return None
