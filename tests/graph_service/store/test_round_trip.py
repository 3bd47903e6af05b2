"""Records → store → records: nothing that a record can carry is lost or changed on the way."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.store import Store
from ontology import vocabulary
from ontology.records import Evidence, Figure, Literal, Method, Statement, Verdict, qualifiers
from tests.graph_service.store.samples import T1, reading

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
KEYS = st.sampled_from(
    ["A/RES/66/288", "EMG/IMG-LAND", "A/75/6 (Sect. 14)", "SDG/15.a", "A/RES/66/288#88(a)", "UNEP/SP3@2018-2021"]
)
BEGINNINGS = st.sampled_from([None, "1972", "1999-07", "2001-07-27", "2001/2002", "../2010", "1972~"])
ENDS = st.sampled_from([None, "2012", "2012-07", "2012-07-27", "2011/2012", "2012/..", "2012~"])
TARGETS = st.one_of(
    st.tuples(st.sampled_from(["cites", "establishes", "member_of"]), KEYS),
    st.tuples(st.just("name"), st.builds(Literal, WORDS, language=st.sampled_from(["ar", "zh", "en", "fr", "ru", "es"]))),
    st.tuples(st.just("adopted_on"), st.builds(Literal, st.sampled_from(["2012", "2012-07-27"]), datatype=st.just("edtf"))),
)


def _free(*, part_of_claim: bool) -> list[str]:
    known = vocabulary.qualifiers().values()
    return sorted(q.name for q in known if q.part_of_claim is part_of_claim and q.datatype == "text")


CLAIMED = st.dictionaries(st.sampled_from(_free(part_of_claim=True)), st.lists(WORDS, min_size=1, max_size=3), max_size=3)
WORDED = st.dictionaries(st.sampled_from(_free(part_of_claim=False)), st.lists(WORDS, min_size=1, max_size=2), max_size=2)
METHODS = st.builds(Method, st.sampled_from(["rule", "register", "curated", "tagged"]), WORDS, st.sampled_from(["", "1", "2"]))
CONFIDENCES = st.integers(0, 10_000).map(lambda n: n / 10_000)


@st.composite
def pieces(draw: st.DrawFn) -> Evidence:
    """Evidence with words (whose offsets fit them) or without."""
    quote = draw(st.one_of(st.none(), WORDS))
    start = None if quote is None else draw(st.integers(0, 1000))
    end = None if quote is None or start is None else start + len(quote)
    return Evidence(
        paragraph=draw(st.sampled_from(["88(a)", "preamble 3", "annex II 12", "fn*"])),
        method=draw(METHODS),
        language=draw(st.sampled_from([None, "zh", "en"])),
        start=start,
        end=end,
        quote=quote,
        text_hash=None if quote is None else "0" * 64,
        confidence=draw(CONFIDENCES),
        wording=qualifiers(draw(WORDED)),
    )


EVIDENCE = st.lists(pieces(), min_size=1, max_size=3, unique_by=lambda e: e.place).map(
    lambda some: tuple(sorted(some, key=lambda e: e.place))
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Any statement: a key or a value as object, qualifiers that come several times, periods open at either end."""
    predicate, target = draw(TARGETS)
    periods = (draw(BEGINNINGS), draw(ENDS))
    return Statement(draw(KEYS), draw(KEYS), predicate, target, qualifiers(draw(CLAIMED)), *periods, draw(EVIDENCE))


FIGURES = st.builds(
    Figure,
    document=KEYS,
    subject=KEYS,
    measure=WORDS,
    value=st.sampled_from(["1", "-2.50", "47"]),
    unit=WORDS,
    period=ENDS,
    status=st.sampled_from([None, "approved", "spent"]),
    exactness=st.sampled_from(["exact", "about"]),
    dimensions=st.dictionaries(st.sampled_from(["fund", "year", "区域"]), WORDS, max_size=2).map(
        lambda given: tuple(sorted(given.items()))
    ),
    because_of=st.one_of(st.none(), KEYS),
    evidence=EVIDENCE,
)
VERDICTS = st.builds(
    Verdict, WORDS, st.sampled_from(["confirmed", "rejected"]), WORDS, st.just(T1), WORDS, st.sampled_from([None, "another"])
)
ROUND_TRIP = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ROUND_TRIP
@given(given=st.lists(statements(), max_size=6, unique_by=lambda s: s.id))
def test_statements_come_back_as_they_were(store_factory: Callable[[], Store], given: list[Statement]) -> None:
    store = store_factory()
    store.write(reading(given), T1)
    back = [replace(s, evidence=tuple(replace(e, known_from=None) for e in s.evidence)) for s in store.statements()]
    assert back == sorted(given, key=lambda s: s.id)


@ROUND_TRIP
@given(given=st.lists(statements(), max_size=6, unique_by=lambda s: s.id))
def test_the_ids_of_statements_and_claims_come_back_as_they_were(
    store_factory: Callable[[], Store], given: list[Statement]
) -> None:
    store = store_factory()
    store.write(reading(given), T1)
    assert [(s.id, s.claim) for s in store.statements()] == sorted((s.id, s.claim) for s in given)


@ROUND_TRIP
@given(given=st.lists(FIGURES, max_size=4, unique_by=lambda f: f.id))
def test_figures_come_back_as_they_were(store_factory: Callable[[], Store], given: list[Figure]) -> None:
    store = store_factory()
    store.write(replace(reading(), figures=tuple(given)), T1)
    back = [replace(f, evidence=tuple(replace(e, known_from=None) for e in f.evidence)) for f in store.figures()]
    assert back == sorted(given, key=lambda f: f.id)


@ROUND_TRIP
@given(given=st.lists(VERDICTS, max_size=4, unique=True))
def test_verdicts_come_back_as_they_were(store_factory: Callable[[], Store], given: list[Verdict]) -> None:
    store = store_factory()
    store.add_verdicts(given)
    assert set(store.verdicts()) == set(given)
