"""Hypothesis strategies for what the model allows: keys, labels, dates, statements with evidence."""

from hypothesis import strategies as st

from ontology import records, symbols, vocabulary
from ontology.records import Evidence, Figure, Literal, Method, Qualifiers, Statement, Verdict

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
CLOCK = st.datetimes().map(lambda t: t.replace(microsecond=0).strftime("%Y").zfill(4) + t.strftime("-%m-%dT%H:%M:%SZ"))

_KEY_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="#@!"), min_size=1, max_size=12
)
_WORDS = ["summary", "foreword", "cover-note", "header", "annex-header", "annex-framework", "draft-decision", "annex", "preamble"]
_NUMBER = st.integers(0, 200).map(str)
_LETTER = st.sampled_from(["", "(a)", "(b)(ii)", "(aa)"])
_LOCAL = st.one_of(
    st.builds(str.__add__, _NUMBER, _LETTER),
    st.builds("{}.{}".format, _NUMBER, _NUMBER),
    st.builds("{}.{}".format, st.sampled_from(["I", "II", "IV"]), _NUMBER),
    st.builds("{} {}".format, st.sampled_from(["preamble", "table", "figure", "annex", "annex II"]), _NUMBER),
    st.builds("heading {}".format, st.sampled_from(["I", "II.A", "IV.B"])),
    st.sampled_from([*_WORDS, "fn3", "fn*", "PROGRESS-REPORT", "annex I"]),
)
LABELS = st.one_of(_LOCAL, st.builds("draft-decision {}".format, _LOCAL.filter(lambda label: not label.startswith("draft"))))


def _dates() -> st.SearchStrategy[str]:
    year = st.integers(1, 9999).map("{:04d}".format)
    month = st.builds("{}-{:02d}".format, year, st.integers(1, 12))
    day = st.dates().map(str)
    season = st.builds("{}-{}".format, year, st.integers(21, 24))
    unknown = st.one_of(
        year.filter(lambda y: y[:3] != "000").map(lambda y: f"{y[:3]}X"), year.map("{}-XX".format), month.map("{}-XX".format)
    )
    whole = st.one_of(year, month, day, season)
    about = st.builds(str.__add__, st.one_of(year, month, day), st.sampled_from("?~%"))
    spans = st.lists(day, min_size=2, max_size=2).map(lambda pair: "/".join(sorted(pair)))
    return st.one_of(whole, about, unknown, spans, day.map("../{}".format), day.map("{}/..".format))


DATES = _dates()


@st.composite
def instrument_keys(draw: st.DrawFn) -> str:
    """Keys of instruments of every form of ``organs.csv``."""
    form = draw(st.sampled_from(symbols.forms()))
    number = draw(st.from_regex(form.number, fullmatch=True, alphabet=st.characters(codec="ascii")))
    match = form.number.fullmatch(number)
    assert match
    return form.key.format(**match.groupdict())


KEYS = st.one_of(
    instrument_keys(),
    _KEY_TEXT,
    st.builds("{}#{}".format, instrument_keys(), LABELS.map(lambda label: label.replace(" ", "-"))),
    st.builds("{}#{}!{}".format, instrument_keys(), _NUMBER, st.integers(1, 9)),
    st.builds("UNEP/SP{}@2018-2021".format, st.integers(0, 7)),
)


def qualifiers_of(part_of_claim: bool) -> st.SearchStrategy[Qualifiers]:
    """Sorted qualifiers of a claim, or of a wording; a name may come more than once."""
    known = [q for q in vocabulary.qualifiers().values() if q.part_of_claim is part_of_claim]
    return st.lists(st.sampled_from(known).flatmap(_pair), max_size=3).map(lambda pairs: tuple(sorted(set(pairs))))


def _pair(qualifier: vocabulary.Qualifier) -> st.SearchStrategy[tuple[str, str]]:
    value = st.sampled_from(qualifier.values) if qualifier.values else KEYS if qualifier.datatype == "key" else TEXT
    return st.tuples(st.just(qualifier.name), value)


METHODS = st.builds(Method, st.sampled_from(records.METHOD_KINDS), TEXT, st.one_of(st.just(""), TEXT))
_LANGUAGE = st.one_of(st.none(), st.sampled_from(records.LANGUAGES))
_CONFIDENCE = st.floats(0, 1, allow_nan=False, allow_subnormal=False).map(abs)


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Evidence with or without words."""
    words: dict[str, object] = {}
    if draw(st.booleans()):
        quote, start = draw(TEXT), draw(st.integers(0, 10**6))
        words = {"start": start, "end": start + len(quote), "quote": quote, "text_hash": "ab" * 32}
    return Evidence(
        paragraph=draw(LABELS),
        method=draw(METHODS),
        language=draw(_LANGUAGE),
        confidence=draw(_CONFIDENCE),
        wording=draw(qualifiers_of(part_of_claim=False)),
        known_from=draw(st.one_of(st.none(), CLOCK)),
        known_to=draw(st.one_of(st.none(), CLOCK)),
        **words,  # type: ignore[arg-type]  # the four are given together
    )


EVIDENCE = st.lists(evidence(), max_size=2, unique_by=Evidence.order).map(lambda found: tuple(sorted(found, key=Evidence.order)))
_VALUES: dict[str | None, st.SearchStrategy[Literal]] = {
    None: st.builds(Literal, TEXT, _LANGUAGE),
    "edtf": st.builds(Literal, DATES, datatype=st.just("edtf")),
    "integer": st.builds(Literal, st.integers().map(str), datatype=st.just("integer")),
    "key": st.builds(Literal, KEYS, datatype=st.just("key")),
    "uri": st.builds(Literal, st.just("https://undocs.org/A/RES/66/288"), datatype=st.just("uri")),
    "type": st.builds(Literal, st.sampled_from(sorted(vocabulary.types())), datatype=st.just("type")),
}


@st.composite
def statements(draw: st.DrawFn, with_evidence: bool = True) -> Statement:
    """Statements of any predicate."""
    predicate = draw(st.sampled_from(list(vocabulary.predicates().values())))
    target: str | Literal = draw(_VALUES[predicate.datatype]) if predicate.is_literal else draw(KEYS)
    return Statement(
        document=draw(instrument_keys()),
        subject=draw(KEYS),
        predicate=predicate.name,
        object=target,
        qualifiers=draw(qualifiers_of(part_of_claim=True)),
        valid_from=draw(st.one_of(st.none(), DATES)),
        valid_to=draw(st.one_of(st.none(), DATES)),
        evidence=draw(EVIDENCE) if with_evidence else (),
    )


FIGURES = st.builds(
    Figure,
    document=instrument_keys(),
    subject=KEYS,
    measure=TEXT,
    value=st.decimals(-(10**9), 10**9, places=2).map(lambda d: f"{d:f}"),
    unit=TEXT,
    period=st.one_of(st.none(), DATES),
    status=st.one_of(st.none(), st.sampled_from(records.FIGURE_STATUSES)),
    exactness=st.sampled_from(records.EXACTNESS),
    dimensions=st.dictionaries(TEXT.filter(lambda name: "=" not in name), TEXT, max_size=3).map(lambda d: tuple(sorted(d.items()))),
    because_of=st.one_of(st.none(), KEYS),
    evidence=EVIDENCE,
)
_IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)
VERDICTS = st.builds(Verdict, _IDS, st.sampled_from(records.VERDICTS), TEXT, CLOCK, TEXT, st.one_of(st.none(), _IDS))
