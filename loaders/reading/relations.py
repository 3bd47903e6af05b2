"""First relations: what a report says that instruments, meetings and bodies did, by the patterns of ``<language>/relations.yaml``.

A reader (see ``loader``). A pattern gives a relation only where the kinds of both ends are those of the predicate; what is said to
come (planned) or stands in a draft is marked so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from loaders.bodies.tables import shipped
from loaders.reading.cast import COLLECTIVES, Cast, body_of, speaker_at, speakers
from loaders.reading.constructions import Rule, patterns, worth_parting, worth_trying
from loaders.reading.ends import End, ends
from loaders.reading.folding import fold
from loaders.reading.laid import Context, Finds, Laid
from loaders.reading.language import blanks, rules
from loaders.reading.qualification import Found, qualified, unreal, when, wording
from loaders.reading.scene import Scene, expand
from ontology import vocabulary
from ontology.readings import Paragraph
from ontology.records import Statement, qualifiers
from ontology.symbols import Symbol

_LONG, _SENTENCE = 6000, 600
"""Longest paragraph that is surely no table, and how long the sentences of a longer one may be on average."""


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
    lists = {s.evidence[0].paragraph for s in context.found.statements if s.predicate == "mandates"}
    for paragraph in laid.paragraphs:
        if not is_prose(laid, paragraph):
            continue
        view = cast.scene(paragraph)
        for found in _matches(view, cast) if paragraph.label not in lists else ():
            out += _statements(found, cast)
        for found in _apart(view, cast):
            out += _statements(found, cast)
        for title in _titles(view, cast):
            out += _of_title(title, cast)
    return Finds(statements=tuple(joined(_fullest(out))))


def is_prose(laid: Laid, paragraph: Paragraph) -> bool:
    """Whether a paragraph is read for relations: it is short, or has so many sentences that it is no table."""
    length = paragraph.end - paragraph.start
    if length <= _LONG or paragraph.label.startswith(("table", "figure")):
        return length <= _LONG
    ends = expand(rules(laid.language, "relations")["sentence_end"], laid.language)
    return length <= _SENTENCE * sum(1 for _ in ends.finditer(laid.text, paragraph.start, paragraph.end))


def _matches(view: Scene, cast: Cast) -> Iterator[Found]:
    for start, end in view.sentences():
        acting = tuple(speakers(view, start, end, cast))
        found = [
            Found(view, match, rule, (start, end), acting)
            for rule in worth_trying(view.text[start:end], view.language)
            if view.paragraph.label.startswith(rule.row.get("in", "")) and not rule.row.get("apart")
            for match in rule.pattern.finditer(view.text, start, end)
        ]
        yield from (one for one in found if not any(_says_more(other, one) for other in found))


def _says_more(other: Found, one: Found) -> bool:
    """Whether another voice of the same words names who acts, where this one leaves it out."""
    same = other.rule.row["id"].partition("-")[0] == one.rule.row["id"].partition("-")[0]
    left_out = "s" in one.match.groupdict() and one.match["s"] is None
    return same and left_out and other.match.start() < one.match.start() and other.match.end() >= one.match.end()


def _apart(view: Scene, cast: Cast) -> Iterator[Found]:
    """Rules that read a post or an office as what it is made of: a body and the word behind it ("chair", "secretariat")."""
    folded = fold(cast.laid.words(view.paragraph), blanks=blanks(cast.laid.language)).text
    stand = [rule for rule in worth_parting(folded, cast.laid.language) if rule.needs is None or rule.needs.search(folded)]
    names = {rule.name for rule in stand}
    for suffix in sorted({str(rule.row["apart"]) for rule in stand}):
        parted = cast.scene_without(view.paragraph, suffix)
        for start, end in parted.sentences():
            for rule in worth_trying(parted.text[start:end], parted.language):
                if rule.name in names and rule.row["apart"] == suffix:
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
    if _only_named(found, cast) or unreal(found, cast.laid.language):
        return
    subjects, objects = (_of_types(_ends(found, row.get(end, end), cast), row.get("only", {}).get(end), cast) for end in "so")
    subjects = [_for_its_body(found.rule.predicate, end, cast) for end in subjects]
    evidence = cast.context.evidence(
        *found.view.place(_begins(found), found.match.end()), found.rule.name, 0.8, wording(found, cast)
    )
    said = qualified(found, cast)
    if row.get("unasked") and said.get("status") == "proposed":
        return
    acting = objects if row.get("acting") == "o" else subjects
    predicate = str(row["several"]) if "several" in row and len(acting) > 1 else found.rule.predicate
    in_turn = "in_turn" in row and len(subjects) == len(objects) and row["in_turn"] in found.match[0]
    for at, subject in enumerate(subjects):
        for target in objects[at + 1 :] if row.get("pairs") else objects[at : at + 1] if in_turn else objects:
            target = _ranged(predicate, target, cast)
            key, role = (
                _role(target.whole, cast) if row.get("for_body") or predicate != found.rule.predicate else (target.whole, None)
            )
            inside = predicate == "partners_with" and key.startswith(f"{subject.whole}-")
            if subject.whole != key and not inside and _allowed(predicate, subject.key, target.key, cast):
                claim = qualifiers(said | {"provision": target.part or "", "role": role or ""})
                yield Statement(
                    cast.context.document,
                    subject.whole,
                    predicate,
                    key,
                    claim,
                    valid_from=when(found, cast),
                    evidence=(evidence,),
                )


def _of_types(said: list[End], types: list[str] | None, cast: Cast) -> list[End]:
    """The ends that are of one of the types to which a rule keeps."""
    return [end for end in said if types is None or cast.type_of(end.key) in types]


def _ranged(predicate: str, target: End, cast: Cast) -> End:
    """The object, or what is named inside its name where the thing itself can't be meant (a meeting for its preparations)."""
    allowed = vocabulary.predicate(predicate).range
    if _fits(cast.kind_of(target.key), allowed):
        return target
    return next((End(key) for key in target.inner if _fits(cast.kind_of(key), allowed)), target)


