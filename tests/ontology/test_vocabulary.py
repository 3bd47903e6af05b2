import pytest

from ontology import records, terms, vocabulary
from ontology.errors import UnknownName

LISTS = ("predicates", "types", "kinds", "qualifiers", "record", "lifecycle", "labels")
DEFINED = ("predicates", "types", "kinds", "qualifiers", "record", "lifecycle")
TYPES_OF_THE_MODEL = """
organ agency programme_or_fund department regional_commission convention_body interagency_mechanism issue_management_group
consultative_process coalition_or_partnership expert_panel network_or_centre internal_group division office post person
regional_forum intergovernmental_organisation financial_institution national_institution non_governmental_organisation
country country_group population_group collective place resolution decision declaration treaty agreement
strategy_or_framework policy report document section paragraph programme subprogramme deliverable initiative fund figure
obligation oversight_recommendation commitment rule_or_arrangement option evaluation meeting agenda_item topic sdg_goal
sdg_target sdg_indicator
"""
UPSTREAM_OF_THE_MODEL = {
    "obj": """cites recalls reaffirms welcomes takes_note_of endorses responds_to based_on implements renews adapts amends replaces
    retires successor_of version_of fulfils adopted_at prepared_by requested_in requested_by""",
    "subj": """informs mandates requests recommends requests_report_from establishes launches extends_term broadens_mandate renames
    terminates appropriates merges_into submitted_to answered_by""",
    "identity": "issued_as",
    "none": """considers adopted_by reviewed_by signed_by part_of edition_of subsidiary_of governed_by reports_to secretariat_of
    located_in funded_by holds_office member_of participates_in chaired_by co_chaired_by hosts_meeting leads custodian_of supports
    works_through serves partners_with contributes_to aligned_with addressed_to reports_go_to followed_up_by closed_by about name
    acronym title adopted_on held_on symbol_as_printed""",
}
QUALIFIERS_OF_THE_MODEL = {
    True: """role capacity stance status modality provision act deliverable due recurs to via until duration new_name version
    seat count share outcome because_of""",
    False: "part verb as_printed likely",
}


def test_every_type_of_the_model_is_there() -> None:
    assert set(TYPES_OF_THE_MODEL.split()) <= set(vocabulary.types())


@pytest.mark.parametrize("end", UPSTREAM_OF_THE_MODEL)
def test_every_predicate_of_the_model_has_its_upstream_end(end: str) -> None:
    assert {name: vocabulary.predicate(name).upstream for name in UPSTREAM_OF_THE_MODEL[end].split()} == dict.fromkeys(
        UPSTREAM_OF_THE_MODEL[end].split(), end
    )


def test_a_body_that_is_cited_is_no_lineage() -> None:
    cited = [p for p in vocabulary.predicates().values() if p.group == "citation" and "body" in p.range]
    assert cited
    assert all(p.upstream_if and "body" not in p.upstream_if for p in cited)


def test_lineage_through_making_depends_on_the_other_end_as_the_model_says() -> None:
    assert vocabulary.predicate("submitted_to").upstream_if == ("meeting",)
    assert set(vocabulary.predicate("prepared_by").upstream_if) == {"group", "meeting"}


@pytest.mark.parametrize("in_claim", [True, False])
def test_every_qualifier_of_the_model_is_hashed_or_not_as_it_says(in_claim: bool) -> None:
    known = {q.name for q in vocabulary.qualifiers().values() if q.part_of_claim is in_claim}
    assert known == set(QUALIFIERS_OF_THE_MODEL[in_claim].split())


def test_domains_and_ranges_are_kinds_or_datatypes() -> None:
    for predicate in vocabulary.predicates().values():
        ends = {*predicate.domain, *predicate.upstream_if, *(() if predicate.is_literal else predicate.range)}
        assert ends <= {*vocabulary.kinds(), "any"}, predicate.name
        if predicate.is_literal:
            assert {*predicate.range} <= {"text", *vocabulary.DATATYPES}, predicate.name


def test_a_symmetric_predicate_has_one_set_of_ends() -> None:
    assert all(set(p.domain) == set(p.range) for p in vocabulary.predicates().values() if p.symmetric)


def test_every_predicate_but_a_literal_reads_from_its_object_too() -> None:
    for predicate in vocabulary.predicates().values():
        assert bool(predicate.inverse_en and predicate.inverse_zh) is not predicate.is_literal, predicate.name


