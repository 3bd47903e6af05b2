"""The record: statements with their evidence, figures and verdicts. Frozen values with ids that follow from what is said.

Source of the rules: MODEL section 4. A record that the model does not allow can't be made: ``ModelError`` says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ontology import dates, vocabulary
from ontology.canonical import hash26 as hash26
from ontology.errors import ModelError, UnknownName
from ontology.forms import DECIMAL, check_clock, check_form

Qualifiers = tuple[tuple[str, str], ...]
"""Pairs of name and value, sorted; a name may come more than once."""

METHOD_KINDS = ("rule", "register", "curated", "tagged")
FIGURE_STATUSES = ("planned", "requested", "approved", "received", "spent", "estimate", "baseline", "target", "actual")
VERDICTS = ("confirmed", "corrected", "rejected")
EXACTNESS = ("exact", "about", "at_least", "at_most", "nearly")
NO_FACT = frozenset(
    {("status", "planned"), ("status", "proposed"), ("status", "option"), ("status", "negated"), ("stance", "threatens")}
)
"""Qualifiers under which a statement is no fact: it carries no lineage unless asked, and no flat triple (MODEL section 3)."""
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def qualifiers(given: Mapping[str, str | Iterable[str]] | None) -> Qualifiers:
    """Sorted pairs of a mapping from names to a value or several; nothing for empty values. ``UnknownName`` for a strange name."""
    pairs: set[tuple[str, str]] = set()
    for name, value in (given or {}).items():
        vocabulary.qualifier(name)
        pairs |= {(name, one) for one in ([value] if isinstance(value, str) else value) if one}
    return tuple(sorted(pairs))


def as_mapping(pairs: Qualifiers) -> dict[str, str | list[str]]:
    """The pairs as a JSON object: a value, or a list where a name comes more than once."""
    out: dict[str, str | list[str]] = {}
    for name, value in pairs:
        before = out.get(name)
        out[name] = value if before is None else [*([before] if isinstance(before, str) else before), value]
    return out


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value with a language (BCP 47 tag of a UN language) or a datatype, never both."""

    text: str
    language: str | None = None
    datatype: str | None = None

    def __post_init__(self) -> None:
        if self.language and self.datatype:
            raise ModelError(f"value {self.text!r} has language {self.language} and datatype {self.datatype}: expected one of them")
        if self.language and self.language not in LANGUAGES:
            raise ModelError(f"language {self.language!r} of {self.text!r}: expected one of {', '.join(LANGUAGES)}")

    def as_json(self) -> dict[str, str]:
        """``{"value": …}`` with ``language`` or ``datatype``."""
        out = {"value": self.text}
        if self.language:
            out["language"] = self.language
        if self.datatype:
            out["datatype"] = self.datatype
        return out


@dataclass(frozen=True, slots=True, order=True)
class Method:
    """How something was read: ``kind`` (rule, register, curated, tagged), the rule's or register's name, its version."""

    kind: str
    name: str
    version: str = ""

    def __post_init__(self) -> None:
        if self.kind not in METHOD_KINDS:
            raise ModelError(f"method {self.kind!r}: expected one of {', '.join(METHOD_KINDS)}")

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that says a statement.

    ``start`` and ``end`` count Unicode code points of the stored text whose SHA-256 is ``text_hash``, end exclusive; they,
    the quote and the hash are None where the words are not held. ``wording``: qualifiers that say how it was said.
    ``known_from`` (inclusive) and ``known_to`` (exclusive) are record time, UTC to the second (``2026-11-20T10:00:00Z``);
    loaders leave them None.
    """

    paragraph: str
    method: Method
    language: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    text_hash: str | None = None
    confidence: float = 1.0
    wording: Qualifiers = ()
    known_from: str | None = None
    known_to: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ModelError(f"confidence {self.confidence}: expected a number from 0 to 1")
        places = (self.start, self.end, self.quote, self.text_hash)
        if any(p is None for p in places) and any(p is not None for p in places):
            raise ModelError(f"evidence in {self.paragraph}: start, end, quote and text_hash are given together or not at all")
        if self.wording:
            object.__setattr__(self, "wording", tuple(sorted(set(self.wording))))
        self._check_quote()
        for clock in (self.known_from, self.known_to):
            if clock is not None:
                check_clock(clock, f"evidence in {self.paragraph}")
        _check_qualifiers(self.wording, part_of_claim=False)

    def _check_quote(self) -> None:
        if self.start is None or self.end is None or self.quote is None:
            return
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise ModelError(
                f"evidence in {self.paragraph}: a quote of {len(self.quote)} characters can't stand at {self.start} to {self.end}"
            )

    @property
    def place(self) -> tuple[str, str, int, int, str, str, str, str, str]:
        """What makes two pieces of evidence of one reading the same, and their order; no clock."""
        m = self.method
        spot = (self.paragraph, self.language or "", -1 if self.start is None else self.start, -1 if self.end is None else self.end)
        return (*spot, self.text_hash or "", m.kind, m.name, m.version, f"{self.confidence:.4f}|{self.wording!r}")

    def order(self) -> tuple[object, ...]:
        """What the evidence of a statement is sorted and numbered by: its place, then when it was known."""
        return (*self.place, self.known_from or "", self.known_to or "", self.confidence)


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim in one document, with the places that say it (MODEL section 4).

    ``object`` is a key, or a ``Literal`` for the predicates of the group ``literal``. ``valid_from`` and ``valid_to`` are EDTF
    level 1, both inclusive, None for not known.
    """

    document: str
    subject: str
    predicate: str
    object: str | Literal
    qualifiers: Qualifiers = ()
    valid_from: str | None = None
    valid_to: str | None = None
    evidence: tuple[Evidence, ...] = ()
    id: str = field(init=False, compare=False)
    claim: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "qualifiers", tuple(sorted(set(self.qualifiers))))
        said = (self.subject, self.predicate, self.object, self.qualifiers, self.valid_from, self.valid_to)
        own, claim = _ids(self.document, *said)
        object.__setattr__(self, "id", own)
        object.__setattr__(self, "claim", claim)

    @property
    def key(self) -> str:
        """``st:`` and the id."""
        return f"st:{self.id}"

    @property
    def confidence(self) -> float:
        """The best of its evidence."""
        return max((e.confidence for e in self.evidence), default=0.0)

    @property
    def is_fact(self) -> bool:
        """Whether it says that something is so: not what is planned, proposed, an option or negated, nor what threatens."""
        return not any(pair in NO_FACT for pair in self.qualifiers)

    def qualifier(self, name: str) -> str | None:
        """The first value of a qualifier, or None."""
        return next((value for given, value in self.qualifiers if given == name), None)


