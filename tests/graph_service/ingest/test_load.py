"""Loading: what is taken, what is refused and why, and what the report says of it."""

import os
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from graph_service.errors import UsageError
from graph_service.ingest import load as loading
from graph_service.ingest.report import LoadReport
from graph_service.store import Store
from loaders.base import Loader, Source
from tests.graph_service.ingest.fake_loaders import WrongQuotes, pick
from tests.graph_service.store.samples import T1, T2, T3, dump, said

Load = Callable[..., LoadReport]
Write = Callable[..., Path]


def whys(report: LoadReport) -> dict[str, str]:
    """Why each file was refused, by its name."""
    return {Path(refusal.path).name: refusal.why for refusal in report.refused}


def test_a_file_is_read_and_written(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "see A/RES/66/288\nsee EMG"))])
    assert said(store) == ["A/RES/66/288", "EMG"]


def test_the_report_counts_readings_and_statements(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "document: A/1\nsee X\nsee Y"))], known_at=T1)
    write("b.cites", "document: A/2\nsee X")
    report = load(store, [Source(write("a.cites", "document: A/1\nsee Y\nsee Z").parent)], known_at=T2)
    assert (report.read, report.new, report.changed, report.unchanged) == (2, 1, 1, 0)
    assert (report.statements, report.kept, report.superseded) == (2, 1, 1)


def test_loading_again_changes_nothing_and_says_so(store: Store, load: Load, write: Write) -> None:
    source = Source(write("a.cites", "see X"))
    load(store, [source])
    before, version = dump(store), store.version()
    report = load(store, [source])
    assert (report.unchanged, report.new, report.changed, dump(store), store.version()) == (1, 0, 0, before, version)


def test_a_folder_is_opened_to_any_depth_in_order_of_paths(store: Store, load: Load, write: Write) -> None:
    for name in ("b/2.cites", "a.cites", "b/1.cites"):
        write(name, f"document: DOC/{name[0]}{name[-7]}\nsee X")
    report = load(store, [Source(write("c.cites", "document: DOC/c\nsee X").parent)])
    assert [Path(line.path).name for line in report.lines] == ["a.cites", "1.cites", "2.cites", "c.cites"]


def test_the_list_of_symbols_and_hidden_files_of_a_folder_are_no_sources(store: Store, load: Load, write: Write) -> None:
    write("symbols.csv", "a.cites,A/1")
    write(".hidden/x.bin", b"\0")
    report = load(store, [Source(write("a.cites", "see X").parent)])
    assert (report.files, report.refused, report.skipped) == (1, [], [])


def test_a_stray_file_in_a_folder_is_passed_over_and_named(store: Store, load: Load, write: Write) -> None:
    write("README.md", "about these files")
    report = load(store, [Source(write("a.cites", "see X").parent)])
    assert ([Path(s.path).name for s in report.skipped], report.refused) == (["README.md"], [])


def test_a_file_of_no_known_kind_that_was_named_is_refused(store: Store, load: Load, write: Write) -> None:
    report = load(store, [Source(write("notes.md", "about these files"))])
    assert whys(report) == {"notes.md": "of no known kind"}


def test_the_same_file_named_twice_is_read_once(store: Store, load: Load, write: Write) -> None:
    path = write("a.cites", "see X")
    report = load(store, [Source(path), Source(path.parent), Source(path.parent / ".." / "in" / "a.cites")])
    assert (report.read, report.refused) == (1, [])


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.cites", b"", "empty"),
        ("blank.cites", b" \n\n", "empty"),
        ("binary.cites", b"see \0 X", "binary"),
        ("binary.bin", b"\x7fELF\0", "binary"),
        ("broken.pdf", b"%PDF-1.4 broken", "can't be opened"),
        ("koi8.cites", "доклад группы о земле и воде".encode("koi8-r"), "not UTF-8"),
        ("bad-key.cites", b"see A##B", "no key"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason_and_the_others_go_on(
    store: Store, load: Load, write: Write, name: str, content: bytes, why: str
) -> None:
    write("good.cites", "see X")
    report = load(store, [Source(write(name, content).parent)])
    assert list(whys(report)) == [name]
    assert why in whys(report)[name]
    assert said(store) == ["X"]


def test_the_same_bytes_under_two_symbols_are_told(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "see X"), "A/74/1")])
    report = load(store, [Source(write("b.cites", "see X"), "A/74/2")])
    assert report.same_bytes == [("A/74/2", "A/74/1")]
    assert "the same file under two symbols (1):\n  A/74/2 and A/74/1" in report.text()


def test_two_documents_in_one_file_are_no_document_under_two_symbols(store: Store, load: Load, write: Write) -> None:
    path = write("two.cites", "document: A/74/1\nsee X\n---\ndocument: A/74/2\nsee Y")
    assert load(store, [Source(path)]).same_bytes == load(store, [Source(path)]).same_bytes == []


