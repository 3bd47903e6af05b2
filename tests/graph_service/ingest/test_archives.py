"""Archives as sources: what they hold is loaded as if it lay in a folder; broken, hostile and endless ones are refused."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from graph_service.ingest.archives import Room
from graph_service.ingest.load import load
from graph_service.ingest.report import LoadReport
from loaders.base import Source

MAPPING = """
register: REG/list-{stem}
title: A list
publisher: Nobody
date: 2026-01-31
rights: none needed
file: "*.csv"
row: "{id}"
cells: {body: {column: body, as: body}, goal: {column: goal, as: sdg}}
statements: [{subject: body, predicate: contributes_to, object: goal}]
"""
TABLE = "id,body,goal\n1,UNEP,13\n"


def test_what_a_zip_holds_is_loaded_with_its_place_in_it(tmp_path: Path) -> None:
    report = _load(_zip(tmp_path / "all.zip", {"deep/a.csv": TABLE, "deep/all.mapping.yaml": MAPPING, "b.txt": "no document"}))
    assert [(line.document, line.path) for line in report.lines] == [("REG/list-a", f"{tmp_path}/all.zip!/deep/a.csv")]
    assert [one.path for one in report.skipped] == [f"{tmp_path}/all.zip!/b.txt"]
    assert not report.refused


@pytest.mark.parametrize("form", ["gz", "bz2", "xz"])
def test_a_pressed_tar_is_opened(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"all.tar.{form}"
    with tarfile.open(path, f"w:{form}") as packed:  # type: ignore[call-overload]  # one of three forms
        for name, text in {"a.csv": TABLE, "all.mapping.yaml": MAPPING}.items():
            _add(packed, name, text)
    assert [line.document for line in _load(path).lines] == ["REG/list-a"]


def test_one_file_in_gzip_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "all.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"no document at all"))
    report = _load(tmp_path)
    assert [one.path for one in report.skipped] == [f"{tmp_path}/a.txt.gz!/a.txt"]


def test_archives_in_an_archive_are_opened_to_a_depth(tmp_path: Path) -> None:
    inner = _zip(tmp_path / "inner.zip", {"a.csv": TABLE, "all.mapping.yaml": MAPPING})
    for number in range(3):
        outer = tmp_path / f"outer{number}.zip"
        with zipfile.ZipFile(outer, "w") as packed:
            packed.write(inner, "inner.zip")
        report = _load(outer)
        if number < 2:
            assert [line.document for line in report.lines] == ["REG/list-a"]
        else:
            assert "an archive in 3 others" in report.refused[0].why
        inner = outer


def test_an_entry_that_leads_out_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "bad.tar"
    with tarfile.open(path, "w") as packed:
        _add(packed, "../escaped.csv", TABLE)
        _add(packed, "/absolute.csv", TABLE)
        link = tarfile.TarInfo("link.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        packed.addfile(link)
    report = _load(path)
    assert (
        "3 entries that are no ordinary files below it were left out: ../escaped.csv, /absolute.csv, link.csv"
        in report.refused[0].why
    )
    assert not (tmp_path / "escaped.csv").exists()
    assert not report.lines


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_ARCHIVE_BYTES", "100000")
    report = _load(_zip(tmp_path / "bomb.zip", {"a.csv": "0" * 5_000_000}))
    assert "more than 100,000 bytes unpacked" in report.refused[0].why
    room = Room(tmp_path / "room")
    assert room.bytes == 100_000


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_GRAPH_ARCHIVE_FILES", "3")
    report = _load(_zip(tmp_path / "many.zip", {f"{n}.csv": TABLE for n in range(4)}))
    assert "more than 3 files" in report.refused[0].why


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("cut.zip", None, "a broken archive"),
        ("cut.tar.gz", gzip.compress(b"x" * 10_000)[:40], "a broken archive"),
        ("pressed.bz2", b"BZh91AY", "expected zip, tar"),
    ],
)
def test_a_broken_archive_is_refused(tmp_path: Path, name: str, content: bytes | None, why: str) -> None:
    path = tmp_path / name
    if content is None:
        _zip(path, {"a.csv": TABLE * 100})
        whole = path.read_bytes()
        content = whole[:40] + b"\xff" * 20 + whole[60:]
    path.write_bytes(content)
    assert why in _load(path).refused[0].why


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    assert "an empty archive" in _load(_zip(tmp_path / "none.zip", {})).refused[0].why


def test_a_symbol_names_a_document_and_no_archive(tmp_path: Path) -> None:
    path = _zip(tmp_path / "all.zip", {"a.csv": TABLE})
    report = load(None, [Source(path, "A/1/2")], dry_run=True)
    assert "expected that document, found an archive" in report.refused[0].why


def _load(path: Path) -> LoadReport:
    return load(None, [Source(path)], dry_run=True)


def _zip(path: Path, content: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in content.items():
            packed.writestr(name, text)
    return path


def _add(packed: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text.encode())
    packed.addfile(entry, io.BytesIO(text.encode()))
