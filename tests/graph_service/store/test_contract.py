"""What every store keeps: run unchanged against each (``conftest.PLACES``)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph_service.errors import StoreError, TwoFilesForOneReading, UsageError
from graph_service.store import Store, open_store
from ontology.errors import ModelError
from ontology.records import Evidence, Statement, Verdict
from tests.graph_service.store.samples import DOCUMENT, LINES, T1, T2, T3, T4, cites, digest, dump, reading, rich, said


def clocks(store: Store, target: str) -> list[tuple[str | None, str | None]]:
    """When each piece of evidence of the statement about a target is known."""
    return [(e.known_from, e.known_to) for s in store.statements() if s.object == target for e in s.evidence]


def without_clocks(statement: Statement) -> Statement:
    return replace(statement, evidence=tuple(replace(e, known_from=None, known_to=None) for e in statement.evidence))


def test_what_was_written_is_read_back_in_order_of_ids_with_every_field(store: Store) -> None:
    store.write(rich(), T1)
    assert [without_clocks(s) for s in store.statements()] == sorted(rich().statements, key=lambda s: s.id)


def test_figures_are_read_back_with_dimensions_and_evidence(store: Store) -> None:
    store.write(rich(), T1)
    found = [replace(f, evidence=tuple(replace(e, known_from=None) for e in f.evidence)) for f in store.figures()]
    assert found == sorted(rich().figures, key=lambda f: f.id)


def test_evidence_carries_since_when_it_is_known(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    assert clocks(store, "A") == [(T1, None)]


def test_a_newer_reading_ends_what_it_no_longer_says_and_begins_what_is_new(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    store.write(reading([cites("B"), cites("C")], source="2"), T2)
    assert (clocks(store, "A"), clocks(store, "B"), clocks(store, "C")) == ([(T1, T2)], [(T1, None)], [(T2, None)])


def test_a_change_counts_statements_that_began_went_on_and_ended(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    change = store.write(reading([cites("B"), cites("C"), cites("D")], source="2"), T2)
    assert (change.new, change.kept, change.ended, change.unchanged) == (2, 1, 1, False)


def test_a_statement_keeps_one_id_when_only_its_place_changes(store: Store) -> None:
    store.write(reading([cites("A", 0)]), T1)
    store.write(reading([cites("A", 1)], source="2"), T2)
    (statement,) = store.statements()
    assert [(e.paragraph, e.known_from, e.known_to) for e in statement.evidence] == [("1", T1, T2), ("2", T2, None)]


def test_what_ended_and_is_said_again_begins_anew_beside_its_past(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    store.write(reading([], source="2"), T2)
    store.write(reading([cites("A")]), T3)
    assert clocks(store, "A") == [(T1, T2), (T3, None)]


def test_the_same_reading_again_changes_nothing_and_raises_no_version(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    version, before = store.version(), dump(store)
    change = store.write(reading([cites("A")]), T2)
    assert (change.unchanged, change.new, store.version(), dump(store)) == (True, 0, version, before)


def test_a_reading_of_an_earlier_time_takes_its_place_in_the_past(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")], source="2"), T2)
    store.write(reading([cites("A"), cites("C")]), T1)
    assert (clocks(store, "A"), clocks(store, "B"), clocks(store, "C")) == ([(T1, None)], [(T2, None)], [(T1, T2)])


def test_a_reading_between_two_of_the_same_content_parts_them(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    store.write(reading([cites("A")]), T3)
    store.write(reading([], source="2"), T2)
    assert clocks(store, "A") == [(T1, T2), (T3, None)]


def test_an_earlier_reading_does_not_become_the_current_one(store: Store) -> None:
    store.write(reading([], source="2"), T2)
    store.write(reading([], source="1"), T1)
    assert (store.has(reading(source="2")), store.has(reading(source="1"))) == (True, False)


def test_another_file_at_the_very_same_time_is_refused_and_leaves_no_trace(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    before = dump(store)
    with pytest.raises(TwoFilesForOneReading, match=rf"{DOCUMENT}.*{T1}.*later --known-at"):
        store.write(reading([cites("B")], source="2"), T1)
    assert dump(store) == before


def test_a_better_loader_over_the_same_file_at_the_same_time_leaves_nothing_of_the_worse_one(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    store.write(reading([cites("B"), cites("C")], loader_version="v2"), T1)
    assert (said(store), clocks(store, "B"), [r.loader_version for r in store.readings()]) == (["B", "C"], [(T1, None)], ["v2"])


def test_languages_and_loaders_of_a_document_are_readings_of_their_own(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    store.write(reading([cites("A", language="en")], language="en"), T2)
    store.write(reading([cites("B")], loader="register"), T3)
    assert (clocks(store, "A"), said(store)) == ([(T2, None), (T1, None)], ["A", "B"])


def test_evidence_of_one_statement_in_two_languages_is_sorted_by_place(store: Store) -> None:
    store.write(reading([cites("A", 2, 0)]), T2)
    store.write(reading([cites("A", 1, language="en")], language="en"), T1)
    (statement,) = store.statements()
    assert [(e.paragraph, e.language) for e in statement.evidence] == [("1", "zh"), ("2", "en"), ("3", "zh")]


def test_facts_of_a_register_belong_to_its_reading_and_name_their_documents(store: Store) -> None:
    facts = [cites("A", document="UNEP/EA.4/16"), cites("B", document="A/74/72")]
    store.write(reading(facts, document="REG/governance", language=None), T1)
    store.write(reading(facts[:1], document="REG/governance", language=None, source="2"), T2)
    assert {s.document: s.evidence[0].known_to for s in store.statements()} == {"UNEP/EA.4/16": None, "A/74/72": T2}


def test_a_register_and_a_report_that_say_the_same_corroborate_one_statement(store: Store) -> None:
    store.write(reading([cites("A", 0)]), T1)
    store.write(reading([cites("A", 1)], document="REG/governance", language=None), T2)
    assert [len(s.evidence) for s in store.statements()] == [2]


def test_known_at_shows_what_was_known_with_later_ends_left_open(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    store.write(reading([cites("B")], source="2"), T3)
    found = [(str(s.object), e.known_from, e.known_to) for s in store.statements(T2) for e in s.evidence]
    assert sorted(found) == [("A", T1, None), ("B", T1, None)]


def test_known_at_the_very_second_of_a_change_shows_the_change(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    store.write(reading([cites("B")], source="2"), T2)
    assert (said(store, T1), said(store, T2), said(store, "2025-12-31T23:59:59Z")) == (["A"], ["B"], [])


def test_readings_list_every_stretch_in_which_one_held(store: Store) -> None:
    store.write(reading(source="1"), T1)
    store.write(reading(source="2"), T2)
    store.write(reading(source="1"), T3)
    held = [(r.title, r.known_from, r.known_to) for r in store.readings()]
    assert held == [("Report 1", T1, T2), ("Report 2", T2, T3), ("Report 1", T3, None)]


def test_readings_carry_name_hashes_title_date_and_aliases(store: Store) -> None:
    given = reading()
    store.write(given, T1)
    (held,) = store.readings()
    assert (held.document, held.language, held.loader, held.loader_version) == (DOCUMENT, "zh", "reports", "v1")
    assert (held.source_hash, held.text_hash, held.title, held.date) == (digest("1"), given.text_hash, given.title, given.date)
    assert held.aliases == given.aliases


def test_readings_are_sorted_by_document_language_loader(store: Store) -> None:
    for document, language, loader in (("B", "zh", "x"), ("A", "zh", "y"), ("A", "zh", "x"), ("A", "en", "z")):
        store.write(reading(document=document, language=language, loader=loader), T1)
    names = [(r.document, r.language, r.loader) for r in store.readings()]
    assert names == [("A", "en", "z"), ("A", "zh", "x"), ("A", "zh", "y"), ("B", "zh", "x")]


def test_readings_known_then_are_those_that_held_then(store: Store) -> None:
    store.write(reading(source="1"), T1)
    store.write(reading(source="2"), T3)
    assert [(r.title, r.known_to) for r in store.readings(T2)] == [("Report 1", None)]


def test_withdrawing_ends_the_evidence_and_the_past_still_shows_it(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    ended = store.withdraw(DOCUMENT, None, T2, "superseded by a corrigendum")
    assert (ended, said(store, T1), said(store, T2)) == (2, ["A", "B"], [])


def test_withdrawing_counts_only_statements_that_nothing_says_any_more(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    store.write(reading([cites("B")], document="REG/governance", language=None), T1)
    assert store.withdraw(DOCUMENT, None, T2, "wrong file") == 1


def test_withdrawing_one_language_leaves_the_others(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    store.write(reading([cites("B", language="en")], language="en"), T1)
    store.withdraw(DOCUMENT, "zh", T2, "wrong file")
    assert said(store, T2) == ["B"]


def test_a_withdrawn_document_has_no_current_paragraphs_mentions_sections_or_hits(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    store.withdraw(DOCUMENT, None, T2, "wrong file")
    assert [*store.paragraphs(DOCUMENT), *store.mentions(DOCUMENT), *store.sections(DOCUMENT), *store.find_text("水")] == []


def test_a_withdrawn_document_that_is_loaded_again_comes_back(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    store.withdraw(DOCUMENT, None, T2, "wrong file")
    change = store.write(reading([cites("A")]), T3)
    assert (change.new, clocks(store, "A"), store.has(reading())) == (1, [(T1, T2), (T3, None)], True)


def test_a_withdrawal_ends_also_what_is_loaded_for_a_time_before_it(store: Store) -> None:
    store.withdraw(DOCUMENT, None, T2, "wrong file")
    store.write(reading([cites("A")]), T1)
    assert (clocks(store, "A"), store.has(reading())) == ([(T1, T2)], False)


def test_a_withdrawal_at_the_very_time_of_a_reading_is_refused(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    with pytest.raises(UsageError, match=f"read at {T1}.*later --known-at"):
        store.withdraw(DOCUMENT, None, T1, "wrong file")


def test_a_reading_at_the_very_time_of_a_withdrawal_is_refused(store: Store) -> None:
    store.withdraw(DOCUMENT, None, T1, "wrong file")
    with pytest.raises(UsageError, match=f"withdrawn at {T1}.*later --known-at"):
        store.write(reading([cites("A")]), T1)


def test_verdicts_survive_the_statement_and_are_there_when_it_comes_back(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    verdict = Verdict(cites("A").id, "rejected", "a librarian", T2, "misread")
    store.add_verdicts([verdict])
    store.write(reading([], source="2"), T3)
    store.write(reading([cites("A")]), T4)
    assert list(store.verdicts()) == [verdict]


def test_a_verdict_is_kept_once_and_counted_when_new(store: Store) -> None:
    verdict = Verdict("a", "corrected", "a librarian", T2, "misread", "b")
    assert (store.add_verdicts([verdict]), store.add_verdicts([verdict]), store.add_verdicts([])) == (1, 0, 0)


def test_verdicts_are_sorted_by_statement_time_and_person(store: Store) -> None:
    given = [Verdict(s, "confirmed", by, at, "seen") for s in ("b", "a") for at in (T2, T1) for by in ("y", "x")]
    store.add_verdicts(given)
    assert list(store.verdicts()) == sorted(given, key=lambda v: (v.statement, v.at, v.by))


def test_paragraphs_are_read_back_with_their_words_in_order_of_the_text(store: Store) -> None:
    store.write(reading(), T1)
    assert [(spoken, p.label, p.section, words) for spoken, p, words in store.paragraphs(DOCUMENT)] == [
        ("zh", str(number + 1), "heading I", line) for number, line in enumerate(LINES)
    ]


def test_paragraphs_sections_and_mentions_are_those_of_the_current_reading(store: Store) -> None:
    store.write(reading(source="2", lines=("新的文字在此",)), T2)
    store.write(reading(source="1"), T1)
    assert [words for _, _, words in store.paragraphs(DOCUMENT)] == ["新的文字在此"]
    assert [m.quote for m in store.mentions(DOCUMENT)] == ["新的"]


def test_a_language_narrows_paragraphs_mentions_and_hits(store: Store) -> None:
    store.write(reading(), T1)
    store.write(reading(language="en", lines=("water and land",)), T1)
    assert [words for _, _, words in store.paragraphs(DOCUMENT, "en")] == ["water and land"]
    assert len(list(store.mentions(DOCUMENT, "en"))) == 1
    assert [hit.language for hit in store.find_text("land", "zh")] == []


def test_sections_and_mentions_are_read_back_with_every_field(store: Store) -> None:
    store.write(reading(), T1)
    assert (tuple(store.sections(DOCUMENT)), tuple(store.mentions(DOCUMENT))) == (reading().sections, reading().mentions)


def test_labels_are_those_of_the_current_readings_of_the_documents_that_are_asked_for(store: Store) -> None:
    store.write(reading(), T1)
    store.write(reading(language="en", lines=("water", "land", "air", "soil")), T1)
    store.write(reading(document="D/2", lines=("one",)), T1)
    store.write(reading(document="D/3"), T1)
    store.withdraw("D/3", None, T2, "wrong file")
    assert store.labels([DOCUMENT, "D/3", "D/4"]) == {DOCUMENT: frozenset("1234")}
    assert store.labels([]) == {}


def test_a_document_that_is_not_held_has_no_paragraphs(store: Store) -> None:
    assert list(store.paragraphs("A/RES/66/288")) == []


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("水", ["1"]),
        ("土地", ["1"]),
        ("小组", ["1"]),
        ("地土", []),
        ("A/RES/66/288", ["2"]),
        ("cafe", ["2"]),
        ("CAFÉ see", ["2"]),
        ('"the cafe"', ["2"]),
        ('"cafe the"', []),
        ("６６/２８８", ["2", "3"]),
        ("第66/288号", ["3"]),
        ("水 小组", ["1"]),
        ("水 大会", []),
        ('"unclosed', []),
        ("AND OR NOT ( * ^ : - '", []),
        ("", []),
        ('""', []),
        ("*", []),
        ("\0", []),
    ],
)
def test_full_text_finds_words_and_phrases_and_takes_no_query_for_syntax(store: Store, query: str, labels: list[str]) -> None:
    store.write(reading(), T1)
    assert [hit.paragraph for hit in store.find_text(query)] == labels


def test_a_hit_says_where_its_paragraph_stands(store: Store) -> None:
    given = reading()
    store.write(given, T1)
    (hit,) = store.find_text("决议")
    assert (hit.document, hit.language, hit.paragraph, hit.text, hit.section) == (DOCUMENT, "zh", "3", LINES[2], "heading I")
    assert given.text[hit.start : hit.end] == LINES[2]


def test_hits_come_by_document_and_place_as_many_as_asked_for(store: Store) -> None:
    for document in ("B", "A"):
        store.write(reading(document=document, lines=("水", "火", "水")), T1)
    assert [(h.document, h.paragraph) for h in store.find_text("水", limit=3)] == [("A", "1"), ("A", "3"), ("B", "1")]


def test_hits_in_one_document_only_are_found_within_the_limit(store: Store) -> None:
    for document in ("B", "A"):
        store.write(reading(document=document, lines=("水", "火", "水")), T1)
    assert [(h.document, h.paragraph) for h in store.find_text("水", limit=1, document="B")] == [("B", "1")]


def test_a_superseded_text_is_not_found(store: Store) -> None:
    store.write(reading(), T1)
    store.write(reading(source="2", lines=("别的文字",)), T2)
    assert [*store.find_text("水")] == []


def test_every_change_of_the_record_raises_the_version(store: Store) -> None:
    versions = [store.version()]
    for change in (
        lambda: store.write(reading([cites("A")]), T1),
        lambda: store.add_verdicts([Verdict("a", "confirmed", "x", T1, "seen")]),
        lambda: store.withdraw(DOCUMENT, None, T2, "wrong file"),
    ):
        change()
        versions.append(store.version())
    assert versions == sorted(set(versions))


def test_a_statement_without_evidence_is_refused_and_nothing_of_its_reading_is_written(store: Store) -> None:
    with pytest.raises(ModelError, match="has no evidence; expected a place"):
        store.write(reading([cites("A"), replace(cites("B"), evidence=())]), T1)
    assert (list(store.readings()), list(store.statements()), list(store.find_text("水"))) == ([], [], [])


def test_a_time_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match=r"'yesterday'.*2026-11-20T10:00:00Z"):
        store.write(reading(), "yesterday")


def test_times_with_an_offset_are_kept_in_utc(store: Store) -> None:
    store.write(reading([cites("A")]), "2026-01-01T02:00:00+02:00")
    assert clocks(store, "A") == [(T1, None)]


def test_the_same_place_twice_in_one_reading_is_kept_once(store: Store) -> None:
    twice = replace(cites("A"), evidence=cites("A").evidence * 2)
    store.write(reading([twice, cites("A")]), T1)
    assert [len(s.evidence) for s in store.statements()] == [1]


def test_evidence_without_words_is_kept_without(store: Store) -> None:
    bare = Evidence("12", place_method := cites("A").evidence[0].method)
    store.write(reading([replace(cites("A"), evidence=(bare,))]), T1)
    (statement,) = store.statements()
    assert statement.evidence == (Evidence("12", place_method, known_from=T1),)


def test_a_run_that_was_not_finished_goes_on_at_its_time(store: Store) -> None:
    first = store.begin(["a 1", "b 2"], T1)
    again = store.begin(["b 2", "a 1"], None)
    assert (again.id, again.known_at, again.continued) == (first.id, T1, True)


def test_a_run_over_other_sources_or_at_another_time_is_one_of_its_own(store: Store) -> None:
    first = store.begin(["a 1"], T1)
    assert store.begin(["a 2"], T1).id != first.id
    assert store.begin(["a 1"], T2).id != first.id


def test_a_finished_run_is_not_continued_and_keeps_its_report(store: Store) -> None:
    run = store.begin(["a 1"], T1)
    store.finish(run, '{"read": 1}')
    again = store.begin(["a 1"], None)
    assert (again.continued, again.known_at != T1) == (False, True)
    assert [(r.known_at, report) for r, report in store.reports()] == [(T1, '{"read": 1}'), (again.known_at, None)]


def test_a_finished_run_closes_older_ones_over_the_same_sources(store: Store) -> None:
    store.begin(["a 1"], T1)
    store.finish(store.begin(["a 1"], T2), "{}")
    assert store.begin(["a 1"], None).continued is False


def test_two_runs_of_the_same_second_have_times_of_their_own(store: Store) -> None:
    first = store.begin(["a 1"], None)
    store.write(reading([cites("A")]), first.known_at)
    store.finish(first, "{}")
    second = store.begin(["a 2"], None)
    store.write(reading([cites("B")], source="2"), second.known_at)
    assert first.known_at < second.known_at


def test_what_was_committed_is_there_when_the_store_is_opened_again(store: Store) -> None:
    store.write(rich(), T1)
    before = dump(store)
    store.close()
    again = open_store(store.url, create=False)
    assert dump(again) == before
    again.close()


def test_closing_twice_is_no_error_and_loses_nothing(store: Store) -> None:
    before = dump(store)
    store.close()
    store.close()
    again = open_store(store.url, create=False)
    assert dump(again) == before
    again.close()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        list(store.statements())


def test_a_reader_sees_what_was_committed_when_it_began(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    rows = store.statements()
    seen = [next(rows)]
    store.write(reading([cites("C")], source="2"), T2)
    seen += rows
    assert sorted(str(s.object) for s in seen) == ["A", "B"]


def test_threads_read_while_another_writes(store: Store) -> None:
    store.write(reading([cites("A")]), T1)
    with ThreadPoolExecutor(4) as threads:
        reads = [threads.submit(said, store) for _ in range(20)]
        store.write(reading([cites("B")], source="2"), T2)
        found = {tuple(read.result()) for read in reads}
    assert found <= {("A",), ("A", "B")}
    assert said(store) == ["A", "B"]


def test_a_reader_that_stops_half_way_is_in_nobodys_way(store: Store) -> None:
    store.write(reading([cites("A"), cites("B")]), T1)
    rows = store.statements()
    next(rows)
    store.close()
    again = open_store(store.url, create=False)
    assert said(again) == ["A", "B"]
    again.close()
