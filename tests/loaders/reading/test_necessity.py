"""What a pattern can't match without."""

import pytest

from loaders.reading.necessity import literals, stands_always


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
        ("leads|Directed by", {"leads", "directed by"}),
        ("(?<!co-)chairs?", {"chair"}),
        ("(?:a|b) member", {"member"}),
        ("establish(?:es|ed)|to", None),
        ("[lm]ead", {"ead"}),
    ],
)
def test_each_alternative_has_letters_that_stand_wherever_it_matches(pattern: str, found: set[str] | None) -> None:
    assert literals(pattern, 3) == found
