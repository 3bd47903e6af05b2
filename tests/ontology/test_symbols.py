import re

import pytest
from hypothesis import given

from ontology import symbols
from ontology.errors import BadKey
from ontology.symbols import Symbol
from tests.ontology.strategies import instrument_keys


@given(instrument_keys())
def test_a_key_of_an_instrument_gives_a_symbol_that_gives_the_key(key: str) -> None:
    symbol = Symbol.parse(key)
    assert symbol is not None
    assert symbol.key == key


@pytest.mark.parametrize(
    ("organ", "kind", "number", "key"),
    [
        ("UNGA", "resolution", "66/288", "A/RES/66/288"),
        ("UNGA", "resolution", "2997(XXVII)", "A/RES/2997(XXVII)"),
        ("UNGA", "resolution", "S-19/2", "A/RES/S-19/2"),
        ("UNSC", "resolution", "1325(2000)", "S/RES/1325(2000)"),
        ("ECOSOC", "resolution", "2011/21", "E/RES/2011/21"),
        ("UNEP-GC", "decision", "26/11", "UNEP/GC/DEC/26/11"),
        ("UNEP-GC", "decision", "SS.XI/1", "UNEP/GCSS/DEC/XI/1"),
        ("UNEA", "resolution", "3/11", "UNEP/EA.3/Res.11"),
        ("UNEA", "decision", "4/1", "UNEP/EA.4/Dec.1"),
        ("CBD-COP", "decision", "X/2", "CBD/COP/DEC/X/2"),
        ("ESCAP", "resolution", "73/9", "ESCAP/RES/73/9"),
    ],
)
def test_the_same_number_is_another_instrument_for_another_organ(organ: str, kind: str, number: str, key: str) -> None:
    assert Symbol(organ, kind, number).key == key
    assert Symbol.parse(key) == Symbol(organ, kind, number)


@pytest.mark.parametrize(
    "key", ["UNEP/GC.26/1", "A/74/72-E/2019/13", "UNEP/EA.4/16", "EMG", "", "A/RES/66", "A/RES/\uff16\uff16/288"]
)
def test_a_document_is_no_instrument(key: str) -> None:
    assert Symbol.parse(key) is None


def test_a_number_that_the_organ_does_not_use_is_refused_with_the_list_named() -> None:
    with pytest.raises(BadKey, match=r"UNEA has no resolution with a number like 'XI/3'.*organs\.csv"):
        _ = Symbol("UNEA", "resolution", "XI/3").key


def test_the_groups_of_a_number_are_those_of_the_key() -> None:
    for form in symbols.forms():
        assert sorted(form.number.groupindex) == sorted(re.findall(r"{(\w)}", form.key))
