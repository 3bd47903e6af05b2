"""The command ``python -m bench``: runs measures and prints their figures as one table."""

import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
import orjson

from bench import machine, table
from bench.figures import Result, Skipped, WrongAnswer
from bench.measures import ABOUT, MEASURES
from bench.stage import CITATIONS, LEAST, Stage


@click.command(name="bench")
@click.argument("names", nargs=-1, type=click.Choice(list(MEASURES)), metavar="[NAME]...")
@click.option("--size", default=20_000, show_default=True, type=click.IntRange(LEAST), help="Instruments of the large world.")
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="What the worlds and the questions are drawn from."
)
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures to this file, too.")
@click.option("--list", "listed", is_flag=True, help="Say what there is to measure, and what is divided by what.")
def main(names: tuple[str, ...], size: int, seed: int, file: Path | None, listed: bool) -> None:
    """Measure, as ratios within one run: all that there is, or only NAME… (see --list).

    Answers are compared before times are: where they differ nothing is measured and the exit code is 1.
    """
    if listed:
        for name, about in ABOUT.items():
            click.echo(f"{name}: {about}\n")
        return
    command = shlex.join(["python", "-m", "bench", *sys.argv[1:]])
    head = {"command": command, "machine": machine.line(), "seed": seed, "instruments": size, "citations": CITATIONS * size}
    results = _run(names or tuple(MEASURES), seed, size)
    table.show(results, [f"{name}: {value}" for name, value in head.items()])
    if file:
        rows = [{"kind": type(result).__name__.lower(), **asdict(result)} for result in results]
        file.write_bytes(orjson.dumps({**head, "results": rows}, option=orjson.OPT_INDENT_2))


def _run(names: tuple[str, ...], seed: int, size: int) -> list[Result]:
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="mandate-graph-bench-") as folder:
        stage = Stage(seed, size, Path(folder))
        try:
            for name in (name for name in MEASURES if name in names):
                click.echo(f"{name} …", err=True)
                results += _told(MEASURES[name](stage))
        except WrongAnswer as error:
            raise click.ClickException(f"a wrong answer, so nothing is measured: {error}") from error
        finally:
            stage.close()
    return results


def _told(found: Iterator[Result]) -> list[Result]:
    """The results, each told on standard error as it comes: a large measure takes long."""
    results: list[Result] = []
    for result in found:
        results.append(result)
        if isinstance(result, Skipped):
            click.echo(f"skipped: {result.what}: {result.why}", err=True)
        else:
            click.echo(f"  {result.what}: {result.ratio:.3g} times {result.against} {result.note}".rstrip(), err=True)
    return results


if __name__ == "__main__":
    main(prog_name="python -m bench")