def test_a_file_that_takes_too_long_is_refused_and_the_others_go_on(
    store: Store, load: Load, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_READING_SECONDS", "1")
    write("good.cites", "see X")
    report = load(store, [Source(write("slow.cites", "slow: yes\nsee Y").parent)])
    assert "over 1 s (stage: " in whys(report)["slow.cites"]
    assert said(store) == ["X"]


def test_a_missing_path_and_an_empty_folder_are_refused(store: Store, load: Load, tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    report = load(store, [Source(tmp_path / "nowhere.txt"), Source(tmp_path / "hollow")])
    assert whys(report) == {"nowhere.txt": "no such file or folder", "hollow": "an empty folder; expected files to load"}


def test_what_is_no_ordinary_file_is_refused_unopened(store: Store, load: Load, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.cites")
    report = load(store, [Source(tmp_path / "pipe.cites")])
    assert "not an ordinary file" in whys(report)["pipe.cites"]


def test_a_symbol_that_parses_to_nothing_is_refused(store: Store, load: Load, write: Write) -> None:
    report = load(store, [Source(write("a.cites", "see X"), symbol="#88")])
    assert "'#88' is no key" in whys(report)["a.cites"]


def test_a_symbol_names_the_document(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "see X"), symbol="UNEP/GC.26/18")])
    assert [r.document for r in store.readings()] == ["UNEP/GC.26/18"]


def test_an_unknown_loader_is_refused_with_the_known_ones(store: Store, load: Load, write: Write) -> None:
    report = load(store, [Source(write("a.cites", "see X"))], loader="nonesuch")
    assert "expected one of citations" in whys(report)["a.cites"]


def test_two_files_for_one_reading_are_both_refused_and_named_and_nothing_of_either_is_written(
    store: Store, load: Load, write: Write
) -> None:
    first, second = write("a.cites", "document: A/1\nsee X"), write("b.cites", "document: A/1\nsee Y")
    report = load(store, [Source(first), Source(second), Source(write("c.cites", "document: A/2\nsee Z"))])
    why = whys(report)
    assert sorted(why) == ["a.cites", "b.cites"]
    assert str(second) in why["a.cites"]
    assert str(first) in why["b.cites"]
    assert said(store) == ["Z"]


def test_one_file_that_gives_a_reading_twice_is_refused(store: Store, load: Load, write: Write) -> None:
    report = load(store, [Source(write("a.cites", "document: A/1\nsee X\n---\ndocument: A/1\nsee Y"))])
    assert "twice" in whys(report)["a.cites"]
    assert said(store) == []


def test_one_file_in_two_languages_is_two_readings(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "document: A/1\nlanguage: zh\nsee X\n---\ndocument: A/1\nlanguage: en\nsee X"))])
    assert [r.language for r in store.readings()] == ["en", "zh"]


def test_a_reading_whose_quotes_do_not_stand_is_refused(store: Store, write: Write) -> None:
    def careless(source: Source, name: str | None) -> Loader:
        return WrongQuotes()

    report = loading.load(store, [Source(write("a.cites", "see X"))], pick=careless)
    assert "its quote does not stand at 4 to 5" in whys(report)["a.cites"]


def test_another_content_at_the_very_same_time_is_refused(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "document: A/1\nsee X"))], known_at=T1)
    report = load(store, [Source(write("a.cites", "document: A/1\nsee Y"))], known_at=T1)
    assert "later --known-at" in whys(report)["a.cites"]
    assert said(store) == ["X"]


def test_two_loads_within_one_second_are_told_apart(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "document: A/1\nsee X"))])
    report = load(store, [Source(write("a.cites", "document: A/1\nsee Y"))])
    assert (report.changed, report.refused, len(list(store.readings()))) == (1, [], 2)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("a.cites", "document: A/1\nsee X"))], known_at=T1)
    before, runs = dump(store), list(store.reports())
    write("b.cites", "document: A/2\nsee X")
    report = load(store, [Source(write("a.cites", "document: A/1\nsee Y").parent)], dry_run=True)
    assert (report.changed, report.new, dump(store), list(store.reports())) == (1, 1, before, runs)


def test_a_dry_run_needs_no_store_and_a_load_does(load: Load, write: Write) -> None:
    source = Source(write("a.cites", "see X"))
    assert load(None, [source], dry_run=True).new == 1
    with pytest.raises(UsageError, match="needs a store"):
        load(None, [source])


def test_the_time_given_is_that_of_all_readings(store: Store, load: Load, write: Write) -> None:
    write("b.cites", "document: REG/x\ndate: 2025-05-05\nsee X")
    load(store, [Source(write("a.cites", "document: A/1\nsee X").parent)], known_at=T1)
    assert [r.known_from for r in store.readings()] == [T1, T1]


def test_a_register_is_known_from_the_day_that_it_states(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("b.cites", "document: REG/x\ndate: 2025-05-05\nsee X"))])
    assert [r.known_from for r in store.readings()] == ["2025-05-05T00:00:00Z"]


