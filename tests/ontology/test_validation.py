from dataclasses import replace

import pytest

from ontology import vocabulary
from ontology.examples import RENAMING
from ontology.records import Literal, Statement
from ontology.validation import findings


def rules(*statements: Statement, types: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    return [(f.severity, f.rule, f.key) for f in findings(statements, types)]


def test_a_true_statement_has_no_finding() -> None:
    assert rules(RENAMING) == []


def test_a_statement_without_evidence_is_an_error() -> None:
    assert rules(replace(RENAMING, evidence=())) == [("error", "evidence", "A/RES/67/251")]


def test_an_unexpected_end_is_a_warning_that_says_what_was_expected_and_found() -> None:
    (finding,) = findings([replace(RENAMING, object="UNEP-ED")])
    assert (finding.severity, finding.rule, finding.key, finding.statement) == (
        "warning",
        "range",
        "UNEP-ED",
        replace(RENAMING, object="UNEP-ED").id,
    )
    assert finding.en == "The object of “renames” should be: body, group or process, initiative; found: post."
    assert finding.zh == "“更名”的宾语应为\uff1a机构、小组或进程、倡议\uff1b实为\uff1a职位。"


def test_a_type_that_a_statement_says_goes_before_the_form_of_the_key() -> None:
    said = replace(RENAMING, subject="UNEP-ED", predicate="type", object=Literal("organ", datatype="type"), qualifiers=())
    assert rules(replace(RENAMING, object="UNEP-ED"), said) == []


def test_a_type_that_is_known_besides_counts_too() -> None:
    assert rules(replace(RENAMING, object="UNEP-ED"), types={"UNEP-ED": "organ"}) == []


def test_a_thing_of_two_kinds_is_a_warning() -> None:
    said = replace(RENAMING, subject="UNCCD", predicate="type", object=Literal("treaty", datatype="type"), qualifiers=())
    other = replace(said, object=Literal("convention_body", datatype="type"))
    assert rules(said, other) == [("warning", "kinds", "UNCCD")]


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    assert rules(replace(RENAMING, valid_from="2014")) == [("error", "period", "A/RES/67/251")]


def test_an_end_that_is_no_key_is_an_error() -> None:
    assert rules(replace(RENAMING, object="UNEP  GC")) == [("error", "key", "UNEP  GC")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("due", "2012-13"),
        ("until", "12"),
        ("duration", "two years"),
        ("duration", "P"),
        ("count", "many"),
        ("because_of", "#"),
    ],
)
def test_a_qualifier_of_another_form_is_a_warning(name: str, value: str) -> None:
    assert rules(replace(RENAMING, qualifiers=((name, value),))) == [("warning", "qualifier", "A/RES/67/251")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("due", "UNEA-5"),
        ("due", "2012~"),
        ("until", "2012-07"),
        ("duration", "P2Y6M"),
        ("count", "51"),
        ("share", "-0.5"),
        ("because_of", "EMG"),
    ],
)
def test_a_qualifier_of_its_form_is_none(name: str, value: str) -> None:
    assert rules(replace(RENAMING, qualifiers=((name, value),))) == []


def test_errors_come_first_and_the_order_is_always_the_same() -> None:
    given = [replace(RENAMING, evidence=()), replace(RENAMING, object="UNEP-ED"), replace(RENAMING, subject="PLACE/Nairobi")]
    assert findings(given) == findings(given[::-1])
    assert [f.severity for f in findings(given)] == ["error", "warning", "warning"]


WITH_DOMAIN = [predicate for predicate in vocabulary.predicates().values() if predicate.domain != ("any",)]


@pytest.mark.parametrize("predicate", WITH_DOMAIN, ids=lambda predicate: predicate.name)
def test_a_subject_of_another_kind_is_found_for_every_predicate(predicate: vocabulary.Predicate) -> None:
    wrong = next(t.name for t in vocabulary.types().values() if t.kind not in predicate.domain)
    target = _value(predicate.datatype) if predicate.is_literal else "EMG"
    said = replace(RENAMING, subject="X", predicate=predicate.name, object=target, qualifiers=())
    assert ("warning", "domain", "X") in rules(said, types={"X": wrong})


def _value(datatype: str | None) -> Literal:
    return Literal({"edtf": "2012", "integer": "1", "type": "organ"}.get(datatype or "", "x"), datatype=datatype)
