"""Shared readers as an instrument needs them: it does not cite itself, and where its organ is named as speaking, it speaks."""

from dataclasses import replace
from functools import cache

from loaders.reading.laid import Context, Finds, Laid, Reader
from loaders.reading.language import rules
from ontology.readings import Mention
from ontology.symbols import forms


def not_itself(reader: Reader) -> Reader:
    """The reader without statements of the instrument about itself."""

    def read(laid: Laid, context: Context) -> Finds:
        found = reader(laid, context)
        own = {context.document, *context.aliases}
        return replace(found, statements=tuple(s for s in found.statements if not (s.subject in own and s.object in own)))

    return read


def own_voice(reader: Reader) -> Reader:
    """The reader, to whom an organ named at the beginning of a paragraph ("The Security Council requests …") is the instrument
    itself: so statements of presidents are written."""

    def read(laid: Laid, context: Context) -> Finds:
        starts = {p.start for p in laid.paragraphs}
        heard = tuple(m for m in context.found.mentions if not _speaks(m, laid, starts))
        return reader(laid, replace(context, found=replace(context.found, mentions=heard)))

    return read


def _speaks(mention: Mention, laid: Laid, starts: set[int]) -> bool:
    """Whether a mention of an organ is the first thing of a paragraph, behind a quotation mark or an article."""
    if mention.type != "entity" or mention.key not in _organs():
        return False
    openings: list[str] = rules(laid.language, "resolution")["opening"]
    return any(mention.start - len(o) in starts and laid.text.startswith(o, mention.start - len(o)) for o in openings)


@cache
def _organs() -> frozenset[str]:
    return frozenset(form.organ for form in forms())
