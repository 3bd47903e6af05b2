"""Citations of an instrument with its verb: what is recalled, reaffirmed, welcomed, noted; else ``cites``.

The verbs stand in ``ontology/codelists/verbs.csv``, how a sentence is made of them in ``<language>/resolution.yaml``. A verb
governs what follows it up to the next verb. What is read loosely (``recalls``, ``reaffirms``, ``based_on``) takes any instrument
behind it that no words such as "the implementation of" stand before; the others only what they are said of.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from loaders.reading import citations
from loaders.reading.laid import Context, Finds, Laid, Reader
from loaders.reading.language import rules
from loaders.resolution import masthead
from loaders.resolution.blocks import rule
from loaders.resolution.verbs import Said, verbs_in
from ontology import vocabulary
from ontology.readings import Paragraph
from ontology.records import Evidence, Statement, as_mapping, qualifiers

_LOOSE = ("recalls", "reaffirms", "based_on")
_ASKING = ("requests", "recommends", "requests_report_from")
_DOINGS = ("coordination", "effect", "sdg", "basis")
"""Groups of predicates that say what somebody does."""
_CITING = ("recalls", "reaffirms", "welcomes", "takes_note_of", "endorses", "considers", "based_on", "responds_to")


def read(laid: Laid, context: Context, hung: Mapping[str, int]) -> Finds:
    """The citations of ``citations.read``, each under the predicate of its verb. ``hung``: where footnotes hang in the text."""
    found = citations.read(replace(laid, links=()), context)
    sense = _Sense(laid, hung)
    report = masthead.report(laid)
    own = {context.document, *context.aliases}
    statements = [s for s in found.statements if s.predicate != "cites" or (s.object not in own)]
    out = [_of_verb(s, e, sense) for s in statements for e in s.evidence if not _in(e, report)]
    return replace(found, statements=tuple(out))


def voiced(reader: Reader, hung: Mapping[str, int]) -> Reader:
    """A reader of relations, as an instrument speaks: texts that it cites by name go under the predicate of the verb too, and what
    others are asked to do is proposed, no fact."""

    def read_voiced(laid: Laid, context: Context) -> Finds:
        found = reader(laid, context)
        sense = _Sense(laid, hung)
        each = (replace(s, evidence=(e,)) for s in found.statements for e in s.evidence)
        named = (s for s in each if _named(s, context) and _meant(s, context, sense))
        return replace(found, statements=tuple(_voiced(s, context, sense) for s in named))

    return read_voiced


def _named(statement: Statement, context: Context) -> bool:
    """Whether the paragraph itself names who does it: an instrument has no house that everything is said of."""
    start = statement.evidence[0].start
    if statement.subject == context.document or start is None:
        return True
    names = {m.key.partition("#")[0] for m in context.mentions_in(context.laid.at(start))}
    return statement.subject.partition("#")[0] in names


def _meant(statement: Statement, context: Context, sense: "_Sense") -> bool:
    """Whether what a verb is said of is the thing itself, and not what it does or has ("welcomes the work of …")."""
    start, end = statement.evidence[0].start, statement.evidence[0].end
    own = statement.subject == context.document and vocabulary.predicate(statement.predicate).group == "citation"
    if start is None or end is None or not own or statement.predicate == "cites":
        return True
    here = [m for m in context.mentions_in(context.laid.at(start)) if m.key.partition("#")[0] == statement.object]
    inside = [m for m in here if start <= m.start < end]
    behind = re.compile(str(rules(context.laid.language, "resolution")["meant"]))
    return any(sense.of(m.start, m.end)[0] == statement.predicate and behind.match(context.laid.text, m.end) for m in inside)


def _told(evidence: Evidence, language: str) -> bool:
    """Whether it is said by a participle or a noun ("formed at"): that is so, whatever is asked beside it."""
    voices = rules(language, "relations").get("told_voices", ())
    return evidence.method.name.endswith(tuple(f"-{voice}" for voice in voices))


def _voiced(statement: Statement, context: Context, sense: "_Sense") -> Statement:
    evidence = statement.evidence[0]
    if evidence.start is None or evidence.end is None:
        return statement
    if statement.subject == context.document:
        return _of_verb(statement, evidence, sense) if statement.predicate == "cites" else statement
    status = as_mapping(statement.qualifiers).get("status") or _told(evidence, context.laid.language)
    if status or vocabulary.predicate(statement.predicate).group not in _DOINGS or not sense.asks(evidence.start, evidence.end):
        return statement
    return replace(statement, qualifiers=qualifiers(as_mapping(statement.qualifiers) | {"status": "proposed"}))


def _in(evidence: Evidence, report: tuple[str, str, tuple[int, int]] | None) -> bool:
    """Whether it is the report of the header, of which more is said than that it is cited."""
    return report is not None and evidence.start is not None and report[2][0] <= evidence.start < report[2][1]


def _of_verb(statement: Statement, evidence: Evidence, sense: "_Sense") -> Statement:
    if statement.predicate != "cites" or evidence.start is None or evidence.end is None:
        return replace(statement, evidence=(evidence,))
    predicate, verb, part = sense.of(evidence.start, evidence.end)
    wording = as_mapping(evidence.wording) | {"part": part, "verb": verb}
    told = replace(evidence, wording=qualifiers(wording))
    return replace(statement, predicate=predicate, evidence=(told,))


class _Sense:
    """Which verb governs a place, and whether it is said of what stands there."""

    def __init__(self, laid: Laid, hung: Mapping[str, int]) -> None:
        self.laid, self.hung = laid, hung
        self.verbs: dict[str, list[Said]] = {}
        self.rule = rules(laid.language, "resolution")

    def of(self, start: int, end: int) -> tuple[str, str, str]:
        """(predicate, verb, part) of a citation; empty for a verb or part that there is none of."""
        paragraph = self.laid.at(start)
        if paragraph.label in self.hung:
            return self._of_note(paragraph, start)
        said = self._governing(paragraph, start)
        part = part_of(paragraph.label)
        if said is None:
            return "cites", "", part
        direct = self._direct(said, start, end, paragraph)
        predicate = said.verb.predicate if said.verb.predicate in _CITING and direct else "cites"
        return predicate, said.verb.verb, part

    def asks(self, start: int, end: int) -> bool:
        """Whether the verb that governs a place asks others to do something; the first in it, where it begins before any."""
        paragraph = self.laid.at(start)
        said = self._governing(paragraph, start) or next((v for v in self.verbs[paragraph.label] if v.start < end), None)
        return said is not None and said.verb.predicate in _ASKING

    def _of_note(self, note: Paragraph, start: int) -> tuple[str, str, str]:
        """What a footnote names first is the thing to which its mark is set, where that is a report or the like."""
        at = self.hung[note.label]
        paragraph = self.laid.at(at)
        part = part_of(paragraph.label)
        said = self._governing(paragraph, at)
        if said is None or start > note.start or said.verb.predicate not in _CITING:
            return "cites", "", part
        between = self.laid.text[said.end : at]
        if re.fullmatch(str(self.rule["noted"]), between):
            return said.verb.predicate, said.verb.verb, part
        return "cites", said.verb.verb, part

    def _governing(self, paragraph: Paragraph, at: int) -> Said | None:
        if paragraph.label not in self.verbs:
            self.verbs[paragraph.label] = self._all(paragraph)
        found = self.verbs[paragraph.label]
        n = bisect_right([said.start for said in found], at)
        return found[n - 1] if n else None

    def _all(self, paragraph: Paragraph) -> list[Said]:
        """The verbs of a paragraph, line by line."""
        out: list[Said] = []
        at = paragraph.start
        for line in self.laid.words(paragraph).split("\n"):
            out += verbs_in(self.laid.text, self.laid.language, at, at + len(line))
            at += len(line) + 1
        return out

    def _direct(self, said: Said, start: int, end: int, paragraph: Paragraph) -> bool:
        text = self.laid.text
        between, after = rule(self.laid.language, "aside").sub("", text[said.end : start]), text[end : paragraph.end]
        if re.search(str(self.rule["title_open"]), between):
            return False
        if re.search(str(self.rule["indirect"]), between) or re.match(str(self.rule["indirect_behind"]), after):
            return False
        return said.verb.predicate in _LOOSE or not rule(self.laid.language, "object").sub("", between).strip()


def part_of(label: str) -> str:
    """``preamble``, ``operative``, or nothing (header, annex, closing)."""
    if label.startswith("preamble"):
        return "preamble"
    return "operative" if re.match(r"\d|[IVXA-Z]+\.\d|operative", label) else ""
