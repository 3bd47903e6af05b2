"""What a number counts or measures: the noun behind it by the closed list ``counted.csv``, else the words of its clause.

Words are data (``<language>/figures.yaml``); what they stand for is one in every language, so that a text and its translation give
the same figures.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from loaders.reading.amounts import Amount
from loaders.reading.language import rules
from ontology import measures

if TYPE_CHECKING:
    from loaders.reading.tellings import Words


_PEOPLE = ("people", "staff")


@dataclass(frozen=True, slots=True)
class Noun:
    """What a number measures (``measures.csv``) and what it counts: a name of ``counted.csv``, else the words as printed."""

    measure: str
    thing: str | None = None
    printed: str | None = None


@cache
def _things(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The words of a language with what they stand for."""
    rule = rules(language, "figures")
    edge = r"\b" if rule["noun_last"] else ""
    return tuple((re.compile(f"{edge}(?:{row['words']}){edge}", re.IGNORECASE), str(row["thing"])) for row in rule["counted"])


def head(noun: str, language: str, only: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """The measure and the thing that a noun names, or None; ``only``: of these measures, if some are given.

    Where the last word tells ("country offices" are offices) it is that one; else the first, or what it runs into."""
    rule = rules(language, "figures")
    noun = re.sub(rule["noun_lead"], "", re.split(rule["noun_ends"], noun)[0] if rule["noun_last"] else noun)
    owner = re.match(rule["noun_owner"], noun)
    noun = owner[0] if owner else noun
    hits = [(m.start(), m.end(), thing) for words, thing in _things(language) for m in words.finditer(noun)]
    hits = [hit for hit in hits if not only or measures.counted()[hit[2]].measure in only]
    if not hits:
        return None
    if rule["noun_last"]:
        last = max(end for _, end, _ in hits)
        return _named(min((start, thing) for start, end, thing in hits if end == last)[1])
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    start, end, thing = hits[0]
    if start > rule["noun_far"]:
        return None
    for first, stop, other in hits[1:]:
        if first == end or re.match(rule["modifiers"], noun[end:first]):
            end, thing = stop, other
    return _named(thing)


def _named(thing: str) -> tuple[str, str]:
    return measures.counted()[thing].measure, thing


def read(words: "Words", amount: Amount, before: Noun | None = None) -> Noun:
    """What the number measures and counts; ``before``: what the count before it counts."""
    if amount.kind == "money":
        return Noun(_money(words, amount))
    if amount.kind == "share":
        return Noun("rate_of_change" if amount.changes or words.changes(amount) else "share", _part_of(words, amount))
    if amount.unit == "count":
        return _counted(words, amount, before)
    if amount.changes or (amount.unit == "times" and words.changes(amount)):
        return Noun("rate_of_change")
    said = words.text[words.clause(amount) : amount.end + words.rule["amount_behind"]]
    told = (str(row["measure"]) for row in words.rule["amounts"] if re.search(row["words"], said, re.IGNORECASE))
    return Noun(next(told, "quantity"))


def printed(words: "Words", amount: Amount) -> str:
    """The words for what is counted as they are printed: the noun behind the number, or nothing."""
    if amount.unit != "count" or amount.noun_at < 0:
        return ""
    if amount.noun or (not amount.classifier and words.rule["noun_last"]):
        return amount.noun
    rule = words.rule
    behind = re.sub(rule["noun_grade"], "", words.text[amount.noun_at : amount.noun_at + rule["noun_length"]])
    behind = re.split(rule["noun_ends"], behind)[0].strip()
    owner = re.match(rule["noun_owner"], behind)
    behind = re.sub(rule["noun_left"], "", owner[0] if owner else behind)
    return "" if re.search(rule["no_noun"], behind) else behind


def _part_of(words: "Words", amount: Amount) -> str | None:
    """The thing of the list of which a share is a part."""
    match = re.match(words.rule["share_of_noun"], words.text[amount.end : amount.end + words.rule["noun_length"]])
    found = head(match["np"], words.language) if match else None
    return found[1] if found else None


def _counted(words: "Words", amount: Amount, before: Noun | None) -> Noun:
    """What a count counts: what its noun names, what its classifier says, what the count before it or its clause names."""
    noun = printed(words, amount)
    of_people = bool(amount.classifier and re.search(words.rule["people_classifiers"], amount.classifier))
    if found := head(noun, words.language, _PEOPLE if of_people else ()):
        return Noun(*found)
    if of_people:
        if not noun and before and before.measure in _PEOPLE:
            return before
        return Noun(*_named(_people(words, noun, amount)))
    if thing := words.rule["classifier_things"].get(amount.classifier):
        return Noun(*_named(thing))
    if noun:
        return Noun("quantity", printed=noun)
    return _named_before(words, amount, 1) or before or _named_before(words, amount, 2) or Noun("quantity")


def _people(words: "Words", noun: str, amount: Amount) -> str:
    alone = not noun or re.fullmatch(words.rule["people_nouns"], amount.classifier)
    clauses = words.clauses(amount.start)[:2]
    said = words.text[clauses[-1][0] : amount.start] if alone and clauses else noun
    return next(str(row["thing"]) for row in words.rule["people"] if re.search(row["words"], said))


def _named_before(words: "Words", amount: Amount, clauses: int) -> Noun | None:
    """What the words before a number without a noun name, in so many clauses."""
    for start, end in words.clauses(amount.start)[:clauses]:
        said = words.text[start:end]
        known = [(row, thing) for row, thing in _things(words.language) if thing not in words.rule["never_before"]]
        hits = [(m.end(), m.end() - m.start(), thing) for row, thing in known for m in row.finditer(said)]
        if hits:
            return Noun(*_named(max(hits)[2]))
    return None


def _money(words: "Words", amount: Amount) -> str:
    """The measure of a sum of money, by the words of its clause before it and behind it, then of the clauses before."""
    if words.changes(amount):
        return "resource_change"
    behind = re.match(words.rule["money_behind"], words.blank[amount.end : amount.end + 80])
    clauses = [words.blank[start:end] for start, end in words.clauses(amount.start)[:3]]
    for said in (*clauses[:1], behind[0] if behind else "", *clauses[1:]):
        hits = [(m.end(), row["measure"]) for row in words.rule["money"] for m in re.finditer(row["words"], said, re.IGNORECASE)]
        if hits:
            return str(max(hits)[1])
    return "value"