def _begins(found: Found) -> int:
    """Where the words begin that say it: with who acts, where the sentence names it before the pattern."""
    row = found.rule.row
    speaker = (
        speaker_at(list(found.speakers), found.match.start()) if "actor" in (row.get("s"), row.get("o")) or row.get("act") else None
    )
    if speaker and speaker.at >= found.sentence[0]:
        return speaker.at if found.view.text[speaker.at] in found.view.tokens else min(speaker.at + 1, found.match.start())
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
    if name == "actor" or (left_out and row.get("act") and name == row.get("acting", name)):
        speaker = speaker_at(list(found.speakers), found.match.start())
        fits = speaker and (not (only := row.get("actors")) or "#draft" in speaker.key or cast.sort_of(speaker.key) in only)
        if (speaker and fits) or not left_out or "of" not in row:
            return [_enacting(End(speaker.key), found)] if speaker and fits else []
    if left_out:
        return ends(found.view, found.match, *_left_out(row, name), cast)
    if row.get("act") and name == row.get("s", "s"):  # a collective may act in an instrument: that is told first
        said = ends(found.view, found.match, {**row, "no_collective": False}, name, cast)
        acting = [_enacting(_acting(end, found), found) for end in said]
        return [end for end in acting if not (row.get("no_collective") and end.key in COLLECTIVES)]
    said = ends(found.view, found.match, row, name, cast)
    return [End(body_of(end.key) or end.key) for end in said] if row.get("of_session") and name == "o" else said


