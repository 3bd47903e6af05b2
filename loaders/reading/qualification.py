"""What is said with a relation: its qualifiers, whether it is a fact or a plan, when it was so, and how it is worded."""

import re
from dataclasses import dataclass
from typing import Any

from loaders.reading.cast import Cast, Speaker
from loaders.reading.constructions import Rule
from loaders.reading.folding import fold
from loaders.reading.language import rules
from loaders.reading.scene import Scene, expand
from loaders.text.numerals import number
from ontology import vocabulary
from ontology.records import Qualifiers, qualifiers


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern that matched in a sentence of a scene."""

    view: Scene
    match: re.Match[str]
    rule: Rule
    sentence: tuple[int, int]
    speakers: tuple[Speaker, ...]


def unreal(found: Found, language: str) -> bool:
    """Whether the clause only supposes it ("if", "unless", "should have been"), or asks that it be not done."""
    text, known = found.view.text, rules(language, "relations")
    start, stop = _reach(found, known)
    if expand(known.get("unreal", "(?!)"), language).search(text, start, stop):
        return True
    return _denied(found, language) and _asked(found, language)


def _reach(found: Found, known: dict[str, Any]) -> tuple[int, int]:
    """From the beginning of the clause in which a match begins to its second end."""
    text, (first, _), at = found.view.text, found.sentence, _ends_at(found)
    begins = [m.end() for m in re.finditer(known.get("clause_end", "[,;:]"), text[first : at[0]])]
    return first + (begins[-1] if begins else 0), at[-1]


def _ends_at(found: Found) -> list[int]:
    """Where the two ends are named, in order; for one that is left out, where the match begins."""
    match = found.match
    at = [match.start(name) if name in match.groupdict() else -1 for name in ("s", "o")]
    return sorted(place if place >= 0 else match.start() for place in at)


def _denied(found: Found, language: str) -> bool:
    """Whether a word between the ends says that it is not so."""
    if found.match.groupdict().get("neg"):
        return True
    known, (start, stop) = rules(language, "relations"), _ends_at(found)
    left_out = "s" in found.match.groupdict() and found.match["s"] is None
    start = _reach(found, known)[0] if left_out else start
    return expand(known.get("denied", "(?!)"), language).search(found.view.text, start, stop) is not None


def qualified(found: Found, cast: Cast) -> dict[str, str]:
    """What is part of the claim: keys, dates, durations and codes, never words (an id survives another language)."""
    out: dict[str, str] = {}
    groups = _groups(found, cast.laid.language)
    for name, value in found.rule.row.get("q", {}).items():
        text = _qualifier(found, groups, str(value), cast.laid.language)
        if text:
            out[name] = text
    if status := _status(found, cast):
        out["status"] = status
    return out


def _status(found: Found, cast: Cast) -> str | None:
    """``proposed`` for what somebody is asked to do, ``planned`` for what is to come, ``negated`` for what is said not to be so,
    None for a fact."""
    known, row, view = rules(cast.laid.language, "relations"), found.rule.row, found.view
    start, end = found.match.span()
    if _asked(found, cast.laid.language):
        return "proposed"
    if _denied(found, cast.laid.language):
        return "negated"
    done = re.search(known.get("done", "(?!)"), view.text[start:end])
    if row.get("fact") or done or re.match(known.get("done_behind", "(?!)"), view.text[end:]):
        return None
    plan = expand(known["words"]["plan"], cast.laid.language)
    inside = plan.search(view.text, start, end) if row.get("made") or not row.get("lead") else None
    before = view.text[found.sentence[0] : found.match.start("o") if row.get("lead") else start]
    return "planned" if inside or expand(known["planned"], cast.laid.language).search(before) else None


def _asked(found: Found, language: str) -> bool:
    """Whether somebody is asked to do it."""
    known, (start, end) = rules(language, "relations"), found.match.span()
    before = found.view.text[found.sentence[0] : start]
    asked = expand(known["asked"], language).search(before) is not None and not found.rule.row.get("told")
    if not asked and found.rule.row.get("lead"):
        upto = found.view.text[found.sentence[0] : found.match.start("o")]
        asked = expand(known.get("asked_before", "(?!)"), language).search(upto) is not None
    return asked or re.match(known["asks"], found.view.text[start:end]) is not None


def _groups(found: Found, language: str) -> dict[str, str | None]:
    """The groups of the pattern, and those of the patterns ``beside`` it in the rest of its clause."""
    out: dict[str, str | None] = dict(found.match.groupdict())
    for beside in found.rule.row.get("beside", ()):
        if match := expand(beside, language).search(found.view.text, found.match.start(), _clause_end(found, language)):
            out |= match.groupdict()
    return out


def _clause_end(found: Found, language: str) -> int:
    """Where what is told of a match ends: with its sentence, or where the next act in it begins."""
    stop = rules(language, "relations").get("beside_ends")
    match = re.compile(stop, re.IGNORECASE).search(found.view.text, found.match.end(), found.sentence[1]) if stop else None
    return match.start() if match else found.sentence[1]


def _qualifier(found: Found, groups: dict[str, str | None], value: str, language: str) -> str | None:
    if value == "duration":
        known, said = rules(language, "relations"), groups.get("l") or ""
        count = number(known["numbers"].get(said, said))
        return f"P{count}{known['units'][groups['m']]}" if count else None
    if not value.startswith("$"):
        return value
    token = found.view.tokens.get(groups.get(value[1:]) or "")
    return token.key if token else None


def wording(found: Found, cast: Cast) -> Qualifiers:
    """A new name as it is printed."""
    name = found.rule.row.get("q", {}).get("new_name")
    if name is None or not found.match[name[1:]]:
        return ()
    start, end = found.view.place(*found.match.span(name[1:]))
    return qualifiers({"as_printed": fold(cast.laid.text[start:end]).text})


def when(found: Found, cast: Cast) -> str | None:
    """When it was done, for acts: the date in the pattern's own group, else the one that stands with who acts."""
    group = found.rule.row.get("when")
    if group:
        said = found.match.groupdict().get(group)
        return found.view.tokens[said].key if said else None
    row = found.rule.row
    if not (row.get("dated") or vocabulary.predicate(found.rule.predicate).act):
        return None
    if not row.get("made"):
        return _topic(found, cast.laid.language) or _carried(found, cast)
    start, end = found.match.span()
    at_object = found.match.start("s" if row.get("acting") == "o" else "o")
    groups = [found.match.start(name) for name in ("u", "d") if found.match.groupdict().get(name)]
    near = found.view.tokens_in(max(found.sentence[0], start - 2), end, "D")
    of = rules(cast.laid.language, "relations")["belongs"]
    text = found.view.text
    own = [at for at, _ in near if at < at_object and re.fullmatch(of, text[at + 1 : at_object])]
    dates = [token.key for at, token in near if at not in own and at not in groups]
    return (
        dates[0] if dates else _dated_apart(found, cast.laid.language) or _topic(found, cast.laid.language) or _carried(found, cast)
    )


