"""Hyperlinks laid on words: mentions of the form hyperlink; where words and link disagree both stay, and that is told.

A reader (see ``loader``), behind that of citations.
"""

from dataclasses import replace

from loaders.reading.laid import Context, Finds, Laid, Link
from loaders.reading.links import key_of
from loaders.reading.origin import halves
from ontology.readings import Mention, Remark


def read(laid: Laid, context: Context) -> Finds:
    """A mention for each link that names a document of the United Nations, over its words."""
    mentions: list[Mention] = []
    remarks: list[Remark] = []
    said = sorted((m for m in context.found.mentions if m.type == "instrument"), key=lambda m: m.start)
    for link in dict.fromkeys(link for link in laid.links if link.inline):
        key = key_of(link.url)
        if key is None:
            remarks.append(Remark("ignored", f"link {link.url}", link.paragraph))
            continue
        mention = context.mention("instrument", "hyperlink", key, link.start, link.end)
        mentions.append(replace(mention, as_printed=link.url))
        remarks += _disagreement(link, key, said, mention.quote)
    return Finds(mentions=tuple(mentions), remarks=tuple(remarks))


def _disagreement(link: Link, key: str, said: list[Mention], words: str) -> list[Remark]:
    """What the words of the link say, where that is another thing."""
    inside = [m for m in said if m.start < link.end and link.start < m.end]
    if any(_same(m.key.partition("#")[0], key) for m in inside):
        return []
    read_as = ", ".join(dict.fromkeys(m.key for m in inside)) or "no instrument"
    return [Remark("misprint", f"{words}: the link leads to {key}, the words are read as {read_as}", link.paragraph)]


def _same(said: str, linked: str) -> bool:
    """Whether both are one document: capitals apart, and half of a dual symbol counts as the whole."""
    return linked.casefold() in {one.casefold() for one in (said, *halves(said))}
