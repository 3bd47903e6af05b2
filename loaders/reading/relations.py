"""First relations: what a report says that instruments, meetings and bodies did, by the patterns of ``<language>/relations.yaml``.

A reader (see ``loader``). A pattern gives a relation only where the kinds of both ends are those of the predicate; what is said to
come (planned) or stands in a draft is marked so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from loaders.bodies.tables import shipped
from loaders.reading.cast import Cast, Speaker, body_of, speaker_at, speakers
from loaders.reading.constructions import Rule, patterns
from loaders.reading.ends import End, ends
from loaders.reading.folding import fold
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import rules
from loaders.reading.scene import Scene, expand
from loaders.text.numerals import number
from ontology import vocabulary
from ontology.records import Qualifiers, Statement, qualifiers
from ontology.symbols import Symbol

_LONG = 6000
"""Longest paragraph that is read for relations; what is longer is a table."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern that matched in a sentence of a scene."""

    view: Scene
    match: re.Match[str]
    rule: Rule
    sentence: tuple[int, int]
    speakers: tuple[Speaker, ...]


class Titled(NamedTuple):
    """A rule that matched in the title of an instrument. ``place``: the title in the stored text."""

    subject: str
    match: re.Match[str]
    rule: Rule
    view: Scene
    place: tuple[int, int]


def read(laid: Laid, context: Context) -> Finds:
    """The relations of a report, each with the words of its pattern as evidence."""
    cast = Cast(laid, context)
    out: list[Statement] = []
    for paragraph in laid.paragraphs:
        if paragraph.end - paragraph.start > _LONG:
            continue
        view = cast.scene(paragraph)
        for found in _matches(view, cast):
            out += _statements(found, cast)
        for found in _apart(view, cast):
            out += _statements(found, cast)
        for title in _titles(view, cast):
            out += _of_title(title, cast)
    return Finds(statements=tuple(joined(out)))


def _matches(view: Scene, cast: Cast) -> Iterator[Found]:
    for start, end in view.sentences():
        acting = tuple(speakers(view, start, end, cast))
        for rule in patterns(cast.laid.language):
            if view.paragraph.label.startswith(rule.row.get("in", "")) and not rule.row.get("apart"):
                for match in rule.pattern.finditer(view.text, start, end):
                    yield Found(view, match, rule, (start, end), acting)


def _apart(view: Scene, cast: Cast) -> Iterator[Found]:
    """Rules that read a post or an office as what it is made of: a body and the word behind it ("chair", "secretariat")."""
    rules_of = [rule for rule in patterns(cast.laid.language) if rule.row.get("apart")]
    for suffix in sorted({str(rule.row["apart"]) for rule in rules_of}):
        parted = cast.scene_without(view.paragraph, suffix)
        for start, end in parted.sentences():
            for rule in rules_of:
                if rule.row["apart"] == suffix:
                    for match in rule.pattern.finditer(parted.text, start, end):
                        yield Found(parted, match, rule, (start, end), ())


def _titles(view: Scene, cast: Cast) -> Iterator[Titled]:
    """What the titles of instruments in a paragraph say that they do: instrument, match, rule."""
    here = view.paragraph
    for statement in cast.context.found.statements:
        place = statement.evidence[0]
        if statement.predicate == "title" and place.start is not None and here.start <= place.start < here.end:
            inside = [n for n, (start, _) in enumerate(view.spans) if place.start <= start < (place.end or 0)]
            for rule in patterns(cast.laid.language, "titles") if inside else ():
                for match in rule.pattern.finditer(view.text, inside[0], inside[-1] + 1):
                    yield Titled(statement.subject, match, rule, view, (place.start, place.end or place.start))


