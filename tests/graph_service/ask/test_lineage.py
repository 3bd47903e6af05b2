import pytest

from graph_service.ask.lineage import lineage
from graph_service.errors import UnknownKey, UsageError
from graph_service.graph.snapshot import Snapshot
from tests.graph_service.saying import say, snapshot_of


def test_the_framework_comes_from_two_decisions_and_its_launch(small: Snapshot) -> None:
    found = lineage(small, "UN-SWFS-ENV")
    assert [(n.degree, n.key) for n in found.nodes] == [(1, "UNEA-2"), (1, "UNEP/EA.1/Res.11"), (1, "UNEP/GC/DEC/27/5")]


def test_each_node_says_by_which_claims_and_paragraphs_it_is_reached(small: Snapshot) -> None:
    [first, *_] = lineage(small, "UNEP/EA.3/Res.11").nodes
    [via] = first.via
    assert (via.subject, via.predicate, via.object) == ("UNEP/EA.3/Res.11", "implements", "A/RES/66/288#88")
    assert [(e.document, e.paragraph) for e in via.evidence] == [("UNEP/EA.4/16", "5")]


def test_the_text_s_own_word_is_primary_and_another_s_is_a_report(small: Snapshot) -> None:
    steps = {c.predicate: c.primary for c in lineage(small, "A/RES/67/251", depth=2).claims if c.subject != "THE-FUTURE-WE-WANT"}
    assert (steps["takes_note_of"], steps["implements"]) == (True, False)


def test_the_total_is_true_and_pages_follow_each_other(small: Snapshot) -> None:
    whole = lineage(small, "A/RES/66/288", "DOWNSTREAM")
    pages = [lineage(small, "A/RES/66/288", "DOWNSTREAM", limit=4, offset=offset) for offset in (0, 4, 8)]
    assert [n.key for page in pages for n in page.nodes] == [n.key for n in whole.nodes]
    assert {page.total for page in pages} == {whole.total}


def test_a_page_that_is_not_all_says_so(small: Snapshot) -> None:
    found = lineage(small, "A/RES/66/288", "DOWNSTREAM", limit=2)
    assert (found.truncated, "LIMIT" in found.stop_reasons) == (True, True)


def test_a_depth_that_cut_it_says_so_and_the_scope_is_not_complete(small: Snapshot) -> None:
    found = lineage(small, "A/RES/67/251", depth=1)
    assert (found.truncated, found.stop_reasons, found.scope.complete) == (True, ("DEPTH",), False)


def test_all_of_it_is_exhausted(small: Snapshot) -> None:
    found = lineage(small, "UN-SWFS-ENV")
    assert (found.truncated, found.stop_reasons, found.scope.complete) == (False, ("EXHAUSTED",), True)


def test_where_a_body_ended_it_the_reason_says_so(small: Snapshot) -> None:
    assert "BODY" in lineage(small, "A/RES/2997(XXVII)", "DOWNSTREAM").stop_reasons


def test_through_bodies_more_is_reached(small: Snapshot) -> None:
    assert lineage(small, "A/RES/2997(XXVII)", "down", through=["body"]).total > lineage(small, "A/RES/2997(XXVII)", "down").total


def test_both_directions_show_each_node_once_where_it_is_nearer(small: Snapshot) -> None:
    keys = [n.key for n in lineage(small, "EMG/IMG-LAND", "BOTH").nodes]
    assert len(keys) == len(set(keys))
    assert {n.key: n.direction for n in lineage(small, "UNEP/GC/DEC/27/2", "BOTH").nodes}["A/RES/67/251"] == "DOWNSTREAM"


def test_the_claims_are_those_that_reach_the_nodes(small: Snapshot) -> None:
    found = lineage(small, "UNEP/EA.3/Res.11", depth=None)
    via = {c.id for n in found.nodes for c in n.via}
    assert (via, found.claims_total) == ({c.id for c in found.claims}, len(found.claims))


def test_the_root_of_wholes_is_the_whole(small: Snapshot) -> None:
    assert lineage(small, "A/RES/66/288#88", grain="whole").root.key == "A/RES/66/288"


def test_several_documents_make_one_claim_with_all_its_statements() -> None:
    shot = snapshot_of([say("A/RES/2/2", "recalls", "A/RES/1/1", document=d) for d in ("A/1", "A/RES/2/2")])
    [claim] = lineage(shot, "A/RES/2/2").claims
    assert (claim.documents, len(claim.statements), claim.primary) == (("A/1", "A/RES/2/2"), 2, True)


def test_as_of_a_day_each_claim_says_how_sure_it_is() -> None:
    said = [
        say("A/RES/3/3", "implements", "A/RES/1/1", since="2010", until="2014"),
        say("A/RES/3/3", "implements", "A/RES/2/2"),
        say("A/RES/3/3", "implements", "A/RES/0/1", until="2009"),
    ]
    found = lineage(snapshot_of(said), "A/RES/3/3", as_of="2012")
    assert {n.key: n.via[0].holds for n in found.nodes} == {"A/RES/1/1": "CERTAIN", "A/RES/2/2": "POSSIBLE"}


def test_what_is_proposed_is_shown_where_it_is_asked_for() -> None:
    shot = snapshot_of([say("A/RES/2/2", "based_on", "A/RES/1/1", status="proposed")])
    assert [lineage(shot, "A/RES/2/2").total, lineage(shot, "A/RES/2/2", statuses=["proposed"]).total] == [0, 1]


def test_the_same_question_has_the_same_answer_every_time(small: Snapshot) -> None:
    assert lineage(small, "A/RES/66/288", "BOTH") == lineage(small, "A/RES/66/288", "BOTH")


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ({"direction": "SIDEWAYS"}, "direction 'SIDEWAYS': expected one of UPSTREAM, DOWNSTREAM, BOTH"),
        ({"grain": "WORD"}, "grain 'WORD'"),
        ({"through": ["WALLS"]}, "through 'WALLS': expected one of BODIES"),
        ({"predicates": ["quotes"]}, "unknown predicate 'quotes'"),
        ({"statuses": ["dreamt"]}, "status 'dreamt'"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_what_can(small: Snapshot, argument: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        lineage(small, "EMG", **argument)  # type: ignore[arg-type]  # wrong on purpose


def test_an_unknown_key_is_an_error_and_not_an_empty_answer(small: Snapshot) -> None:
    with pytest.raises(UnknownKey):
        lineage(small, "A/RES/1/999999")
