"""The same record in both stores, Neo4j divided by the embedded file: writing a made-up record of all that the rules depend on
(``bench.varied``; its making is not counted), building a snapshot in a process of its own, its exports. Then lineage and paths
asked of the store divided by the same questions on a snapshot, in sum. Where MANDATE_GRAPH_CORPUS is set, the reports there and
the registers that ship are loaded, built and exported, too.

Snapshots and exports must have the same hashes, and every answer must be the same; else nothing is measured. Neo4j is started by
``docker/neo4j/server.py``. With ``--size 100000`` it is a record of more than 1,000,000 relationships.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from bench import neo4j_server, stored, worlds
from bench.built import Built, build
from bench.figures import Figure, Result, Skipped, WrongAnswer, expect, timed
from bench.stage import CITATIONS, Stage
from bench.varied import Told, Varied
from graph_service.ingest.load import load
from graph_service.store import Store, clock, open_store
from graph_service.store.base import Change
from loaders import registry
from loaders.base import Source

NAME = "stores"
FORMATS = ("nq", "csv")
LARGE, HEAPS = 20_000, ("512m", "4g")
"""From how many instruments on Neo4j gets the larger heap."""
TOLD_EVERY = 5_000
CORPUS = "MANDATE_GRAPH_CORPUS"
FILE = "one file"


def run(stage: Stage) -> Iterator[Result]:
    """Figures over a made-up record of the size, and over the corpus."""
    try:
        with neo4j_server.running(stage.folder / "neo4j", HEAPS[stage.size >= LARGE]) as url:
            yield from _made_up(stage, url)
        yield from _corpus(stage)
    except neo4j_server.NotToBeHad as error:
        yield Skipped(NAME, "both stores, side by side", f"no Neo4j can be had here: {error}")


def _made_up(stage: Stage, url: str) -> Iterator[Result]:
    varied = Varied.of(worlds.make(stage.seed, stage.size, CITATIONS * stage.size))
    file = str(stage.folder / "varied.db")
    times = {name: _write(name, varied) for name in (file, url)}
    statements, readings = _much(file)
    note = _rates(statements, times[url], times[file])
    yield _figure(f"write {readings:,} readings", times[url], times[file], note)
    yield from _built("made-up", file, url)
    with closing(open_store(file)) as held, closing(open_store(url)) as asked:
        yield from stored.figures(NAME, varied.world, held, asked)


def _write(store_name: str, varied: Varied) -> float:
    with closing(open_store(store_name)) as store:
        return write(store, varied)


def write(store: Store, varied: Varied) -> float:
    """Write a record into an empty store; the seconds that it took, without those in which its readings were made."""
    told = _Making(varied.told())
    return timed(lambda: _record(store, varied, told))[0] - told.seconds


def _record(store: Store, varied: Varied, told: Iterator[Told]) -> None:
    for number, outcome in enumerate(store.write_all(told), 1):
        expect("what became of a reading", isinstance(outcome, Change), True)
        if number % TOLD_EVERY == 0:
            click.echo(f"  {number:,} readings of {len(varied.world.instruments):,}", err=True)
    again = list(store.write_all(varied.again()))
    expect("second readings that were written", [o for o in again if not isinstance(o, Change)], [])
    for document, at, reason in varied.withdrawn():
        store.withdraw(document, None, at, reason)
    store.add_verdicts(list(varied.verdicts()))


class _Making(Iterator[Told]):
    """Readings as they are made, with the time that it took to make them."""

    def __init__(self, readings: Iterator[Told]) -> None:
        self._readings, self.seconds = readings, 0.0

    def __next__(self) -> Told:
        seconds, told = timed(lambda: next(self._readings))
        self.seconds += seconds
        return told


def _much(store_name: str) -> tuple[int, int]:
    with closing(open_store(store_name)) as store:
        return sum(1 for _ in store.statements()), sum(1 for _ in store.readings())


def _built(what: str, file: str, url: str) -> Iterator[Result]:
    """Snapshots of both, each in a process of its own: the same hash, the same exports."""
    ours, other = build(url, FORMATS), build(file, FORMATS)
    for said in ("hash", "statements"):
        expect(f"{said} of the snapshot from Neo4j, {what}", getattr(ours, said), getattr(other, said))
    for name in FORMATS:
        expect(f"bytes of {name}, {what}", _bytes(ours, name), _bytes(other, name))
    memory = f"at most {ours.memory_mb:,.0f} MB in memory, {other.memory_mb:,.0f} MB from {FILE}"
    yield _figure(f"snapshot of {other.statements:,} statements, {what}", ours.seconds, other.seconds, memory)
    for name in FORMATS:
        size, mark = other.exports[name].size, other.exports[name].sha256[:12]
        note = f"the same {size / 1e6:,.1f} MB, SHA-256 {mark}…"
        yield _figure(f"export {name}, {what}", ours.exports[name].seconds, other.exports[name].seconds, note)


def _bytes(built: Built, name: str) -> tuple[str, int]:
    return built.exports[name].sha256, built.exports[name].size


def _corpus(stage: Stage) -> Iterator[Result]:
    """Reports and registers, loaded as the command does it."""
    folder = os.environ.get(CORPUS)
    if not folder:
        yield Skipped(NAME, "reports and registers", f"{CORPUS} is not set: it names the folder of reports")
        return
    sources = [*registry.shipped(), Source(Path(folder) / "seeds")]
    file = str(stage.folder / "reports.db")
    with neo4j_server.running(stage.folder / "neo4j-reports", HEAPS[0]) as url:
        reading, _ = timed(lambda: load(None, sources, dry_run=True))
        at = clock.now()
        times = {name: _load(name, sources, at) for name in (file, url)}
        statements, readings = _much(file)
        note = f"{reading:.1f} s of each is reading the files; " + _rates(statements, times[url], times[file])
        yield _figure(f"load {readings} reports and registers", times[url], times[file], note)
        yield from _built("reports", file, url)


def _load(store_name: str, sources: list[Source], at: str) -> float:
    with closing(open_store(store_name)) as store:
        seconds, report = timed(lambda: load(store, sources, known_at=at))
    if report.refused:
        raise WrongAnswer(f"refused: {report.refused[0]}")
    return seconds


def _rates(statements: int, ours: float, other: float) -> str:
    return f"{statements / ours:,.0f} statements/s, {statements / other:,.0f} into {FILE}"


def _figure(what: str, ours: float, other: float, note: str) -> Figure:
    return Figure.of((NAME, what, FILE), [ours], [other], note)
