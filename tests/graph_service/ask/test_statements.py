import pytest

from graph_service.ask.statements import statement, statements
from graph_service.errors import UsageError
from graph_service.graph.snapshot import Snapshot
from tests.graph_service.saying import say, snapshot_of, verdict


def test_without_an_argument_all_lines_come_sorted(small: Snapshot) -> None:
    listed = statements(small)
    assert listed.total == len(small.lines()) == len(listed.rows)
    subjects = [row.subject for row in listed.rows]
    assert subjects == sorted(subjects)


def test_pages_follow_each_other_without_a_gap(small: Snapshot) -> None:
    whole = [row.id for row in statements(small).rows]
    paged = [row.id for offset in range(0, len(whole), 50) for row in statements(small, limit=50, offset=offset).rows]
    assert paged == whole


def test_lines_are_found_by_subject_predicate_and_object(small: Snapshot) -> None:
    found = statements(small, subject="un-swfs-env", predicate="BASED_ON").rows
    assert [row.object for row in found] == ["UNEP/EA.1/Res.11", "UNEP/GC/DEC/27/5"]
    assert statements(small, object="UNEP/GC/DEC/27/5").total == 1


def test_lines_are_found_by_the_document_that_says_them_also_where_another_says_more(small: Snapshot) -> None:
    found = statements(small, subject="UNEA-2", document="A/74/72-E/2019/13").rows
    assert [(row.valid_from, row.documents) for row in found] == [("2016-05", ("UNEP/EA.4/16", "A/74/72-E/2019/13"))]


def test_lines_are_found_by_status_and_modality(small: Snapshot) -> None:
    assert {row.status for row in statements(small, status="proposed").rows} == {"proposed"}
    assert {row.object for row in statements(small, modality="invites").rows} == {"EMG", "UNCSD-PREPCOM", "UNGA"}


def test_as_of_a_day_each_line_says_how_sure_it_is() -> None:
    shot = snapshot_of(
        [
            say("EMG/IMG-LAND", "chaired_by", "UNEP-ED", since="2009", until="2013"),
            say("EMG/IMG-LAND", "chaired_by", "FAO", since="2012"),
            say("EMG/IMG-LAND", "chaired_by", "WHO", until="2009"),
        ]
    )
    found = {row.object: row.holds for row in statements(shot, subject="EMG/IMG-LAND", as_of="2012-06").rows}
    assert found == {"UNEP-ED": "CERTAIN", "FAO": "POSSIBLE"}


def test_what_was_rejected_stays_visible_and_is_marked() -> None:
    wrong = say("EMG", "governed_by", "A/DEC/58/209")
    [row] = statements(snapshot_of([wrong], verdicts=verdict(wrong, "rejected"))).rows
    assert (row.verdict, row.evidence[0].verdict) == ("rejected", "rejected")


def test_a_statement_is_found_in_its_line_by_its_own_id(small: Snapshot) -> None:
    row = statements(small, subject="UNEA-2").rows[0]
    assert {found.id for i in row.statements if (found := statement(small, i))} == {row.id}


def test_a_value_has_its_language(small: Snapshot) -> None:
    found = {(row.value, row.language) for row in statements(small, subject="THE-FUTURE-WE-WANT", predicate="title").rows}
    assert found == {("The future we want", "en"), ("我们希望的未来", "zh")}


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ({"predicate": "cite"}, "unknown predicate 'cite'.*cites"),
        ({"status": "done"}, "status 'done': expected one of fact"),
        ({"modality": "orders"}, "modality 'orders'"),
        ({"as_of": "someday"}, "asOf"),
        ({"limit": -1}, "expected numbers from 0"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_what_can(small: Snapshot, argument: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        statements(small, **argument)  # type: ignore[arg-type]  # wrong on purpose