def _carried(found: Found, cast: Cast) -> str | None:
    """The only date of the sentence before, where this one has none and goes on with it ("It decided")."""
    rule, view, first = rules(cast.laid.language, "relations"), found.view, found.sentence[0]
    if "carries_on" not in rule or view.tokens_in(*found.sentence, "D"):
        return None
    words = fold(cast.laid.text[view.spans[first][0] : view.paragraph.end], blanks=True).text
    before = next(((start, end) for start, end in view.sentences() if end == first), None)
    if before is None or not re.match(rule["carries_on"], words.lstrip()):
        return None
    dates = view.tokens_in(*before, "D")
    match = expand(rule["carried"], cast.laid.language).search(view.text, *before)
    return dates[0][1].key if match and len(dates) == 1 and match.start("d") == dates[0][0] else None


def _topic(found: Found, language: str) -> str | None:
    """The date with which the sentence begins, where it names no other before what is said."""
    text, (first, _), start = found.view.text, found.sentence, found.match.start()
    match = expand(rules(language, "relations").get("topic_date", "(?!)(?P<d>{D})"), language).match(text, first)
    others = [at for at, _ in found.view.tokens_in(first, start, "D") if match and at != match.start("d")]
    return found.view.tokens[match["d"]].key if match and match.end() <= found.match.end() and not others else None


def _dated_apart(found: Found, language: str) -> str | None:
    """The date that the language sets with what is done: at the beginning of its clause or sentence, behind it, right before it."""
    text, (start, end) = found.view.text, found.match.span()
    rule, lead = rules(language, "relations"), found.view.text[found.sentence[0] : start]
    places = (
        expand(f"(?:{rule['dated_before']})$", language).search(lead),
        expand("(?!)" if found.rule.row.get("told") else rule.get("dated_first", "(?!)"), language).match(lead),
        expand(rule["dated_behind"], language).match(text, end),
        expand(f"(?:{rule.get('dated_near', '(?!)')})$", language).search(lead),
    )
    match = next((place for place in places if place), None)
    return found.view.tokens[match["d"]].key if match else None
