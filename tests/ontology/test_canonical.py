import base64
from hashlib import sha256

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ontology.canonical import hash26

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text(st.characters(codec="ascii"))
VALUES = st.recursive(
    st.one_of(st.none(), TEXTS, st.integers(-(2**53) + 1, 2**53 - 1)),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(NAMES, inner)),
)


@given(VALUES)
def test_a_hash_is_that_of_the_canonical_json_of_rfc_8785(value: object) -> None:
    whole = base64.b32encode(sha256(rfc8785.dumps(value)).digest()).decode().lower()  # type: ignore[arg-type]  # any JSON value
    assert hash26(value) == whole[:26]
