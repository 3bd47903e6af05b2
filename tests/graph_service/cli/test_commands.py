"""The command line as people and scripts use it: data on standard output, messages on standard error, exit codes."""

import csv
import io
import json
import shlex
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service import cli
from loaders.governance.table import COLUMNS

REPORT = """联合国  UNEP/EA.9/77

联合国环境规划署联合国环境大会

关于范例工作的报告
执行主任的报告

一、 导言

1. 大会 2013 年 3 月 13 日第 67/251 号决议更改了理事会的称号。

2. 环境管理小组支持环境大会第 3/11 号决议的执行。

3. 工作继续进行。
"""


@pytest.fixture
def store(world_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small world as the store that commands use."""
    monkeypatch.setenv("MANDATE_GRAPH_STORE", str(world_file))
    return world_file


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that is not there yet."""
    path = tmp_path / "new.db"
    monkeypatch.setenv("MANDATE_GRAPH_STORE", str(path))
    return path


def report(folder: Path, name: str = "report.txt") -> Path:
    """A short report, written for this test."""
    path = folder / name
    path.write_text(REPORT, encoding="utf-8")
    return path


def rows(out: str) -> list[dict[str, object]]:
    """JSON lines."""
    return [json.loads(line) for line in out.splitlines()]


def test_lineage_prints_a_line_for_each_claim_with_its_evidence(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lineage", "UN-SWFS-ENV", "--direction", "up", "--format", "json"]) == 0
    lines = rows(capsys.readouterr().out)
    assert {line["key"] for line in lines} == {"UNEP/GC/DEC/27/5", "UNEP/EA.1/Res.11", "UNEA-2"}
    for line in lines:
        assert {"key", "label", "degree", "predicate", "subject", "object", "evidence"} <= set(line)
        assert all({"document", "language", "paragraph", "start", "end", "quote"} <= set(e) for e in line["evidence"])  # type: ignore[attr-defined]


def test_json_carries_fields_not_cells(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["lineage", "UN-SWFS-ENV"],
        ["paths", "UNEP/GC/DEC/27/2", "A/RES/67/251"],
        ["overlap", "PEI", "LEAD-PAINT-ALLIANCE"],
    ):
        assert cli.main([*words, "--format", "json"]) == 0
        assert not {"thing", "because", "said in", "words"} & {name for line in rows(capsys.readouterr().out) for name in line}


def test_as_of_a_day_the_table_says_how_sure_each_line_is(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lineage", "A/RES/67/251", "--as-of", "2013-03-13"]) == 0
    assert {"CERTAIN", "POSSIBLE"} & set(capsys.readouterr().out.split())


def test_what_is_yet_to_come_is_no_record_time(empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["load", str(report(tmp_path)), "--known-at", "9000-01-01"]) == 2
    assert "yet to come" in capsys.readouterr().err


def test_an_export_writes_through_a_link(store: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.nq", tmp_path / "link.nq"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert cli.main(["export", "--format", "nq", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.stat().st_size > 1000


def test_an_export_that_cannot_be_written_is_said_in_one_line(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", "--format", "nq", "-o", str(tmp_path / "nowhere" / "a.nq")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_error(store: Path) -> None:
    program = Path(sys.executable).parent / "mandate-graph"
    command = f"{shlex.quote(str(program))} export --format nq"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command} | head -1"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_stats_list_what_was_read(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stats", "--format", "json"]) == 0
    assert "REG/world" in {line["name"] for line in rows(capsys.readouterr().out) if line["what"] == "document"}


def test_the_table_names_document_and_paragraph_of_each_step(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lineage", "UN-SWFS-ENV"]) == 0
    shown = capsys.readouterr()
    assert "UNEP/EA.4/16 para. 40" in shown.out
    assert "nothing more is said in these documents" in shown.err


def test_csv_has_a_row_for_each_piece_of_evidence(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lineage", "UN-SWFS-ENV", "--format", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert lines
    assert all(line["document"] and line["paragraph"] for line in lines)


def test_a_depth_that_cuts_says_so(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lineage", "A/RES/67/251", "--depth", "1"]) == 0
    assert "larger --depth" in capsys.readouterr().err


def test_paths_show_each_step(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["paths", "UNEP/GC/DEC/27/2", "A/RES/67/251", "--format", "json"]) == 0
    assert [line["key"] for line in rows(capsys.readouterr().out)] == ["UNEP/GC/DEC/27/2", "A/RES/67/251"]


def test_paths_the_other_way_round_say_so(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["paths", "A/RES/67/251", "UNEP/GC/DEC/27/2"]) == 0
    assert "nothing leads from A/RES/67/251 to UNEP/GC/DEC/27/2" in capsys.readouterr().err


def test_contradictions_come_with_both_paragraphs(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["contradictions", "A/RES/72/225", "--format", "json"]) == 0
    told = [(row["kind"], row["value"], row["evidence"][0]["paragraph"]) for row in rows(capsys.readouterr().out)]  # type: ignore[index]  # a list of objects
    assert told == [("two_dates", "2017-12-20", "preamble 2"), ("two_dates", "2018", "14.61")]


def test_without_a_contradiction_it_says_so_on_standard_error(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["contradictions", "--kind", "circle"]) == 0
    assert "no contradiction is told in these documents" in capsys.readouterr().err


def test_overlap_tells_the_statements_that_cause_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["overlap", "PEI", "LEAD-PAINT-ALLIANCE", "--format", "json"]) == 0
    lines = rows(capsys.readouterr().out)
    assert {line["key"] for line in lines} == {"UNEP"}
    assert {e["paragraph"] for line in lines for e in line["evidence"]} >= {"71", "72"}  # type: ignore[attr-defined]


def test_search_finds_by_a_name_in_chinese(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", "环境管理小组", "--format", "json"]) == 0
    assert "EMG" in [line["key"] for line in rows(capsys.readouterr().out)]


def test_stats_count_what_is_there(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stats", "--format", "json"]) == 0
    total = {line["name"]: line["count"] for line in rows(capsys.readouterr().out) if line["what"] == "total"}
    assert total["statements"] >= 120  # type: ignore[operator]
    assert total["registers read"] == 1


def test_an_export_is_the_same_twice_and_leaves_no_half_file(store: Path, tmp_path: Path) -> None:
    for name in ("a.nq", "b.nq"):
        assert cli.main(["export", "--format", "nq", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.nq", "b.nq"]


def test_sparql_asks_the_store(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = tmp_path / "query.rq"
    query.write_text("PREFIX mg: <https://w3id.org/mandate-graph/ontology#> SELECT ?s { ?s mg:renames ?o }", encoding="utf-8")
    assert cli.main(["sparql", "--query", str(query)]) == 0
    assert "id/A/RES/67/251" in capsys.readouterr().out


def test_sparql_asks_files_and_an_update_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query, data = tmp_path / "query.rq", tmp_path / "data.ttl"
    data.write_text("<http://example.org/a> <http://example.org/p> 1 .", encoding="utf-8")
    query.write_text("ASK { ?s <http://example.org/p> 1 }", encoding="utf-8")
    assert cli.main(["sparql", "--query", str(query), "--data", str(data)]) == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is True
    query.write_text("DELETE WHERE { ?s ?p ?o }", encoding="utf-8")
    assert cli.main(["sparql", "--query", str(query), "--data", str(data)]) == 2


def test_loading_twice_changes_nothing(empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = report(tmp_path)
    assert cli.main(["load", str(path)]) == 0
    assert cli.main(["load", str(path)]) == 0
    assert "0 new, 0 changed, 1 unchanged" in capsys.readouterr().err


def test_a_dry_run_makes_no_store(empty: Path, tmp_path: Path) -> None:
    assert cli.main(["load", "--dry-run", str(report(tmp_path))]) == 0
    assert not empty.exists()


def test_a_closed_store_is_one_file(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    assert cli.main(["load", str(report(folder))]) == 0
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["new.db"]


def test_extract_prints_json_lines_and_the_quote_stands_at_its_offsets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "stored.txt"
    assert cli.main(["extract", str(report(tmp_path)), "--text", str(out)]) == 0
    lines = rows(capsys.readouterr().out)
    stored = out.read_text(encoding="utf-8")
    placed = [line for line in lines if line["kind"] in ("mention", "statement")]
    assert "A/RES/67/251" in {line.get("key") for line in placed}
    for line in placed:
        assert stored[int(str(line["start"])) : int(str(line["end"]))] == line["quote"]


def test_withdrawn_evidence_is_gone_now_and_there_before(empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["load", str(report(tmp_path)), "--known-at", "2026-01-01T00:00:00Z"]) == 0
    assert cli.main(["withdraw", "UNEP/EA.9/77", "--reason", "issued in error", "--known-at", "2026-02-01T00:00:00Z"]) == 0
    capsys.readouterr()
    assert cli.main(["search", "67/251", "--format", "json", "--known-at", "2026-01-15"]) == 0
    assert "A/RES/67/251" in capsys.readouterr().out
    assert cli.main(["search", "67/251", "--format", "json"]) == 0
    assert "A/RES/67/251" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lineage", "EMX"], "EMG"),
        (["lineage", "联合国环境规划署"], "it is a name of UNEP"),
        (["lineage", "A/RES/66/288#101"], "A/RES/66/288#88"),
        (["lineage", "EMG", "--as-of", "soon"], "expected EDTF"),
        (["lineage", "EMG", "--known-at", "soon"], "expected UTC"),
        (["lineage", "EMG", "--predicate", "cite"], "cites"),
        (["search", "x", "--type", "resolutoin"], "resolution"),
        (["paths", "EMG", "no such thing"], "no such thing"),
        (["overlap", "EMG", "QQQ"], "QQQ"),
        (["load"], "nothing to load"),
        (["load", "--symbol", "A/1/1", "a", "b"], "one document"),
        (["extract", "nowhere.txt"], "no such file"),
        (["withdraw", "A/1/99", "--reason", "x"], "A/1/99"),
        (["export", "--format", "docx"], "docx"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error_with_exit_code_2(
    store: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n \n", "empty"),
        ("binary.txt", b"\x7fELF\x00\x01\x02", "binary"),
        ("letters.xyz", b"ABC", "letters.xyz"),
        ("koi8.txt", "Доклад Генерального секретаря о ходе работы".encode("koi8-r"), "UTF-8"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_by_name_and_the_others_go_on(
    empty: Path, tmp_path: Path, name: str, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    good = report(tmp_path)
    assert cli.main(["load", str(bad), str(good)]) == 2
    told = capsys.readouterr().err
    assert name in told
    assert said in told
    assert cli.main(["search", "67/251", "--format", "json"]) == 0
    assert "A/RES/67/251" in capsys.readouterr().out


@pytest.mark.parametrize("symbol", ["??", "", "foo bar", "A/RES/66/288#88", "###"])
def test_a_symbol_that_is_none_is_refused_and_nothing_is_written(
    empty: Path, tmp_path: Path, symbol: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["load", str(report(tmp_path)), "--symbol", symbol]) == 2
    assert "such as" in capsys.readouterr().err


def test_a_list_of_symbols_beside_the_file_is_checked_and_used(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = report(tmp_path)
    (tmp_path / "symbols.csv").write_text(f"{path.name},nonsense\n", encoding="utf-8")
    assert cli.main(["load", str(path)]) == 2
    assert "symbols.csv" in capsys.readouterr().err
    (tmp_path / "symbols.csv").write_text(f"{path.name},UNEP/EA.9/78\n", encoding="utf-8")
    assert cli.main(["extract", str(path)]) == 0
    assert rows(capsys.readouterr().out)[0]["key"] == "UNEP/EA.9/78"


def test_a_load_of_which_everything_is_refused_leaves_no_store_behind(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    twice = [str(report(folder, "one.txt")), str(report(folder, "two.txt"))]
    Path(twice[1]).write_text(REPORT + "\n4. 大会第 66/288 号决议。\n", encoding="utf-8")
    assert [cli.main(["load", *sources]) for sources in ([str(tmp_path / "nowhere.txt")], twice)] == [2, 2]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_store_in_a_folder_that_is_not_there_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["load", str(report(tmp_path)), "--store", str(tmp_path / "nowhere" / "new.db")]) == 2
    told = capsys.readouterr().err
    assert ("does not exist; make it" in told, "reading" in told) == (True, False)


def test_a_bad_row_of_a_table_is_named_once_with_what_was_expected_and_found(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(f"{','.join(COLUMNS)}\nEMG,frobs,UNEP,,,,,,,REG/x,EMG,,\n", encoding="utf-8")
    assert cli.main(["load", str(path)]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert f"{path}: line 2, column predicate: unknown predicate 'frobs': expected one of" in told
    assert told.count(str(path)) == 1


def test_two_files_for_one_reading_are_both_named_and_neither_is_read(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = report(tmp_path, "one.txt"), report(tmp_path, "two.txt")
    second.write_text(REPORT + "\n4. 大会第 66/288 号决议。\n", encoding="utf-8")
    assert cli.main(["load", str(first), str(second)]) == 2
    told = capsys.readouterr().err
    assert "one.txt" in told
    assert "two.txt" in told


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are my notes, and no store at all, however long they are", encoding="utf-8")
    before = path.read_bytes()
    assert cli.main(["--store", str(path), "stats"]) == 2
    assert "notes.db" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused(empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["load", str(report(tmp_path))]) == 0
    with sqlite3.connect(empty) as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()
    capsys.readouterr()
    assert cli.main(["stats"]) == 2
    assert "newer" in capsys.readouterr().err


def test_a_store_that_is_not_there_is_said_with_what_to_do(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stats"]) == 2
    assert "mandate-graph load" in capsys.readouterr().err
    assert not empty.exists()


def test_a_port_in_use_is_said_with_what_to_do(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert cli.main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "--port" in capsys.readouterr().err


def test_a_store_that_is_not_there_is_not_served(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--port", "0"]) == 2
    assert "mandate-graph load" in capsys.readouterr().err
    assert not empty.exists()


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_PORT", "many")
    assert cli.main(["stats"]) == 2
    assert "MANDATE_GRAPH_PORT" in capsys.readouterr().err


def test_the_schema_of_the_project_is_what_the_code_makes(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).parents[3]
    assert cli.main(["schema", "--check", str(root / "schema.graphql")]) == 0
