from graph_service.graph import aliases
from ontology.records import Statement
from tests.graph_service.saying import reading, say


def _leads(key: str, *statements: Statement, **held: frozenset[str]) -> str:
    return aliases.gather(statements, [], held or None).canonical(key)


def test_an_alias_leads_on_over_several_steps() -> None:
    said = [say("B", "alias", "NEW/0123456789ab", datatype="key"), say("C", "alias", "B", datatype="key")]
    assert _leads("NEW/0123456789ab", *said) == "C"


def test_a_part_of_an_alias_is_a_part_of_what_it_leads_to() -> None:
    assert _leads("DOC/0123456789ab#4!1", say("A/75/1", "alias", "DOC/0123456789ab", datatype="key")) == "A/75/1#4!1"


def test_two_aliases_that_lead_to_each_other_end() -> None:
    said = [say("A", "alias", "B", datatype="key"), say("B", "alias", "A", datatype="key")]
    assert {_leads("A", *said), _leads("B", *said)} == {"B"}


def test_each_half_of_a_dual_symbol_leads_to_the_document() -> None:
    lead = aliases.gather([], [reading("A/74/72-E/2019/13")])
    assert {lead.canonical(half) for half in ("A/74/72", "E/2019/13")} == {"A/74/72-E/2019/13"}


def test_the_other_keys_of_a_reading_lead_to_its_document() -> None:
    assert aliases.gather([], [reading("A/75/1", aliases=("DOC/0123456789ab",))]).canonical("DOC/0123456789ab") == "A/75/1"


def test_a_provision_of_a_text_is_keyed_under_what_the_text_is_issued_as() -> None:
    assert _leads("OUTCOME#12", say("OUTCOME", "issued_as", "UNEP/GC.26/18")) == "UNEP/GC.26/18#12"


def test_a_provision_of_a_text_adopted_apart_is_keyed_under_the_resolution_that_endorses_it(world: list[Statement]) -> None:
    assert _leads("THE-FUTURE-WE-WANT#88", *world) == "A/RES/66/288#88"


def test_the_text_itself_stays_a_thing_of_its_own(world: list[Statement]) -> None:
    assert _leads("THE-FUTURE-WE-WANT", *world) == "THE-FUTURE-WE-WANT"


def test_a_plan_that_is_endorsed_and_was_not_adopted_apart_keeps_its_provisions() -> None:
    assert _leads("PLAN#3", say("A/RES/70/9", "endorses", "PLAN")) == "PLAN#3"


def test_a_number_that_the_body_lacks_is_the_annex_s() -> None:
    lead = aliases.gather([], [reading("A/RES/66/288")], {"A/RES/66/288": frozenset({"1", "annex 1", "annex 88"})})
    assert (lead.canonical("A/RES/66/288#88"), lead.canonical("A/RES/66/288#1")) == ("A/RES/66/288#annex-88", "A/RES/66/288#1")
