"""Findings: what a set of statements says that the model does not expect, in words for people.

Names that no code list has can't be in a ``Statement`` (``UnknownName``), so they are errors before they come here. What is
found here is what ``shapes.ttl`` finds in the same statements as RDF, without a triple being made: a look-up per
statement, once per combination of predicate and kinds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ontology import dates, vocabulary
from ontology.errors import BadDate, BadKey
from ontology.identifiers import Key, type_of
from ontology.records import Statement

Severity = Literal["error", "warning"]

_DURATION = re.compile(r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to look at. ``rule``: key, evidence, period, domain, range, qualifier or kinds; ``key``: the entity in question;
    ``statement``: the id, or None where it is about an entity; ``en``, ``zh``: what was expected and what was found."""

    severity: Severity
    rule: str
    key: str
    statement: str | None
    en: str
    zh: str


def findings(statements: Iterable[Statement], types: Mapping[str, str] | None = None) -> list[Finding]:
    """The findings in statements, errors first, sorted.

    ``types``: types of entities that are known besides; an entity's types are these and what ``type`` statements say of it,
    and where nothing is said what its key's form tells.
    """
    given = list(statements)
    kinds = _Kinds(given, types or {})
    found = set(kinds.findings())
    for statement in given:
        found.update(_whole(statement))
        found.update(_ends(statement, kinds))
        found.update(_qualifiers(statement))
    return sorted(found, key=lambda f: (f.severity, f.rule, f.key, f.statement or "", f.en))


class _Kinds:
    """The kinds of entities."""

    def __init__(self, statements: Iterable[Statement], types: Mapping[str, str]) -> None:
        said: dict[str, set[str]] = defaultdict(set)
        for key, type_name in types.items():
            said[key].add(vocabulary.entity_type(type_name).kind)
        for statement in statements:
            if statement.predicate == "type" and statement.is_fact and not isinstance(statement.object, str):
                said[statement.subject].add(vocabulary.entity_type(statement.object.text).kind)
        self._said = {key: frozenset(kinds) for key, kinds in said.items()}

    def of(self, key: str) -> frozenset[str]:
        if key not in self._said:
            self._said[key] = frozenset({vocabulary.entity_type(type_of(key)).kind})
        return self._said[key]

    def findings(self) -> Iterator[Finding]:
        for key, kinds in self._said.items():
            if len(kinds) > 1:
                en, zh = _names(kinds)
                yield Finding("warning", "kinds", key, None, f"{key} is of several kinds: {en}.", f"{key} 属于多个种类\uff1a{zh}。")


def _whole(statement: Statement) -> Iterator[Finding]:
    if not statement.evidence:
        yield _of(statement, "error", "evidence", statement.subject, "A statement has evidence.", "陈述须有证据。")
    if not dates.in_order(statement.valid_from, statement.valid_to):
        yield _of(
            statement, "error", "period", statement.subject, "A period does not end before it begins.", "期限的终点不得早于起点。"
        )


def _ends(statement: Statement, kinds: _Kinds) -> Iterator[Finding]:
    predicate = vocabulary.predicate(statement.predicate)
    yield from _end(statement, "domain", statement.subject, f"The subject of “{predicate.en}”", f"“{predicate.zh}”的主语", kinds)
    if isinstance(statement.object, str):
        yield from _end(statement, "range", statement.object, f"The object of “{predicate.en}”", f"“{predicate.zh}”的宾语", kinds)


def _end(statement: Statement, end: str, key: str, en: str, zh: str, kinds: _Kinds) -> Iterator[Finding]:
    try:
        wrong = _unexpected(statement.predicate, end, kinds.of(key))
    except BadKey as error:
        yield _of(statement, "error", "key", key, f"{en}: {error}", f"{zh}不是键\uff1a{key}")
        return
    if wrong:
        yield _of(statement, "warning", end, key, f"{en} {wrong[0]}", f"{zh}{wrong[1]}")


@cache
def _unexpected(predicate: str, end: str, kinds: frozenset[str]) -> tuple[str, str] | None:
    known = vocabulary.predicate(predicate)
    expected = known.domain if end == "domain" else known.range
    if expected == ("any",) or not kinds.isdisjoint(expected):
        return None
    (en, zh), (found_en, found_zh) = _names(expected), _names(kinds)
    return f"should be: {en}; found: {found_en}.", f"应为\uff1a{zh}\uff1b实为\uff1a{found_zh}。"


def _names(kinds: Iterable[str]) -> tuple[str, str]:
    known = [vocabulary.kinds()[kind] for kind in (sorted(kinds) if isinstance(kinds, frozenset) else kinds)]
    return ", ".join(kind.en for kind in known), "、".join(kind.zh for kind in known)


def _qualifiers(statement: Statement) -> Iterator[Finding]:
    for name, value in statement.qualifiers:
        datatype = vocabulary.qualifier(name).datatype
        if not _has_form(value, datatype):
            expected_en, expected_zh = _FORMS[datatype]
            en = f"Qualifier {name} should be {expected_en}; found: {value}."
            zh = f"限定词 {name} 应为{expected_zh}\uff1b实为\uff1a{value}。"
            yield _of(statement, "warning", "qualifier", statement.subject, en, zh)


_FORMS = {
    "date_or_key": ("an EDTF date or the key of a session", "EDTF 日期或届会的键"),
    "duration": ("an ISO 8601 duration such as P2Y", "ISO 8601 期限\uff0c如 P2Y"),
    "number": ("a number", "数"),
    "key": ("a key", "键"),
}


@cache
def _has_form(value: str, datatype: str) -> bool:
    if datatype == "duration":
        return bool(_DURATION.fullmatch(value))
    if datatype == "number":
        return bool(_NUMBER.fullmatch(value))
    if datatype == "date_or_key":
        return _is_date(value) or (_is_key(value) and not value[0].isdecimal())
    return datatype != "key" or _is_key(value)


def _is_date(text: str) -> bool:
    try:
        dates.check(text)
    except BadDate:
        return False
    return True


def _is_key(text: str) -> bool:
    try:
        Key.parse(text)
    except BadKey:
        return False
    return True


def _of(statement: Statement, severity: Severity, rule: str, key: str, en: str, zh: str) -> Finding:
    return Finding(severity, rule, key, statement.id, en, zh)
