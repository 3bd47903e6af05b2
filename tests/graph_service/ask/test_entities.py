import pytest

from graph_service.ask import entities
from graph_service.ask.statements import StatementList
from graph_service.errors import UnknownKey, UsageError
from graph_service.graph.snapshot import Snapshot
from ontology.records import Statement
from tests.graph_service.saying import say, snapshot_of


def _said(listed: StatementList) -> list[tuple[str, str, str | None]]:
    return [(row.subject, row.predicate, row.object or row.value) for row in listed.rows]


def test_an_entity_has_its_names_in_both_languages(small: Snapshot) -> None:
    assert entities.entity(small, "emg").labels == {"en": "Environment Management Group", "zh": "环境管理小组"}


def test_an_entity_s_name_is_that_of_the_day(small: Snapshot) -> None:
    names = [entities.entity(small, "EMG/IMG-ESM", day).labels["zh"] for day in ("2010", "2012")]
    assert names == ["可持续性管理小组", "环境可持续性管理问题管理小组"]


def test_a_resolution_that_is_only_cited_is_a_stub_with_its_link(small: Snapshot) -> None:
    found = entities.entity(small, "A/RES/2997 (XXVII)")
    assert (found.stub, found.url) == (True, "https://undocs.org/A/RES/2997(XXVII)")


def test_an_unknown_key_names_the_nearest(small: Snapshot) -> None:
    with pytest.raises(UnknownKey, match="A/RES/67/251"):
        entities.entity(small, "A/RES/67/252")


def test_a_day_that_is_none_is_refused(small: Snapshot) -> None:
    with pytest.raises(UsageError, match="asOf"):
        entities.entity(small, "EMG", "yesterday")


def test_the_page_of_a_group_says_where_it_comes_from(small: Snapshot) -> None:
    page = entities.page(small, "CGIEG")
    assert _said(page.upstream) == [("UNEP/GCSS/DEC/XI/1", "establishes", "CGIEG")]
    assert _said(page.downstream) == [("NAIROBI-HELSINKI-OUTCOME", "prepared_by", "CGIEG")]


def test_the_page_says_who_is_in_it(small: Snapshot) -> None:
    who = {row.predicate for row in entities.page(small, "EMG/IMG-BIODIVERSITY").who.rows}
    assert who >= {"subsidiary_of", "co_chaired_by", "participates_in"}


def test_each_line_stands_in_one_list_only(small: Snapshot) -> None:
    page = entities.page(small, "EMG/IMG-LAND")
    ids = [row.id for part in (page.what, page.upstream, page.downstream, page.who, page.other) for row in part.rows]
    assert len(ids) == len(set(ids))


def test_the_page_of_a_whole_shows_what_followed_from_its_parts(small: Snapshot) -> None:
    said = _said(entities.page(small, "A/RES/66/288").downstream)
    assert ("UNEP/GC/DEC/27/2", "implements", "A/RES/66/288#88") in said


def test_every_line_of_a_page_has_evidence_with_a_paragraph(small: Snapshot) -> None:
    page = entities.page(small, "EMG")
    rows = [row for part in (page.what, page.upstream, page.downstream, page.who, page.other) for row in part.rows]
    assert all(row.evidence and row.evidence[0].paragraph for row in rows)


def test_a_list_is_cut_at_its_limit_and_keeps_its_total(world: list[Statement]) -> None:
    shot = snapshot_of([say("EMG", "name", f"name {n}", language="en") for n in range(5)])
    what = entities.page(shot, "EMG", limit=2).what
    assert (len(what.rows), what.total) == (2, 5)
