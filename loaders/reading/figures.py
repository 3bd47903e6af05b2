"""Figures in running text: sums, shares and counts with whose they are, what they measure, when, and whether asked or done.

A reader (see ``loader``). It runs behind those of entities and programmes, for it takes names from them. Tables are read by
``table_figures``.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from loaders.reading import amounts, nouns
from loaders.reading.amounts import Amount, Masks
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.nouns import Noun
from loaders.reading.owners import Owners
from loaders.reading.scene import Scene
from loaders.reading.tellings import Words
from loaders.reading.whose import Owned, Whose
from ontology.measures import units
from ontology.readings import Mention, Paragraph
from ontology.records import Figure

_DATE = 20
"""So long may the date of an instrument be."""
_SAID, _NEAR = ("figure-of", "figure-subject", "figure-section", "figure-sentence"), 450
"""Rules by which it is said whose a number is, so that a number behind it may be the same's, and how near that has to stand."""
_POSTS = ("posts", "post_change")
_OF_HOUSES = (
    "staff", "sites", "projects", "publications", "workshops", "meetings", "evaluations", "technical_materials", "studies",
)  # fmt: skip
"""What an organisation has or does: in its own report it is its own where nobody is named; other numbers are the document's."""
_NO_PROSE = ("heading", "table", "chart", "figure", "annex-header")


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
        self._whose = Whose(self._cast)
        self._rules = rules(laid.language, "figures")
        order = sorted(context.found.mentions, key=lambda m: (laid.at(m.start).start, m.start))
        self._mentions = {start: list(group) for start, group in groupby(order, key=lambda m: laid.at(m.start).start)}
        self._listed = {e.paragraph for s in context.found.statements if s.predicate == "mandates" for e in s.evidence}
        self._views: dict[int, Scene] = {}

    def figures(self, paragraph: Paragraph) -> Iterator[Figure]:
        """The figures of one paragraph, in order of the text."""
        if paragraph.label in self._listed:
            return
        here = self._mentions.get(paragraph.start, [])
        words = self._words(paragraph, here)
        before: Noun | None = None
        had: Figure | None = None
        sentence = -1
        for amount in amounts.of(self._laid.language).find(words.text, words.masks):
            sentence, last = words.sentence_number(amount.start), sentence
            before = before if sentence == last else None
            noun = nouns.read(words, amount, before)
            before = noun if amount.unit == "count" else before
            figure = self._figure(paragraph, words, here, amount, noun, had)
            had = figure if figure.evidence[0].method.name in _SAID else had
            yield figure

    def mentions(self, start: int, end: int) -> list[Mention]:
        """What is named between two places of one paragraph."""
        return [m for m in self._mentions.get(self._laid.at(start).start, []) if start <= m.start < end]

    def plain(self, paragraph: Paragraph, words: Words, start: int, amount: Amount, period: str | None, status: str) -> Figure:
        """The figure of a number in words that begin at ``start``, of what its section is about, with a period and a status."""
        noun = nouns.read(words, amount)
        return Figure(
            document=self._context.document,
            subject=self._owners.about(paragraph) or self._owners.house,
            measure=noun.measure,
            value=amount.value,
            unit=amount.unit,
            period=period,
            status=status,
            exactness=amount.exactness,
            dimensions=_dimensions(words, amount, noun),
            evidence=(self._context.evidence(start + amount.start, start + amount.end, "milestones", 0.8),),
        )

    def _component(self, paragraph: Paragraph, *, granted: bool) -> tuple[tuple[str, str], ...]:
        """The component of a budget that money and posts are of."""
        component = self._owners.component(paragraph) if granted else None
        return (("component", component),) if component else ()

    def _words(self, paragraph: Paragraph, here: list[Mention]) -> Words:
        text = self._laid.words(paragraph)
        for row in self._rules["marks"]:
            text = re.sub(row["printed"], row["mark"], text)
        masks = [(m.start - paragraph.start, m.end - paragraph.start) for m in here]
        masks += [m.span() for m in re.finditer(self._rules["titles"], text)]
        if paragraph.label == "header":
            masks += [m.span() for m in re.finditer(r"[^\n]+", text) if len(m[0]) < self._rules["prose_line"]]
        number = re.match(self._rules["numbered"], text)
        masks += [number.span()] if number else []
        dates = self._named_dates(text, paragraph, here)
        return Words(text, self._laid.language, tuple(sorted(masks)), dates)

    def _named_dates(self, text: str, paragraph: Paragraph, here: list[Mention]) -> Masks:
        """The stretches before and behind instruments in which their date stands."""
        named = [m for m in here if m.type == "instrument"]
        starts = [m.start - paragraph.start for m in named]
        ends = [m.end - paragraph.start for m in named]
        found = ((at, re.match(self._rules["date_behind"], text[at : at + 2 * _DATE])) for at in ends)
        behind = ((at, at + match.end()) for at, match in found if match)
        before = ((max(0, at - _DATE), at) for at in starts if re.search(self._rules["date_before"], text[max(0, at - _DATE) : at]))
        return (*before, *behind)

    def _figure(
        self, paragraph: Paragraph, words: Words, here: list[Mention], amount: Amount, noun: Noun, had: Figure | None
    ) -> Figure:
        granted = _granted(amount, noun.measure)
        told = words.status(amount, granted=granted or amount.kind == "share") or self._expected(paragraph, amount, words)
        period = words.period(amount) or self._heading_year(paragraph)
        start, end = paragraph.start + amount.start, paragraph.start + amount.end
        owned = self._owned(paragraph, (start, end), noun.measure, granted, had)
        return Figure(
            document=self._context.document,
            subject=owned.key,
            measure=noun.measure,
            value=amount.value,
            unit=amount.unit,
            period=period,
            status=told or self._by_time(period),
            exactness=amount.exactness,
            dimensions=(*_dimensions(words, amount, noun), *self._component(paragraph, granted=granted)),
            because_of=self._because(words, here, paragraph, amount, told) if granted else None,
            evidence=(self._context.evidence(start, end, owned.rule, owned.sure - (0 if told else 0.05)),),
        )

    # ------------------------------------------------------------------ status and period from above
    def _by_time(self, period: str | None) -> str:
        """What a number is of which nothing is told: to come where its period begins behind the document's day, else actual."""
        issued = self._context.header.get("date")
        return "planned" if issued and period and period[:4] > issued[:4] else "actual"

    def _expected(self, paragraph: Paragraph, amount: Amount, words: Words) -> str | None:
        """What the nearest heading or the words that open a list tell of the numbers below them."""
        if above := self._opening(paragraph):
            opening = Words(self._laid.words(above), self._laid.language, ())
            if told := opening.status(Amount(len(opening.text), len(opening.text), amount.value, amount.unit)):
                return told
        chain = self._laid.chain(paragraph)
        return "target" if chain and re.search(self._rules["expected_headings"], chain[0].title) else None

    def _opening(self, paragraph: Paragraph) -> Paragraph | None:
        """The paragraph that opens the list of which this one is an item."""
        return self._laid.labelled(paragraph.label.rpartition("(")[0]) if "(" in paragraph.label else None

    def _heading_year(self, paragraph: Paragraph) -> str | None:
        for section in self._laid.chain(paragraph)[:2]:
            masks = tuple(m.span() for m in re.finditer(self._rules["titles"], section.title))
            if dates := Words(section.title, self._laid.language, masks).dates:
                return dates[0].edtf
        return None

    # ------------------------------------------------------------------ whose it is, and by what
    def _view(self, paragraph: Paragraph) -> Scene:
        if paragraph.start not in self._views:
            self._views[paragraph.start] = self._cast.scene(paragraph)
        return self._views[paragraph.start]

    def _owned(self, paragraph: Paragraph, span: tuple[int, int], measure: str, granted: bool, had: Figure | None) -> Owned:
        """Whose the number is: as its sentence says, as its section, its paragraph or the list it stands in does, else its house.
        ``had``: the figure before it in its paragraph."""
        view, (start, end) = self._view(paragraph), span
        if said := self._whose.said(view, start, end, granted=granted) or self._whose.subject(view, start, granted=granted):
            return said
        about = self._owners.about(paragraph)
        if about:
            return Owned(about, "figure-section", 0.85)
        if named := self._whose.named(view, start, granted=granted):
            return named
        if granted and had and (units()[had.unit].kind == "money" or had.measure in _POSTS):
            return Owned(had.subject, "figure-paragraph", 0.65)
        if topic := self._whose.topic(view, start, granted=granted):
            return topic
        opening = self._opening(paragraph)
        if opening and (above := self._whose.topic(self._view(opening), granted=granted)):
            return above
        if named := self._whose.named(view, start, granted=granted, behind=True):
            return named
        if had and start - (had.evidence[0].end or 0) < _NEAR:
            return Owned(had.subject, "figure-paragraph", 0.6)
        house = self._owners.house if granted or measure in _OF_HOUSES else self._context.document
        return Owned(house, "figure-document" if house == self._context.document else "figure-house", 0.5)

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


def _dimensions(words: Words, amount: Amount, noun: Noun) -> tuple[tuple[str, str], ...]:
    """What is counted, by the list or else as printed; which end of a range a number is; what it tells of a change."""
    bound = None if amount.bound == "from" else amount.bound
    told = {"counted": noun.thing, "counted_as_printed": noun.printed, "bound": bound, "change": words.change(amount)}
    return tuple((name, value) for name, value in told.items() if value)


def _granted(amount: Amount, measure: str) -> bool:
    """Whether it is something on which organs decide: money, posts."""
    return amount.kind == "money" or measure in _POSTS
