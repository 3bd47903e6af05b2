"""The closed lists of measures and units."""

from ontology.measures import measures, units
from ontology.vocabulary import rows


def test_every_measure_has_a_name_of_its_own_labels_and_a_definition_in_both_languages() -> None:
    listed = rows("measures")
    assert len(measures()) == len(listed) > 20
    assert all(row[column].strip() for row in listed for column in ("name", "en", "zh", "definition_en", "definition_zh"))


def test_every_unit_is_money_a_share_or_a_quantity() -> None:
    assert {unit.kind for unit in units().values()} == {"money", "share", "quantity"}
    assert units()["USD"].kind == "money"
    assert len({unit.zh for unit in units().values()}) == len(units())
