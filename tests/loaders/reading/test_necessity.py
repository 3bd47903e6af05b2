"""What a pattern can't match without."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.necessity import Sieve, clauses, stands_always


@pytest.mark.parametrize(
    ("pattern", "always"),
    [
        ("<A>(?: has)? <V>", True),
        ("<A>(?: <V>)?", False),
        ("(?:<V>|is <W>)", True),
        ("(?:<V>|was)", False),
        ("<V>|<A>", False),
        ("(?:x(?:<V>|y<W>){2})", True),
        ("<A>(?:<V>){0,3}", False),
        ("(?<=<V>)<A>", False),
        (r"[(<V>]\(<W>\)", True),
        (r"\<V\>", False),
        ("<A><V>*", False),
    ],
)
def test_a_mark_that_can_be_left_out_is_no_necessity(pattern: str, always: bool) -> None:
    assert stands_always(pattern, ("V", "W")) is always


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("leads|Directed by", [{"leads", "directed by"}]),
        ("(?<!co-)chairs?", [{"chair"}]),
        ("(?P<v>establish(?:es|ed)|set) up", [{"establish", "set"}, {" up"}]),
        ("[lm]ead", [{"l", "m"}, {"ead"}]),
        ("(?:the )?abc+d(?=xyz)", [{"abc"}, {"cd"}]),
        ("a{0,2}b{2}c", [{"b"}, {"c"}]),
        (r"no\.\d+", [{"no."}]),
        ("(?:leads|.*)", []),
        ("(?-i:[A-Z])led", [{"led"}]),
        ("(?P<k>a)?(?(k)bc|de)fg", [{"fg"}]),
        ("(?x)leads", []),
        ("[\ue000-\ue0ff\ue300-\ue4ff]", [{"\ue000", "\ue300", "\ue400"}]),
    ],
)
def test_of_each_clause_one_word_stands_wherever_the_pattern_matches(pattern: str, found: list[set[str]]) -> None:
    assert clauses(pattern) == frozenset(map(frozenset, found))


@given(st.text("abclmed 建设", max_size=12))
def test_a_sieve_lets_through_all_patterns_that_match(text: str) -> None:
    patterns = ["leads?", "(?:a|b)c+d?", "[建设]", "建(?:设|a)?", "led|(?:bad|mad)e", "(?!lead)l.*", ""]
    through = Sieve(patterns).through(text)
    assert {n for n, pattern in enumerate(patterns) if re.search(pattern, text)} <= set(through)


def test_a_sieve_holds_back_what_lacks_a_word_or_a_thing_named() -> None:
    patterns = ["[\ue000-\ue0ff] leads", "[\ue100-\ue1ff] leads", "[\ue000-\ue0ff] chairs"]
    assert Sieve(patterns).through("\ue001 Leads it") == [0]