@lru_cache(maxsize=16384)
def _ids(
    document: str,
    subject: str,
    predicate: str,
    target: str | Literal,
    pairs: Qualifiers,
    valid_from: str | None,
    valid_to: str | None,
) -> tuple[str, str]:
    """The ids of a statement and of its claim, once it is one that the model allows: the same statement is made again and again
    while its evidence is gathered."""
    _check_said(document, subject, predicate, target)
    dates.check(valid_from)
    dates.check(valid_to)
    _check_qualifiers(pairs, part_of_claim=True)
    told = target.as_json() if isinstance(target, Literal) else target
    said = [subject, predicate, told, as_mapping(pairs), valid_from, valid_to]
    return hash26([document, *said]), hash26(said)


def _check_said(document: str, subject: str, predicate: str, target: str | Literal) -> None:
    if not (document and subject and target):
        raise ModelError(f"a statement needs document, subject and object; found {document!r}, {subject!r}, {target!r}")
    known = vocabulary.predicate(predicate)
    if known.is_literal != isinstance(target, Literal):
        expected = "a value" if known.is_literal else "a key"
        raise ModelError(f"{subject} {predicate} {target!r}: expected {expected} as object")
    if not isinstance(target, Literal):
        return
    said = f"{subject} {predicate} {target.text!r}"
    if target.datatype != known.datatype:
        raise ModelError(f"{said}: expected datatype {known.datatype or 'none (text)'}, found {target.datatype}")
    if known.datatype in ("type", "edtf", "integer"):
        check_form(target.text, known.datatype, said)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it measures.

    ``status``: planned, requested, approved, received, spent, estimate, baseline, target, actual. ``exactness``: exact, about,
    at_least, nearly. ``dimensions``: sorted pairs. ``value`` is a decimal number as text.
    """

    document: str
    subject: str
    measure: str
    value: str
    unit: str
    period: str | None = None
    status: str | None = None
    exactness: str = "exact"
    dimensions: tuple[tuple[str, str], ...] = ()
    because_of: str | None = None
    evidence: tuple[Evidence, ...] = ()
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dimensions", tuple(sorted(set(self.dimensions))))
        self._check()
        said = [self.document, self.subject, self.measure, self.value, self.unit, self.period, self.status, self.exactness]
        object.__setattr__(self, "id", hash26([*said, [list(pair) for pair in self.dimensions], self.because_of]))

    @property
    def key(self) -> str:
        """``fig:`` and the id."""
        return f"fig:{self.id}"

    def _check(self) -> None:
        where = f"figure {self.measure!r} of {self.subject}"
        if not (self.document and self.subject and self.measure and self.unit):
            said = f"{self.document!r}, {self.subject!r}, {self.measure!r}, {self.unit!r}"
            raise ModelError(f"a figure needs document, subject, measure and unit; found {said}")
        if not DECIMAL.fullmatch(self.value):
            raise ModelError(f"{where}: value {self.value!r}, expected a decimal number such as 47.7 or -3")
        if self.status is not None and self.status not in FIGURE_STATUSES:
            raise ModelError(f"{where}: status {self.status!r}, expected one of {', '.join(FIGURE_STATUSES)}")
        if self.exactness not in EXACTNESS:
            raise ModelError(f"{where}: exactness {self.exactness!r}, expected one of {', '.join(EXACTNESS)}")
        if bad := [name for name, _ in self.dimensions if "=" in name or not name]:
            raise ModelError(f"{where}: dimension {bad[0]!r}, expected a name without an equals sign")
        dates.check(self.period)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's judgement of a statement. ``verdict``: confirmed, corrected or rejected; ``at``: UTC to the second;
    ``correction``: the id of the curated statement that stands instead."""

    statement: str
    verdict: str
    by: str
    at: str
    reason: str
    correction: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ModelError(f"verdict {self.verdict!r} on {self.statement}: expected one of {', '.join(VERDICTS)}")
        if not (self.statement and self.by and self.at and self.reason):
            raise ModelError(f"a verdict needs statement, by, at and reason; found {self!r}")
        check_clock(self.at, f"verdict on {self.statement}")


def _check_qualifiers(pairs: Qualifiers, *, part_of_claim: bool) -> None:
    for name, value in pairs:
        known = vocabulary.qualifier(name)
        if known.part_of_claim is not part_of_claim:
            where = "the evidence's wording" if part_of_claim else "the statement's qualifiers"
            raise UnknownName(f"qualifier {name!r} belongs to {where}")
        if known.values and value not in known.values:
            raise ModelError(f"qualifier {name}={value!r}: expected one of {', '.join(known.values)}")
