"""Figures of English reports: numbers, money before its number, tables."""

import pytest

from loaders.reading import amounts, table_sums, tables
from loaders.reading.layout import lay
from ontology.records import Figure
from tests.loaders.reading.conftest import Write

HEAD = """UNEP/EA.9/7
Report of the Executive Director
I. Introduction
"""
TABLE = """Table 1
Wetland centre: evolution of financial resources
(Thousands of United States dollars)
Changes
2019
expenditure
2020
appropriation
Technical
adjustments
New/expanded
mandates Other Total Percentage
2021
estimate
(before
recosting)
Post 1 100.5 1 200.0 — 50.5 — 50.5 4.2 1 250.5
Non-post 40.2 30.0 — — — — — 30.0
Total 1 140.7 1 230.0 — 50.5 — 50.5 4.1 1 280.5
"""


def said(report: Write, words: str) -> list[Figure]:
    found = report(f"{HEAD}1. {words}\n2. The United Nations Environment Programme reported to those who asked.\n").figures
    return [figure for figure in found if figure.evidence[0].paragraph == "1"]


@pytest.mark.parametrize(
    ("words", "value", "unit", "exactness"),
    [
        ("approved US$ 34.4 million", "34400000", "USD", "exact"),
        ("up to $2.5 billion", "2500000000", "USD", "at_most"),
        ("290 million dollars a year", "290000000", "USD", "exact"),
        ("some 1,250 staff members", "1250", "count", "about"),
        ("at least 26 entities", "26", "count", "at_least"),
        ("no more than 26 entities", "26", "count", "at_most"),
        ("Not more than 26 entities", "26", "count", "at_most"),
        ("held two informal meetings", "2", "count", "exact"),
        ("two thirds of the wetlands", "66.67", "%", "exact"),
        ("about half of the wetlands", "50", "%", "about"),
        ("more than 80 per cent of the food", "80", "%", "at_least"),
        ("5 000 hectares of mangroves", "5000", "hectare", "exact"),
    ],
)
def test_a_number_is_read_with_its_scale_unit_and_exactness(words: str, value: str, unit: str, exactness: str) -> None:
    (amount,) = amounts.of("en").find(words)
    assert (amount.value, amount.unit, amount.exactness) == (value, unit, exactness)


@pytest.mark.parametrize(
    "words",
    [
        "resolution 66/288",
        "the two conventions",
        "on behalf of others",
        "Agenda 21 initiatives",
        "a 10-year programme",
        "30 June meetings",
    ],
)
def test_years_symbols_and_what_was_named_before_are_no_amounts(words: str) -> None:
    assert list(amounts.of("en").find(words)) == []


def test_requested_and_approved_money_is_told_apart(report: Write) -> None:
    found = said(
        report, "For 2014-2015, the Secretary-General requested $9 million, and the Assembly approved $7 million for UNEP."
    )
    assert [(f.value, f.status, f.period) for f in found] == [
        ("9000000", "requested", "2014/2015"),
        ("7000000", "approved", "2014/2015"),
    ]


def test_a_count_is_told_by_its_noun_and_its_target_by_its_words(report: Write) -> None:
    found = said(report, "The campaign reached 63 Governments in 2019, against a target of 19 Governments.")
    assert [(f.measure, f.value, f.status) for f in found] == [("governments", "63", "actual"), ("governments", "19", "target")]


def test_an_english_table_is_put_together_and_adds_up(report: Write) -> None:
    reading = report(
        f"{HEAD}1. The table shows the resources.\n\n{TABLE}\n2. The United Nations Environment Programme reported to those.\n"
    )
    asked = [
        (dict(f.dimensions)["item"], f.value, f.period, f.status)
        for f in reading.figures
        if f.measure == "resources" and f.period == "2021"
    ]
    assert asked == [
        ("Post", "1250500", "2021", "estimate"),
        ("Non-post", "30000", "2021", "estimate"),
        ("Total", "1280500", "2021", "estimate"),
    ]
    laid = lay(f"{HEAD}1. The table shows the resources.\n\n{TABLE}\n2. It ends.\n", "en")
    table = tables.read(laid, next(p for p in laid.paragraphs if p.label == "table 1"))
    found = list(table_sums.checks(table))
    assert len(found) > 10
    assert all(check.holds for check in found)
