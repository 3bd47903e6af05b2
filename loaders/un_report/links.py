"""Hyperlinks: the symbol that an address names, and the words of the text that the link belongs to."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from loaders.un_report import furniture
from loaders.un_report.laid import Context, Laid, Link
from ontology.readings import Mention

_REACH = 6000
"""Code points before a block of links in which their words stand: somewhat over a page."""


def key_of(url: str) -> str | None:
    """The symbol that a link to the UN's document site names: ``https://undocs.org/ch/A/RES/73/9`` → ``A/RES/73/9``."""
    match = re.match(
        r"https?://(?:www\.)?(?:undocs\.org|documents\.un\.org/symbol-explorer\?s=)/?(?:(?:ar|ch|zh|en|fr|ru|es)/)?(?P<s>.+)$", url
    )
    if not match:
        return None
    symbol = unquote(match["s"]).rstrip("/").replace("_", "/")
    return symbol if re.fullmatch(furniture.rule("symbol"), symbol) else None


def link_mentions(laid: Laid, context: Context) -> Iterator[Mention]:
    """A mention for each link whose words stand above it: the last words with its number."""
    seen: set[tuple[str, str]] = set()
    for link in laid.links:
        key = key_of(link.url)
        if key is None or (key, link.paragraph) in seen:
            continue
        seen.add((key, link.paragraph))
        if place := _words(laid, link, key):
            mention = context.mention("instrument", "hyperlink", key, *place)
            yield Mention(**{**{f: getattr(mention, f) for f in mention.__slots__}, "as_printed": link.url})


def _words(laid: Laid, link: Link, key: str) -> tuple[int, int] | None:
    """Where the number of the symbol (``73/9`` of ``A/RES/73/9``) or the symbol itself stands last above the link."""
    number = re.sub(r"^(?:[A-Z]+/)+(?=[\dS])", "", key)
    loose = re.escape(number).replace(r"\(", r"\s?[(（]").replace(r"\)", r"\s?[)）]")
    begin = max(0, link.end - _REACH)
    for form in (re.escape(key), loose):
        found = list(re.finditer(rf"(?<![\d/]){form}(?![\d/])", laid.text[begin : link.end]))
        if found:
            return begin + found[-1].start(), begin + found[-1].end()
    return None