def test_a_register_that_changed_under_its_old_day_is_known_from_the_run(store: Store, load: Load, write: Write) -> None:
    load(store, [Source(write("b.cites", "document: REG/x\ndate: 2025-05-05\nsee X"))])
    report = load(store, [Source(write("b.cites", "document: REG/x\ndate: 2025-05-05\nsee Y"))])
    assert (report.refused, report.changed, said(store, "2025-06-01T00:00:00Z")) == ([], 1, ["X"])
    assert [str(s.object) for s in store.statements() if s.evidence[-1].known_to is None] == ["Y"]


def test_a_register_loaded_again_is_unchanged(store: Store, load: Load, write: Write) -> None:
    source = Source(write("b.cites", "document: REG/x\ndate: 2025-05-05\nsee X"))
    load(store, [source])
    assert load(store, [source]).unchanged == 1


def test_a_document_whose_symbol_became_known_ends_under_its_old_key(store: Store, load: Load, write: Write) -> None:
    path = write("a.cites", "see X")
    load(store, [Source(path)], known_at=T1)
    report = load(store, [Source(path, symbol="A/1")], known_at=T2)
    (old,) = [r for r in store.readings() if r.document.startswith("DOC/")]
    assert (report.renamed, old.known_to) == ([(old.document, "A/1")], T2)


def test_keys_that_had_to_be_made_up_are_listed_with_what_is_known_of_them(store: Store, load: Load, write: Write) -> None:
    report = load(store, [Source(write("a.cites", "see NEW/0123456789ab"))])
    assert report.made_up_keys == {"NEW/0123456789ab": "network A network"}


def test_what_a_loader_could_not_place_is_counted_and_kept_in_the_report(store: Store, load: Load, write: Write) -> None:
    report = load(store, [Source(write("a.cites", "remark: an odd footnote\nsee X"))])
    assert report.remarks == {"unplaced": 1}
    assert report.as_dict()["lines"][0]["remarks"] == [{"kind": "unplaced", "paragraph": None, "message": "an odd footnote"}]


def test_what_could_not_be_placed_is_listed_for_people_up_to_twenty_and_where_to_find_the_rest(
    store: Store, load: Load, write: Write
) -> None:
    remarks = "".join(f"\nremark: odd {n}." for n in range(22))
    lines = load(store, [Source(write("a.cites", f"document: A/1\nsee X{remarks}"))]).text().splitlines()
    listed = [line for line in lines if "unplaced: A/1, the whole document: odd " in line]
    assert (len(listed), [line for line in lines if "and 2 more" in line]) == (
        20,
        ["  … and 2 more; mandate-graph extract --explain FILE gives all of a file"],
    )


def test_where_nothing_is_taken_no_store_is_made(load: Load, write: Write) -> None:
    def make() -> Store:
        raise AssertionError("there is nothing to write")

    assert len(load(None, [Source(write("a.bin", b"\0"))], make=make).refused) == 1


def test_the_report_is_kept_with_the_run(store: Store, load: Load, write: Write) -> None:
    report = load(store, [Source(write("a.cites", "see X"))], known_at=T3)
    ((run, kept),) = store.reports()
    assert (run.known_at, orjson.loads(kept or "")) == (T3, report.as_dict())


def test_nothing_to_write_leaves_no_run(store: Store, load: Load, tmp_path: Path) -> None:
    load(store, [Source(tmp_path / "nowhere.txt")])
    assert list(store.reports()) == []


def test_the_report_for_people_names_what_was_read_refused_and_made_up(store: Store, load: Load, write: Write) -> None:
    write("b.bin", b"\0")
    write("c.md", "words")
    text = load(store, [Source(write("a.cites", "document: A/1\nsee NEW/0123456789ab\nremark: odd").parent)]).text()
    for part in (
        "1 reading of 1 file: 1 new",
        "A/1 (citations): new",
        "NEW/0123456789ab: network",
        "1 unplaced",
        "c.md",
        "b.bin: ",
    ):
        assert part in text


def test_progress_is_told_from_nothing_to_all(store: Store, load: Load, write: Write) -> None:
    told: list[tuple[int, int, str]] = []
    load(store, [Source(write("a.cites", "see X"))], progress=lambda *step: told.append(step))
    assert told == [(0, 1, "reading a.cites"), (1, 1, "read"), (0, 1, "writing a.cites"), (1, 1, "written")]


def test_the_loader_is_picked_from_the_registry_where_none_is_given(store: Store, write: Write) -> None:
    report = loading.load(store, [Source(write("strange.xyz", "no document of any kind"))])
    assert list(whys(report)) == ["strange.xyz"]


def test_the_loader_that_was_named_reads_whatever_the_file_is_called(store: Store, write: Write) -> None:
    loading.load(store, [Source(write("a.unknown", "see X"))], loader="citations", pick=pick)
    assert said(store) == ["X"]
