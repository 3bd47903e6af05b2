"""Which words a pattern can't do without."""

import pytest

from loaders.reading.necessity import stands_always


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