def _of_title(found: Titled, cast: Cast) -> Iterator[Statement]:
    subject, match, rule, view, place = found
    for target in ends(view, match, rule.row, "o", cast):
        numbered = rule.predicate != "implements" or Symbol.parse(target.whole)
        if numbered and subject != target.whole and _allowed(rule.predicate, subject, target.key, cast):
            evidence = cast.context.evidence(*place, rule.name, 0.8)
            claim = qualifiers({"provision": target.part or ""})
            yield Statement(cast.context.document, subject, rule.predicate, target.whole, claim, evidence=(evidence,))


def _statements(found: Found, cast: Cast) -> Iterator[Statement]:
    row = found.rule.row
    if _only_named(found, cast):
        return
    subjects, objects = _ends(found, row.get("s", "s"), cast), _ends(found, row.get("o", "o"), cast)
    evidence = cast.context.evidence(
        *found.view.place(_begins(found), found.match.end()), found.rule.name, 0.8, _wording(found, cast)
    )
    said = _qualifiers(found, cast)
    for at, subject in enumerate(subjects):
        for target in objects[at + 1 :] if row.get("pairs") else objects:
            key, role = _role(target.whole, cast) if row.get("for_body") else (target.whole, None)
            inside = found.rule.predicate == "partners_with" and key.startswith(f"{subject.whole}-")
            if subject.whole != key and not inside and _allowed(found.rule.predicate, subject.key, target.key, cast):
                claim = qualifiers(said | {"provision": target.part or "", "role": role or ""})
                yield Statement(
                    cast.context.document,
                    subject.whole,
                    found.rule.predicate,
                    key,
                    claim,
                    valid_from=_when(found, cast),
                    evidence=(evidence,),
                )


def _begins(found: Found) -> int:
    """Where the words begin that say it: with who acts, where the sentence names it before the pattern."""
    row = found.rule.row
    speaker = (
        speaker_at(list(found.speakers), found.match.start()) if "actor" in (row.get("s"), row.get("o")) or row.get("act") else None
    )
    if speaker and speaker.at >= found.sentence[0]:
        return speaker.at
    text, start = found.view.text, found.match.start()
    if row.get("lead"):  # begins with words of any kind: with the whole clause
        start = max(text.rfind(mark, found.sentence[0], start) + 1 for mark in ",;:。、")
        return max(start, found.sentence[0])
    while start < found.match.end() - 1 and text[start] in ",;:。、 ":
        start += 1
    return start


def _ends(found: Found, name: str, cast: Cast) -> list[End]:
    row = found.rule.row
    left_out = name in found.match.groupdict() and found.match[name] is None
    if name == "actor" or (left_out and row.get("act")):
        speaker = speaker_at(list(found.speakers), found.match.start())
        fits = speaker and (not (only := row.get("actors")) or "#draft" in speaker.key or cast.sort_of(speaker.key) in only)
        return [End(speaker.key)] if speaker and fits else []
    if left_out:
        return ends(found.view, found.match, row, row.get("else", "first-body"), cast)
    said = ends(found.view, found.match, row, name, cast)
    if row.get("act") and name == row.get("s", "s"):
        return [_acting(end, found) for end in said]
    return [End(body_of(end.key) or end.key) for end in said] if row.get("of_session") and name == "o" else said


def _acting(end: End, found: Found) -> End:
    """A body that acts in its session or instrument: that."""
    speaker = speaker_at(list(found.speakers), found.match.start("s"))
    return End(speaker.key) if speaker and speaker.body == end.key else end


def _only_named(found: Found, cast: Cast) -> bool:
    """Whether what stands before makes it no claim of the sentence: an example ("such as A"), an exception."""
    before = found.view.text[max(found.sentence[0], found.match.start() - 24) : found.match.start()]
    return re.search(rules(cast.laid.language, "relations")["example"], before) is not None


def _allowed(predicate: str, subject: str, target: str, cast: Cast) -> bool:
    known = vocabulary.predicate(predicate)
    return _fits(cast.kind_of(subject), known.domain) and _fits(cast.kind_of(target), known.range)


def _fits(kind: str, allowed: tuple[str, ...]) -> bool:
    return kind in allowed or "any" in allowed or (kind == "part" and "instrument" in allowed)


