from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import records
from ontology.errors import BadDate, ModelError, UnknownName
from ontology.records import Evidence, Figure, Literal, Method, Statement, Verdict
from tests.ontology.strategies import EVIDENCE, FIGURES, instrument_keys, statements

CURATED = Method("curated", "governance", "1")
SAID = Statement("UNEP/EA.4/16", "A/RES/66/288", "recalls", "UNEP/GC/DEC/26/11#IV")


@pytest.mark.parametrize(
    ("statement", "id_and_claim"),
    [
        (SAID, ("rjsoeqxtpyley6nzwpgwnnn5iq", "wqh3c453t3ttfaxptk6jqcwmqf")),
        (
            Statement("REG/bodies", "UNEP", "name", Literal("联合国环境规划署", "zh"), (), "1972-12-15"),
            ("pyzcw6wzca6zelfxmuebavi77z", "iwt6cgbk2yhimkllyal4kk3q5r"),
        ),
        (
            Statement("A/RES/66/288", "A/RES/66/288#88!1", "addressed_to", "UNGA", (("due", "UNGA-67"), ("modality", "invites"))),
            ("3vhnul7bd76yiehqd7xwo2wtcn", "inhv6xztqzsu6yz34gqxxnmwjl"),
        ),
    ],
)
def test_ids_of_fixed_statements_never_change(statement: Statement, id_and_claim: tuple[str, str]) -> None:
    assert (statement.id, statement.claim) == id_and_claim


def test_the_id_of_a_fixed_figure_never_changes() -> None:
    assert (
        Figure("UNEP/EA.4/16", "UNEP", "regular budget", "34.4", "USD million", "2014/2015", "approved").id
        == "4txnbfjjbtcd3dhdlvco2cmfhv"
    )


@given(statements(), EVIDENCE)
def test_an_id_has_26_characters_and_does_not_depend_on_the_evidence(statement: Statement, other: tuple[Evidence, ...]) -> None:
    changed = replace(statement, evidence=other)
    assert (changed.id, changed.claim, len(changed.id)) == (statement.id, statement.claim, 26)


@given(statements(), st.randoms(use_true_random=False))
def test_an_id_does_not_depend_on_the_order_of_qualifiers(statement: Statement, random: Random) -> None:
    shuffled = list(statement.qualifiers)
    random.shuffle(shuffled)
    assert replace(statement, qualifiers=tuple(shuffled)) == statement


@given(statements(), instrument_keys())
def test_the_same_claim_in_another_document_shares_the_claims_id_alone(statement: Statement, document: str) -> None:
    other = replace(statement, document=document)
    assert other.claim == statement.claim
    assert (other.id == statement.id) is (document == statement.document)


@pytest.mark.parametrize(
    "other",
    [
        replace(SAID, subject="A/RES/67/213"),
        replace(SAID, predicate="reaffirms"),
        replace(SAID, object="UNEP/GC/DEC/26/11"),
        replace(SAID, qualifiers=(("status", "planned"),)),
        replace(SAID, valid_from="2012"),
        replace(SAID, valid_to="2012"),
    ],
)
def test_whatever_is_claimed_is_part_of_the_id(other: Statement) -> None:
    assert other.claim != SAID.claim


def test_a_statement_is_as_sure_as_the_best_of_its_evidence() -> None:
    assert replace(SAID, evidence=tuple(Evidence("1", CURATED, confidence=c) for c in (0.3, 0.9, 0.5))).confidence == 0.9


@pytest.mark.parametrize("pair", sorted(records.NO_FACT))
def test_what_is_planned_proposed_optional_negated_or_a_threat_is_no_fact(pair: tuple[str, str]) -> None:
    assert (SAID.is_fact, replace(SAID, qualifiers=(pair,)).is_fact) == (True, False)


def test_qualifiers_of_a_mapping_are_sorted_pairs_without_empty_ones() -> None:
    assert records.qualifiers({"via": ["EMG", "CEB"], "due": "2012", "to": ""}) == (("due", "2012"), ("via", "CEB"), ("via", "EMG"))


