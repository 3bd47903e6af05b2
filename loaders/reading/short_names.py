"""Short names, possessive chains and sessions: what a name means where only the words around it tell.

The rules stand in ``<language>/names.yaml``.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from loaders.bodies.tables import shipped
from loaders.reading.language import blanks, ordinal, rules
from loaders.reading.memory import NEAREST, Hit, Memory

_MEET = ("consultative_process", "issue_management_group", "expert_panel", "organ", "interagency_mechanism")
"""Types of bodies that a sentence may call by "its" session."""
_NO_CONVENERS = ("country", "place", "post", "meeting", "person")
"""Types of things that have no sessions."""
_NEXT = 3
"""How far the number of a bare session may be from that of the session named before it."""
_BESIDE = 8
"""Characters before a short name that tell whether it stands by itself."""
_LEAD = 120
"""Code points before a name in which the words stand that make another of it."""
_OFTEN = 3
"""How often a report must name a thing for the short names around it to be read."""


@cache
def left_out(language: str) -> frozenset[str]:
    """The forms that the lexicon must not settle, for only context tells what they mean."""
    known = rules(language, "names")
    forms = {rule["form"] for rule in known["short"]}
    return frozenset(forms.union(*known["house"].values(), *known["home"].values(), *known["named"].values()))


@cache
def _forms(language: str) -> re.Pattern[str]:
    longest_first = sorted(left_out(language), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def candidates(text: str, language: str, introduced: tuple[str, ...], lines: frozenset[int]) -> Iterator[re.Match[str]]:
    """Places of a folded text where a short form stands by itself, not inside a longer word; ``lines``: where lines begin."""
    own = "|".join(map(re.escape, sorted(introduced, key=len, reverse=True)))
    pattern = re.compile(f"{own}|{_forms(language).pattern}" if own else _forms(language).pattern)
    known = rules(language, "names")
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _BESIDE) : match.start()]
        goes_on = known["after_short"].get(match[0])
        if blanks(language) and text[match.end() : match.end() + 1].isalnum():
            continue
        free = match[0] in known["anywhere"] or match.start() in lines or _free(before, known)
        if free and not (goes_on and _compiled(goes_on).match(text[match.end() :])):
            yield match


def _free(before: str, known: dict[str, Any]) -> bool:
    if re.search(known["several"], before[-4:]):
        return False
    return not re.search(known["letter"], before[-1:]) or re.search(known["before_short"], before[-8:]) is not None


def meaning(form: str, start: int, text: str, quoted: bool, memory: Memory, language: str) -> str | None:
    """The key that a short form means at a place of a folded paragraph; None where the context does not tell."""
    if form in memory.introduced:
        return memory.introduced[form]
    known = rules(language, "names")
    if own := known["home"].get(memory.home, {}).get(form) or known["house"].get(memory.house, {}).get(form):
        return str(own)
    for rule in known["short"]:
        if rule["form"] == form and (quoted or not rule.get("marked")):
            for choice in rule["choices"]:
                if key := _chosen(choice, start, text, memory, language):
                    return key
    among = (forms[form] for key, forms in known["named"].items() if form in forms and memory.counts[key] >= _OFTEN)
    return next(among, None)


def _chosen(choice: dict[str, Any], start: int, text: str, memory: Memory, language: str) -> str | None:
    if not _fits(choice, start, text, memory, language):
        return None
    key: str | None = choice.get("key")
    found: str | None = None
    if "section" in choice:
        found = memory.subject(choice["section"])
    if "recent" in choice and (found or "section" not in choice):
        found = memory.recent(choice["recent"], _ends(choice), start, choice.get("unlike"))
    if "section" in choice or "recent" in choice:
        key = (key or "{key}").format(key=found) if found else None
    return key if key and (not choice.get("registered") or key in shipped().types) else None


def _fits(choice: dict[str, Any], start: int, text: str, memory: Memory, language: str) -> bool:
    sentence = text[_clause(text, start, rules(language, "names")["clause_end"]) : start]
    return (
        ("when_used" not in choice or choice["when_used"] in memory.used)
        and ("seen" not in choice or memory.counts[choice["seen"]] > 0)
        and ("often" not in choice or memory.counts[choice["often"]] >= _OFTEN)
        and ("near" not in choice or any(re.fullmatch(choice["near"], hit.key) for hit in memory.paragraph))
        and ("house" not in choice or memory.house in choice["house"])
        and ("in_section" not in choice or memory.in_section)
        and ("after" not in choice or re.search(choice["after"], sentence) is not None)
        and ("unless_after" not in choice or re.search(choice["unless_after"], sentence) is None)
    )


@lru_cache(maxsize=64)
def _clause_ends(text: str, ends: str) -> list[int]:
    return [0, *(match.end() for match in _compiled(ends).finditer(text))]


def _clause(text: str, at: int, ends: str) -> int:
    """Where the clause begins in which a place of a text is; ``ends``: the pattern of what ends one."""
    places = _clause_ends(text, ends)
    return places[bisect_right(places, at) - 1]


def _ends(choice: dict[str, Any]) -> tuple[str, ...]:
    return tuple(choice["ends"].split("|")) if choice.get("ends") else ()


def shared(text: str, key_of: Callable[[str], str | None], language: str) -> Iterator[tuple[str, str, int, int]]:
    """Things named with a noun that they share ("A and B Conventions"): key, full form, start and end of each one's own words."""
    known = rules(language, "names")
    for match in _compiled(known["shared"]).finditer(text):
        place = match.start("items")
        noun = known["shared_noun"].get(match["noun"], match["noun"])
        for item in re.split(known["shared_between"], match["items"]):
            found = next((n for n in range(len(item)) if len(item) > 1 and key_of(item[n:] + noun)), None)
            if found is not None and place + len(item) < match.start("noun") + (noun != match["noun"]):
                form = item[found:] + noun
                yield str(key_of(form)), form, place + found, place + len(item)
            place += len(item)