def _left_out(row: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """Where an end is looked for that the pattern leaves out: what the clause is about, of the classes that the end may be of."""
    if "of" not in row:
        return row, row.get("else", "first-body")
    return {**row, "subjects": row["of"][name]}, row.get("else", "subject")


def _acting(end: End, found: Found) -> End:
    """A body that acts in its session or instrument: that, named before it or between it and the verb."""
    at, stop = sorted((found.match.start("s"), max(found.match.start("o"), found.match.start("s"))))
    near = [token.key.partition("#")[0] for _, token in found.view.tokens_in(at, stop, "IM")]
    own = next((key for key in near if key != end.key and body_of(key) in (end.key, body_of(end.key))), None)
    speaker = speaker_at(list(found.speakers), at)
    named = {token.key.partition("#")[0] for token in found.view.tokens.values()}
    here = speaker and (speaker.key in named or not Symbol.parse(speaker.key))  # an instrument does not act from afar
    for_it = speaker is not None and (speaker.body == end.key or end.key in COLLECTIVES)
    return End(own) if own else End(speaker.key) if speaker and here and for_it else end


def _enacting(end: End, found: Found) -> End:
    """The instrument of a body or session that stands in brackets behind what it did; else the body or session."""
    language = found.view.language
    behind = rules(language, "relations").get("in_brackets")
    match = expand(behind, language).match(found.view.text, found.match.end()) if behind and found.rule.row.get("act") else None
    key = found.view.tokens[match["i"]].key.partition("#")[0] if match else None
    return End(key) if key and body_of(key) == (body_of(end.key) or end.key) else end


def _only_named(found: Found, cast: Cast) -> bool:
    """Whether what stands before makes it no claim of the sentence: an example ("such as A"), an exception."""
    before = found.view.text[max(found.sentence[0], found.match.start() - 24) : found.match.start()]
    return re.search(rules(cast.laid.language, "relations")["example"], before) is not None


def _allowed(predicate: str, subject: str, target: str, cast: Cast) -> bool:
    known = vocabulary.predicate(predicate)
    return _fits(cast.kind_of(subject), known.domain) and _fits(cast.kind_of(target), known.range)


def _fits(kind: str, allowed: tuple[str, ...]) -> bool:
    return kind in allowed or "any" in allowed or (kind == "part" and "instrument" in allowed)


def _role(post: str, cast: Cast) -> tuple[str, str | None]:
    """A post that presides or takes part does so for its body: the body, and the post as role."""
    body = next((p.parent for p in shipped().parents if p.key == post and p.predicate == "subsidiary_of"), None)
    return (body, post) if body and cast.kind_of(post) == "post" else (post, None)


def _for_its_body(predicate: str, end: End, cast: Cast) -> End:
    """A subject, or the body of a post that can't be the subject itself ("the Executive Director provides the secretariat")."""
    if cast.kind_of(end.key) != "post" or _fits("post", vocabulary.predicate(predicate).domain):
        return end
    return End(_role(end.whole, cast)[0])


def _fullest(statements: list[Statement]) -> Iterator[Statement]:
    """The statements without those of which another says the same in the same words, and more (its date, its outcome)."""
    alike: dict[tuple[str, str, object], list[Statement]] = {}
    for statement in statements:
        alike.setdefault((statement.subject, statement.predicate, statement.object), []).append(statement)
    for same in alike.values():
        yield from (one for one in same if not any(_more(other, one) for other in same))


def _more(other: Statement, one: Statement) -> bool:
    """Whether another statement of the same things, in words that it shares with this one, says all of it and more."""
    mine, its = one.evidence[0], other.evidence[0]
    shared = None not in (mine.start, its.start) and (mine.start or 0) < (its.end or 0) and (its.start or 0) < (mine.end or 0)
    more = {name for name, _ in set(other.qualifiers) - set(one.qualifiers)}
    says = set(one.qualifiers) <= set(other.qualifiers) and "status" not in more and one.valid_from in (None, other.valid_from)
    return shared and says and (one.qualifiers, one.valid_from) != (other.qualifiers, other.valid_from)


def joined(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, each once, with all the places that say it."""
    by_id: dict[str, list[Statement]] = {}
    for statement in statements:
        by_id.setdefault(statement.id, []).append(statement)
    for same in by_id.values():
        places = {e.place: e for one in same for e in one.evidence}
        yield replace(same[0], evidence=tuple(places.values()))
