"""Commands that read sources: ``load``, ``extract``, ``withdraw``, ``review``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from graph_service.cli.context import RECORD_TIME, STORE, opened_store
from graph_service.errors import InputError, StoreMissing, UsageError
from graph_service.ingest.load import load as load_sources
from graph_service.ingest.review import review as review_verdicts
from graph_service.store.base import Store
from loaders import deadline, registry
from loaders import extract as extraction
from loaders.base import Source


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@STORE
@click.option("--loader", metavar="NAME", help="Read with this loader instead of picking one by looking at the file.")
@click.option("--symbol", metavar="S", help="The symbol of the document, where its text does not give it (one file only).")
@RECORD_TIME
@click.option("--dry-run", is_flag=True, help="Read and report; write nothing.")
@click.option("--shipped", is_flag=True, help="The registers that ship with the project, beside any sources.")
def load(
    sources: tuple[Path, ...],
    store: str | None,
    loader: str | None,
    symbol: str | None,
    known_at: str | None,
    dry_run: bool,
    shipped: bool,
) -> int:
    """Load files, folders or archives into the record and report what changed."""
    if symbol and (len(sources) != 1 or not sources[0].is_file()):
        raise UsageError("--symbol names one document: give exactly one file with it")
    given = [Source(path, symbol) for path in sources]
    if shipped:
        given = [*registry.shipped(), *given]
    if not given:
        raise UsageError("nothing to load: name files or folders, or --shipped for the registers that ship")
    with ExitStack() as stack, progress() as told:

        def make() -> Store:
            return stack.enter_context(opened_store(store, create=True))

        record = _existing(stack, store)
        report = load_sources(record, given, known_at=known_at, loader=loader, dry_run=dry_run, progress=told, make=make)
    click.echo(report.text(), err=True)
    return 2 if report.refused else 0


def _existing(stack: ExitStack, store: str | None) -> Store | None:
    """The store to load into; None where there is none yet: it is made once there is something to write."""
    try:
        return stack.enter_context(opened_store(store))
    except StoreMissing:
        return None


@contextmanager
def progress(doing: str = "loading") -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on standard error; the function that moves it takes (done, total, what)."""
    bar = Progress(
        TextColumn("{task.description}", justify="left"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(doing, total=None)

        def move(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what[-60:])

        yield move


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--symbol", metavar="S", help="The symbol of the document, where its text does not give it.")
@click.option("--loader", metavar="NAME", help="Read with this loader instead of picking one by looking at the file.")
@click.option(
    "--text",
    "text_out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT",
    help="Write the stored text in which offsets count.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Also say, on standard error, which rule read what and what could not be placed.",
)
def extract(file: Path, symbol: str | None, loader: str | None, text_out: Path | None, explain: bool) -> None:
    """Print what a loader reads in one file, as JSON lines; the store is not touched."""
    source = existing(file, symbol)
    with deadline.limited(file):
        readings = list(registry.pick(source, loader).read(source))
    for reading in readings:
        for line in extraction.lines(reading):
            sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        for remark in (one for one in reading.remarks if one.kind == "contradicted"):
            click.echo(f"{file}: {remark.message}", err=True)
        if explain:
            for told in extraction.explained(reading):
                click.echo(told, err=True)
    sys.stdout.buffer.flush()
    if text_out:
        text_out.write_text("".join(reading.text for reading in readings), encoding="utf-8")


def existing(file: Path, symbol: str | None = None) -> Source:
    """The file as a source; ``InputError`` if there is none, or if it is a folder."""
    if not file.exists():
        raise InputError(f"{file}: no such file")
    if not file.is_file():
        raise InputError(f"{file}: expected one file, found a folder; `load` takes folders")
    return Source(file, symbol)


@click.command()
@click.argument("document")
@click.option("--language", help="Only what was read in this language.")
@click.option("--reason", required=True, help="Why; kept with the record.")
@RECORD_TIME
@STORE
def withdraw(document: str, language: str | None, reason: str, known_at: str | None, store: str | None) -> int:
    """End the evidence of a document; the past still shows it."""
    from graph_service.ingest.withdraw import withdraw as end

    with opened_store(store) as record:
        ended = end(record, document, language, reason=reason, known_at=known_at)
    click.echo(f"{document}: {ended} statements ended", err=True)
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@STORE
def review(file: Path, store: str | None) -> int:
    """Keep verdicts from JSON lines (statement, verdict, by, at, reason, correction)."""
    existing(file)
    with opened_store(store) as record:
        kept = review_verdicts(record, file)
    click.echo(f"{kept} new verdicts kept", err=True)
    return 0


COMMANDS = (load, extract, withdraw, review)