def chained(hit: Hit, text: str, memory: Memory, language: str) -> Hit | None:
    """A name with what stands behind or before it and makes another of it: a convention's secretariat, the chair of a group."""
    kind = memory.type_of(hit.key)
    known = rules(language, "names")
    gap = _compiled(known["tail_of"]).match(text, hit.end)
    for rule in _tails(language):
        end = gap.end() if gap and not rule.get("close") else hit.end
        if kind in rule["of"] and text.startswith(rule["tail"], end):
            return _other(hit, rule, text, (hit.start, end + len(rule["tail"])), memory)
    for rule in known["heads"]:
        if kind in rule["of"] and (head := _before(rule["head"], text, hit.start)):
            return _other(hit, rule, text, (head.start(), hit.end), memory)
    return None


@cache
def _tails(language: str) -> tuple[dict[str, Any], ...]:
    return tuple(sorted(rules(language, "names")["tails"], key=lambda r: -len(r["tail"])))


def _before(words: str, text: str, at: int) -> re.Match[str] | None:
    return _compiled(rf"(?<!\w)(?:{words})$").search(text, max(0, at - _LEAD), at)


def _other(hit: Hit, rule: dict[str, Any], text: str, place: tuple[int, int], memory: Memory) -> Hit | None:
    """What a name becomes by a rule; None where the rule asks for a registered thing and it is none."""
    key = rule["key"].format(key=hit.key)
    if key == hit.key or (rule.get("registered") and key not in shipped().types):
        return None
    memory.types.setdefault(key, rule["type"])
    return Hit(key, text[slice(*place)], *place, hit.told)


def session(hit: Hit, text: str, memory: Memory, language: str) -> Hit | None:
    """A body's session, its number before the name or behind it."""
    known = rules(language, "names")["sessions"]
    if re.fullmatch(known["none"], hit.key):
        return None
    if match := _compiled(known["after"]).match(text, hit.end):
        start, end = hit.start, match.end()
    elif match := _compiled(known["before"]).search(text, max(0, hit.start - _LEAD), hit.start):
        start, end = match.start(), hit.end
    else:
        return None
    if ordinal(match["n"], language) is None:
        return None
    body = _convener(hit, text[start:end], memory, language)
    if _sitting(body, match[0], language):
        return None
    key = session_key(body, match["n"], match["kind"] or "", language)
    _remember(memory, key, body, (_plain(match["n"], language), match["kind"] or ""))
    memory.unit, memory.counted = match.groupdict().get("unit") or "", int(_plain(match["n"], language))
    return Hit(key, text[start:end], start, end, hit.told)


def _convener(hit: Hit, said: str, memory: Memory, language: str) -> str:
    """Whose session it is: a convention's is its conference's, the parties' that of the convention named last."""
    key = memory.recent(["treaty"], (), hit.start) if hit.key == "PARTIES" else hit.key
    conference = f"{key}-GENERAL-CONFERENCE"
    if said.endswith(rules(language, "names")["sessions"]["general"]) and conference in shipped().types:
        return conference
    return f"{key}-COP" if key and memory.type_of(key) == "treaty" else key or hit.key