def _qualifiers(found: Found, cast: Cast) -> dict[str, str]:
    """What is part of the claim: keys, dates, durations and codes, never words (an id survives another language)."""
    out: dict[str, str] = {}
    for name, value in found.rule.row.get("q", {}).items():
        text = _qualifier(found, str(value), cast.laid.language)
        if text:
            out[name] = text
    if status := _status(found, cast):
        out["status"] = status
    return out


def _status(found: Found, cast: Cast) -> str | None:
    """``proposed`` for what somebody is asked to do, ``planned`` for what is to come, None for a fact."""
    known, row, view = rules(cast.laid.language, "relations"), found.rule.row, found.view
    start, end = found.match.span()
    if re.search(known["asked"], view.text[found.sentence[0] : start]) or re.match(known["asks"], view.text[start:end]):
        return "proposed"
    if row.get("fact"):
        return None
    plan = expand(known["words"]["plan"], cast.laid.language)
    inside = plan.search(view.text, start, end) if row.get("made") or not row.get("lead") else None
    before = view.text[found.sentence[0] : found.match.start("o") if row.get("lead") else start]
    return "planned" if inside or re.search(known["planned"], before) else None


def _qualifier(found: Found, value: str, language: str) -> str | None:
    if value == "duration":
        known = rules(language, "relations")
        count = number(known["numbers"].get(found.match["l"], found.match["l"] or ""))
        return f"P{count}{known['units'][found.match['m']]}" if count else None
    if not value.startswith("$"):
        return value
    token = found.view.tokens.get(found.match[value[1:]] or "")
    return token.key if token else None


def _wording(found: Found, cast: Cast) -> Qualifiers:
    """A new name as it is printed."""
    name = found.rule.row.get("q", {}).get("new_name")
    if name is None or not found.match[name[1:]]:
        return ()
    start, end = found.view.place(*found.match.span(name[1:]))
    return qualifiers({"as_printed": fold(cast.laid.text[start:end]).text})


def _when(found: Found, cast: Cast) -> str | None:
    """When it was done, for acts: the date in the pattern's own group, else the one that stands with who acts."""
    group = found.rule.row.get("when")
    if group:
        said = found.match.groupdict().get(group)
        return found.view.tokens[said].key if said else None
    if not (found.rule.row.get("made") and vocabulary.predicate(found.rule.predicate).act):
        return None
    start, end = found.match.span()
    at_object = max(found.match.start("o"), found.match.start("s"))
    near = found.view.tokens_in(max(found.sentence[0], start - 2), at_object if at_object > start else end, "D")
    of = rules(cast.laid.language, "relations")["belongs"]
    dates = [token.key for at, token in near if not re.fullmatch(of, found.view.text[at + 1 : at_object])]
    return dates[0] if dates else _dated_apart(found, cast.laid.language)


def _dated_apart(found: Found, language: str) -> str | None:
    """The date right before or behind the words that say it, where the language sets it there."""
    text, (start, end) = found.view.text, found.match.span()
    rule = rules(language, "relations")
    before = expand(f"(?:{rule['dated_before']})$", language).search(text[found.sentence[0] : start])
    match = before or expand(rule["dated_behind"], language).match(text, end)
    return found.view.tokens[match["d"]].key if match else None


def _role(post: str, cast: Cast) -> tuple[str, str | None]:
    """A post that presides or takes part does so for its body: the body, and the post as role."""
    body = next((p.parent for p in shipped().parents if p.key == post and p.predicate == "subsidiary_of"), None)
    return (body, post) if body and cast.kind_of(post) == "post" else (post, None)


def joined(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, each once, with all the places that say it."""
    by_id: dict[str, list[Statement]] = {}
    for statement in statements:
        by_id.setdefault(statement.id, []).append(statement)
    for same in by_id.values():
        places = {e.place: e for one in same for e in one.evidence}
        yield replace(same[0], evidence=tuple(places.values()))
