"""Loading reports as plain text into an empty store, and the same files again: the second load, in which nothing is new, divided
by the first. One short report of our own (``report.txt``), multiplied under new symbols; times are for one report."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, Result, expect, timed
from bench.stage import Stage
from graph_service.ingest.load import load
from graph_service.ingest.report import LoadReport
from graph_service.store import open_store
from graph_service.store.base import Store
from loaders.base import Source

NAME = "loading"
REPORT = Path(__file__).with_name("report.txt")
SYMBOL = "UNEP/EA.9/7"
LEAST, SHARE = 3, 400
"""How few reports there are at the least, and for how many instruments of the large world there is one."""
ROUNDS = 3
SESSION = 400
"""How many reports are given to one session."""


def run(stage: Stage) -> Iterator[Result]:
    """The figure: a report for every four hundred instruments of the large world."""
    files = multiplied(stage.folder / "reports", max(LEAST, stage.size // SHARE))
    first, again = [], []
    _once(stage, files[:1])  # the loaders read their own rules and names once
    for _ in range(ROUNDS):
        times, said = _once(stage, files)
        first.append(times[0] / len(files))
        again.append(times[1] / len(files))
    middle = sorted(first)[ROUNDS // 2]
    note = f"{1 / middle:,.0f} readings/s first, {said:,} statements in {len(files)} reports"
    yield Figure.of((NAME, "load again, unchanged", "first load"), again, first, note)


def _once(stage: Stage, files: list[Path]) -> tuple[tuple[float, float], int]:
    with tempfile.TemporaryDirectory(dir=stage.folder) as folder:
        return _twice(Path(folder) / "store.db", files)


def multiplied(folder: Path, count: int) -> list[Path]:
    """The report as many times, a file and a symbol each."""
    folder.mkdir(exist_ok=True)
    text, files = REPORT.read_text(encoding="utf-8"), []
    for number in range(count):
        symbol = f"UNEP/EA.{10 + number // SESSION}/{1 + number % SESSION}"
        files.append(folder / f"{symbol.replace('/', '_')}.txt")
        files[-1].write_text(text.replace(SYMBOL, symbol), encoding="utf-8")
    return files


def symbols(files: list[Path]) -> set[str]:
    """The symbols of files."""
    return {file.stem.replace("_", "/") for file in files}


def _twice(path: Path, files: list[Path]) -> tuple[tuple[float, float], int]:
    """Seconds of both loads, and how many statements the record then holds."""
    store = open_store(str(path))
    try:
        first, report = timed(lambda: _load(store, files))
        _check(report, files, "new")
        record = (store.version(), _ids(store))
        again, report = timed(lambda: _load(store, files))
        _check(report, files, "unchanged")
        expect("version and statements after loading again", (store.version(), _ids(store)) == record, True)
    finally:
        store.close()
    return (first, again), len(record[1])


def _load(store: Store, files: list[Path]) -> LoadReport:
    return load(store, [Source(file) for file in files])


def _check(report: LoadReport, files: list[Path], outcome: str) -> None:
    expect("refused files", [str(refusal) for refusal in report.refused], [])
    expect("what became of the readings", {line.outcome for line in report.lines}, {outcome})
    expect("documents read", {line.document for line in report.lines}, symbols(files))
    expect("how many numbers of statements a report has", len({line.statements for line in report.lines}), 1)


def _ids(store: Store) -> list[str]:
    return [statement.id for statement in store.statements()]