def bare_sessions(text: str, language: str) -> Iterator[re.Match[str]]:
    """Places where a session is named by its number alone."""
    found = _compiled(rules(language, "names")["sessions"]["bare"]).finditer(text)
    yield from (match for match in found if ordinal(match["n"], language) is not None)


def bare_session_at(text: str, at: int, language: str) -> re.Match[str] | None:
    """The session named by its number alone at a place of a folded text."""
    return _compiled(rules(language, "names")["sessions"]["bare"]).match(text, at)


def bare_session(match: re.Match[str], text: str, memory: Memory, language: str) -> str | None:
    """The session that a number alone means: of the body that convenes it in the sentence, else the one so named before."""
    known = rules(language, "names")["sessions"]
    ends = known.get("clause", rules(language, "names")["clause_end"])
    sentence_start = _clause(text, match.start(), ends)
    before = [hit for hit in memory.paragraph[-NEAREST:] if sentence_start <= hit.start and hit.end <= match.start()]
    near = sorted(before, key=lambda hit: (hit.start, -hit.end))
    convening = [
        hit for hit in near if re.search(known["convenes"], text[hit.end : match.start()]) and memory.type_of(hit.key) != "place"
    ]
    number, kind = _plain(match["n"], language), match["kind"] or ""
    if text[: match.start()].endswith(known["its"]):
        convening = [hit for hit in near if memory.type_of(hit.key) in _MEET][:1] or convening
    bodies = [hit.key for hit in convening if memory.type_of(hit.key) not in ("country", "place", "post", "")]
    if kind == known["universal"] or not bodies:
        named = memory.sessions.get((number, kind))
        far = match["unit"] != memory.unit or abs(int(number) - memory.counted) > _NEXT
        if named or not memory.convened or far or _sitting(memory.convened, match[0], language):
            return named
        key = session_key(memory.convened, match["n"], kind, language)
        memory.types[key] = "meeting"
        return key
    if _sitting(bodies[-1], match[0], language):
        return None
    key = session_key(bodies[-1], match["n"], kind, language)
    _remember(memory, key, bodies[-1], (number, kind))
    return key


def awaits(match: re.Match[str], text: str, language: str) -> bool:
    """Whether a session is named by its number before its body is ("At its second session, the Assembly")."""
    ahead = _compiled(rules(language, "names")["sessions"].get("ahead", "(?!)"))
    return ahead.search(text[max(0, match.start() - _LEAD) : match.start()]) is not None


def awaited(match: re.Match[str], body: Hit, text: str, memory: Memory, language: str) -> Hit | None:
    """The session that a number means whose body is named behind it; None for what is not that body."""
    rule = rules(language, "names")["sessions"]
    between = text[match.end() : body.start]
    none = re.fullmatch(rule["none"], body.key) or memory.type_of(body.key) in (*_NO_CONVENERS, "")
    none = none or _sitting(body.key, match[0], language)
    if none or not _compiled(rule["to_body"]).fullmatch(between):
        return None
    key = session_key(body.key, match["n"], match["kind"] or "", language)
    _remember(memory, key, body.key, (_plain(match["n"], language), match["kind"] or ""))
    return Hit(key, match[0], *match.span(), told=True)


def _sitting(body: str, said: str, language: str) -> bool:
    """Whether the words number one sitting of a body that counts its sessions apart ("its 53rd plenary meeting")."""
    known = rules(language, "names")["sessions"].get("sittings")
    return bool(known and re.search(known["unit"], said) and re.fullmatch(known["of"], body))


def session_key(body: str, number: str, kind: str, language: str) -> str:
    """The key of a body's session of that number: ``UNEA-2``, ``EMG/SOM-17``, ``CGIEG/MTG-2``."""
    n = _plain(number, language)
    for rule in rules(language, "names")["sessions"]["keys"]:
        if re.fullmatch(rule["of"], body) and rule.get("kind", kind) == kind:
            return str(rule["key"]).format(of=body, n=n)
    return f"{body}-{n}"


def _remember(memory: Memory, key: str, body: str, numbered: tuple[str, str]) -> None:
    memory.sessions[numbered] = key
    memory.types[key] = "meeting"
    memory.convened = body


def _plain(number: str, language: str) -> str:
    return str(ordinal(number, language))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
