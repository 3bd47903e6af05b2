"""Figures in running text: sums, shares and counts with whose they are, what they measure, when, and whether asked or done.

A reader (see ``loader``). It runs behind those of entities and programmes, for it takes names from them. Tables are read by
``table_figures``.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from loaders.reading import amounts
from loaders.reading.amounts import Amount, Masks
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.owners import Owners
from loaders.reading.tellings import Words
from ontology.readings import Mention, Paragraph
from ontology.records import Figure

_DATE = 20
"""So long may the date of an instrument be."""
_NO_PROSE = ("heading", "header", "table", "chart", "figure", "annex-header")


def read(laid: Laid, context: Context) -> Finds:
    """The figures of the paragraphs of prose; nothing where the language has no words for them."""
    if not amounts.known(laid.language):
        return Finds()
    reader = Prose(laid, context)
    found = [figure for paragraph in laid.paragraphs if _is_prose(paragraph) for figure in reader.figures(paragraph)]
    return Finds(figures=tuple(found))


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.label.split()[0] not in _NO_PROSE


class Prose:
    """Reads the numbers of one document's paragraphs."""

    def __init__(self, laid: Laid, context: Context) -> None:
        self._laid, self._context = laid, context
        self._owners = Owners(laid, context)
        self._cast = self._owners.cast
        self._rules = rules(laid.language, "figures")
        order = sorted(context.found.mentions, key=lambda m: (laid.at(m.start).start, m.start))
        self._mentions = {start: list(group) for start, group in groupby(order, key=lambda m: laid.at(m.start).start)}
        self._listed = {e.paragraph for s in context.found.statements if s.predicate == "mandates" for e in s.evidence}

    def figures(self, paragraph: Paragraph) -> Iterator[Figure]:
        """The figures of one paragraph, in order of the text."""
        if paragraph.label in self._listed:
            return
        here = self._mentions.get(paragraph.start, [])
        words = self._words(paragraph, here)
        before: str | None = None
        for amount in amounts.of(self._laid.language).find(words.text, words.masks):
            figure = self._figure(paragraph, words, here, amount, before)
            before = figure.measure if amount.unit == "count" else before
            yield figure

    def mentions(self, start: int, end: int) -> list[Mention]:
        """What is named between two places of one paragraph."""
        return [m for m in self._mentions.get(self._laid.at(start).start, []) if start <= m.start < end]

    def plain(self, paragraph: Paragraph, words: Words, start: int, amount: Amount, period: str | None, status: str) -> Figure:
        """The figure of a number in words that begin at ``start``, of what its section is about, with a period and a status."""
        return Figure(
            document=self._context.document,
            subject=self._owners.about(paragraph) or self._owners.house,
            measure=words.measure(amount),
            value=amount.value,
            unit=amount.unit,
            period=period,
            status=status,
            exactness=amount.exactness,
            dimensions=self._dimensions(words, amount),
            evidence=(self._context.evidence(start + amount.start, start + amount.end, "milestones", 0.8),),
        )

    def _dimensions(self, words: Words, amount: Amount) -> tuple[tuple[str, str], ...]:
        """What is counted, as printed; which end of a range a number is; what it tells of a change."""
        told = {"counted": words.noun(amount), "bound": amount.bound, "change": words.change(amount)}
        return tuple((name, value) for name, value in told.items() if value)

    def _component(self, paragraph: Paragraph, amount: Amount, measure: str) -> tuple[tuple[str, str], ...]:
        """The component of a budget that money and posts are of."""
        component = self._owners.component(paragraph) if _granted(amount, measure) else None
        return (("component", component),) if component else ()

    def _words(self, paragraph: Paragraph, here: list[Mention]) -> Words:
        text = self._laid.words(paragraph)
        masks = [(m.start - paragraph.start, m.end - paragraph.start) for m in here]
        masks += [m.span() for m in re.finditer(self._rules["titles"], text)]
        number = re.match(self._rules["numbered"], text)
        masks += [number.span()] if number else []
        dates = self._named_dates(text, paragraph, here)
        return Words(text, self._laid.language, tuple(sorted(masks)), dates)

    def _named_dates(self, text: str, paragraph: Paragraph, here: list[Mention]) -> Masks:
        """The stretches before and behind instruments in which their date stands."""
        named = [m for m in here if m.type == "instrument"]
        starts = [m.start - paragraph.start for m in named]
        ends = [m.end - paragraph.start for m in named]
        behind = ((at, at + found.end()) for at in ends if (found := re.match(self._rules["date_behind"], text[at:])))
        before = ((max(0, at - _DATE), at) for at in starts if re.search(self._rules["date_before"], text[max(0, at - _DATE) : at]))
        return (*before, *behind)

    def _figure(self, paragraph: Paragraph, words: Words, here: list[Mention], amount: Amount, before: str | None) -> Figure:
        status = words.status(amount) or self._expected(paragraph, amount, words)
        measure = words.measure(amount, before)
        start, end = paragraph.start + amount.start, paragraph.start + amount.end
        return Figure(
            document=self._context.document,
            subject=self._subject(paragraph, words, here, amount, measure),
            measure=measure,
            value=amount.value,
            unit=amount.unit,
            period=words.period(amount) or self._heading_year(paragraph),
            status=status or "actual",
            exactness=amount.exactness,
            dimensions=(*self._dimensions(words, amount), *self._component(paragraph, amount, measure)),
            because_of=self._because(words, here, paragraph, amount, status) if _granted(amount, measure) else None,
            evidence=(self._context.evidence(start, end, "figures", 0.9 if status else 0.8),),
        )

    # ------------------------------------------------------------------ status and period from above
    def _expected(self, paragraph: Paragraph, amount: Amount, words: Words) -> str | None:
        """What the nearest heading or the words that open a list tell of the numbers below them."""
        if "(" in paragraph.label and (above := self._laid.labelled(paragraph.label.partition("(")[0])):
            opening = Words(self._laid.words(above), self._laid.language, ())
            if told := opening.status(Amount(len(opening.text), len(opening.text), amount.value, amount.unit)):
                return told
        chain = self._laid.chain(paragraph)
        return "target" if chain and re.search(self._rules["expected_headings"], chain[0].title) else None

    def _heading_year(self, paragraph: Paragraph) -> str | None:
        for section in self._laid.chain(paragraph)[:2]:
            masks = tuple(m.span() for m in re.finditer(self._rules["titles"], section.title))
            if dates := Words(section.title, self._laid.language, masks).dates:
                return dates[0].edtf
        return None

    # ------------------------------------------------------------------ whose it is, and by what
    def _subject(self, paragraph: Paragraph, words: Words, here: list[Mention], amount: Amount, measure: str) -> str:
        near = [m for m in here if m.type == "entity" and m.end - paragraph.start <= amount.start]
        if (
            near
            and self._cast.sort_of(near[-1].key) in "KBGOC"
            and re.fullmatch(self._rules["owner"], words.text[near[-1].end - paragraph.start : amount.start])
        ):
            return near[-1].key
        about = self._owners.about(paragraph)
        named = None if about else self._named(paragraph, words, here, amount, _granted(amount, measure))
        return about or named or self._owners.house

    def _named(self, paragraph: Paragraph, words: Words, here: list[Mention], amount: Amount, granted: bool) -> str | None:
        """The body, fund or programme that the sentence is about: for what is granted a fund, else the one named first in the
        nearest clause that names one; else the last one of the sentences before."""
        start, _ = words.sentence(amount.start)
        bodies = [m for m in here if m.type == "entity" and self._may_have(m, words, paragraph, granted)]
        near = [m for m in bodies if start <= m.start - paragraph.start < amount.start]
        if granted and (funds := [m for m in near if self._type(m.key) == "fund"]):
            return funds[-1].key
        for first, last in words.clauses(amount.start):
            if inside := [m for m in near if first <= m.start - paragraph.start < last]:
                return inside[0].key
        before = [m for m in bodies if m.start - paragraph.start < start]
        return before[-1].key if before else None

    def _type(self, key: str) -> str:
        return self._cast.types.get(key, "")

    def _may_have(self, mention: Mention, words: Words, paragraph: Paragraph, granted: bool) -> bool:
        """Whether a number can be a thing's: not a collective's, nor that of whom decides on money and posts."""
        kind = self._type(mention.key)
        if (self._cast.sort_of(mention.key) not in "KBGO" and kind != "fund") or kind in ("collective", "post"):
            return False
        behind = words.text[mention.end - paragraph.start :]
        return not (granted and (kind == "organ" or re.match(self._rules["deciders"], behind)))

    def _because(self, words: Words, here: list[Mention], paragraph: Paragraph, amount: Amount, status: str | None) -> str | None:
        """The instrument from which a sum or a number of posts follows: named before it in its sentence as the ground or as what
        decides."""
        start, _ = words.sentence(amount.start)
        for mention in reversed(here):
            at = mention.start - paragraph.start
            if mention.type != "instrument" or not start <= at < amount.start or mention.key == self._context.document:
                continue
            ground = re.search(self._rules["because_before"], words.text[start:at])
            decides = re.match(self._rules["because_behind"], words.text[mention.end - paragraph.start : amount.start])
            if ground or (decides and status in ("approved", "requested")):
                return mention.key
        return None


def _granted(amount: Amount, measure: str) -> bool:
    """Whether it is something on which organs decide: money, posts."""
    return amount.kind == "money" or measure in ("posts", "post_change")