def test_pairs_become_a_mapping_with_lists_where_a_name_comes_again() -> None:
    assert records.as_mapping((("due", "2012"), ("via", "CEB"), ("via", "EMG"))) == {"due": "2012", "via": ["CEB", "EMG"]}


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (
            {"predicate": "recals"},
            UnknownName,
            "unknown predicate 'recals': .*for example recalls",
        ),
        ({"qualifiers": (("stauts", "fact"),)}, UnknownName, "unknown qualifier 'stauts'.*status"),
        ({"qualifiers": (("verb", "recalls"),)}, UnknownName, "belongs to the evidence's wording"),
        ({"qualifiers": (("status", "maybe"),)}, ModelError, "expected one of fact, planned"),
        ({"valid_from": "someday"}, BadDate, "'someday' is no date"),
        ({"valid_to": "2012-02-30"}, BadDate, "'2012-02-30' is no date"),
        ({"object": Literal("x")}, ModelError, "expected a key as object"),
        ({"predicate": "name"}, ModelError, "expected a value as object"),
        ({"subject": ""}, ModelError, "needs document, subject and object"),
        ({"predicate": "held_on", "object": Literal("soon", datatype="edtf")}, BadDate, "'soon' is no date"),
        ({"predicate": "held_on", "object": Literal("2012")}, ModelError, "expected datatype edtf, found None"),
        ({"predicate": "name", "object": Literal("x", datatype="edtf")}, ModelError, "expected datatype none"),
        ({"predicate": "type", "object": Literal("thing", datatype="type")}, UnknownName, "unknown type 'thing'"),
        ({"predicate": "membership_size", "object": Literal("058", datatype="integer")}, ModelError, "whole number"),
    ],
)
def test_a_statement_that_the_model_does_not_allow_is_refused(change: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        replace(SAID, **change)


@pytest.mark.parametrize(
    ("given_fields", "message"),
    [
        ({"confidence": 1.1}, "expected a number from 0 to 1"),
        ({"start": 1}, "given together or not at all"),
        ({"start": 1, "end": 3, "quote": "abc", "text_hash": "h"}, "a quote of 3 characters can't stand at 1 to 3"),
        ({"start": 2, "end": 2, "quote": "", "text_hash": "h"}, "can't stand at 2 to 2"),
        ({"start": -1, "end": 2, "quote": "abc", "text_hash": "h"}, "can't stand at -1 to 2"),
        ({"known_from": "2026-11-20"}, "expected UTC to the second"),
        ({"known_to": "2026-11-20T10:00:00+01:00"}, "expected UTC to the second"),
        ({"known_to": "2026-11-31T10:00:00Z"}, "expected UTC to the second"),
        ({"wording": (("status", "fact"),)}, "belongs to the statement's qualifiers"),
        ({"wording": (("part", "middle"),)}, "expected one of preamble, operative"),
    ],
)
def test_evidence_that_the_model_does_not_allow_cannot_be_made(given_fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Evidence("4", CURATED, **given_fields)


@pytest.mark.parametrize(
    ("literal", "message"),
    [(("x", "zh", "edtf"), "has language zh and datatype edtf"), (("x", "zh-Hans", None), "expected one of ar, zh")],
)
def test_a_value_has_a_language_of_the_un_or_a_datatype(literal: tuple[str, str, str | None], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Literal(*literal)


def test_a_method_is_of_a_known_kind() -> None:
    with pytest.raises(ModelError, match="expected one of rule, register, curated, tagged"):
        Method("guess", "x")


FIGURE = Figure("UNEP/EA.4/16", "UNEP", "regular budget", "34.4", "USD million")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": "4 770 万"}, "expected a decimal number"),
        ({"value": "047"}, "expected a decimal number"),
        ({"status": "hoped"}, "expected one of planned"),
        ({"exactness": "roughly"}, "expected one of exact"),
        ({"period": "2014-2015"}, "is no date"),
        ({"unit": ""}, "needs document, subject, measure and unit"),
        ({"dimensions": (("a=b", "c"),)}, "without an equals sign"),
    ],
)
def test_a_figure_that_the_model_does_not_allow_cannot_be_made(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        replace(FIGURE, **change)


@given(FIGURES, EVIDENCE)
def test_a_figures_id_does_not_depend_on_its_evidence(figure: Figure, other: tuple[Evidence, ...]) -> None:
    assert replace(figure, evidence=other).id == figure.id


@pytest.mark.parametrize(
    ("verdict", "at", "reason", "message"),
    [
        ("maybe", "2026-11-20T10:00:00Z", "why", "expected one of confirmed, corrected, rejected"),
        ("confirmed", "today", "why", "expected UTC to the second"),
        ("confirmed", "2026-11-20T10:00:00Z", "", "needs statement, by, at and reason"),
    ],
)
def test_a_verdict_says_what_when_and_why(verdict: str, at: str, reason: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Verdict(SAID.id, verdict, "librarian", at, reason)