@pytest.mark.parametrize("name", LISTS)
def test_names_are_unique_and_every_row_is_whole(name: str) -> None:
    rows = vocabulary.rows(name)
    names = [next(iter(row.values())) for row in rows]
    assert len(set(names)) == len(names)
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("name", DEFINED)
def test_every_row_has_names_and_definitions_in_both_languages(name: str) -> None:
    for row in vocabulary.rows(name):
        assert all(row[column].strip() for column in ("en", "zh", "definition_en", "definition_zh")), row
        assert any("\u4e00" <= character <= "\u9fff" for character in row["zh"]), row
        assert (row["definition_en"][-1], row["definition_zh"][-1]) == (".", "。"), row


def test_every_public_term_is_declared_with_a_known_prefix() -> None:
    declared = {row["term"] for row in vocabulary.rows("vocabularies")}
    columns = ("maps_to", "specialises", "node_class", "node_subject", "node_object")
    used = {c for name in DEFINED for row in vocabulary.rows(name) for column in columns for c in row.get(column, "").split()}
    assert used <= declared
    assert {term.split(":")[0] for term in declared} <= set(terms.PREFIXES)


def test_verbs_carry_predicates_and_modalities_that_are_there() -> None:
    modalities = vocabulary.qualifiers()["modality"].values
    for verb in vocabulary.verbs():
        assert vocabulary.predicate(verb.predicate)
        assert verb.modality is None or verb.modality in modalities, verb
        assert verb.part in (None, *vocabulary.qualifiers()["part"].values), verb
    assert len({(verb.language, verb.verb) for verb in vocabulary.verbs()}) == len(vocabulary.verbs())


@pytest.mark.parametrize(
    ("verb", "predicate", "modality"),
    [
        ("回顾", "recalls", None),
        ("重申", "reaffirms", None),
        ("请", "requests", "requests"),
        ("鼓励", "requests", "encourages"),
        ("邀请", "requests", "invites"),
        ("注意到", "takes_note_of", "notes"),
        ("requests", "requests", "requests"),
        ("recalling", "recalls", None),
    ],
)
def test_a_verb_says_its_predicate_and_modality(verb: str, predicate: str, modality: str | None) -> None:
    (found,) = [v for v in vocabulary.verbs() if v.verb == verb]
    assert (found.predicate, found.modality) == (predicate, modality)


def test_every_predicate_of_effect_and_lifecycle_has_a_verb_in_both_languages() -> None:
    groups = [p.name for p in vocabulary.predicates().values() if p.group in ("effect", "lifecycle", "citation")]
    for language in ("en", "zh"):
        spoken = {verb.predicate for verb in vocabulary.verbs() if verb.language == language}
        assert set(groups) - spoken <= {"version_of"}, language


def test_the_life_cycle_has_the_statuses_of_the_mandate_registry() -> None:
    statuses = {status.name: status for status in vocabulary.lifecycle()}
    assert {"renewed", "adapted", "merged", "replaced", "retired"} <= set(statuses)
    assert all(vocabulary.predicate(status.predicate) and status.end in ("subj", "obj") for status in statuses.values())


def test_the_old_end_of_the_life_cycle_gets_the_status() -> None:
    ends = {
        status.predicate: status.end
        for status in vocabulary.lifecycle()
        if vocabulary.predicate(status.predicate).group == "lifecycle"
    }
    assert ends == {p: "subj" if vocabulary.predicate(p).upstream == "subj" else "obj" for p in ends}


def test_lists_of_the_shapes_are_those_of_the_records() -> None:
    values = {row["path"]: tuple(row["argument"].split()) for row in vocabulary.rows("shapes") if row["constraint"] == "in"}
    assert values == {
        "mg:methodKind": records.METHOD_KINDS,
        "mg:language": records.LANGUAGES,
        "mg:verdict": records.VERDICTS,
        "mg:figureStatus": records.FIGURE_STATUSES,
        "mg:exactness": records.EXACTNESS,
    }


@pytest.mark.parametrize(
    ("look_up", "text", "message"),
    [
        (vocabulary.predicate, "recals", "unknown predicate 'recals'.*recalls"),
        (vocabulary.qualifier, "statu", "unknown qualifier 'statu'.*status"),
        (vocabulary.entity_type, "ogran", "unknown type 'ogran'.*organ"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_ones(look_up: object, text: str, message: str) -> None:
    assert callable(look_up)
    with pytest.raises(UnknownName, match=message):
        look_up(text)


def test_spellings_follow_from_the_name() -> None:
    predicate, entity_type = vocabulary.predicate("takes_note_of"), vocabulary.entity_type("issue_management_group")
    assert (predicate.camel, predicate.upper, entity_type.camel) == ("takesNoteOf", "TAKES_NOTE_OF", "IssueManagementGroup")
