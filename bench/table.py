"""The figures as a table for people."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table

from bench.figures import Figure, Result

WIDTH = 170


def show(results: Iterable[Result], head: Iterable[str], console: Console | None = None) -> None:
    """Print lines, then the table; times are for one question."""
    out = console or Console(width=WIDTH, highlight=False)
    for text in head:
        out.print(text, markup=False, soft_wrap=True)
    table = Table(box=box.ASCII2)
    for name in ("measure", "what", "divided by"):
        table.add_column(name)
    for name in ("time", "time of that", "ratio", "middle half", "rounds"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("also")
    for result in results:
        table.add_row(*_row(result))
    out.print(table)


def _row(result: Result) -> tuple[str, ...]:
    if not isinstance(result, Figure):
        return result.measure, result.what, "", "", "", "", "", "", f"skipped: {result.why}"
    spread = "" if result.low is None or result.high is None else f"{_ratio(result.low)} – {_ratio(result.high)}"
    times = (_time(result.ours), _time(result.other), _ratio(result.ratio))
    return result.measure, result.what, result.against, *times, spread, str(result.rounds), result.note


def _ratio(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def _time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}" if seconds / size < 100 else f"{seconds / size:.0f} {unit}"
    return f"{seconds * 1e6:.0f} µs"
