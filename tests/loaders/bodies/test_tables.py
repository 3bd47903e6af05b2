"""The tables of the register of bodies."""

from pathlib import Path

import pytest

from loaders.base import SourceError
from loaders.bodies.tables import COLUMNS, Tables, read, shipped
from ontology import vocabulary

ROWS = {
    "bodies": ["UNEP,programme_or_fund,", "EMG,interagency_mechanism,"],
    "names": ["UNEP,zh,环境署,short,,,,", "EMG,en,EMG,acronym,,,,"],
    "parents": ["EMG,reports_to,UNEP,2001,,,"],
    "countries": ["KEN,Kenya,肯尼亚,"],
    "places": ["PLACE/Nairobi,KEN,Nairobi,内罗毕"],
}


def write(folder: Path, **changed: list[str]) -> Path:
    for table, columns in COLUMNS.items():
        lines = [",".join(columns), *changed.get(table, ROWS[table])]
        (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_country_and_a_place_have_names_in_both_languages(tmp_path: Path) -> None:
    tables = read(write(tmp_path))
    assert {(n.key, n.text) for n in tables.names} >= {("COUNTRY/KEN", "肯尼亚"), ("PLACE/Nairobi", "Nairobi")}


def test_a_place_lies_in_its_country(tmp_path: Path) -> None:
    assert ("PLACE/Nairobi", "located_in", "COUNTRY/KEN") in {(p.key, p.predicate, p.parent) for p in read(write(tmp_path)).parents}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"bodies": ["UNEP,programme_or_fund,", "UNEP,agency,"]}, "bodies.csv, line 3: UNEP stands there already"),
        ({"bodies": ["UNEP,spaceship,"]}, "bodies.csv, line 2: unknown type 'spaceship'"),
        ({"names": ["FAO,en,FAO,acronym,,,,"]}, "names.csv, line 2: FAO has no row in bodies.csv"),
        ({"names": ["UNEP,en,UNEP,nickname,,,,"]}, "names.csv, line 2: expected language ar, en, es, fr, ru, zh and kind name"),
        ({"names": ["UNEP,en,UNEP,acronym,19 72,,,"]}, "names.csv, line 2: '19 72' is no date"),
        ({"names": ["UNEP,en,UNEP,acronym,,,A/1,"]}, "names.csv, line 2: expected document and paragraph, both or neither"),
        ({"names": ["UNEP,en,UNEP"]}, "names.csv, line 2: expected 8 cells; found 3"),
        ({"parents": ["EMG,loves,UNEP,,,,"]}, "parents.csv, line 2: unknown predicate 'loves'"),
        ({"places": ["PLACE/Atlantis,XXX,Atlantis,亚特兰蒂斯"]}, "places.csv, line 2: COUNTRY/XXX has no row"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(tmp_path: Path, changed: dict[str, list[str]], said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(write(tmp_path, **changed))
    assert str(caught.value).startswith(said)


@pytest.fixture(scope="module")
def register() -> Tables:
    return shipped()


def test_every_key_has_a_name_in_both_languages(register: Tables) -> None:
    named = {(n.key, n.language) for n in register.names}
    missing = [key for key in register.types if (key, "en") not in named]
    assert missing == []


def test_no_name_means_two_things_in_one_language(register: Tables) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for name in register.names:
        if name.kind in ("name", "acronym"):
            owners.setdefault((name.language, name.text), set()).add(name.key)
    assert {text: keys for text, keys in owners.items() if len(keys) > 1} == {}


def test_every_parent_is_of_a_kind_that_the_predicate_allows(register: Tables) -> None:
    def kind(key: str) -> str:
        return vocabulary.entity_type(register.types[key]).kind

    wrong = []
    for parent in register.parents:
        predicate = vocabulary.predicate(parent.predicate)
        if kind(parent.key) not in predicate.domain or kind(parent.parent) not in predicate.range:
            wrong.append(parent)
    assert wrong == []


def test_the_governing_council_has_its_name_until_the_day_before_it_became_the_assembly(register: Tables) -> None:
    name = next(n for n in register.names if n.text == "联合国环境规划署理事会")
    assert (name.key, name.valid_to) == ("UNEP-GC", "2013-03-12")


def test_there_are_at_least_350_bodies_and_every_member_state(register: Tables) -> None:
    assert register.counts["bodies"] >= 350
    assert register.counts["countries"] >= 193
