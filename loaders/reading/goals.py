"""Sustainable Development Goals: goals, targets and indicators, lists and ranges expanded; the goals together.

A reader (see ``loader``). Codes are the UN's own: ``SDG/13``, ``SDG/7.1``, ``SDG/15.a``, ``SDG/17.14.1``.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import pattern, rules
from ontology.readings import Mention, Remark

ADOPTED = 2015
"""A document that speaks of the goals is from this year or later; in an older one a numbered goal is something else."""
_BEFORE = 40
"""Code points before a list in which a word can say that its goals are others'."""


def read(laid: Laid, context: Context) -> Finds:
    """All mentions of goals. Nothing where the document never names the goals of 2030 as such."""
    rule = rules(laid.language, "sdg")
    if not re.search(str(rule["named"]), laid.text) or context.header.get("date", str(ADOPTED)) < str(ADOPTED):
        return Finds()
    mentions: list[Mention] = []
    remarks: list[Remark] = []
    for match in _lists(laid.language).finditer(laid.text):
        codes = list(_codes(laid.language, match))
        wrong = [code for code, _, _ in codes if not _exists(code)]
        certain = match["k"].startswith(str(rule["certain"])) or bool(_behind(laid, match))
        if _of_others(laid, match, certain=certain):
            continue
        if wrong:
            label = laid.at(match.start()).label
            remarks.append(Remark("unplaced", f"{match[0]}: no goal, target or indicator {', '.join(wrong)}", label))
        if not wrong or certain:
            mentions += [
                context.mention("sdg", "symbol", f"SDG/{code}", start, end) for code, start, end in codes if code not in wrong
            ]
    taken = {m.start for m in mentions}
    whole = re.finditer(str(rule["whole"]), laid.text)
    mentions += [context.mention("sdg", "title", "SDGS", m.start(), m.end()) for m in whole if m.start() not in taken]
    return Finds(tuple(mentions), (), (), (), tuple(remarks))


def _behind(laid: Laid, match: re.Match[str]) -> re.Match[str] | None:
    """The words behind a list that say whose targets it has: "of the Sustainable Development Goals"."""
    return pattern(laid.language, "sdg", "of_the_goals").match(laid.text, match.end())


def _of_others(laid: Laid, match: re.Match[str], *, certain: bool) -> bool:
    """Whether the list is of another plan's goals: told by the word before it, or by a plan named in the sentence where nothing
    says that it is of the Goals of 2030."""
    rule = rules(laid.language, "sdg")
    begin = laid.at(match.start()).start
    if re.search(str(rule["not_before"]), laid.text[max(begin, match.start() - _BEFORE) : match.start()]):
        return True
    sentence = re.split(str(rule["sentence"]), laid.text[begin : match.start()])[-1]
    named = [m.end() for m in re.finditer(str(rule["named"]), sentence)]
    others = [m.end() for m in re.finditer(str(rule["others"]), sentence)]
    return not certain and bool(others) and max(others) > max(named, default=0)


@cache
def _lists(language: str) -> re.Pattern[str]:
    rule = rules(language, "sdg")
    return re.compile(f"{rule['lead']}(?P<list>{rule['code']}(?:{rule['between']}{rule['code']})*)")


def _codes(language: str, match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The codes of a list with their places; the first one's words begin at the noun."""
    rule = rules(language, "sdg")
    filled = re.compile(str(rule["range"]))
    words = re.sub(r"[（(][^（）()]*[)）]", lambda m: "　" * len(m[0]), match["list"])  # explanations in brackets hold no codes
    before: tuple[str, int] | None = None
    base = match.start("list")
    for one in re.finditer(str(rule["code"]), words):
        start, end = base + one.start(), base + one.end()
        if before and filled.match(words, before[1], one.start()):
            yield from ((code, start, end) for code in _between(before[0], one[0]))
        yield one[0], match.start() if before is None else start, end
        before = (one[0], one.end())


def _between(first: str, last: str) -> Iterator[str]:
    (head, _, low), (tail, _, high) = first.rpartition("."), last.rpartition(".")
    if head == tail and low.isdecimal() and high.isdecimal():
        yield from (f"{head}.{n}" if head else str(n) for n in range(int(low) + 1, int(high)))


@cache
def _targets() -> frozenset[str]:
    text = files("loaders.reading").joinpath("targets.csv").read_text(encoding="utf-8")
    return frozenset(f"{row['goal']}.{target}" for row in csv.DictReader(text.splitlines()) for target in row["targets"].split())


def _exists(code: str) -> bool:
    parts = code.split(".")
    if len(parts) == 1:
        return 1 <= int(code) <= 17
    return ".".join(parts[:2]) in _targets()
